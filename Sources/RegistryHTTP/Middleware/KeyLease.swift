import RegistryCore
import Synchronization

/// What a node holds of one key's quota: requests out of the bucket that all nodes share, what it
/// knows of that bucket, and who waits for the next lease.
///
/// What was leased and not spent is void as soon as the bucket would be full with it. So however
/// many nodes hold leases, together with the bucket they never have more than a full bucket: in no
/// stretch of time a key is allowed more than one process would allow it.
final class KeyLease: Sendable {
    /// What a request is to do that can't be decided at once.
    enum Turn: Sendable {
        /// Nothing: another one's lease has decided it.
        case decided(RateLimitDecision)
        /// Take a lease of so many requests, for itself and for those that wait meanwhile.
        case ask(requests: Int)
    }

    fileprivate struct Waiting {
        let quota: RateQuota
        let continuation: CheckedContinuation<Turn, Never>
    }

    /// Instants are in nanoseconds, from the same beginning.
    fileprivate struct State {
        /// The last lease's; nil before the first.
        var quota: RateQuota?
        /// When the shared bucket will be full, as far as this node knows: others may have taken
        /// from it since.
        var fullAt: Int64 = 0
        /// Requests of the lease that are left.
        var unspent = 0
        /// The bucket of this node alone: of what it has allowed, leased or not.
        var ownFullAt: Int64 = 0
        var isAsking = false
        var waiting: [Waiting] = []
    }

    private let state = Mutex(State())

    // MARK: Deciding

    /// Decides a request by what the node knows already.
    ///
    /// - Returns: nil when the shared bucket must be asked.
    func decide(_ quota: RateQuota, at now: Int64) -> RateLimitDecision? {
        state.withLock { $0.decide(quota, at: now) }
    }

    /// Counts a request in the bucket of this node alone.
    func countAlone(_ quota: RateQuota, at now: Int64) -> RateLimitDecision {
        state.withLock { $0.countAlone(quota, at: now) }
    }

    /// Waits for the lease that is being taken, if any. Whoever is told to ask must settle it.
    func turn(_ quota: RateQuota, at now: Int64) async -> Turn {
        await withCheckedContinuation { continuation in
            let turn: Turn? = state.withLock { state in
                if let decision = state.decide(quota, at: now) { return .decided(decision) }
                guard state.isAsking else {
                    state.isAsking = true
                    return .ask(requests: quota.leaseRequests)
                }
                state.waiting.append(Waiting(quota: quota, continuation: continuation))
                return nil
            }
            if let turn { continuation.resume(returning: turn) }
        }
    }

    // MARK: Settling

    /// Takes over a lease, and decides whoever waits for it, in the order in which they came. If
    /// it isn't enough for all, the next of them takes another one.
    ///
    /// - Parameter askedAt: when the lease was asked for.
    /// - Returns: the decision on the request that asked.
    func settle(
        _ lease: QuotaLease, _ quota: RateQuota, askedAt: Int64, now: Int64
    ) -> RateLimitDecision {
        let (decision, turns) = state.withLock { state in
            state.quota = quota
            state.fullAt = askedAt + lease.missingNanoseconds
            state.unspent = lease.granted
            let decision =
                state.spend(quota, at: now)
                ?? quota.decision(isAllowed: false, missing: lease.missingNanoseconds)
            return (decision, state.turnsOfWaiting(at: now))
        }
        for (continuation, turn) in turns { continuation.resume(returning: turn) }
        return decision
    }

    /// Decides the request that asked in vain, and whoever waited for its lease, by the bucket of
    /// this node alone.
    func settleAlone(_ quota: RateQuota, now: Int64) -> RateLimitDecision {
        let (decision, turns) = state.withLock { state in
            let decision = state.countAlone(quota, at: now)
            let turns = state.waiting.map { waiting in
                let decision = state.countAlone(waiting.quota, at: now)
                return (waiting.continuation, Turn.decided(decision))
            }
            state.waiting = []
            state.isAsking = false
            return (decision, turns)
        }
        for (continuation, turn) in turns { continuation.resume(returning: turn) }
        return decision
    }
}

extension KeyLease: Equatable {
    static func == (one: KeyLease, other: KeyLease) -> Bool { one === other }
}

extension RateQuota {
    /// A lease is a twentieth of what may be sent at once: so little is lost to a client that goes
    /// over to another node, and still few requests ask the database.
    fileprivate var leaseRequests: Int { max(1, requestsMax / 20) }
}

extension KeyLease.State {
    fileprivate mutating func decide(_ quota: RateQuota, at now: Int64) -> RateLimitDecision? {
        // What is known of another quota's bucket says nothing of this one's.
        guard self.quota == quota else { return nil }
        let missing = max(0, fullAt - now)
        unspent = min(unspent, Int(missing / quota.interval))
        if let decision = spend(quota, at: now) { return decision }
        // The others only take: the bucket is empty at least until it is by what is known of it.
        return quota.admits(missing: missing)
            ? nil : quota.decision(isAllowed: false, missing: missing)
    }

    /// Spends a request of the lease, also where the way of the lease has taken so long that the
    /// bucket has been refilled by as much.
    fileprivate mutating func spend(_ quota: RateQuota, at now: Int64) -> RateLimitDecision? {
        guard unspent > 0 else { return nil }
        unspent -= 1
        ownFullAt = now + min(quota.capacity, max(0, ownFullAt - now) + quota.interval)
        // What is still in the lease can be sent as well as what is in the bucket.
        let missing = max(0, fullAt - now - Int64(unspent) * quota.interval)
        return quota.decision(isAllowed: true, missing: missing)
    }

    fileprivate mutating func countAlone(_ quota: RateQuota, at now: Int64) -> RateLimitDecision {
        var missing = min(quota.capacity, max(0, ownFullAt - now))
        let isAllowed = quota.admits(missing: missing)
        if isAllowed {
            missing += quota.interval
            ownFullAt = now + missing
        }
        return quota.decision(isAllowed: isAllowed, missing: missing)
    }

    /// What those that wait learn of a lease: each its decision, as far as it reaches; the next is
    /// to ask, and the others wait for that.
    fileprivate mutating func turnsOfWaiting(
        at now: Int64
    ) -> [(CheckedContinuation<KeyLease.Turn, Never>, KeyLease.Turn)] {
        var turns: [(CheckedContinuation<KeyLease.Turn, Never>, KeyLease.Turn)] = []
        isAsking = false
        for next in waiting where !isAsking {
            if let decision = spend(next.quota, at: now) ?? decide(next.quota, at: now) {
                turns.append((next.continuation, .decided(decision)))
            } else {
                isAsking = true
                let requests = max(next.quota.leaseRequests, waiting.count - turns.count)
                turns.append((next.continuation, .ask(requests: requests)))
            }
        }
        waiting.removeFirst(turns.count)
        return turns
    }
}
