public import HTTPTypes
public import RegistryCore

/// Bounds the requests of each key (contract section 2): so many a minute, refilled evenly, and
/// only so many at once.
///
/// Each key has a bucket of tokens, and the bucket is one instant: when it will be full again. It
/// is in this process's memory, or the register's where several nodes serve it.
public final class RateLimiter: Sendable {
    public typealias Instant = ContinuousClock.Instant

    /// Keys remembered; one that is forgotten has a full quota. Only keys that exist get here.
    private static let keysMax = 100_000

    /// In nanoseconds since ``start``.
    private let fullAt = RecentValues<RecordID, Int64>(countMax: RateLimiter.keysMax)
    /// Nil where this process is the only one.
    private let leased: LeasedQuotas?
    private let burst: Int
    private let now: @Sendable () -> Instant
    private let start: Instant

    /// - Parameters:
    ///   - burst: what may be sent at once after a pause, unless a key's quota is smaller.
    ///   - shared: the buckets of all nodes; nil where this process is the only one.
    public init(
        burst: Int = 200, shared: (any SharedQuotas)? = nil,
        now: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.burst = max(1, burst)
        self.now = now
        let start = now()
        self.start = start
        leased = shared.map { shared in
            LeasedQuotas(shared, keysMax: Self.keysMax) {
                start.duration(to: now()).wholeNanoseconds
            }
        }
    }

    /// Counts one request, over all nodes where they share the buckets. Without shared ones it
    /// never suspends.
    ///
    /// - Parameter requestsPerMinute: the key's quota; at least 1.
    public func count(_ key: RecordID, requestsPerMinute: Int) async -> RateLimitDecision {
        guard let leased else { return take(key, requestsPerMinute: requestsPerMinute) }
        return await leased.take(
            key, RateQuota(requestsPerMinute: requestsPerMinute, burst: burst))
    }

    /// Counts one request in this process alone.
    ///
    /// - Parameter requestsPerMinute: the key's quota; at least 1.
    public func take(_ key: RecordID, requestsPerMinute: Int) -> RateLimitDecision {
        let quota = RateQuota(requestsPerMinute: requestsPerMinute, burst: burst)
        let now = start.duration(to: now()).wholeNanoseconds
        return fullAt.update(key) { fullAt in
            var missing = max(0, (fullAt ?? now) - now)
            let isAllowed = quota.admits(missing: missing)
            if isAllowed {
                missing += quota.interval
                fullAt = now + missing
            }
            return quota.decision(isAllowed: isAllowed, missing: missing)
        }
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
