import RegistryHTTP
import Synchronization
import Testing

@Suite("readiness", .timeLimit(.minutes(1)))
struct ReadinessTests {
    @Test("a server is ready while it listens and its database answered of late")
    func states() {
        let clock = ManualClock()
        let readiness = Readiness(answerAgeMax: .seconds(5), now: { clock.now })
        #expect(readiness.state == .starting)
        readiness.startedListening()
        #expect(readiness.state == .starting)
        readiness.databaseAnswered()
        #expect(readiness.state == .ready)
        clock.advance(by: .seconds(5))
        #expect(readiness.state == .ready)
        clock.advance(by: .milliseconds(1))
        #expect(readiness.state == .unavailable)
        readiness.databaseAnswered()
        #expect(readiness.state == .ready)
        readiness.startDraining()
        #expect(readiness.state == .draining)
        readiness.databaseAnswered()
        #expect(readiness.state == .draining)
    }

    @Test("health needs no key and no Accept, and has id, log line and methods like any route")
    func health() async throws {
        try await TestServer.run { server in
            for (path, status) in [("/health/live", "live"), ("/health/ready", "ready")] {
                let answer = try await server.answer("GET", path, "X-Request-Id: probe-1")
                #expect(answer.status == 200)
                #expect(answer.body == #"{"status":"\#(status)"}"#)
                #expect(answer.headers["content-type"] == "application/json")
                #expect(answer.headers["x-request-id"] == "probe-1")
                #expect(server.log.requests.last?.contains("route=\(path) status=200") == true)
                let head = try await server.answer("HEAD", path)
                #expect(head.headers["content-length"] == "\(answer.body.utf8.count)")
                let wrong = try await server.answer("POST", path)
                #expect(wrong.status == 405)
                #expect(wrong.headers["allow"] == "GET, HEAD, OPTIONS")
            }
        }
    }
}

/// A clock that stands still until it is told.
final class ManualClock: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }

    func advance(by duration: Duration) {
        instant.withLock { $0 += duration }
    }
}
