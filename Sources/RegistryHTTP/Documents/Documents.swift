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
}

extension DocumentRequest {
    fileprivate init(_ request: Request) throws {
        path = request.uri.path
        query = try QueryParameters(parsing: request.uri.query)
        host = request.head.authority
        isSecure = request.headers[.xForwardedProto]?.lowercased() == "https"
        acceptsHTML = request.headers[values: .accept].contains {
            $0.lowercased().contains("text/html")
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
