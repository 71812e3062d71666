// What an engine says of work on a register as a whole: backups and checks.

/// How far a long piece of work has come.
public struct WorkProgress: Sendable, Equatable {
    /// What is counted: `pages`. Another word is another piece of work.
    public let noun: String
    public let done: Int
    public let total: Int

    public init(_ noun: String, done: Int, of total: Int) {
        self.noun = noun
        self.done = done
        self.total = total
    }

    /// Told now and then how far the work is; it ends the work by throwing.
    public typealias Report = @Sendable (WorkProgress) throws(RegistryError) -> Void
}

/// What a copy of a register holds.
public struct BackupSummary: Sendable {
    public let bytes: Int
    public let certifications: Int
    /// Sequence number of the last change; 0 where there is none.
    public let lastChange: Int

    public init(bytes: Int, certifications: Int, lastChange: Int) {
        self.bytes = bytes
        self.certifications = certifications
        self.lastChange = lastChange
    }
}

/// What one check of a register came to.
public struct CheckOutcome: Sendable {
    /// What was checked: `counters`.
    public let name: String
    /// Whether a finding means that the file itself is damaged, and not what it holds.
    public let isOfFile: Bool
    /// Things that are wrong; of the file's structure at most 100 are counted.
    public let found: Int
    /// The first of them, in sentences.
    public let findings: [String]

    public init(name: String, isOfFile: Bool, found: Int, findings: [String]) {
        self.name = name
        self.isOfFile = isOfFile
        self.found = found
        self.findings = findings
    }
}

/// What a table holds: equal where two tables are.
public struct TableContents: Sendable, Equatable {
    public let table: String
    public let rows: Int
    /// SHA-256 over every value of every row, in the order of the rows' keys.
    public let checksum: String

    public init(table: String, rows: Int, checksum: String) {
        self.table = table
        self.rows = rows
        self.checksum = checksum
    }
}
