import RegistryCore
import RegistryJSON

/// What both versions do with what their shapes have read.
extension WireReader {
    /// Reads the body of a call, which must be an object.
    static func reading<Value>(
        _ body: JSONValue, _ context: ReadingContext, _ read: (inout WireReader) -> Value?
    ) -> WireReading<Value> {
        var reader = WireReader(root: body, context: context)
        guard reader.isBody(body) else { return reader.reading(nil) }
        let value = read(&reader)
        return reader.reading(value)
    }

    /// Whether the body is an object; notes it if not.
    mutating func isBody(_ body: JSONValue) -> Bool {
        if body.kind == .object { return true }
        fault(.badRequest, at: body, "Send a JSON object as the body: { ... }.")
        return false
    }

    /// A certification with its entity; nil while something mandatory is missing.
    func record(
        _ draft: RecordDraft, mustBeLocated: Bool, index: Int? = nil, locator: RecordLocator
    ) -> UploadRecord? {
        draft.entity.upload(mustBeLocated: mustBeLocated).flatMap {
            record(.uploaded($0), draft.certification, index: index, locator: locator)
        }
    }

    /// A certification of an entity; nil while something mandatory is missing.
    func record(
        _ entity: UploadRecord.EntityReference, _ draft: CertificationDraft, index: Int?,
        locator: RecordLocator
    ) -> UploadRecord? {
        guard let certification = draft.upload(),
            let body = context.ownBody ?? draft.body(for: role)
        else { return nil }
        return UploadRecord(
            index: index, entity: entity, certification: certification, body: body,
            locator: locator)
    }

    /// An update of a certified entity, read by its shape.
    mutating func entityUpdate(_ shape: WireShape<RecordDraft>) -> EntityUpdate? {
        guard let draft = read(root, shape, RecordDraft()) else { return nil }
        var locator = RecordLocator(self, entity: .init(object: root, shape: shape))
        locator.aliases = draft.entity.aliasValues
        return draft.entity.update(locator: locator)
    }

    // MARK: Bulk calls

    /// Whether there are as many records as one call may hold; noted on the array if not.
    mutating func checkRecordCount(_ count: Int, in array: JSONValue) -> Bool {
        let max = context.limits.bulkRecordsMax
        guard count < 1 || count > max else { return true }
        fault(
            .validationError, at: array,
            "Send 1 to \(max) records in one bulk call; there are \(count).")
        return false
    }
}
