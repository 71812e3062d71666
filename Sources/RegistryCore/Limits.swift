/// What one request may hold (contract section 14). Each is configurable.
public struct Limits: Sendable, Equatable {
    /// Body of a single call.
    public var singleBodyBytesMax = 8 * 1024 * 1024
    /// Body of a bulk call.
    public var bulkBodyBytesMax = 32 * 1024 * 1024
    /// Bodies of all requests in flight together; beyond, a request waits, then 503.
    public var bodiesInFlightBytesMax = 64 * 1024 * 1024
    /// Records of a bulk call.
    public var bulkRecordsMax = 1_000
    /// Schemes of one certification.
    public var schemesMax = 50
    /// Standards of one scheme.
    public var standardsPerSchemeMax = 50
    /// Sites of one certification.
    public var sitesMax = 10_000
    /// Sectors of one certification.
    public var sectorsMax = 100
    /// Nesting of a body's objects and arrays.
    public var jsonDepthMax = 32
    /// Request line and headers.
    public var requestHeadBytesMax = 32 * 1024
    /// Until a request's head is complete.
    public var requestHeadSeconds = 10
    /// Between two parts of a body.
    public var bodyStallSeconds = 30

    public init() {}

    /// Faults listed in one answer; one `too_many_errors` follows (contract section 3).
    public static let faultsMax = 1_000
    /// Warnings listed in one answer (contract section 2).
    public static let warningsMax = 1_000
}
