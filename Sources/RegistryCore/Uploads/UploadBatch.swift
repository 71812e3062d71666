/// Records that are uploaded together: one of a single call, or all of a bulk call.
public struct UploadBatch: Sendable {
    public enum Mode: Sendable, Equatable {
        /// If any record is bad, nothing is stored.
        case atomic
        /// Good records are stored, bad ones are not.
        case partial
        /// Nothing is stored; the answer partial would give.
        case validate
    }

    public var account: Account
    public var origin: Origin
    public var mode: Mode
    /// The lists by which the records were read.
    public var vocabularies: Vocabularies
    /// The day of the request, by which an accreditation is in force.
    public var today: CalendarDate
    public var records: [UploadRecord]

    public init(
        account: Account, origin: Origin, mode: Mode, vocabularies: Vocabularies,
        today: CalendarDate, records: [UploadRecord]
    ) {
        self.account = account
        self.origin = origin
        self.mode = mode
        self.vocabularies = vocabularies
        self.today = today
        self.records = records
    }
}

/// What became of a batch. With faults, an atomic batch has stored nothing.
public struct UploadOutcome: Sendable {
    /// One a record, in the batch's order.
    public var results: [RecordResult]

    public init(results: [RecordResult]) { self.results = results }

    /// All faults, by record.
    public var faults: [Fault] { results.flatMap(\.faults) }

    public func count(_ status: RecordResult.Status) -> Int {
        results.count { $0.status == status }
    }
}

/// What became of one record (contract section 7).
public struct RecordResult: Sendable {
    public enum Status: String, Sendable, CaseIterable {
        case created, updated, unchanged, rejected
    }

    public var index: Int?
    public var status: Status
    /// Nil when rejected, without certification, or new in a validation.
    public var certificationID: RecordID?
    public var entityID: RecordID?
    /// The stored name that this call replaced.
    public var renamedFrom: String?
    public var faults: [Fault]

    public init(
        index: Int?, status: Status, certificationID: RecordID? = nil, entityID: RecordID? = nil,
        renamedFrom: String? = nil, faults: [Fault] = []
    ) {
        self.index = index
        self.status = status
        self.certificationID = certificationID
        self.entityID = entityID
        self.renamedFrom = renamedFrom
        self.faults = faults
    }
}
