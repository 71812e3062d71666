public import RegistryCore

/// What came of reading the body of a single call.
public struct WireReading<Value: Sendable>: Sendable {
    /// Nil exactly when there are faults.
    public var value: Value?
    /// In the order of the request; at most one more than ``Limits/faultsMax``, which says that
    /// there are too many.
    public var faults: [Fault]
    /// In the order of the request; at most ``Limits/warningsMax``.
    public var warnings: [Warning]
}

/// What came of reading the body of a bulk call (contract section 7).
public struct BulkReading: Sendable {
    /// Those without fault, each with its index.
    public var records: [UploadRecord] = []
    /// All records of the call, faulty ones too.
    public var recordCount = 0
    /// Every fault, in the order of the request; one of a record bears its index, and one without
    /// index is the whole call's. When there are more than ``Limits/faultsMax``, not all that are
    /// beyond stand here, but at least one of each faulty record does.
    public var faults: [Fault] = []
    /// The faulty records by index, with their faults; none for a record that only shares a
    /// faulty entity, whose faults stand with its first record.
    public var rejected: [Int: [Fault]] = [:]
    /// In the order of the request; at most ``Limits/warningsMax``.
    public var warnings: [Warning] = []
}
