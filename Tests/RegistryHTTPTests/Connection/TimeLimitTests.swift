import NIOCore
import RegistryCore
import RegistryHTTP
import Testing

@Suite("time limits of a connection", .timeLimit(.minutes(1)))
struct TimeLimitTests {
    @Test("a connection that sends nothing ends when the time for a head is over")
    func silence() async throws {
        try await TestServer.run({ $0.limits.requestHeadSeconds = 1 }) { server in
            try await server.connect { connection in
                let duration = try await connection.closing()
                #expect(duration > .milliseconds(500) && duration < .seconds(4))
                #expect(connection.unread.isEmpty)
            }
        }
    }

    @Test("the time for a connection's first head runs from its start")
    func lateFirstByte() async throws {
        try await TestServer.run({ $0.limits.requestHeadSeconds = 2 }) { server in
            try await server.connect { connection in
                try await Task.sleep(for: .milliseconds(1_500))
                try await connection.send("G")
                #expect(try await connection.closing() < .milliseconds(1_500))
            }
        }
    }

    @Test("a head that comes drop by drop ends the connection all the same")
    func drippedHead() async throws {
        try await TestServer.run({ $0.limits.requestHeadSeconds = 1 }) { server in
            try await server.connect { connection in
                let start = ContinuousClock.now
                try await connection.send("GET /hello HTTP/1.1\r\n")
                while !connection.isClosed, start.duration(to: .now) < .seconds(5) {
                    // Refused once the connection has ended, which is what is waited for.
                    try? await connection.send("X: y\r\n")
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(connection.isClosed)
                #expect(start.duration(to: .now) < .seconds(4))
                #expect(server.log.requests.isEmpty)
            }
        }
    }

    @Test("between requests a connection may rest longer than a head may take")
    func restingConnection() async throws {
        try await TestServer.run({ $0.limits.requestHeadSeconds = 1 }) { server in
            try await server.connect { connection in
                for _ in 0..<2 {
                    try await connection.request("GET", "/hello")
                    #expect(try await connection.answer().status == 200)
                    try await Task.sleep(for: .milliseconds(1_500))
                }
                #expect(!connection.isClosed)
            }
        }
    }

    @Test("a resting connection ends after the idle time")
    func idleConnection() async throws {
        try await TestServer.run({ $0.idleSeconds = 1 }) { server in
            try await server.connect { connection in
                try await connection.request("GET", "/hello")
                _ = try await connection.answer()
                let duration = try await connection.closing()
                #expect(duration > .milliseconds(500) && duration < .seconds(4))
            }
        }
    }

    @Test("a second head that is begun must be complete in time, too")
    func secondHead() async throws {
        try await TestServer.run({ $0.limits.requestHeadSeconds = 1 }) { server in
            try await server.connect { connection in
                try await connection.request("GET", "/hello")
                _ = try await connection.answer()
                try await Task.sleep(for: .milliseconds(1_200))
                #expect(!connection.isClosed)
                try await connection.send("GET /he")
                let duration = try await connection.closing()
                #expect(duration > .milliseconds(500) && duration < .seconds(4))
            }
        }
    }

    @Test("a body that stalls ends the connection, and nothing is done with what came of it")
    func stalledBody() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 1 }) { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Content-Length: 100")
                try await connection.send("half of it")
                let duration = try await connection.closing()
                #expect(duration > .milliseconds(500) && duration < .seconds(4))
                try await eventually("the log line") { !server.log.requests.isEmpty }
                #expect(server.log.requests[0].contains("route=/read status=400"))
                #expect(server.log.requests[0].contains("bytes_in=10"))
            }
        }
    }

    @Test("a body that keeps coming, however slowly, is read to its end")
    func slowBody() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 2 }) { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Content-Length: 6")
                for _ in 0..<6 {
                    try await connection.send("x")
                    try await Task.sleep(for: .milliseconds(500))
                }
                let answer = try await connection.answer()
                #expect(answer.status == 200)
                #expect(answer.body == "6")
            }
        }
    }

    @Test("chunk extensions without end are no body")
    func drippedChunkExtension() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 1 }) { server in
            try await server.connect { connection in
                let start = ContinuousClock.now
                try await connection.request("POST", "/read", "Transfer-Encoding: chunked")
                try await connection.send("5;")
                while !connection.isClosed, start.duration(to: .now) < .seconds(5) {
                    // Refused once the connection has ended, which is what is waited for.
                    try? await connection.send("a")
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(connection.isClosed)
            }
        }
    }

    @Test("a body that the server is slow to read does not stall")
    func lateReader() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 1 }) { server in
            try await server.connect { connection in
                let length = 8 * 1024 * 1024
                try await connection.request(
                    "POST", "/read-late/2500", "Content-Length: \(length)")
                connection.sendLater(ByteBuffer(repeating: 0, count: length))
                let answer = try await connection.answer()
                #expect(answer.body == "\(length)")
            }
        }
    }

    @Test("a client that waits to be asked for its body does not stall")
    func waitingForContinue() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 1 }) { server in
            try await server.connect { connection in
                try await connection.request(
                    "POST", "/read-late/2000", "Content-Length: 4", "Expect: 100-continue")
                #expect(try await connection.answer().status == 100)
                try await connection.send("body")
                #expect(try await connection.answer().body == "4")
            }
        }
    }

    @Test("a client that takes nothing of a large answer loses the connection")
    func untakenAnswer() async throws {
        try await TestServer.run({ $0.limits.bodyStallSeconds = 1 }) { server in
            try await server.connect(reads: false) { connection in
                try await connection.request("GET", "/large/30000000")
                try await Task.sleep(for: .seconds(3))
                // What the system had taken off the server's hands still comes, and no more.
                try await connection.startReading()
                _ = try await connection.closing()
                #expect(connection.receivedCount < 30_000_000)
            }
        }
    }

    @Test("a client that takes a large answer slowly gets all of it")
    func slowlyTakenAnswer() async throws {
        try await TestServer.run({
            $0.limits.bodyStallSeconds = 2
            $0.idleSeconds = 1
        }) { server in
            try await server.connect(reads: false) { connection in
                try await connection.request("GET", "/large/30000000")
                for _ in 0..<6 {
                    try await Task.sleep(for: .milliseconds(400))
                    try await connection.readSome(2_000_000, of: 30_000_000)
                }
                try await connection.startReading()
                try await eventually("the rest") { connection.receivedCount > 30_000_000 }
            }
        }
    }

    @Test("an answer that takes long to make does not end the connection")
    func slowAnswer() async throws {
        try await TestServer.run({
            $0.limits.requestHeadSeconds = 1
            $0.limits.bodyStallSeconds = 1
            $0.idleSeconds = 1
        }) { server in
            try await server.connect { connection in
                try await connection.request("GET", "/slow/2500")
                #expect(try await connection.answer().body == "slow")
            }
        }
    }
}
