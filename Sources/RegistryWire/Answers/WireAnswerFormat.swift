public import RegistryCore

/// How one version of the API writes what it answers. What does not differ between versions
/// stands in ``Answers``.
public protocol WireAnswerFormat: Sendable {
    /// Writes a certification: the value of `data`, or an item of a list (contract section 8).
    static func write(
        _ record: CertificationRecord, context: AnswerContext, into writer: inout AnswerWriter)

    /// Writes a certified entity: the value of `data` (contract section 9).
    static func write(
        _ entity: StoredEntity, context: AnswerContext, into writer: inout AnswerWriter)

    /// Writes an accreditation body's record of a certification body: the value of `data`, or an
    /// item of a list (contract section 10).
    static func write(
        _ record: BodyRecord, context: AnswerContext, into writer: inout AnswerWriter)
}

/// What an answer needs beside its records.
public struct AnswerContext: Sendable {
    /// Where ids of bodies, schemes, standards and countries get their names.
    public let directory: Directory
    /// The day by which a status is judged.
    public let today: CalendarDate

    public init(directory: Directory, today: CalendarDate) {
        self.directory = directory
        self.today = today
    }
}
