import RegistryHTTP
import Testing

@Suite("Documents over HTTP", .timeLimit(.minutes(1)))
struct DocumentsTests {
    /// Says what it was asked, but for `/docs/none`.
    private static func run(
        _ test: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        try await TestServer.run(
            routes: { router, _ in
                router.addDocuments(at: ["/", "/docs", "/docs/**"]) { request in
                    guard request.path != "/docs/none" else { return nil }
                    let words =
                        [request.path, request.host ?? "–"] + request.query.values("q")
                        + [request.isSecure ? "secure" : "plain"]
                        + [request.acceptsHTML ? "html" : "any"]
                    return DocumentAnswer(
                        status: request.path == "/docs/late" ? 404 : 200, contentType: "text/test",
                        body: Array(words.joined(separator: " ").utf8), entityTag: "\"tag\"",
                        headers: [("X-Own", "yes")])
                }
            }, test)
    }

    @Test("a document is answered with what was asked, its type, its tag and its own headers")
    func answers() async throws {
        try await Self.run { server in
            let root = try await server.answer("GET", "/")
            #expect(root.status == 200)
            #expect(root.body == "/ test plain any")
            #expect(root.headers["content-type"] == "text/test")
            #expect(root.headers["etag"] == "\"tag\"")
            #expect(root.headers["x-own"] == "yes")
            #expect(root.headers["x-request-id"] != nil)
            let deep = try await server.answer(
                "GET", "/docs/a/b?q=x%20y", "Accept: text/html,*/*", "X-Forwarded-Proto: https")
            #expect(deep.body == "/docs/a/b test x y secure html")
            #expect(try await server.answer("GET", "/docs").body == "/docs test plain any")
            #expect(try await server.answer("GET", "/docs/late").status == 404)
        }
    }

    @Test("who has it already gets 304 without body")
    func notModified() async throws {
        try await Self.run { server in
            for sent in ["\"tag\"", "W/\"tag\"", "\"other\", \"tag\"", "*"] {
                let answer = try await server.answer("GET", "/docs", "If-None-Match: \(sent)")
                #expect(answer.status == 304, "\(sent)")
                #expect(answer.body.isEmpty)
                #expect(answer.headers["etag"] == "\"tag\"")
            }
            let other = try await server.answer("GET", "/docs", "If-None-Match: \"other\"")
            #expect(other.status == 200)
        }
    }

    @Test("HEAD, other methods and what is not there are answered as on every route")
    func methods() async throws {
        try await Self.run { server in
            for path in ["/", "/docs", "/docs/a/b"] {
                let get = try await server.answer("GET", path)
                let head = try await server.answer("HEAD", path)
                #expect(head.status == 200)
                #expect(head.headers["content-length"] == get.headers["content-length"])
                for method in ["POST", "PUT", "DELETE", "PATCH"] {
                    let answer = try await server.answer(method, path)
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer.headers["allow"] == "GET, HEAD, OPTIONS")
                }
                #expect(try await server.answer("OPTIONS", path).status == 204)
            }
            for path in ["/docs/none", "/documents"] {
                let answer = try await server.answer("GET", path)
                #expect(answer.status == 404)
                #expect(answer.body.contains("not_found"))
            }
        }
    }

    @Test("the log names the route, not what was looked for")
    func log() async throws {
        try await Self.run { server in
            _ = try await server.answer("GET", "/docs/search?q=secret")
            #expect(server.log.requests.last?.contains("route=/docs/** status=200") == true)
            #expect(server.log.requests.last?.contains("secret") == false)
        }
    }
}
