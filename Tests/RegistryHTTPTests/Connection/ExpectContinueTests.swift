import RegistryCore
import Testing

@Suite("Expect: 100-continue", .timeLimit(.minutes(1)))
struct ExpectContinueTests {
    @Test("a body within the limit is asked for when it is about to be read, once")
    func accepted() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                for _ in 0..<2 {
                    try await connection.request(
                        "POST", "/read", "Content-Length: 5", "Expect: 100-continue")
                    let interim = try await connection.answer()
                    #expect(interim.status == 100)
                    #expect(interim.headers.isEmpty)
                    try await connection.send("hello")
                    let answer = try await connection.answer()
                    #expect(answer.status == 200)
                    #expect(answer.body == "5")
                    #expect(answer.headers["connection"] == nil)
                }
            }
        }
    }

    @Test("a chunked body is asked for, too, and the word may be written in any case")
    func chunked() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request(
                    "POST", "/read", "Transfer-Encoding: chunked", "Expect: 100-Continue")
                #expect(try await connection.answer().status == 100)
                try await connection.send("5\r\nhello\r\n0\r\n\r\n")
                #expect(try await connection.answer().body == "5")
            }
        }
    }

    @Test(
        "what is refused before its body is read gets the final answer alone, and the end",
        arguments: [
            ("POST /read", 1_001, 413), ("POST /nowhere", 5, 404), ("PUT /read", 5, 405),
        ])
    func refused(request: String, length: Int, status: Int) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                let parts = request.split(separator: " ").map(String.init)
                try await connection.request(
                    parts[0], parts[1], "Content-Length: \(length)", "Expect: 100-continue")
                let answer = try await connection.answer()
                #expect(answer.status == status)
                // Else nobody could tell whether the body still comes.
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(1))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("a body that comes without waiting is not asked for")
    func impatient() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    """
                    POST /read HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n\
                    helloGET /hello HTTP/1.1\r\n\r\n
                    """)
                #expect(try await connection.answer().body == "5")
                #expect(try await connection.answer().body == "hello")
            }
        }
    }

    @Test("a client of HTTP/1.0 knows no 100 and gets none")
    func http10() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send(
                    "POST /read HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
                try await Task.sleep(for: .milliseconds(100))
                #expect(connection.unread.isEmpty)
                try await connection.send("hello")
                #expect(try await connection.answer().status == 200)
            }
        }
    }

    @Test("an expectation without a body changes nothing")
    func noBody() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("GET", "/hello", "Expect: 100-continue")
                let answer = try await connection.answer()
                #expect(answer.status == 200)
                #expect(answer.headers["connection"] == nil)
            }
        }
    }
}
