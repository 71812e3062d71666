import HTTPTypes
import Hummingbird
import RegistryCore
import Testing

@testable import RegistryHTTP

@Suite("what every request passes", .timeLimit(.minutes(1)))
struct RequestPathTests {
    /// An error that nobody foresaw.
    private struct Unforeseen: Error {
        let secret = "the password is 1234"
    }

    private static func addFailures(
        to router: Router<RegistryRequestContext>, _ reader: BodyReader
    ) {
        router.get("/fails/{how}") { _, context -> String in
            switch context.pathParameter("how") {
            case "faults":
                throw RegistryError.faults([
                    Fault(.dataMappingRequired, "Send a known status.", field: "status"),
                    Fault(.validationError, "Send a name.", field: "name"),
                ])
            case "not-found": throw RegistryError.notFound("No such record.")
            case "forbidden": throw RegistryError.forbidden("Not with this key.")
            case "unavailable":
                throw RegistryError.unavailable("Later.", retryAfterSeconds: 7)
            case "broken": throw RegistryError.broken("a broken promise")
            case "conflict": throw RegistryError.conflict("an operator's conflict")
            case "no-faults": throw RegistryError.faults([])
            case "rate": throw Problem.rateLimitExceeded("Slower.", retryAfterSeconds: 3)
            case "bad-request": throw HTTPError(.badRequest, message: "Hummingbird's own")
            case "cancelled": throw CancellationError()
            default: throw Unforeseen()
            }
        }
        router.get("/noted") { _, context -> String in
            context.facts.accountID = RecordID(5)
            context.facts.setAnswerHeader(.rateLimit, "noted")
            throw RegistryError.notFound("No such record.")
        }
    }

    private func run(_ test: @escaping @Sendable (TestServer) async throws -> Void) async throws {
        try await TestServer.run(routes: Self.addFailures, test)
    }

    @Test(
        "whatever is thrown is answered with its status and code",
        arguments: [
            ("faults", 400, "data_mapping_required"), ("not-found", 404, "not_found"),
            ("forbidden", 403, "forbidden"), ("unavailable", 503, "unavailable"),
            ("rate", 429, "rate_limit_exceeded"), ("cancelled", 503, "unavailable"),
            ("broken", 500, "internal_error"), ("conflict", 500, "internal_error"),
            ("no-faults", 500, "internal_error"), ("bad-request", 500, "internal_error"),
            ("unforeseen", 500, "internal_error"),
        ])
    func thrown(how: String, status: Int, code: String) async throws {
        try await run { server in
            let answer = try await server.answer("GET", "/fails/\(how)")
            #expect(answer.status == status)
            #expect(answer.body.hasPrefix(#"{"errors":[{"code":"\#(code)","message":""#))
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["x-request-id"] != nil)
            let waits = ["unavailable": "7", "rate": "3", "cancelled": "1"]
            #expect(answer.headers["retry-after"] == waits[how])
            #expect(server.log.requests.count == 1)
            #expect(server.log.requests[0].contains("route=/fails/{how} status=\(status)"))
        }
    }

    @Test("all faults of a request are in its answer")
    func allFaults() async throws {
        try await run { server in
            let answer = try await server.answer("GET", "/fails/faults")
            #expect(
                answer.body == """
                    {"errors":[{"code":"data_mapping_required","message":"Send a known status.",\
                    "field":"status"},{"code":"validation_error","message":"Send a name.",\
                    "field":"name"}]}
                    """)
        }
    }

    @Test("the server's own failure is told to the log, and to the client only its request id")
    func defect() async throws {
        try await run { server in
            let answer = try await server.answer(
                "GET", "/fails/unforeseen", "X-Request-Id: known-1")
            #expect(answer.body.contains("known-1"))
            #expect(!answer.body.contains("1234"))
            #expect(!answer.body.contains("Unforeseen"))
            let errors = server.log.lines.filter { $0.contains(" error ") }
            #expect(errors.count == 1)
            #expect(errors[0].contains("Unforeseen"))
            #expect(errors[0].contains("id=known-1"))
        }
    }

    @Test("the request's own faults are no error of the log")
    func noDefect() async throws {
        try await run { server in
            for how in ["faults", "not-found", "rate", "unavailable"] {
                _ = try await server.answer("GET", "/fails/\(how)")
            }
            #expect(!server.log.lines.contains { $0.contains(" error ") })
        }
    }

    @Test("every code has the status of the contract's table")
    func statuses() {
        let expected: [FaultCode: Int] = [
            .badRequest: 400, .validationError: 400, .dataMappingRequired: 400,
            .invalidAccreditation: 400, .tooManyErrors: 400, .authenticationRequired: 401,
            .invalidSessionToken: 401, .forbidden: 403, .notFound: 404, .methodNotAllowed: 405,
            .notAcceptable: 406, .contentTooLarge: 413, .unsupportedMediaType: 415,
            .rateLimitExceeded: 429, .internalError: 500, .unavailable: 503,
        ]
        for code in FaultCode.allCases { #expect(code.httpStatus.code == expected[code]) }
    }

    @Test("no such path is 404 in the contract's shape, with its id and its line")
    func unmatched() async throws {
        try await run { server in
            for method in ["GET", "POST", "DELETE", "OPTIONS", "TRACE", "FROBNICATE"] {
                let answer = try await server.answer(method, "/secret/crk-record")
                #expect(answer.status == 404)
                #expect(answer.body.contains(#""code":"not_found""#))
                #expect(answer.headers["x-request-id"]?.isEmpty == false)
                let line = try #require(server.log.requests.last)
                #expect(line.contains("method=\(method) route=unmatched status=404"))
                #expect(!line.contains("crk-record"))
            }
        }
    }

    @Test("what was noted on the way is in the answer and in the log, even of a failure")
    func noted() async throws {
        try await run { server in
            let answer = try await server.answer("GET", "/noted")
            #expect(answer.status == 404)
            #expect(answer.headers["ratelimit"] == "noted")
            #expect(server.log.requests[0].contains("account=\(RecordID(5))"))
        }
    }
}

@Suite("request ids", .timeLimit(.minutes(1)))
struct RequestIDTests {
    @Test(
        "an id that can be repeated safely is kept, any other is replaced",
        arguments: [
            ("abc", true), ("~!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}", true),
            (String(repeating: "x", count: 128), true), (String(repeating: "x", count: 129), false),
            ("", false), ("two words", false), ("tab\tbed", false), ("Müller", false),
        ])
    func incoming(id: String, isKept: Bool) async throws {
        try await TestServer.run { server in
            let answer = try await server.answer("GET", "/hello", "X-Request-Id: \(id)")
            let answered = try #require(answer.headers["x-request-id"])
            #expect((answered == id) == isKept)
            #expect(!answered.isEmpty && answered.utf8.count <= 128)
        }
    }

    @Test("ids that are made differ, from request to request and from start to start")
    func made() {
        let first = RequestIDGenerator(random: 1)
        let second = RequestIDGenerator(random: 2)
        let ids = (0..<100).flatMap { _ in [first.next(), second.next()] }
        #expect(Set(ids).count == 200)
        #expect(ids.allSatisfy { RequestIdentity.accepted($0) == $0 })
    }

    @Test("an id can't forge a log line")
    func forged() async throws {
        try await TestServer.run { server in
            _ = try await server.answer("GET", "/hello", "X-Request-Id: a\"status=500")
            let line = try #require(server.log.requests.first)
            #expect(line.contains(#"id="a\"status=500" method=GET"#))
            #expect(server.log.requests.count == 1)
        }
    }
}

@Suite("methods", .timeLimit(.minutes(1)))
struct MethodAnswersTests {
    @Test(
        "a known path takes its methods, and says which when it is asked another",
        arguments: [
            ("PUT", "/hello"), ("POST", "/hello"), ("DELETE", "/hello"), ("PATCH", "/hello"),
            ("TRACE", "/hello"), ("CONNECT", "/hello"), ("PROPFIND", "/hello"), ("get", "/hello"),
            ("UNROUTED", "/hello"), ("F", "/hello"), ("M-SEARCH", "/hello"), ("GET", "/read"),
            ("PURGE", "/records/7"),
        ])
    func notAllowed(method: String, path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.answer(method, path)
            #expect(answer.status == 405)
            let allow = path == "/read" ? "OPTIONS, POST" : "GET, HEAD, OPTIONS"
            #expect(answer.headers["allow"] == allow)
            #expect(answer.body.contains("method_not_allowed"))
            #expect(answer.body.contains(method))
            #expect(answer.headers["x-request-id"] != nil)
            #expect(server.log.requests[0].contains("method=\(method) route=/"))
            #expect(server.log.requests[0].contains("status=405"))
        }
    }

    @Test("OPTIONS says what a path takes, and has no body")
    func options() async throws {
        try await TestServer.run { server in
            for (path, allow) in [
                ("/hello", "GET, HEAD, OPTIONS"), ("/read", "OPTIONS, POST"),
                ("/records/7", "GET, HEAD, OPTIONS"), ("/health/live", "GET, HEAD, OPTIONS"),
            ] {
                let answer = try await server.answer("OPTIONS", path)
                #expect(answer.status == 204)
                #expect(answer.headers["allow"] == allow)
                #expect(answer.headers["content-length"] == nil)
                #expect(answer.headers["x-request-id"] != nil)
            }
        }
    }

    @Test("HEAD has the head of GET and never a body, not even an error's")
    func head() async throws {
        try await TestServer.run { server in
            for path in ["/hello", "/nowhere", "/read", "/records/7"] {
                try await server.connect { connection in
                    try await connection.request("HEAD", path)
                    let head = try await connection.answer(toHead: true)
                    // The next answer follows at once, where a body would be.
                    try await connection.request("GET", path)
                    let get = try await connection.answer()
                    if path != "/read" {
                        #expect(head.status == get.status)
                        #expect(head.headers["content-length"] == "\(get.body.utf8.count)")
                    } else {
                        #expect(head.status == 405)
                    }
                    #expect(server.log.requests.contains {
                        $0.contains("method=HEAD") && $0.contains("bytes_out=0")
                    })
                }
            }
        }
    }

    @Test("a made-up method in pieces, or on a used connection, is a method all the same")
    func pieces() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send("FROB")
                try await Task.sleep(for: .milliseconds(50))
                try await connection.send("NICATE /hello HTTP/1.1\r\n\r\n")
                #expect(try await connection.answer().status == 405)
                try await connection.send("WHATEVER /hello HTTP/1.1\r\n\r\n")
                let answer = try await connection.answer()
                #expect(answer.status == 405)
                #expect(answer.body.contains("WHATEVER"))
                try await connection.request("GET", "/hello")
                #expect(try await connection.answer().status == 200)
            }
        }
    }
}
