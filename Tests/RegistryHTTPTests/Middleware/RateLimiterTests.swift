import RegistryCore
import RegistryHTTP
import Testing

@Suite("the rate of a key's requests")
struct RateLimiterTests {
    private let key = RecordID(7)

    @Test(
        "a burst is allowed, one more is not, and the quota refills evenly",
        arguments: [
            // quota, burst, allowed at once, seconds until one more, allowed in the minute after
            (1_200, 200, 200, 1, 1_200), (100, 200, 100, 1, 100), (1, 200, 1, 60, 1),
            (60, 10, 10, 1, 60), (7, 3, 3, 9, 7),
        ])
    func table(quota: Int, burst: Int, atOnce: Int, retryAfter: Int, afterwards: Int) {
        let clock = ManualClock()
        let limiter = RateLimiter(burst: burst, now: { clock.now })
        for number in 1...atOnce {
            let decision = limiter.take(key, requestsPerMinute: quota)
            #expect(decision.isAllowed)
            #expect(decision.remaining == atOnce - number)
            #expect(decision.retryAfterSeconds == 0)
        }
        let refused = limiter.take(key, requestsPerMinute: quota)
        #expect(!refused.isAllowed)
        #expect(refused.remaining == 0)
        #expect(refused.retryAfterSeconds == retryAfter)
        // Being refused costs nothing.
        #expect(limiter.take(key, requestsPerMinute: quota) == refused)

        var allowed = 0
        for _ in 0..<60_000 {
            clock.advance(by: .milliseconds(1))
            if limiter.take(key, requestsPerMinute: quota).isAllowed { allowed += 1 }
        }
        #expect(abs(allowed - afterwards) <= 1)
    }

    @Test("after Retry-After the next request is allowed")
    func retryAfter() {
        for quota in [1, 7, 59, 1_200] {
            let clock = ManualClock()
            let limiter = RateLimiter(burst: 2, now: { clock.now })
            while limiter.take(key, requestsPerMinute: quota).isAllowed {}
            let refused = limiter.take(key, requestsPerMinute: quota)
            clock.advance(by: .seconds(refused.retryAfterSeconds))
            #expect(limiter.take(key, requestsPerMinute: quota).isAllowed)
        }
    }

    @Test("keys don't share, and a key whose quota is raised has more at once")
    func keys() {
        let clock = ManualClock()
        let limiter = RateLimiter(burst: 200, now: { clock.now })
        #expect(limiter.take(key, requestsPerMinute: 1).isAllowed)
        #expect(!limiter.take(key, requestsPerMinute: 1).isAllowed)
        #expect(limiter.take(RecordID(8), requestsPerMinute: 1).isAllowed)
        clock.advance(by: .seconds(60))
        #expect(limiter.take(key, requestsPerMinute: 1).isAllowed)
        clock.advance(by: .seconds(59))
        #expect(limiter.take(key, requestsPerMinute: 1_200).remaining == 179)
    }

    @Test("the headers say the quota, what is left and when all is back")
    func headers() {
        let clock = ManualClock()
        let limiter = RateLimiter(now: { clock.now })
        _ = limiter.take(key, requestsPerMinute: 1_200)
        let decision = limiter.take(key, requestsPerMinute: 1_200)
        #expect(decision.policyHeader == #""default";q=1200;w=60"#)
        #expect(decision.header == #""default";r=198;t=1"#)
        for _ in 0..<200 { _ = limiter.take(key, requestsPerMinute: 1_200) }
        #expect(limiter.take(key, requestsPerMinute: 1_200).header == #""default";r=0;t=10"#)
    }

    @Test("requests that come at the same time are counted each")
    func concurrent() async {
        let clock = ManualClock()
        let limiter = RateLimiter(burst: 200, now: { clock.now })
        let allowed = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<100).count { _ in
                        limiter.take(RecordID(7), requestsPerMinute: 1_200).isAllowed
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(allowed == 200)
    }
}
