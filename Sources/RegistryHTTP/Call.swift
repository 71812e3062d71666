public import HTTPTypes
public import RegistryCore

/// One row of contract section 4 as data: what a call is and what it asks of its caller. The
/// phases act on it, so that no call can go without authentication or a limit.
public struct Call: Sendable {
    /// As the contract names it; the change log carries it.
    public let name: String
    public let method: HTTPRequest.Method
    /// After the role, in Hummingbird's form: `cert/{company_certifications_id}`.
    public let path: String
    public let roles: [Role]
    /// What a key must be allowed to do.
    public let scope: KeyScope
    public let body: Body
    /// The name of the path's parameter, if it has one.
    var pathParameter: String? {
        guard let start = path.firstIndex(of: "{"), let end = path.lastIndex(of: "}") else {
            return nil
        }
        return String(path[path.index(after: start)..<end])
    }

    public enum Body: Sendable {
        /// None; what comes is not read.
        case none
        /// One record, within ``Limits/singleBodyBytesMax``.
        case single
        /// None, or an object within the same limit.
        case optional
        /// Many records, within ``Limits/bulkBodyBytesMax``.
        case bulk

        func bytesMax(_ limits: Limits) -> Int {
            switch self {
            case .none: 0
            case .single, .optional: limits.singleBodyBytesMax
            case .bulk: limits.bulkBodyBytesMax
            }
        }
    }

    public init(
        _ name: String, _ method: HTTPRequest.Method, _ path: String, roles: [Role],
        scope: KeyScope, body: Body = .none
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.roles = roles
        self.scope = scope
        self.body = body
    }
}
