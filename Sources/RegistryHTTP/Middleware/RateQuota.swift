/// The quota of a key as its bucket counts it: in whole nanoseconds, for dividing durations costs
/// more than the rest of a request's way through the limit.
///
/// A bucket is one instant, when it will be full again; what it lacks of being full is the time
/// until then.
struct RateQuota: Sendable, Equatable {
    let requestsPerMinute: Int
    /// The time in which one request is refilled.
    let interval: Int64
    /// The time in which an empty bucket is full again.
    let capacity: Int64

    /// - Parameter burst: what may be sent at once after a pause, unless the quota is smaller.
    init(requestsPerMinute: Int, burst: Int) {
        let requestsPerMinute = max(1, requestsPerMinute)
        self.requestsPerMinute = requestsPerMinute
        interval = max(1, Self.minute / Int64(requestsPerMinute))
        capacity = interval * Int64(min(burst, requestsPerMinute))
    }

    /// Requests that a full bucket holds.
    var requestsMax: Int { Int(capacity / interval) }

    /// Whether a bucket that lacks so much has one more request in it.
    func admits(missing: Int64) -> Bool { missing + interval <= capacity }

    /// - Parameter missing: what the bucket lacks, this request included where it is allowed.
    func decision(isAllowed: Bool, missing: Int64) -> RateLimitDecision {
        RateLimitDecision(
            isAllowed: isAllowed, requestsPerMinute: requestsPerMinute,
            remaining: max(0, Int((capacity - missing) / interval)),
            resetSeconds: Self.secondsRoundedUp(missing),
            retryAfterSeconds: isAllowed
                ? 0 : max(1, Self.secondsRoundedUp(missing + interval - capacity)))
    }

    static let second: Int64 = 1_000_000_000
    private static let minute = 60 * second

    private static func secondsRoundedUp(_ nanoseconds: Int64) -> Int {
        Int((nanoseconds + second - 1) / second)
    }
}
