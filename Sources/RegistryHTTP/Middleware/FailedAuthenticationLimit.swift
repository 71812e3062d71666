/// Bounds how often one client address may fail to authenticate: so many times in a minute that
/// starts with its first failure, then 429 until that minute is over.
///
/// Version 6 addresses count by their /64, which is what one customer of a network gets. The
/// addresses remembered are bounded; when more than that fail at a time, those that failed
/// longest ago are forgotten.
public final class FailedAuthenticationLimit: Sendable {
    public typealias Instant = ContinuousClock.Instant

    private static let minute = Duration.seconds(60)
    /// Addresses remembered. Our choice: a few megabytes.
    static let addressesMax = 100_000
    /// The part of a version 6 address that is looked at, in bits.
    private static let version6PrefixLength = 64

    private struct Failures: Equatable {
        let since: Instant
        var count: Int
    }
    private let failures: RecentValues<IPAddress, Failures>
    private let failuresMax: Int
    private let now: @Sendable () -> Instant

    /// - Parameter perMinute: failures that are answered as such.
    public convenience init(
        perMinute: Int = 60, now: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.init(perMinute: perMinute, addressesMax: Self.addressesMax, now: now)
    }

    init(perMinute: Int, addressesMax: Int, now: @escaping @Sendable () -> Instant) {
        failures = RecentValues(countMax: addressesMax)
        failuresMax = perMinute
        self.now = now
    }

    /// Counts a failure. Requests that carry a valid key are not concerned, so that one client's
    /// mistake doesn't shut out all others behind the same address.
    ///
    /// - Returns: nil while the failure is within the bound, else after how many seconds the
    ///   next one will be.
    public func count(_ address: IPAddress) -> Int? {
        let now = now()
        return failures.update(Self.network(of: address)) { stored in
            var failures = Failures(since: now, count: 0)
            if let stored, now < stored.since + Self.minute { failures = stored }
            guard failures.count < failuresMax else {
                return now.duration(to: failures.since + Self.minute).secondsRoundedUp
            }
            failures.count += 1
            stored = failures
            return nil
        }
    }

    private static func network(of address: IPAddress) -> IPAddress {
        address.isVersion4 ? address : address.masked(toPrefix: version6PrefixLength)
    }
}
