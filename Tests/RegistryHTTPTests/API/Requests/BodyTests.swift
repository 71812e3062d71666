import NIOCore
import RegistryCore
import Testing

@Suite("Bodies of requests over HTTP")
struct BodyTests {
    @Test("a body over its call's limit is refused by its length, before a byte of it is read")
    func tooLarge() async throws {
        var limits = Limits()
        limits.singleBodyBytesMax = 1_000
        limits.bulkBodyBytesMax = 2_000
        try await APIScene.run(limits: limits) { scene in
            let calls = [
                ("POST", "upload-cert", 1_000), ("PUT", "ce-by-guid", 1_000),
                ("PUT", "ce-name-by-guid", 1_000), ("POST", "bulk-upload-cert", 2_000),
            ]
            try await scene.expectNoChange {
                for (method, path, limit) in calls {
                    // Only the length is sent: who waited for the body would wait in vain.
                    let answer = try await scene.send(
                        method, path, headers: ["Content-Length: \(limit + 1)"])
                    #expect(try answer.refusal == "413 content_too_large")
                    #expect(try answer.text("errors.0.message")?.contains("\(limit)") == true)
                }
            }
            let body = Bodies.v2()
            let padding = String(repeating: " ", count: 1_000 - body.utf8.count)
            #expect(try await scene.send("POST", "upload-cert", body + padding).status == 200)
        }
    }

    @Test("the limit of a body is 8 MiB, and 32 MiB in a bulk call")
    func limits() async throws {
        try await APIScene.run { scene in
            for (path, megabytes) in [("upload-cert", 8), ("bulk-upload-cert", 32)] {
                let length = megabytes * 1_024 * 1_024
                let answer = try await scene.send(
                    "POST", path, headers: ["Content-Length: \(length + 1)"])
                #expect(try answer.refusal == "413 content_too_large")
                #expect(try answer.text("errors.0.message")?.contains("\(length) bytes") == true)
            }
        }
    }

    @Test("who waits with its body is asked for it once everything before has passed, else not")
    func waiting() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2()
            func head(_ key: String, _ length: Int) -> [String] {
                [
                    "POST /api/client/v2/cb/upload-cert HTTP/1.1", "Host: test",
                    "x-http-authorization: \(key)", "Accept: application/json",
                    "Content-Length: \(length)", "Expect: 100-continue",
                ]
            }
            func first(_ lines: [String]) async throws -> Int {
                try await scene.server.connect { connection in
                    try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
                    let answer = try await connection.answer()
                    guard answer.status == 100 else { return answer.status }
                    try await connection.send(body)
                    return try await 1_000 + connection.answer().status
                }
            }
            let reader = try await scene.newKey(scope: .read)
            let length = body.utf8.count
            #expect(try await first(head(reader, length)) == 403)
            #expect(try await first(head(scene.key, 9_000_000)) == 413)
            #expect(try await first(head(scene.key, length) + ["Content-Type: text/xml"]) == 415)
            #expect(try await first(head(scene.key, length)) == 1_200)
            #expect(try await scene.send("GET", "cert").number("meta.total_rows") == 1)
        }
    }

    /// What is no JSON object, and the line and column that say so.
    private static let noObjects = [
        ("", 1, 1), ("{", 1, 2), ("[]", 1, 1), ("null", 1, 1), ("\"text\"", 1, 1),
        (#"{"certification":{}"#, 1, 20), ("{\"a\": 1,\n \"b\": 1,\n \"a\": 2}", 3, 2),
        ("{\"a\":\n  \"\\ud800\"}", 2, 4), ("{\"a\":1} {}", 1, 9), ("{\"ä\": 'b'}", 1, 7),
        ("{\"a\": {\"b\": 1, \"b\": 2}}", 1, 16), ("{\"a\": 01}", 1, 7),
        ("{\"a\":" + String(repeating: "[", count: 32), 1, 37),
    ]

    @Test(
        "what is no JSON object is refused with its line and column by every call",
        arguments: Role.allCases)
    func noObject(_ role: Role) async throws {
        try await APIScene.run(as: role, APIScene.withoutRateLimit) { scene in
            try await scene.expectNoChange {
                for (body, line, column) in Self.noObjects {
                    for sample in CallSample.all(of: role) where sample.body == "{}" {
                        // This one needs no body.
                        if body.isEmpty, sample.path == "update-all-cert" { continue }
                        let answer = try await scene.send(
                            sample.method, sample.path, body, version: sample.version)
                        #expect(try answer.refusal == "400 bad_request")
                        #expect(try answer.count("errors") == 1)
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.contains("line \(line), column \(column)"), "\(body)")
                    }
                }
            }
        }
    }

    @Test("a body that is no UTF-8 is refused with its place")
    func noUTF8() async throws {
        try await APIScene.run { scene in
            let body = Array("{\n\"a\": \"".utf8) + [0xFF] + Array("\"}".utf8)
            let answer = try await scene.server.connect { connection in
                try await connection.send(
                    [
                        "POST /api/client/v1/cb/upload-cert HTTP/1.1", "Host: test",
                        "x-http-authorization: \(scene.key)", "Accept: */*",
                        "Content-Length: \(body.count)",
                    ].joined(separator: "\r\n") + "\r\n\r\n")
                connection.sendLater(ByteBuffer(bytes: body))
                return try await connection.answer()
            }
            #expect(answer.status == 400)
            #expect(answer.body.contains("line 2, column 7"))
        }
    }

    @Test("a body that breaks off is not taken for whole, and nothing of it is stored")
    func brokenOff() async throws {
        try await APIScene.run { scene in
            // What comes is JSON by itself.
            let body = Bodies.v1Bulk(Bodies.v1())
            try await scene.expectNoChange {
                let answer = try await scene.server.connect { connection in
                    try await connection.send(
                        [
                            "POST /api/client/v1/cb/bulk-upload-cert HTTP/1.1", "Host: test",
                            "x-http-authorization: \(scene.key)", "Accept: */*",
                            "Content-Length: \(body.utf8.count + 1)",
                        ].joined(separator: "\r\n") + "\r\n\r\n" + body)
                    try await connection.closeOutput()
                    return try await connection.answer()
                }
                #expect(answer.status == 400)
                #expect(answer.body.contains("broke off"))
            }
        }
    }
}
