/// The quotas of API keys where several nodes serve one register: each key has one bucket of
/// requests, refilled evenly, from which every node takes.
public protocol SharedQuotas: Sendable {
    /// Takes requests out of a key's bucket: as many as are asked for, or as there are. They are
    /// the caller's from then on, whether it spends them or not.
    ///
    /// - Parameters:
    ///   - requests: how many are asked for; at least 1.
    ///   - intervalNanoseconds: the time in which one request is refilled; at least 1.
    ///   - capacityNanoseconds: the time in which an empty bucket is full again; at least an
    ///     interval.
    /// - Throws: ``RegistryError/unavailable(_:retryAfterSeconds:)`` when the bucket can't be
    ///   reached, ``RegistryError/broken(_:)``.
    func lease(
        _ key: RecordID, requests: Int, intervalNanoseconds: Int64, capacityNanoseconds: Int64
    ) async throws(RegistryError) -> QuotaLease
}

/// What was taken out of a key's bucket.
public struct QuotaLease: Sendable, Equatable {
    /// How many requests; 0 when the bucket was empty.
    public var granted: Int
    /// The time until the bucket is full again, unless more is taken; at most its capacity.
    public var missingNanoseconds: Int64

    public init(granted: Int, missingNanoseconds: Int64) {
        self.granted = granted
        self.missingNanoseconds = missingNanoseconds
    }
}

extension RegistryStore {
    /// None: the register is served by one process, which counts in its memory.
    public var sharedQuotas: (any SharedQuotas)? { nil }
}
