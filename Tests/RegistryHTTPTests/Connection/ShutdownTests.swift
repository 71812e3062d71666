import RegistryHTTP
import Testing

@Suite("the end of serving", .serialized, .timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("requests in flight are finished; new ones and resting connections are not kept")
    func finishing() async throws {
        try await TestServer.run { server in
            try await server.connect { busy in
                try await server.connect { resting in
                    try await resting.request("GET", "/hello")
                    _ = try await resting.answer()
                    try await busy.request("GET", "/slow/1000")
                    try await Task.sleep(for: .milliseconds(200))
                    await server.stop()
                    let duration = try await resting.closing(within: .seconds(1))
                    #expect(duration < .milliseconds(700))
                    try await eventually("new connections to be refused") {
                        (try? await RawConnection.open(port: server.port)) == nil
                    }
                    #expect(busy.unread.isEmpty)
                    let answer = try await busy.answer()
                    #expect(answer.body == "slow")
                    #expect(answer.headers["connection"] == "close")
                    _ = try await busy.closing(within: .seconds(1))
                }
            }
        }
    }

    @Test("a port that is taken ends the server at once, with the reason")
    func portTaken() async throws {
        try await TestServer.run { first in
            let port = first.port
            await #expect(throws: (any Error).self) {
                try await TestServer.run({ $0.port = port }) { _ in }
            }
        }
    }

    @Test("a body that is still coming is read to its end and answered")
    func bodyInFlight() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("POST", "/read", "Content-Length: 6")
                try await connection.send("abc")
                try await Task.sleep(for: .milliseconds(200))
                await server.stop()
                try await Task.sleep(for: .milliseconds(200))
                try await connection.send("def")
                let answer = try await connection.answer()
                #expect(answer.body == "6")
                #expect(answer.headers["connection"] == "close")
            }
        }
    }

    @Test("a large answer on its way is sent whole")
    func largeAnswer() async throws {
        try await TestServer.run { server in
            try await server.connect(reads: false) { connection in
                try await connection.request("GET", "/large/20000000")
                try await Task.sleep(for: .milliseconds(300))
                await server.stop()
                try await Task.sleep(for: .milliseconds(300))
                try await connection.startReading()
                _ = try await connection.closing()
                #expect(connection.receivedCount > 20_000_000)
            }
        }
    }

    @Test("requests sent after one that is in flight at the end are not begun")
    func pipelined() async throws {
        try await TestServer.run { server in
            try await server.connect { connection in
                try await connection.request("GET", "/slow/1000")
                try await Task.sleep(for: .milliseconds(100))
                await server.stop()
                try await Task.sleep(for: .milliseconds(100))
                try await connection.request("POST", "/read", "Content-Length: 0")
                #expect(try await connection.answer().body == "slow")
                _ = try await connection.closing(within: .seconds(4))
                #expect(connection.unread.isEmpty)
                // Nor is it done without an answer.
                #expect(server.log.requests.count == 1)
            }
        }
    }

    @Test("for the drain delay all is served, readiness says no, and clients are asked to leave")
    func drainDelay() async throws {
        try await TestServer.run({ $0.drainDelaySeconds = 2 }) { server in
            #expect(try await server.answer("GET", "/health/ready").status == 200)
            let start = ContinuousClock.now
            await server.stop()
            try await eventually("the server to drain") { server.readiness.isDraining }
            #expect(start.duration(to: .now) < .milliseconds(900))
            let ready = try await server.answer("GET", "/health/ready")
            #expect(ready.status == 503)
            #expect(ready.body == #"{"status":"draining"}"#)
            #expect(try await server.answer("GET", "/health/live").status == 200)
            let answer = try await server.answer("GET", "/hello")
            #expect(answer.status == 200)
            #expect(answer.headers["connection"] == "close")
            try await eventually("new connections to be refused", within: .seconds(5)) {
                (try? await RawConnection.open(port: server.port)) == nil
            }
            #expect(start.duration(to: .now) > .milliseconds(1_900))
        }
    }
}
