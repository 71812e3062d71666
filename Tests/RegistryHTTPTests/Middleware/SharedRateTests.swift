import RegistryCore
import RegistryHTTP
import Testing

@Suite("the rate of a key's requests over several nodes")
struct SharedRateTests {
    private let key = RecordID(7)
    private let clock = ManualClock()

    /// Numbers that are the same in each run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 31
        }
    }

    private func limiter(burst: Int, _ shared: FakeQuotas?) -> RateLimiter {
        RateLimiter(burst: burst, shared: shared, now: { clock.now })
    }

    @Test(
        "one node decides as a process without others does, to the last header",
        arguments: [(1_200, 200), (600, 100), (60, 100), (7, 3), (1, 200), (1_000, 21)])
    func oneNode(quota: Int, burst: Int) async {
        let alone = limiter(burst: burst, nil)
        let node = limiter(burst: burst, FakeQuotas(clock: clock))
        var dice = Dice(state: UInt64(quota))
        for _ in 0..<5_000 {
            if Int.random(in: 0..<4, using: &dice) == 0 {
                let interval = 60_000_000_000 / quota
                let pause = Int.random(in: 0...interval * 6, using: &dice)
                clock.advance(by: .nanoseconds(pause))
            }
            let expected = alone.take(key, requestsPerMinute: quota)
            #expect(await node.count(key, requestsPerMinute: quota) == expected)
        }
    }

    @Test("in no stretch of time nodes allow more together than one process would")
    func neverMore() async {
        var dice = Dice(state: 1)
        for quota in [1_200, 600, 60, 7] {
            let shared = FakeQuotas(clock: clock)
            let nodes = (0..<3).map { _ in limiter(burst: 100, shared) }
            // Whatever the nodes allow fits into one bucket at the time at which it was allowed.
            let judge = limiter(burst: 100, nil)
            for _ in 0..<20_000 {
                if Int.random(in: 0..<8, using: &dice) == 0 {
                    let interval = 60_000_000_000 / quota
                    let pauses = [interval / 3, interval * 5, interval * 40, interval * 200]
                    let pause = Int.random(
                        in: 0...pauses[Int.random(in: 0..<4, using: &dice)], using: &dice)
                    clock.advance(by: .nanoseconds(pause))
                }
                let node = nodes[Int.random(in: 0..<3, using: &dice)]
                if await node.count(key, requestsPerMinute: quota).isAllowed {
                    #expect(judge.take(key, requestsPerMinute: quota).isAllowed)
                }
            }
        }
    }

    @Test("at once, nodes allow as much together as one; a client that changes over, nearly that")
    func atOnce() async {
        for (others, atLeast) in [(0, 100), (1, 96), (3, 88)] {
            let shared = FakeQuotas(clock: clock)
            let nodes = (0...others).map { _ in limiter(burst: 100, shared) }
            var allowed = 0
            for node in nodes.dropFirst() {
                #expect(await node.count(key, requestsPerMinute: 600).isAllowed)
                allowed += 1
            }
            for _ in 0..<200 where await nodes[0].count(key, requestsPerMinute: 600).isAllowed {
                allowed += 1
            }
            #expect((atLeast...100).contains(allowed))
        }
    }

    @Test("a lease lasts for a twentieth of the burst")
    func leases() async {
        let shared = FakeQuotas(clock: clock)
        let node = limiter(burst: 200, shared)
        for _ in 0..<200 { #expect(await node.count(key, requestsPerMinute: 1_200).isAllowed) }
        #expect(
            shared.asked
                == Array(repeating: FakeQuotas.Asked(key: key, requests: 10), count: 20))
        _ = await node.count(RecordID(8), requestsPerMinute: 5)
        #expect(shared.asked.last == FakeQuotas.Asked(key: RecordID(8), requests: 1))
    }

    @Test("a client that hammers an empty bucket costs the database nothing")
    func refusalsAreRemembered() async {
        let shared = FakeQuotas(clock: clock)
        let (node, other) = (limiter(burst: 100, shared), limiter(burst: 100, shared))
        while await other.count(key, requestsPerMinute: 600).isAllowed {}
        let before = shared.asked.count
        for _ in 0..<1_000 {
            let refused = await node.count(key, requestsPerMinute: 600)
            #expect(!refused.isAllowed)
            #expect(refused.retryAfterSeconds == 1)
            #expect(refused.header == #""default";r=0;t=10"#)
        }
        #expect(shared.asked.count == before + 1)
        clock.advance(by: .milliseconds(100))
        #expect(await node.count(key, requestsPerMinute: 600).isAllowed)
        #expect(await !node.count(key, requestsPerMinute: 600).isAllowed)
        #expect(shared.asked.count == before + 2)
    }

    @Test("requests that come while a lease is on its way wait for it, and all are counted")
    func concurrent() async {
        let shared = FakeQuotas(clock: clock, delay: .milliseconds(100))
        let node = limiter(burst: 200, shared)
        let allowed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<300 {
                group.addTask { await node.count(RecordID(7), requestsPerMinute: 1_200).isAllowed }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(allowed == 200)
        // One for whoever came first, and one for those that have come meanwhile.
        #expect(shared.asked.count <= 4)
    }

    @Test("while the buckets can't be reached, a node counts alone, what it has allowed included")
    func outage() async {
        let shared = FakeQuotas(clock: clock)
        let node = limiter(burst: 100, shared)
        for _ in 0..<40 { #expect(await node.count(key, requestsPerMinute: 60).isAllowed) }
        shared.setDown(true)
        let before = shared.asked.count
        var allowed = 40
        while await node.count(key, requestsPerMinute: 60).isAllowed { allowed += 1 }
        #expect(allowed == 60)
        #expect(await node.count(RecordID(8), requestsPerMinute: 60).remaining == 59)
        #expect(shared.asked.count == before + 1)
        // One request a second looks whether it is over.
        clock.advance(by: .seconds(1))
        for _ in 0..<10 { _ = await node.count(key, requestsPerMinute: 60) }
        #expect(shared.asked.count == before + 2)
        shared.setDown(false)
        for _ in 0..<10 { _ = await node.count(RecordID(9), requestsPerMinute: 60) }
        #expect(shared.asked.count == before + 2)
        clock.advance(by: .seconds(1))
        for _ in 0..<4 { _ = await node.count(RecordID(9), requestsPerMinute: 60) }
        #expect(shared.asked.count == before + 4)
    }

    @Test("requests that wait for a lease that fails are counted alone too")
    func outageOfMany() async {
        let shared = FakeQuotas(clock: clock, delay: .milliseconds(100))
        shared.setDown(true)
        let node = limiter(burst: 200, shared)
        let allowed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<300 {
                group.addTask { await node.count(RecordID(7), requestsPerMinute: 1_200).isAllowed }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(allowed == 200)
        #expect(shared.asked.count == 1)
    }

    @Test("a quota that changes holds from the next request on")
    func changedQuota() async {
        let shared = FakeQuotas(clock: clock)
        let node = limiter(burst: 200, shared)
        #expect(await node.count(key, requestsPerMinute: 1).isAllowed)
        #expect(await !node.count(key, requestsPerMinute: 1).isAllowed)
        clock.advance(by: .seconds(55))
        #expect(await node.count(key, requestsPerMinute: 1_200).remaining == 99)
        let lowered = await node.count(key, requestsPerMinute: 2)
        #expect(lowered.isAllowed)
        #expect(lowered.policyHeader == #""default";q=2;w=60"#)
    }
}
