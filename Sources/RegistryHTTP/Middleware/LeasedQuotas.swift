import RegistryCore
import Synchronization

/// Spends quotas that all nodes share, from leases that this node holds: so not every request asks
/// the database, and each is counted over all nodes all the same.
///
/// Where the database can't be reached, each node counts by itself. That holds nobody back for an
/// outage, and lets nobody do more: what a request wants of the same database is 503 then.
final class LeasedQuotas: Sendable {
    private let shared: any SharedQuotas
    /// One that is forgotten loses what is left of its lease.
    private let leases: RecentValues<RecordID, KeyLease>
    /// In nanoseconds, from any beginning.
    private let now: @Sendable () -> Int64
    /// Until when this node counts alone, and then until a lease succeeds; 0 when the last did.
    private let aloneUntil = Atomic<Int64>(0)

    /// So long nobody waits for a database that has just failed.
    private static let alonePause = RateQuota.second

    init(_ shared: any SharedQuotas, keysMax: Int, now: @escaping @Sendable () -> Int64) {
        self.shared = shared
        self.now = now
        leases = RecentValues(countMax: keysMax)
    }

    func take(_ key: RecordID, _ quota: RateQuota) async -> RateLimitDecision {
        let lease = leases.update(key) { lease in
            let present = lease ?? KeyLease()
            lease = present
            return present
        }
        let now = now()
        if let decision = lease.decide(quota, at: now) { return decision }
        guard mayAsk(at: now) else { return lease.countAlone(quota, at: now) }
        switch await lease.turn(quota, at: now) {
        case .decided(let decision): return decision
        case .ask(let requests): return await ask(for: key, lease, requests: requests, quota)
        }
    }

    /// While the database fails, one request in a pause looks whether it does so still.
    private func mayAsk(at now: Int64) -> Bool {
        let until = aloneUntil.load(ordering: .relaxed)
        if until == 0 { return true }
        return until <= now
            && aloneUntil.compareExchange(
                expected: until, desired: now + Self.alonePause, ordering: .relaxed
            ).exchanged
    }

    private func ask(
        for key: RecordID, _ lease: KeyLease, requests: Int, _ quota: RateQuota
    ) async -> RateLimitDecision {
        // The answer's time counts from some instant after this one: taken from here, the bucket
        // seems to be full a little too early, so that less is kept of a lease rather than more.
        let askedAt = now()
        do throws(RegistryError) {
            let granted = try await shared.lease(
                key, requests: requests, intervalNanoseconds: quota.interval,
                capacityNanoseconds: quota.capacity)
            aloneUntil.store(0, ordering: .relaxed)
            return lease.settle(granted, quota, askedAt: askedAt, now: now())
        } catch {
            // Why is logged by the directory's refresh, which asks the same database.
            let now = now()
            aloneUntil.store(now + Self.alonePause, ordering: .relaxed)
            return lease.settleAlone(quota, now: now)
        }
    }
}
