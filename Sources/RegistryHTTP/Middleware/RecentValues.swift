import Synchronization

/// What is remembered of each of a bounded number of keys, such as clients invent them.
///
/// There are two generations; when the younger has grown to half of the bound it becomes the
/// older, and what was in the older and not written since is forgotten. So memory is bounded
/// without ever sweeping.
final class RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// A part of the keys under a lock of its own, so that requests of different keys rarely meet.
    private final class Shard: Sendable {
        let generations = Mutex(Generations())
    }
    private struct Generations {
        var younger: [Key: Value] = [:]
        var older: [Key: Value] = [:]
    }

    private static var shardCount: Int { 16 }
    private let shards: [Shard]
    private let youngerCountMax: Int

    /// - Parameter countMax: of keys; roughly, since keys don't spread evenly.
    init(countMax: Int) {
        shards = (0..<Self.shardCount).map { _ in Shard() }
        youngerCountMax = max(1, countMax / Self.shardCount / 2)
    }

    /// Reads and changes the value of a key, undisturbed by others. What is left nil or unchanged
    /// is not written, so that reading keeps nothing alive.
    func update<Result>(_ key: Key, _ change: (inout Value?) -> Result) -> Result
    where Value: Equatable {
        shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))].generations.withLock {
            generations in
            let stored = generations.younger[key] ?? generations.older[key]
            var value = stored
            let result = change(&value)
            guard value != stored, let value else { return result }
            if generations.younger.count >= youngerCountMax, generations.younger[key] == nil {
                generations.older = generations.younger
                generations.younger = [:]
            }
            generations.younger[key] = value
            return result
        }
    }

    /// How many keys are remembered.
    var count: Int {
        shards.reduce(0) { sum, shard in
            sum + shard.generations.withLock { $0.younger.count + $0.older.count }
        }
    }
}

extension Duration {
    /// Whole seconds, rounded up: what `Retry-After` says.
    var secondsRoundedUp: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) + (attoseconds > 0 ? 1 : 0)
    }
}
