import RegistryCore
import Synchronization

/// Buckets that nodes share, in memory, by the clock of a test.
final class FakeQuotas: SharedQuotas {
    struct Asked: Equatable {
        let key: RecordID
        let requests: Int
    }

    private struct State {
        var fullAt: [RecordID: ContinuousClock.Instant] = [:]
        var asked: [Asked] = []
        var isDown = false
    }

    private let state = Mutex(State())
    private let clock: ManualClock
    /// How long a lease is on its way, in real time.
    private let delay: Duration

    init(clock: ManualClock, delay: Duration = .zero) {
        self.clock = clock
        self.delay = delay
    }

    /// Every lease that was asked for, in order.
    var asked: [Asked] { state.withLock { $0.asked } }

    func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    func lease(
        _ key: RecordID, requests: Int, intervalNanoseconds: Int64, capacityNanoseconds: Int64
    ) async throws(RegistryError) -> QuotaLease {
        // A test's task is cancelled only when the test is over.
        if delay > .zero { try? await Task.sleep(for: delay) }
        let lease: QuotaLease? = state.withLock { state in
            state.asked.append(Asked(key: key, requests: requests))
            if state.isDown { return nil }
            let now = clock.now
            let fullAt = state.fullAt[key] ?? now
            let lacking = max(.zero, now.duration(to: fullAt)) / Duration.nanoseconds(1)
            let missing = min(Int64(lacking), capacityNanoseconds)
            let granted = min(
                Int64(requests), (capacityNanoseconds - missing) / intervalNanoseconds)
            let left = missing + granted * intervalNanoseconds
            state.fullAt[key] = now.advanced(by: .nanoseconds(left))
            return QuotaLease(granted: Int(granted), missingNanoseconds: left)
        }
        guard let lease else {
            throw .unavailable("The database can't be reached now.", retryAfterSeconds: 2)
        }
        return lease
    }
}
