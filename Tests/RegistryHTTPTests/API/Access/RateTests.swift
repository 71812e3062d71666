import RegistryCore
import RegistryHTTP
import RegistryTestKit
import Testing

@Suite("The rate of requests over HTTP")
struct RateTests {
    @Test("each answer after authentication says the quota and what is left of it")
    func headers() async throws {
        try await APIScene.run { scene in
            let requests = [
                ("GET", "cert", "", 200), ("GET", "cert/1", "", 404),
                ("PUT", "ce-by-guid", "{", 400),
                ("GET", "cert?limit=0", "", 400), ("DELETE", "ce/1", "", 404),
            ]
            for (count, request) in requests.enumerated() {
                let answer = try await scene.send(request.0, request.1, request.2)
                #expect(answer.status == request.3)
                #expect(answer.headers["ratelimit-policy"] == #""default";q=1200;w=60"#)
                #expect(
                    answer.headers["ratelimit"]?.hasPrefix(#""default";r=\#(199 - count);t="#)
                        == true)
            }
            // Neither is what needs no key.
            let options = try await scene.send("OPTIONS", "cert")
            #expect(options.headers["ratelimit"] == nil)
            let next = try await scene.send("GET", "cert")
            #expect(next.headers["ratelimit"]?.hasPrefix(#""default";r=194;"#) == true)
        }
    }

    @Test("a key over its quota is told when to come again, stores nothing, and stops no other")
    func overQuota() async throws {
        try await APIScene.run { scene in
            let slow = scene.with(key: try await scene.newKey(requestsPerMinute: 2))
            for remaining in [1, 0] {
                let answer = try await slow.send("GET", "cert")
                #expect(answer.headers["ratelimit-policy"] == #""default";q=2;w=60"#)
                #expect(
                    answer.headers["ratelimit"]?.hasPrefix(#""default";r=\#(remaining);"#) == true)
            }
            try await scene.expectNoChange {
                let answer = try await slow.send("POST", "upload-cert", Bodies.v2())
                #expect(try answer.refusal == "429 rate_limit_exceeded")
                #expect(answer.headers["retry-after"] == "30")
                #expect(answer.headers["ratelimit"] == #""default";r=0;t=60"#)
                #expect(try answer.text("errors.0.message")?.contains("2 requests") == true)
            }
            #expect(try await scene.send("GET", "cert").status == 200)
            scene.clock.advance(seconds: 30)
            #expect(try await slow.send("POST", "upload-cert", Bodies.v2()).status == 200)
        }
    }

    @Test("the configured quota holds for a key without its own, and the burst bounds it")
    func configured() async throws {
        try await APIScene.run({
            $0.requestsPerMinute = 60
            $0.burst = 2
        }) { scene in
            for status in [200, 200, 429] {
                let answer = try await scene.send("GET", "cert")
                #expect(answer.status == status)
                #expect(answer.headers["ratelimit-policy"] == #""default";q=60;w=60"#)
            }
        }
    }

    @Test("a bulk call counts once, however many its records")
    func bulk() async throws {
        try await APIScene.run { scene in
            let slow = scene.with(key: try await scene.newKey(requestsPerMinute: 2))
            let body = Bodies.v2Bulk([
                Bodies.v2Entity("E-1", certifications: (1...5).map { Bodies.numbered("N-\($0)") })
            ])
            let answer = try await slow.send("POST", "bulk-upload-cert", body)
            #expect(try answer.number("data.created") == 5)
            #expect(answer.headers["ratelimit"]?.hasPrefix(#""default";r=1;"#) == true)
        }
    }

    @Test("of pages beyond row 1,000,000 a key gets one at a time, and others are not concerned")
    func farPages() async throws {
        try await APIScene.run { scene in
            let far = "cert?limit=100&offset=10001"
            let keyID = try scene.stored(scene.key).id
            #expect(try await scene.send("GET", far).status == 200)
            // One that is still running.
            #expect(scene.register.farPages.enter(keyID))
            let refused = try await scene.send("GET", far)
            #expect(try refused.refusal == "429 rate_limit_exceeded")
            #expect(refused.headers["retry-after"] == "1")
            #expect(try await scene.send("GET", "cert?limit=100&offset=10000").status == 200)
            let other = scene.with(key: try await scene.newKey())
            #expect(try await other.send("GET", far).status == 200)
            scene.register.farPages.leave(keyID)
            #expect(try await scene.send("GET", far).status == 200)
        }
    }
}
