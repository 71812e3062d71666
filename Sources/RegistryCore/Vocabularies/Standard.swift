/// A certification scheme: the set of rules under which certificates to its standards are issued
/// (contract section 12). It is known to whoever knows one of its standards.
public struct Scheme: Sendable, Hashable {
    public var id: RecordID
    public var name: String

    public init(id: RecordID, name: String) {
        self.id = id
        self.name = name
    }

    /// Whether its certifications are classified by the IAF's sectors: quality, environmental, and
    /// occupational health and safety management. Certifications of other schemes only keep
    /// sectors of other lists as sent (contract section 12).
    public var usesIAFSectors: Bool {
        Self.withIAFSectors.contains(.standard(ComparisonKey(name)))
    }

    private static let withIAFSectors: Set<LooseKey> = [
        .standard(ComparisonKey("Quality Management Systems")),
        .standard(ComparisonKey("Environmental Management Systems")),
        .standard(ComparisonKey("Occupational Health and Safety Management Systems")),
    ]
}

/// A standard within its scheme: one pair of the library (contract section 12).
public struct Standard: Sendable, Hashable {
    public var id: RecordID
    public var schemeID: RecordID
    public var name: String
    /// The accreditation body whose addition it is; then it is known to that body and to who names
    /// it. Nil for the shipped ones and the operator's, which everyone knows.
    public var addedBy: RecordID?
    /// A retired standard is not found by what is uploaded, but what is stored can still be read.
    public var isRetired: Bool

    public init(
        id: RecordID, schemeID: RecordID, name: String, addedBy: RecordID? = nil,
        isRetired: Bool = false
    ) {
        self.id = id
        self.schemeID = schemeID
        self.name = name
        self.addedBy = addedBy
        self.isRetired = isRetired
    }

    /// Pairs that one accreditation body may add. Our choice: the library is kept in memory, and no
    /// body accredits for as many.
    public static let additionsMax = 10_000

    /// Whether it is known to who names these accreditation bodies, or is one of them. Nil knows
    /// all: the operator.
    func isKnown(toWhoNames bodies: Set<RecordID>?) -> Bool {
        guard let addedBy, let bodies else { return true }
        return bodies.contains(addedBy)
    }
}
