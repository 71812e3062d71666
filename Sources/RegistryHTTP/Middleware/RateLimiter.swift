public import HTTPTypes
public import RegistryCore

/// Bounds the requests of each key (contract section 2): so many a minute, refilled evenly, and
/// only so many at once.
///
/// Each key has a bucket of tokens, and the bucket is one instant: when it will be full again.
public final class RateLimiter: Sendable {
    public typealias Instant = ContinuousClock.Instant

    /// Keys remembered; one that is forgotten has a full quota. Only keys that exist get here.
    private static let keysMax = 100_000

    /// In nanoseconds since ``start``: dividing durations costs more than the rest of a request's
    /// way through here.
    private let fullAt = RecentValues<RecordID, Int64>(countMax: RateLimiter.keysMax)
    private let burst: Int
    private let now: @Sendable () -> Instant
    private let start: Instant

    /// - Parameter burst: what may be sent at once after a pause, unless a key's quota is smaller.
    public init(burst: Int = 200, now: @escaping @Sendable () -> Instant = { .now }) {
        self.burst = max(1, burst)
        self.now = now
        start = now()
    }

    /// Counts one request.
    ///
    /// - Parameter requestsPerMinute: the key's quota; at least 1.
    public func take(_ key: RecordID, requestsPerMinute: Int) -> RateLimitDecision {
        let quota = max(1, requestsPerMinute)
        let interval = max(1, Self.minute / Int64(quota))
        let capacity = interval * Int64(min(burst, quota))
        let now = start.duration(to: now()).wholeNanoseconds
        return fullAt.update(key) { fullAt in
            var missing = max(0, (fullAt ?? now) - now)
            let isAllowed = missing + interval <= capacity
            if isAllowed {
                missing += interval
                fullAt = now + missing
            }
            return RateLimitDecision(
                isAllowed: isAllowed, requestsPerMinute: quota,
                remaining: max(0, Int((capacity - missing) / interval)),
                resetSeconds: Self.secondsRoundedUp(missing),
                retryAfterSeconds: isAllowed
                    ? 0 : max(1, Self.secondsRoundedUp(missing + interval - capacity)))
        }
    }

    private static let second: Int64 = 1_000_000_000
    private static let minute = 60 * second

    private static func secondsRoundedUp(_ nanoseconds: Int64) -> Int {
        Int((nanoseconds + second - 1) / second)
    }
}

extension Duration {
    /// Centuries fit.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

/// What counting a request came to.
public struct RateLimitDecision: Sendable, Equatable {
    public let isAllowed: Bool
    /// The key's quota.
    public let requestsPerMinute: Int
    /// Requests that could be sent now.
    public let remaining: Int
    /// Until as many as ever can be sent at once again.
    public let resetSeconds: Int
    /// Until the next request is allowed; 0 when this one was.
    public let retryAfterSeconds: Int

    /// The value of `RateLimit-Policy`.
    public var policyHeader: String { #""default";q=\#(requestsPerMinute);w=60"# }
    /// The value of `RateLimit`.
    public var header: String { #""default";r=\#(remaining);t=\#(resetSeconds)"# }
}

extension HTTPField.Name {
    /// The quota of a key and the time it holds for (contract section 2).
    public static let rateLimitPolicy = Self("RateLimit-Policy")!
    /// What is left of that quota.
    public static let rateLimit = Self("RateLimit")!
}
