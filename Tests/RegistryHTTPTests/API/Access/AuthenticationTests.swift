import RegistryCore
import RegistryHTTP
import RegistryTestKit
import Testing

@Suite("Authentication over HTTP")
struct AuthenticationTests {
    private static let invalid = "Invalid Session token has been used."

    @Test("without a key every call of both versions asks for one")
    func missing() async throws {
        try await APIScene.run { scene in
            #expect(CallSample.all.count == 56)
            try await scene.expectNoChange {
                for sample in CallSample.all {
                    let answer = try await scene.sendRaw(
                        sample, headers: ["Accept: application/json"])
                    #expect(try answer.refusal == "401 authentication_required")
                    #expect(try answer.text("errors.0.message")?.contains("bare") == true)
                    #expect(
                        answer.headers["www-authenticate"]
                            == #"ApiKey header="x-http-authorization""#)
                    #expect(answer.headers["ratelimit"] == nil)
                }
            }
        }
    }

    @Test("a key elsewhere than in its header is none")
    func elsewhere() async throws {
        try await APIScene.run { scene in
            for header in ["Authorization: \(scene.key)", "x-http-authorization: "] {
                let answer = try await scene.sendRaw(
                    "GET", "/api/client/v2/cb/cert", headers: [header, "Accept: */*"])
                #expect(try answer.refusal == "401 authentication_required")
            }
            let answer = try await scene.sendRaw(
                "GET", "/api/client/v2/cb/cert?x-http-authorization=\(scene.key)",
                headers: ["Accept: */*"])
            #expect(try answer.refusal == "401 authentication_required")
        }
    }

    @Test("a key that is mistyped, unknown or sent twice is refused with the documented sentence")
    func invalidKeys() async throws {
        try await APIScene.run { scene in
            let flipped = scene.key.dropLast() + (scene.key.hasSuffix("a") ? "b" : "a")
            let headers = [
                ["x-http-authorization: \(flipped)"],
                ["x-http-authorization: \(scene.key.dropLast())"],
                ["x-http-authorization: Bearer \(scene.key)"],
                ["x-http-authorization: \(scene.key)", "x-http-authorization: \(scene.key)"],
                ["x-http-authorization: \(KeySecret().text)"],
            ]
            let hints = ["mistyped", "mistyped", "mistyped", "once", ""]
            try await scene.expectNoChange {
                for (lines, hint) in zip(headers, hints) {
                    let answer = try await scene.sendRaw(
                        "POST", "/api/client/v2/cb/upload-cert", Bodies.v2(),
                        headers: lines + ["Accept: application/json"])
                    #expect(try answer.refusal == "401 invalid_session_token")
                    let message = try #require(try answer.text("errors.0.message"))
                    #expect(message.hasPrefix(Self.invalid))
                    #expect(hint.isEmpty ? message == Self.invalid : message.contains(hint))
                    #expect(answer.headers["www-authenticate"] != nil)
                }
            }
        }
    }

    @Test("a key holds until it is revoked, and through the last day it is valid, UTC")
    func endOfKey() async throws {
        try await APIScene.run { scene in
            let revoked = scene.with(key: try await scene.newKey())
            let expiring = scene.with(
                key: try await scene.newKey(expiresOn: .sample(2025, 6, 15)))
            #expect(try await revoked.send("GET", "cert").status == 200)
            #expect(try await expiring.send("GET", "cert").status == 200)
            _ = try await scene.store.revokeKey(
                try scene.stored(revoked.key).id, origin: Scene.commandOrigin)
            try await scene.register.directory.refresh()
            // A second before midnight, then midnight.
            scene.clock.advance(seconds: 12 * 3_600 - 1)
            #expect(try await expiring.send("GET", "cert").status == 200)
            scene.clock.advance(seconds: 1)
            try await scene.expectNoChange {
                for ended in [revoked, expiring] {
                    let answer = try await ended.send("POST", "upload-cert", Bodies.v2())
                    #expect(try answer.refusal == "401 invalid_session_token")
                    #expect(try answer.text("errors.0.message") == Self.invalid)
                    #expect(answer.headers["ratelimit"] == nil)
                }
            }
            #expect(try await scene.send("GET", "cert").status == 200)
        }
    }

    @Test("who fails too often waits, and a valid key from the same address does not")
    func failures() async throws {
        try await APIScene.run({ $0.failedAuthenticationsPerMinute = 3 }) { scene in
            let stranger = scene.with(key: KeySecret().text)
            for _ in 1...3 {
                #expect(
                    try await stranger.send("GET", "cert").refusal == "401 invalid_session_token")
            }
            let refused = try await stranger.send("GET", "cert")
            #expect(try refused.refusal == "429 rate_limit_exceeded")
            #expect(refused.headers["retry-after"] == "60")
            #expect(try await scene.send("GET", "cert").status == 200)
            scene.clock.advance(seconds: 60)
            #expect(try await stranger.send("GET", "cert").refusal == "401 invalid_session_token")
        }
    }
}
