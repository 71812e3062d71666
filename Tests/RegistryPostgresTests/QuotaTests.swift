import RegistryCore
import RegistryHTTP
import RegistrySQL
import RegistryTestKit
import Testing

@testable import RegistryPostgres

/// Time passes for real here: the buckets are filled by the clock of the database.
@Suite("The quota of a key holds over the nodes of a PostgreSQL register", .serialized)
struct QuotaTests {
    private let key = RecordID(7)
    private static let perMinute = 600
    private static let perSecond = 10.0
    private static let burst = 100

    /// Runs with two nodes: two stores of one database, each with its limiter.
    private func withNodes(_ body: (RateLimiter, RateLimiter) async throws -> Void) async throws {
        let database = try await TemporaryDatabase()
        let (one, other) = (try await database.open(), try await database.open())
        try await body(
            RateLimiter(burst: Self.burst, shared: one.sharedQuotas),
            RateLimiter(burst: Self.burst, shared: other.sharedQuotas))
        await one.close()
        await other.close()
    }

    /// What a full bucket may have given since then.
    private static func most(since start: ContinuousClock.Instant) -> Int {
        burst + Int(start.duration(to: .now) / .seconds(1) * perSecond)
    }

    /// Asks in turn, as fast as it goes.
    ///
    /// - Returns: how many were allowed.
    private func ask(_ limiters: [RateLimiter], for duration: Duration) async -> Int {
        let start = ContinuousClock.now
        var allowed = 0
        while start.duration(to: .now) < duration {
            for limiter in limiters
            where await limiter.count(key, requestsPerMinute: Self.perMinute).isAllowed {
                allowed += 1
            }
        }
        return allowed
    }

    @Test("asked in turn, two nodes allow together what one would")
    func inTurn() async throws {
        try await withNodes { one, other in
            let start = ContinuousClock.now
            let atOnce = await ask([one, other], for: .milliseconds(500))
            #expect((80...Self.most(since: start)).contains(atOnce))
            let later = await ask([one, other], for: .seconds(4))
            #expect(atOnce + later <= Self.most(since: start))
            #expect(later >= 32)
        }
    }

    @Test("asked at once by many, two nodes allow no more than one would")
    func atOnce() async throws {
        try await withNodes { one, other in
            let start = ContinuousClock.now
            let allowed = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<400 {
                    let limiter = number.isMultiple(of: 2) ? one : other
                    group.addTask {
                        await limiter.count(RecordID(7), requestsPerMinute: Self.perMinute)
                            .isAllowed
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect((80...Self.most(since: start)).contains(allowed))
        }
    }

    @Test("asked alone, a node allows the whole quota, but for what another one holds")
    func alone() async throws {
        try await withNodes { one, other in
            let start = ContinuousClock.now
            #expect(await other.count(key, requestsPerMinute: Self.perMinute).isAllowed)
            let atOnce = await ask([one], for: .milliseconds(500))
            #expect((80..<Self.most(since: start)).contains(atOnce))
            let later = await ask([one], for: .seconds(2))
            #expect(1 + atOnce + later <= Self.most(since: start))
            #expect(later >= 16)
        }
    }

    @Test("a lease takes what there is, and says what is missing then")
    func lease() async throws {
        let store = try await TemporaryDatabase().open()
        let quotas = try #require(store.sharedQuotas)
        let (interval, capacity) = (Int64(60_000_000_000), Int64(600_000_000_000))
        for (requests, granted, taken) in [(4, 4, 4), (4, 4, 8), (4, 2, 10), (4, 0, 10)] {
            let lease = try await quotas.lease(
                key, requests: requests, intervalNanoseconds: interval,
                capacityNanoseconds: capacity)
            #expect(lease.granted == granted)
            // Less by the time that the test takes.
            let missing = Int64(taken) * interval
            #expect((missing - interval...missing).contains(lease.missingNanoseconds))
        }
        let whole = try await quotas.lease(
            RecordID(8), requests: 100, intervalNanoseconds: interval,
            capacityNanoseconds: capacity)
        #expect(whole.granted == 10)
        // With a smaller bucket than before, it is empty, and not emptier than that.
        let smaller = try await quotas.lease(
            RecordID(8), requests: 1, intervalNanoseconds: 1_000_000_000,
            capacityNanoseconds: 5_000_000_000)
        #expect(smaller.granted == 0)
        #expect(smaller.missingNanoseconds <= 5_000_000_000)
        await store.close()
    }

    @Test("only rows of buckets that are full are swept away")
    func sweep() async throws {
        let store = try await TemporaryDatabase().open()
        let quotas = try #require(store.sharedQuotas)
        for (key, interval) in [(RecordID(1), Int64(1_000)), (RecordID(2), 60_000_000_000)] {
            _ = try await quotas.lease(
                key, requests: 1, intervalNanoseconds: interval, capacityNanoseconds: interval)
        }
        try await Task.sleep(for: .milliseconds(20))
        let left = try await store.read(.any) { connection throws(StoreFailure) in
            try PostgresQuotas.sweep(connection)
            let statement = try connection.statement("SELECT key_id FROM rate_limits")
            defer { statement.reset() }
            return try connection.rows(of: statement) { $0.integer() }
        }
        #expect(left == [2])
        await store.close()
    }

    @Test("a store that only reads counts too; one whose server is gone says so")
    func otherStores() async throws {
        let database = try await TemporaryDatabase()
        let reading = try await database.open(.readOnly)
        let quotas = try #require(reading.sharedQuotas)
        let lease = try await quotas.lease(
            key, requests: 3, intervalNanoseconds: 1_000_000, capacityNanoseconds: 5_000_000)
        #expect(lease.granted == 3)
        try SharedPostgres.drop(database.url)
        do throws(RegistryError) {
            _ = try await quotas.lease(
                key, requests: 3, intervalNanoseconds: 1_000_000, capacityNanoseconds: 5_000_000)
            Issue.record("there is no database to lease from")
        } catch {
            guard case .unavailable = error else { throw error }
        }
        await reading.close()
    }
}
