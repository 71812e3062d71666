/// Accounts, keys, vocabularies and mappings as of one moment: an immutable
/// snapshot that every request reads without touching the database. A class, so that handing it
/// on costs one count of references and not one for each of its parts.
public final class Directory: Sendable {
    public let version: Int64
    public let accounts: [RecordID: Account]
    public let keys: [KeyHash: APIKey]
    /// Certification bodies that every accreditation body which has recorded them has withdrawn
    /// (contract section 10): each may be withdrawn, and the store knows whether it is.
    public let withdrawnByAll: Set<RecordID>
    public let vocabularies: Vocabularies
    /// By account; the entry for all accounts is ``sharedMappings``.
    public let mappings: [RecordID: MappingTable]
    public let sharedMappings: MappingTable

    public init(
        version: Int64, accounts: [Account], keys: [APIKey],
        withdrawnByAll: Set<RecordID> = [], vocabularies: Vocabularies,
        mappings: [RecordID: MappingTable], sharedMappings: MappingTable
    ) {
        self.version = version
        self.accounts = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
        self.keys = Dictionary(uniqueKeysWithValues: keys.map { ($0.hash, $0) })
        self.withdrawnByAll = withdrawnByAll
        self.vocabularies = vocabularies
        self.mappings = mappings
        self.sharedMappings = sharedMappings
    }

    /// Reads an account's terms: its own mappings first, then those for all, then the lists.
    public func termReader(for accountID: RecordID) -> TermReader {
        TermReader(
            vocabularies: vocabularies, own: mappings[accountID] ?? MappingTable([]),
            shared: sharedMappings)
    }
}
