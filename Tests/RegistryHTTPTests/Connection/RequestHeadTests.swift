import RegistryCore
import RegistryHTTP
import Testing

@Suite("what arrives where a request's head is due", .timeLimit(.minutes(1)))
struct RequestHeadTests {
    @Test(
        "what is no HTTP request gets a bare answer and the end of the connection",
        arguments: [
            ("hello\r\n\r\n", 400),
            ("GET /hello\r\n\r\n", 505),
            ("GET /hello HTTP/1.1\r\nno colon\r\n\r\n", 400),
            ("GET /hello HTTP/1.1\r\nContent-Length: five\r\n\r\n", 400),
            ("POST /read HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST /read HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            ("GET /hello HTTP/3.0\r\n\r\n", 505),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
            ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", 400),
            ("GET\t/hello HTTP/1.1\r\n\r\n", 400),
        ])
    func noRequest(text: String, status: Int) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(text)
                let answer = try await connection.answer()
                #expect(answer.status == status)
                #expect(answer.headers["connection"] == "close")
                #expect(answer.body.isEmpty)
                _ = try await connection.closing(within: .seconds(1))
                #expect(connection.unread.isEmpty)
                let line = server.log.lines.first { $0.contains("\"no HTTP request\"") }
                #expect(line?.contains("client=127.0.0.1") == true)
                #expect(line?.contains("status=\(status)") == true)
            }
        }
    }

    @Test("a client that leaves in the middle of a head gets nothing")
    func halfHead() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send("GET /hello HT")
                try await connection.closeOutput()
                _ = try await connection.closing(within: .seconds(1))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test(
        "a head up to the limit is read, one above it gets 431",
        arguments: [(1_900, 200), (2_100, 431), (200_000, 431)])
    func sizeOfHead(bytes: Int, status: Int) async throws {
        try await TestServer.run({ $0.limits.requestHeadBytesMax = 2_000 }) { server in
            for head in [
                "GET /hello HTTP/1.1\r\nX-Long: \(String(repeating: "a", count: bytes))\r\n\r\n",
                "GET /hello?\(String(repeating: "a", count: bytes)) HTTP/1.1\r\n\r\n",
                "GET /hello HTTP/1.1\r\n"
                    + String(repeating: "X-Short: 890abc\r\n", count: bytes / 17) + "\r\n",
            ] {
                try await server.connect { connection in
                    try await connection.send(head)
                    let answer = try await connection.answer()
                    #expect(answer.status == status)
                }
            }
        }
    }

    @Test("the limit counts anew for each request of a connection")
    func manyHeads() async throws {
        try await TestServer.run({ $0.limits.requestHeadBytesMax = 2_000 }) { server in
            try await server.connect { connection in
                for _ in 0..<5 {
                    let long = String(repeating: "a", count: 1_500)
                    try await connection.request("GET", "/hello", "X-Long: \(long)")
                    #expect(try await connection.answer().status == 200)
                }
            }
        }
    }

    @Test("more header fields than any client sends get 431")
    func manyFields() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                let fields = String(repeating: "A: b\r\n", count: 300)
                try await connection.send("GET /hello HTTP/1.1\r\n\(fields)\r\n")
                #expect(try await connection.answer().status == 431)
            }
        }
    }

    @Test(
        "a target that no route has is 404, however strange",
        arguments: [
            "/", "//", "/%", "/%zz", "/hello/", "/?", "/?&&=", "/hello%00", "/../../etc/passwd",
            "/records", "http://test/nowhere", "http://", "*", "/\u{7f}",
        ])
    func strangeTargets(target: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.answer("GET", target)
            let isHello = target == "/hello/"
            #expect(answer.status == (isHello ? 200 : 404) || answer.status == 400)
            // It is still there.
            #expect(try await server.answer("GET", "http://test/hello").status == 200)
        }
    }

    @Test("a head that comes in pieces is read as one", arguments: 1...20)
    func pieces(cut: Int) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                let head = "DELETE /hello HTTP/1.1\r\nHost: test\r\n\r\n"
                try await connection.send(String(head.prefix(cut)))
                try await Task.sleep(for: .milliseconds(20))
                try await connection.send(String(head.dropFirst(cut)))
                #expect(try await connection.answer().status == 405)
            }
        }
    }
}
