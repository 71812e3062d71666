import RegistryCore
import RegistryHTTP
import RegistryTestKit
import Testing

@Suite("What a valid key may do over HTTP")
struct PermissionTests {
    @Test("a key of another role is told so on every call, and which paths are its own")
    func otherRole() async throws {
        for role in Role.allCases {
            try await APIScene.run(as: role) { scene in
                let others = CallSample.all.filter { $0.role != role }
                #expect(others.count == 56 - CallSample.all(of: role).count)
                try await scene.expectNoChange {
                    for sample in others {
                        let answer = try await scene.send(sample)
                        #expect(try answer.refusal == "403 forbidden")
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.contains(sample.role.title))
                        #expect(message.contains("Use /\(role.rawValue) "))
                        #expect(answer.headers["ratelimit"] != nil)
                    }
                }
            }
        }
    }

    @Test("a key with read scope reads, and writes and validates nothing", arguments: Role.allCases)
    func readScope(_ role: Role) async throws {
        try await APIScene.run(as: role) { scene in
            let id = try await scene.uploadedID()
            let reader = scene.with(key: try await scene.newKey(scope: .read))
            let writes = CallSample.writes(of: role)
            #expect(writes.count == (role == .certificationBody ? 12 : 14))
            try await scene.expectNoChange {
                for sample in writes {
                    let answer = try await reader.send(sample)
                    #expect(try answer.refusal == "403 forbidden")
                    #expect(try answer.text("errors.0.message")?.contains("only read") == true)
                }
                let validation = try await reader.send(
                    "POST", "upload-cert?mode=validate", Bodies.v2(for: role))
                #expect(try validation.refusal == "403 forbidden")
                let bodies = role == .accreditationBody ? ["cb"] : []
                for path in ["cert", "cert/\(id)"] + bodies {
                    #expect(try await reader.send("GET", path).status == 200)
                    #expect(try await reader.send("HEAD", path).status == 200)
                }
            }
        }
    }

    @Test(
        "a suspended account can do nothing, and all again when it is resumed",
        arguments: Role.allCases)
    func suspended(_ role: Role) async throws {
        try await APIScene.run(as: role) { scene in
            let id = try await scene.uploadedID()
            let other = try await scene.otherAccount()
            func suspend(_ isSuspended: Bool) async throws {
                _ = try await scene.store.setSuspended(
                    isSuspended, account: scene.account.id, origin: Scene.commandOrigin)
                try await scene.register.directory.refresh()
            }
            try await suspend(true)
            try await scene.expectNoChange {
                for sample in CallSample.all(of: role) {
                    let answer = try await scene.send(sample)
                    #expect(try answer.refusal == "403 forbidden")
                    #expect(try answer.text("errors.0.message")?.contains("suspended") == true)
                }
            }
            #expect(try await other.send("GET", "cert").status == 200)
            try await suspend(false)
            #expect(try await scene.send("GET", "cert/\(id)").status == 200)
        }
    }

    @Test("a server that only reads refuses each write until later, and answers reads")
    func readOnly() async throws {
        try await APIScene.run({ $0.isReadOnly = true }) { scene in
            let others = [
                try await scene.newAccount(.accreditationBody, "Gamma", acronym: "GAM"),
                try await scene.newAccount(.multinationalCertificationBody, "Delta"),
            ]
            try await scene.expectNoChange {
                for asking in [scene] + others {
                    for sample in CallSample.writes(of: asking.account.role) {
                        let answer = try await asking.send(sample)
                        #expect(try answer.refusal == "503 unavailable")
                        #expect(answer.headers["retry-after"] == "60")
                    }
                    #expect(try await asking.send("GET", "cert").status == 200)
                    #expect(try await asking.send("GET", "cert/1").status == 404)
                }
            }
        }
    }

    @Test("what a request changes is logged with its key, its call and its id")
    func changeLog() async throws {
        try await APIScene.run { scene in
            let answer = try await scene.send(
                "POST", "upload-cert", Bodies.v1(), version: "v1",
                headers: ["X-Request-Id: nightly-7"])
            #expect(answer.headers["x-request-id"] == "nightly-7")
            let entries = try await scene.changes().suffix(2)
            #expect(entries.map(\.kind) == [.certifiedEntity, .certification])
            let keyID = try scene.stored(scene.key).id
            for entry in entries {
                #expect(entry.requestID == "nightly-7")
                #expect(entry.call == "Upload Certification V1")
                #expect(entry.keyID == keyID)
                #expect(entry.accountID == scene.account.id)
            }
            let line = try #require(scene.server.log.requests.last)
            #expect(line.contains("id=nightly-7"))
            #expect(line.contains("account=\(scene.account.id)"))
            #expect(!line.contains("Acme"))
        }
    }
}
