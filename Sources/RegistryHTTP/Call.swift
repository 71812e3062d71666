public import HTTPTypes
public import RegistryCore
public import RegistryWire

/// One row of contract section 4 as data: what a call is, what it asks of its caller and what it
/// answers. The phases act on it, so that no call can go without authentication or a limit;
/// documentation is made from it.
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
    /// What stands in the body, where it has one.
    public let fields: Fields
    public let query: [QueryField]
    public let answer: Answer
    /// What it does, in a sentence for documentation.
    public let summary: String
    /// The method as requests write it: `GET`.
    public var methodName: String { method.rawValue }
    /// The name of the path's parameter, if it has one.
    public var pathParameter: String? {
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

    /// The fields of a body in each version.
    public struct Fields: Sendable {
        public let v1: [WireField]
        public let v2: [WireField]

        public static let none = Fields([], [])

        init(_ v1: [WireField], _ v2: [WireField]) {
            self.v1 = v1
            self.v2 = v2
        }

        public subscript(version: WireVersion) -> [WireField] {
            switch version {
            case .v1: v1
            case .v2: v2
            }
        }
    }

    /// What an answer of status 200 holds.
    public enum Answer: Sendable, CaseIterable {
        case certificationUpload, bulkUpload
        case certification, certifications
        case confirmation
        case certifiedEntity
        case certificationBodyUpload
        case certificationBody, certificationBodies
        case deletion
    }

    public init(
        _ name: String, _ method: HTTPRequest.Method, _ path: String, roles: [Role],
        scope: KeyScope, body: Body = .none, fields: Fields = .none, query: [QueryField] = [],
        answer: Answer, summary: String
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.roles = roles
        self.scope = scope
        self.body = body
        self.fields = fields
        self.query = query
        self.answer = answer
        self.summary = summary
    }
}
