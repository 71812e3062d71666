/// What is asked of the guide.
public struct GuideRequest: Sendable {
    public var path: String
    /// Decoded, in the order in which it was sent.
    public var query: [(name: String, value: String)]
    /// As `Host` has it; anything.
    public var host: String?
    /// Whether a proxy was reached by HTTPS.
    public var isSecure: Bool
    /// Whether a page says more to the asker than JSON.
    public var prefersPages: Bool

    public init(
        path: String, query: [(name: String, value: String)] = [], host: String? = nil,
        isSecure: Bool = false, prefersPages: Bool = true
    ) {
        self.path = path
        self.query = query
        self.host = host
        self.isSecure = isSecure
        self.prefersPages = prefersPages
    }
}

/// An answer of the guide.
public struct GuideAnswer: Sendable {
    public var status: Int
    public var body: [UInt8]
    public var contentType: String
    /// Changes with the body; nil for what is made for one request.
    public var entityTag: String?
    public var headers: [(name: String, value: String)]
}

extension GuideAnswer {
    /// Nothing is loaded or sent but from and to this server, and nothing stands within a page
    /// that could run.
    private static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "connect-src 'self'",
        "img-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    static let safetyHeaders = [
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]
}

/// A page that is kept, with gaps for the server's address.
struct KeptPage: Sendable {
    private let parts: [[UInt8]]
    private let hash: UInt64

    init(_ html: String) {
        parts = html.split(
            separator: ServerAddress.placeholder, omittingEmptySubsequences: false
        ).map { Array($0.utf8) }
        hash = ContentHash.value(of: html.utf8)
    }

    func body(at address: ServerAddress) -> [UInt8] {
        Array(parts.joined(separator: Array(address.text.utf8)))
    }

    func entityTag(at address: ServerAddress) -> String {
        "\"" + String(ContentHash.value(of: address.text.utf8, from: hash), radix: 36) + "\""
    }
}
