import Synchronization

/// Lets one expensive request of each key run at a time (contract section 2, "Paging": far
/// `offset` pages). Holds no more entries than such requests are running.
public final class PerKeyGate: Sendable {
    private let running = Mutex<Set<RecordID>>([])

    public init() {}

    /// - Returns: whether the key's request may start; then ``leave(_:)`` must follow.
    public func enter(_ keyID: RecordID) -> Bool { running.withLock { $0.insert(keyID).inserted } }

    public func leave(_ keyID: RecordID) { _ = running.withLock { $0.remove(keyID) } }
}
