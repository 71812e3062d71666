import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Confirming all certifications over HTTP")
struct ConfirmationTests {
    private static let role = Role.multinationalCertificationBody

    @Test("no body, an empty object and unknown keys confirm; what it moves is confirmed_at alone")
    func confirms() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: Self.role) { scene in
                let ids = [
                    try await scene.uploadedID(),
                    try await scene.uploadedID(
                        Bodies.v2(for: Self.role, ["certificate_number": #""N-2""#])),
                ]
                func times(_ id: String) async throws -> [Int64?] {
                    let read = try await scene.send("GET", "cert/\(id)", version: version)
                    return try ["created_at", "updated_at", "status_since", "confirmed_at"].map {
                        try read.number("data.\($0)")
                    }
                }
                let start = scene.clock.seconds
                for (body, warned) in [("", 0), ("{}", 0), (#"{"all":true,"since":[1]}"#, 2)] {
                    scene.clock.advance(seconds: 100)
                    let answer = try await scene.send(
                        "PUT", "update-all-cert", body, version: version)
                    #expect(answer.status == 200, "\(answer.body)")
                    #expect(try answer.flag("data.success") == true)
                    #expect(try answer.number("data.confirmed") == 2)
                    #expect(try answer.number("data.confirmed_at") == scene.clock.seconds)
                    #expect(try answer.count("data.warnings") ?? 0 == warned)
                    for id in ids {
                        let now = scene.clock.seconds
                        #expect(try await times(id) == [start, start, start, now])
                    }
                    let list = try await scene.send("GET", "cert", version: version)
                    #expect(try list.number("data.1.confirmed_at") == scene.clock.seconds)
                }
                // A later upload is heard of later.
                scene.clock.advance(seconds: 100)
                try await scene.uploadedID()
                let confirmed = try await times(ids[0]).last
                #expect(confirmed == scene.clock.seconds)
                let other = try await times(ids[1]).last
                #expect(other == scene.clock.seconds - 100)
            }
        }
    }

    @Test("what is no object, or no JSON by its header, is refused and confirms nothing")
    func badBodies() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let id = try await scene.uploadedID()
            let before = try await scene.send("GET", "cert/\(id)")
            scene.clock.advance(seconds: 100)
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    for body in ["[]", "[{}]", "null", "7", #""all""#, "{", "{}{}", " "] {
                        let answer = try await scene.send(
                            "PUT", "update-all-cert", body, version: version)
                        #expect(try answer.refusal == "400 bad_request", "\(body)")
                    }
                    let type = try await scene.send(
                        "PUT", "update-all-cert", "{}", version: version,
                        headers: ["Content-Type: text/plain"])
                    #expect(try type.refusal == "415 unsupported_media_type")
                    for query in ["mode=partial", "mode=", "colour=red", "results=true"] {
                        let answer = try await scene.send(
                            "PUT", "update-all-cert?\(query)", version: version)
                        #expect(try answer.refusal == "400 validation_error", "\(query)")
                    }
                    let validation = try await scene.send(
                        "PUT", "update-all-cert?mode=validate", "{}", version: version)
                    #expect(try validation.number("data.confirmed") == 1)
                    #expect(try validation.number("data.confirmed_at") == scene.clock.seconds)
                }
            }
            #expect(try await scene.send("GET", "cert/\(id)").body == before.body)
            // Without a body there is nothing that a type could be wrong of.
            let bare = try await scene.send(
                "PUT", "update-all-cert", headers: ["Content-Type: text/plain"])
            #expect(bare.status == 200)
        }
    }

    @Test("it confirms what the account uploaded, and not what others did for the same body")
    func ownAlone() async throws {
        try await APIScene.run { cb in
            let own = try await cb.uploadedID()
            let mncb = try await cb.newAccount(Self.role, "Global Cert")
            try await mncb.associate(try cb.certificationBodyID)
            let none = try await mncb.send("PUT", "update-all-cert")
            #expect(try none.number("data.confirmed") == 0)
            let id = try await mncb.uploadedID()
            let before = try await cb.send("GET", "cert/\(own)")
            cb.clock.advance(seconds: 100)
            #expect(try await mncb.send("PUT", "update-all-cert").number("data.confirmed") == 1)
            #expect(try await cb.send("GET", "cert/\(own)").body == before.body)
            let read = try await mncb.send("GET", "cert/\(id)")
            #expect(try read.number("data.confirmed_at") == cb.clock.seconds)
            // Of a body that it may no longer name, too; a deleted one counts no more.
            try await mncb.dissociate(try cb.certificationBodyID)
            #expect(try await mncb.send("PUT", "update-all-cert").number("data.confirmed") == 1)
            #expect(try await mncb.send("DELETE", "cert/\(id)").status == 200)
            #expect(try await mncb.send("PUT", "update-all-cert").number("data.confirmed") == 0)
        }
    }
}
