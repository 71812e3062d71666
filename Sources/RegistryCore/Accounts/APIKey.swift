import Crypto

/// The SHA-256 of a key: all that the register keeps of it.
public struct KeyHash: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(of key: String) { bytes = Array(SHA256.hash(data: Array(key.utf8))) }

    /// A stored hash read back.
    public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// An API key without its secret.
public struct APIKey: Sendable, Equatable {
    public let id: RecordID
    public let accountID: RecordID
    public let hash: KeyHash
    public var label: String?
    public var scope: KeyScope
    public var profile: KeyProfile
    /// Nil: the configured default.
    public var requestsPerMinute: Int?
    /// The last day on which it is valid, UTC.
    public var expiresOn: CalendarDate?
    /// Epoch seconds.
    public let createdAt: Int64
    /// Epoch seconds.
    public var revokedAt: Int64?

    public init(
        id: RecordID, accountID: RecordID, hash: KeyHash, label: String?, scope: KeyScope,
        profile: KeyProfile, requestsPerMinute: Int?, expiresOn: CalendarDate?, createdAt: Int64,
        revokedAt: Int64? = nil
    ) {
        self.id = id
        self.accountID = accountID
        self.hash = hash
        self.label = label
        self.scope = scope
        self.profile = profile
        self.requestsPerMinute = requestsPerMinute
        self.expiresOn = expiresOn
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }

    /// Whether the key still opens anything on that day.
    public func isValid(on day: CalendarDate) -> Bool {
        revokedAt == nil && expiresOn.map { day <= $0 } ?? true
    }
}
