import HTTPTypes
public import Hummingbird
import NIOCore
import RegistryCore

/// A request for something to read: a page, a style sheet, a description of the API.
public struct DocumentRequest: Sendable {
    /// As sent.
    public let path: String
    public let query: QueryParameters
    /// Where the request says that it was sent: `Host`, as whoever sent it wrote it.
    public let host: String?
    /// Whether a proxy in front says that it was reached by HTTPS.
    public let isSecure: Bool
    /// Whether `Accept` names HTML, as browsers do.
    public let acceptsHTML: Bool
}

/// What is answered to it.
public struct DocumentAnswer: Sendable {
    public var status: Int
    public var contentType: String
    public var body: [UInt8]
    /// In quotes; changes with the body. Nil where nobody is to ask for it again by it.
    public var entityTag: String?
    /// Further ones.
    public var headers: [(name: String, value: String)]

    public init(
        status: Int = 200, contentType: String, body: [UInt8], entityTag: String? = nil,
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.entityTag = entityTag
        self.headers = headers
    }
}

extension Router where Context == RegistryRequestContext {
    /// Serves documents: without key, and with the same middleware as every other route.
    ///
    /// - Parameters:
    ///   - paths: in Hummingbird's form: `/docs/**`.
    ///   - answer: nil for what there is not, which is 404 as for any other path.
    public func addDocuments(
        at paths: [String],
        answer: @escaping @Sendable (DocumentRequest) throws -> DocumentAnswer?
    ) {
        for path in paths {
            get(RouterPath(path)) { request, _ in
                guard let document = try answer(DocumentRequest(request)) else {
                    throw Problem(.notFound, "There is nothing at this path.")
                }
                return Response(document, to: request)
            }
        }
    }

    /// Answers paths that no route has with a document, outside those of programs. To be called
    /// after the last route: it would look at the answers of later ones too.
    ///
    /// - Parameter answer: nil where the asker gets 404 as from a program.
    public func addDocumentsElsewhere(
        answer: @escaping @Sendable (DocumentRequest) throws -> DocumentAnswer?
    ) {
        add(middleware: DocumentsElsewhere(answer: answer))
    }
}

/// Answers paths that nothing is served at with a document, where there is one for the asker:
/// people in browsers read pages rather than JSON. Everything else is 404 as before.
struct DocumentsElsewhere: RouterMiddleware {
    typealias Context = RegistryRequestContext

    /// Paths of programs.
    private static let programs: Set<Substring> = ["api", "health", "openapi"]

    let answer: @Sendable (DocumentRequest) throws -> DocumentAnswer?

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && request.method == .get {
            let first = request.uri.path.split(separator: "/").first ?? ""
            guard !Self.programs.contains(first),
                let document = try answer(DocumentRequest(request))
            else { throw error }
            return Response(document, to: request)
        }
    }
}

extension DocumentRequest {
    fileprivate init(_ request: Request) throws {
        path = request.uri.path
        query = try QueryParameters(parsing: request.uri.query)
        host = request.head.authority
        // Of several proxies the first one was reached by the asker.
        let scheme = request.headers[.xForwardedProto]?.prefix { $0 != "," }
        isSecure = scheme?.filter { $0 != " " && $0 != "\t" }.lowercased() == "https"
        acceptsHTML = Self.namesHTML(request.headers[values: .accept])
    }

    /// Whether HTML is named and not refused by a quality of 0 (RFC 9110, section 12.5.1).
    private static func namesHTML(_ accept: [String]) -> Bool {
        accept.joined(separator: ",").split(separator: ",").contains { range in
            let parts = range.lowercased().filter { $0 != " " && $0 != "\t" }.split(separator: ";")
            guard parts.first == "text/html" else { return false }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
            return quality.map { (Double($0.dropFirst(2)) ?? 0) > 0 } ?? true
        }
    }
}

extension Response {
    fileprivate init(_ document: DocumentAnswer, to request: Request) {
        var headers = HTTPFields()
        for (name, value) in document.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        headers[.eTag] = document.entityTag
        if let tag = document.entityTag, request.hasAlready(tag) {
            self.init(status: .notModified, headers: headers)
            return
        }
        headers[.contentType] = document.contentType
        self.init(
            status: .init(code: document.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.body)))
    }
}

extension Request {
    /// Whether the asker keeps a body with this tag (RFC 9110, section 13.1.2: compared weakly).
    fileprivate func hasAlready(_ tag: String) -> Bool {
        headers[values: .ifNoneMatch].contains { value in
            value.split(separator: ",").contains { sent in
                let sent = sent.filter { $0 != " " }
                return sent == "*" || sent == tag || sent == "W/" + tag
            }
        }
    }
}

extension HTTPField.Name {
    // A constant that is a name.
    fileprivate static let xForwardedProto = HTTPField.Name("X-Forwarded-Proto")!
}
