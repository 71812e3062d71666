import NIOCore
import RegistryCore
import RegistryHTTP
import Testing

@Suite("bodies", .timeLimit(.minutes(1)))
struct BodyReaderTests {
    @Test("a body longer than the limit is refused by what it announces, not by reading it")
    func announcedTooLarge() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                let length = 10_000_000_000
                try await connection.request("POST", "/read", "Content-Length: \(length)")
                let answer = try await connection.answer()
                #expect(answer.status == 413)
                #expect(answer.headers["connection"] == "close")
                #expect(answer.body.contains("content_too_large"))
                #expect(answer.body.contains("1000 bytes"))
                #expect(server.log.requests[0].contains("status=413"))
                #expect(server.log.requests[0].contains("bytes_in=0"))
                let duration = try await connection.closing(within: .seconds(1))
                #expect(duration < .seconds(1))
            }
        }
    }

    @Test("a client that goes on sending gets its 413 all the same, and the end within seconds")
    func endlessBody() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Content-Length: 10000000000")
                let start = ContinuousClock.now
                let part = ByteBuffer(repeating: 0, count: 100_000)
                while !connection.isReset, start.duration(to: .now) < .seconds(8) {
                    connection.sendLater(part)
                    try await Task.sleep(for: .milliseconds(1))
                }
                #expect(connection.isReset)
                // Time enough to read the answer before the connection is gone.
                #expect(start.duration(to: .now) > .seconds(1))
                #expect(start.duration(to: .now) < .seconds(6))
                #expect(try await connection.answer().status == 413)
            }
        }
    }

    @Test(
        "chunks are counted while they come",
        arguments: [(999, 200), (1_000, 200), (1_001, 413), (500_000, 413)])
    func chunks(length: Int, status: Int) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Transfer-Encoding: chunked")
                var rest = length
                while rest > 0 {
                    let size = min(rest, max(100, length / 20))
                    let chunk = String(repeating: "x", count: size)
                    // Refused once the server has said enough.
                    try? await connection.send("\(String(size, radix: 16))\r\n\(chunk)\r\n")
                    rest -= size
                }
                try? await connection.send("0\r\n\r\n")
                let answer = try await connection.answer()
                #expect(answer.status == status)
                if status == 200 {
                    #expect(answer.body == "\(length)")
                } else {
                    // Unless all of it had arrived by then.
                    #expect(answer.headers["connection"] == "close" || length == 1_001)
                }
            }
        }
    }

    @Test("a length that no number holds is too large or no request")
    func enormousLength() async throws {
        try await TestServer.run { server in
            for digits in [19, 20, 40] {
                try await server.connect { connection in
                    let length = String(repeating: "9", count: digits)
                    try await connection.request("POST", "/read", "Content-Length: \(length)")
                    #expect([400, 413].contains(try await connection.answer().status))
                }
            }
        }
    }

    @Test(
        "a body that breaks off is refused, not taken for whole",
        arguments: [
            "Content-Length: 10\r\n\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        ])
    func brokenOff(request: String) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.send("POST /read HTTP/1.1\r\n" + request)
                try await connection.closeOutput()
                let answer = try await connection.answer()
                #expect(answer.status == 400)
                #expect(answer.body.contains("bad_request"))
                _ = try await connection.closing(within: .seconds(1))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("a client that is gone in the middle of its body leaves a line in the log, no more")
    func gone() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Content-Length: 10")
                try await connection.send("hello")
            }
            try await eventually("the log line") { !server.log.requests.isEmpty }
            #expect(server.log.requests[0].contains("status=400"))
            #expect(try await server.answer("GET", "/hello").status == 200)
        }
    }

    @Test(
        "malformed chunks are a bad request, answered once",
        arguments: ["zz\r\nhello\r\n", "5\r\nhelloworld\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n"])
    func malformedChunks(chunks: String) async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Transfer-Encoding: chunked")
                try await connection.send(chunks)
                let answer = try await connection.answer()
                #expect(answer.status == 400)
                #expect(answer.headers["x-request-id"] != nil)
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(4))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("malformed chunks of a body that nobody reads end the connection after the answer")
    func malformedUnreadChunks() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/nowhere", "Transfer-Encoding: chunked")
                try await connection.send("zz\r\n")
                #expect(try await connection.answer().status == 404)
                _ = try await connection.closing(within: .seconds(4))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("a small body that nobody reads costs the connection nothing")
    func smallUnreadBody() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                for _ in 0..<3 {
                    try await connection.request("POST", "/nowhere", "Content-Length: 5")
                    let answer = try await connection.answer()
                    #expect(answer.status == 404)
                    #expect(answer.headers["connection"] == nil)
                    try await connection.send("hello")
                }
                try await connection.request("GET", "/hello")
                #expect(try await connection.answer().body == "hello")
            }
        }
    }

    @Test("a small body that nobody reads and that breaks off has one answer, not two")
    func brokenUnreadBody() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/nowhere", "Content-Length: 5")
                try await connection.send("he")
                #expect(try await connection.answer().status == 404)
                try await connection.closeOutput()
                _ = try await connection.closing(within: .seconds(4))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("a large body that nobody reads ends the connection")
    func largeUnreadBody() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/nowhere", "Content-Length: 100000")
                let answer = try await connection.answer()
                #expect(answer.status == 404)
                #expect(answer.headers["connection"] == "close")
                _ = try await connection.closing(within: .seconds(1))
            }
        }
    }

    @Test("bodies that find no room wait, and get 503 when none came in time")
    func noRoom() async throws {
        try await TestServer.run({ $0.limits.bodiesInFlightBytesMax = 1_000 }) { server in
            try await server.connect { first in
                try await first.request("POST", "/read", "Content-Length: 900")
                try await first.send("x")
                try await server.connect { second in
                    try await eventually("the first body to be begun") {
                        // Its share is taken when its reading begins, and the log can't tell.
                        try await Task.sleep(for: .milliseconds(100))
                        return true
                    }
                    try await second.request("POST", "/read", "Content-Length: 500")
                    try await second.send(String(repeating: "y", count: 500))
                    try await Task.sleep(for: .milliseconds(300))
                    #expect(second.unread.isEmpty)
                    // Room comes when the first is done.
                    try await first.send(String(repeating: "x", count: 899))
                    #expect(try await first.answer().body == "900")
                    #expect(try await second.answer().body == "500")
                }
            }
        }
    }

    @Test("a large body is read whole", arguments: [1, 65_536, 262_145, 5_000_000])
    func largeBody(length: Int) async throws {
        try await TestServer.run { server in
            for framing in ["Content-Length: \(length)", "Transfer-Encoding: chunked"] {
                try await server.connect { connection in
                    try await connection.request("POST", "/read-all", framing)
                    if framing.hasPrefix("T") {
                        try await connection.send("\(String(length, radix: 16))\r\n")
                    }
                    connection.sendLater(ByteBuffer(repeating: 0, count: length))
                    if framing.hasPrefix("T") { try await connection.send("\r\n0\r\n\r\n") }
                    #expect(try await connection.answer().body == "\(length)")
                }
            }
        }
    }
}
