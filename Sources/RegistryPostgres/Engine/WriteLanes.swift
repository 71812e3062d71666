import Foundation
import RegistryCore
import RegistrySQL

/// Writes on their way to the threads that write. Those of one account stand in one lane, and a
/// lane is worked on by one thread at a time: in the database they would only wait for each other,
/// each with a connection.
///
/// `@unchecked Sendable`: all state is guarded by `condition`.
final class WriteLanes: @unchecked Sendable {
    struct Waiting {
        let write: any PendingWrite
        let since: ContinuousClock.Instant
    }

    /// Whose writes stand in a lane; nil for those that exclude every other.
    typealias Key = RecordID?

    private struct Lane {
        var writes: [Waiting] = []
        var isTaken = false
    }

    private let condition = NSCondition()
    private let countMax: Int
    private var count = 0
    private var lanes: [Key: Lane] = [:]
    /// Lanes with writes that nobody works on, in the order in which they came to be so.
    private var ready: [Key] = []
    private var isClosed = false

    init(countMax: Int) { self.countMax = countMax }

    /// - Returns: false when there are too many, or the lanes are closed.
    func add(_ write: any PendingWrite, _ scope: WriteScope) -> Bool {
        let key: Key = if case .account(let id) = scope { id } else { nil }
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed, count < countMax else { return false }
        count += 1
        lanes[key, default: Lane()].writes.append(Waiting(write: write, since: .now))
        if lanes[key]?.writes.count == 1, lanes[key]?.isTaken == false {
            ready.append(key)
            condition.signal()
        }
        return true
    }

    /// Waits for a lane with writes, and takes it.
    ///
    /// - Returns: nil when the lanes are closed and empty.
    func takeLane() -> WriteScope? {
        condition.lock()
        defer { condition.unlock() }
        while ready.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        let key = ready.removeFirst()
        lanes[key]?.isTaken = true
        return key.map { .account($0) } ?? .register
    }

    /// - Returns: nil when no write waits in the lane.
    func next(in scope: WriteScope) -> Waiting? {
        let key: Key = if case .account(let id) = scope { id } else { nil }
        condition.lock()
        defer { condition.unlock() }
        guard var lane = lanes[key], !lane.writes.isEmpty else { return nil }
        let first = lane.writes.removeFirst()
        lanes[key] = lane
        count -= 1
        return first
    }

    func leave(_ scope: WriteScope) {
        let key: Key = if case .account(let id) = scope { id } else { nil }
        condition.lock()
        defer { condition.unlock() }
        guard lanes[key]?.writes.isEmpty == false else {
            lanes[key] = nil
            return
        }
        lanes[key]?.isTaken = false
        ready.append(key)
        condition.signal()
    }

    /// Takes no more writes; those that are there will be done.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
    }
}
