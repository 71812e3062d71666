import HTTPTypes
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A request and its answer, as far as the connection has to know them.
struct Exchange {
    /// A HEAD request: its answer has no body, whatever an endpoint makes.
    let isHead: Bool
    /// HTTP/1.0, where going on is the exception and 100 is unknown.
    let isHTTP10: Bool
    /// Whether the connection ends with the answer.
    var endsConnection: Bool
    /// Whether the client holds its body back until it is asked for it by a 100.
    var awaitsContinue: Bool
    /// Bytes of the body that are still to come; nil when only their end will tell.
    var bodyBytesLeft: Int?
    /// Whether the request is read to its end.
    var isRead = false
    /// Whether the answer is written to its end.
    var isAnswered = false

    init(_ head: HTTPRequestHead, method: HTTPRequest.Method) {
        isHead = method == .head
        isHTTP10 = head.version == .http1_0
        // The parser reads nothing after a request that offers another protocol.
        endsConnection = !head.isKeepAlive || head.headers.contains(name: "Upgrade")
        if head.headers.contains(name: "Transfer-Encoding") {
            bodyBytesLeft = nil
        } else if let length = head.headers.first(name: "Content-Length") {
            bodyBytesLeft = Int(length)
        } else {
            bodyBytesLeft = 0
        }
        let expectation = head.headers.first(name: "Expect")?.lowercased()
        awaitsContinue = expectation == "100-continue" && !isHTTP10 && bodyBytesLeft != 0
    }

    /// The size of a head as it was sent, white space aside that has no meaning. The parser's own
    /// limit leaves out what stands between names and values.
    static func headBytes(_ head: HTTPRequestHead) -> Int {
        let requestLine =
            head.method.rawValue.utf8.count + head.uri.utf8.count + "  HTTP/1.1\r\n".utf8.count
        return head.headers.reduce(requestLine + "\r\n".utf8.count) { sum, field in
            sum + field.name.utf8.count + field.value.utf8.count + ": \r\n".utf8.count
        }
    }

    /// Notes what the start of the answer means for the connection, and says so in its head.
    mutating func beginAnswer(
        _ head: inout HTTPResponseHead, discardedBytesMax: Int, isLast: Bool
    ) {
        let isBodyLeft = !isRead && (awaitsContinue || (bodyBytesLeft ?? .max) > discardedBytesMax)
        if isLast || isBodyLeft || head.headers.first(name: "Connection") == "close" {
            endsConnection = true
        }
        if endsConnection {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if isHTTP10 {
            head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
    }
}

extension HTTPRequest {
    /// The parsed head in the types that Hummingbird speaks.
    ///
    /// - Parameter replacedMethod: the method as it was sent, if the parser was shown another.
    init?(_ head: HTTPRequestHead, replacedMethod: String?) {
        guard
            let method = replacedMethod.flatMap({ Method($0) }) ?? (try? Method(head.method)),
            let path = Self.path(ofTarget: head)
        else { return nil }
        self.init(
            method: method, scheme: "http", authority: head.headers.first(name: "Host"), path: path,
            headerFields: HTTPFields(head.headers, splitCookie: false))
    }

    /// All but proxies are sent paths; only the rare `http://host/path` needs a URL's parser.
    private static func path(ofTarget head: HTTPRequestHead) -> String? {
        guard !head.uri.utf8.starts(with: "/".utf8) else { return head.uri }
        return (try? HTTPRequest(head, secure: false, splitCookie: false))?.path
    }
}
