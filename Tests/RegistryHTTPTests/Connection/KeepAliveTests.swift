import RegistryHTTP
import Testing

@Suite("one connection, many requests", .timeLimit(.minutes(1)))
struct KeepAliveTests {
    @Test("requests sent in one go are answered in their order")
    func pipelining() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    """
                    GET /slow/200 HTTP/1.1\r\n\r\n\
                    POST /read HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\
                    HEAD /hello HTTP/1.1\r\n\r\n\
                    GET /records/7 HTTP/1.1\r\n\r\n
                    """)
                #expect(try await connection.answer().body == "slow")
                #expect(try await connection.answer().body == "3")
                #expect(try await connection.answer(toHead: true).headers["content-length"] == "5")
                #expect(try await connection.answer().body == "7")
                #expect(!connection.isClosed)
            }
        }
    }

    @Test("what comes after a request and is none ends the connection after its answer")
    func pipelinedGarbage() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send("GET /slow/200 HTTP/1.1\r\n\r\ngarbage\r\n\r\n")
                let answer = try await connection.answer()
                #expect(answer.body == "slow")
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(4))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test(
        "a client that wants no further request gets the end",
        arguments: [
            "GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /hello HTTP/1.1\r\nConnection: Close\r\n\r\n",
            "GET /hello HTTP/1.0\r\n\r\n",
        ])
    func lastRequest(request: String) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(request)
                let answer = try await connection.answer()
                #expect(answer.body == "hello")
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(1))
            }
        }
    }

    @Test("HTTP/1.0 may keep the connection by asking")
    func http10KeepAlive() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                for _ in 0..<2 {
                    try await connection.send(
                        "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    #expect(try await connection.answer().headers["connection"] == "keep-alive")
                }
            }
        }
    }

    @Test("a client that says it is done still gets its answers")
    func halfClosed() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    "GET /slow/200 HTTP/1.1\r\n\r\nGET /hello HTTP/1.1\r\n\r\n")
                try await connection.closeOutput()
                #expect(try await connection.answer().body == "slow")
                #expect(try await connection.answer().body == "hello")
                _ = try await connection.closing(within: .seconds(1))
            }
        }
    }

    @Test(
        "an offer of another protocol is declined, and nothing sent after it is lost unanswered",
        arguments: [
            "GET /hello HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
            "POST /read HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"
                + "Content-Length: 5\r\n\r\nhello",
        ])
    func upgrade(request: String) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(request)
                let answer = try await connection.answer()
                #expect(answer.status == 200)
                #expect(["hello", "5"].contains(answer.body))
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(1))
            }
        }
    }

    @Test("connections beyond the bound wait until one ends")
    func tooManyConnections() async throws {
        try await TestServer.run({ $0.connectionsMax = 2 }) { server in
            try await server.connect { first in
                try await first.request("GET", "/hello")
                _ = try await first.answer()
                try await server.connect { second in
                    try await second.request("GET", "/hello")
                    _ = try await second.answer()
                    try await server.connect { third in
                        try await third.request("GET", "/hello")
                        try await Task.sleep(for: .milliseconds(200))
                        #expect(third.unread.isEmpty)
                        first.close()
                        #expect(try await third.answer().body == "hello")
                    }
                }
            }
        }
    }
}
