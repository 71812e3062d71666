import Testing

@testable import RegistryHTTP

@Suite("failed authentications of one address")
struct FailedAuthenticationLimitTests {
    private let address = IPAddress("192.0.2.1")!

    @Test("60 failures in a minute are counted, further ones wait until it is over")
    func minute() {
        let clock = ManualClock()
        let limit = FailedAuthenticationLimit(now: { clock.now })
        for _ in 0..<60 {
            #expect(limit.count(address) == nil)
            clock.advance(by: .milliseconds(500))
        }
        #expect(limit.count(address) == 30)
        clock.advance(by: .milliseconds(29_500))
        #expect(limit.count(address) == 1)
        clock.advance(by: .milliseconds(500))
        #expect(limit.count(address) == nil)
    }

    @Test("addresses count apart; of version 6, a customer's whole network counts as one")
    func addresses() {
        let clock = ManualClock()
        let limit = FailedAuthenticationLimit(perMinute: 1, now: { clock.now })
        #expect(limit.count(address) == nil)
        #expect(limit.count(address) != nil)
        #expect(limit.count(IPAddress("::ffff:192.0.2.1")!) != nil)
        #expect(limit.count(IPAddress("192.0.2.2")!) == nil)
        #expect(limit.count(IPAddress("2001:db8::1")!) == nil)
        #expect(limit.count(IPAddress("2001:db8:0:0:ffff::2")!) != nil)
        #expect(limit.count(IPAddress("2001:db8:0:1::1")!) == nil)
    }

    @Test("an attacker with countless addresses takes no more memory than the bound")
    func bounded() {
        let values = RecentValues<Int, Int>(countMax: 1_000)
        for key in 0..<50_000 { values.update(key) { $0 = 1 } }
        #expect(values.count <= 1_000)
        #expect(values.count >= 400)
        // The latest are remembered.
        #expect(values.update(49_999) { $0 } == 1)
        #expect(values.update(0) { $0 } == nil)
    }

    @Test("what is in use is kept while others pass by")
    func inUse() {
        let values = RecentValues<Int, Int>(countMax: 1_000)
        for key in 0..<20_000 {
            values.update(-1) { $0 = ($0 ?? 0) + 1 }
            values.update(key) { $0 = 1 }
        }
        #expect(values.update(-1) { $0 } == 20_000)
    }
}
