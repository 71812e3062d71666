import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("A withdrawn certification body over HTTP")
struct WithdrawalTests {
    private static let claims = ["active", "pending", "hidden"]
    private static let others = [
        "inactive", "suspended", "cancelled", "withdrawn", "expired", "cbwithdrawn", "deleted",
    ]
    private static let british: [String: String?] = [
        "accreditation_body_name": #""x""#, "accreditation_body_acronym_name": #""UKAS""#,
        "certificate_number": #""N-2""#,
    ]

    /// A `cb` account that has uploaded a certification, and the accreditation body that it names,
    /// which has recorded it.
    private static func run(
        _ scenario:
            @escaping @Sendable (_ cb: APIScene, _ ab: APIScene, _ id: String) async throws
            -> Void
    ) async throws {
        try await APIScene.run { scene in
            let ab = try await scene.accreditationBody()
            try await ab.record()
            try await scenario(scene, ab, try await scene.uploadedID())
        }
    }

    @Test("a certification reads the status of its body and when it was withdrawn, by who it names")
    func reading() async throws {
        try await Self.run { scene, ab, id in
            // Another accreditation body is named here and has recorded nothing.
            let other = try await scene.uploadedID(Bodies.v2(Self.british))
            func read(_ id: String) async throws -> (status: String?, v1: Int64?, v2: Int64?) {
                let v1 = try await scene.send("GET", "cert/\(id)", version: "v1")
                let v2 = try await scene.send("GET", "cert/\(id)")
                #expect(v1.status == 200 && v2.status == 200)
                return (
                    try v1.text("data.certification_bodies_accreditation_status"),
                    try v1.number("data.withdrawn_at"), try v2.number("data.withdrawn_at")
                )
            }
            #expect(try await read(id) == ("Active", nil, nil))
            let before = try await scene.send("GET", "cert/\(id)").number("data.updated_at")
            scene.clock.advance(seconds: 10)
            try await ab.setStatus("Withdrawn")
            let at = scene.clock.seconds
            #expect(try await read(id) == ("Withdrawn", at, at))
            #expect(try await read(other) == (nil, nil, nil))
            let after = try await scene.send("GET", "cert/\(id)").number("data.updated_at")
            #expect(after == before)
            let list = try await scene.send("GET", "cert?certificate_number=N-1")
            #expect(try list.number("data.0.withdrawn_at") == at)
            try await ab.setStatus("Suspended")
            #expect(try await read(id) == ("Suspended", nil, nil))
        }
    }

    @Test("withdrawn by all it reads nothing, claims nothing, and says what it has lost")
    func byAll() async throws {
        try await Self.run { scene, ab, id in
            try await ab.setStatus("Withdrawn")
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    for path in ["cert", "cert/\(id)", "cert/none", "cert?limit=0"] {
                        let answer = try await scene.send("GET", path, version: version)
                        #expect(try answer.refusal == "403 forbidden", "\(path)")
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.contains("withdrawn") && message.contains("delete"))
                        #expect(try await scene.send("HEAD", path).status == 403)
                    }
                    for status in Self.claims {
                        let changes = ScopeTests.status(status)
                        let body = Bodies.upload(version, for: .certificationBody, changes)
                        let bulk = Bodies.bulk(version, for: .certificationBody, [changes])
                        for (path, body) in [
                            ("upload-cert", body), ("upload-cert?mode=validate", body),
                            ("bulk-upload-cert", bulk),
                        ] {
                            let answer = try await scene.send(
                                "POST", path, body, version: version)
                            #expect(try answer.refusal == "403 forbidden", "\(path)")
                            #expect(answer.headers["ratelimit"] != nil)
                        }
                    }
                }
            }
            for (number, status) in Self.others.enumerated() {
                let number: [String: String?] = ["certificate_number": #""S-\#(number)""#]
                for version in ["v1", "v2"] {
                    try await scene.upload(
                        Bodies.upload(
                            version, for: .certificationBody,
                            ScopeTests.status(status).merging(number) { own, _ in own }),
                        version: version)
                }
            }
            for (path, member) in [
                ("ce-by-guid", #""company_city":"Bonn""#),
                ("ce-name-by-guid", #""company_name":"Acme AG""#),
            ] {
                for version in ["v1", "v2"] {
                    let answer = try await scene.send(
                        "PUT", path, #"{"company_guid":"E-1",\#(member)}"#, version: version)
                    #expect(answer.status == 200)
                }
            }
            #expect(try await scene.send("DELETE", "cert/\(id)").body == #"{"data":1}"#)
            let other = try await scene.upload(Bodies.v2(ScopeTests.status("withdrawn")))
            let entityID = try #require(other["company_id"]?.string)
            #expect(try await scene.send("DELETE", "ce/\(entityID)").body == #"{"data":1}"#)
        }
    }

    @Test("in a partial bulk call the claims are rejected and the rest is stored")
    func partial() async throws {
        for version in ["v1", "v2"] {
            try await Self.run { scene, ab, id in
                try await ab.setStatus("Withdrawn")
                let statuses = Self.claims + ["suspended"]
                let records: [[String: String?]] = statuses.map { status in
                    ScopeTests.status(status).merging(
                        ["certificate_number": #""\#(status)""#]) { own, _ in own }
                }
                let body = Bodies.bulk(version, for: .certificationBody, records)
                try await scene.expectNoChange {
                    let atomic = try await scene.send(
                        "POST", "bulk-upload-cert", body, version: version)
                    #expect(atomic.status == 403)
                    let place =
                        version == "v1"
                        ? "certifications" : "certified_entities[0].certifications"
                    #expect(
                        try atomic.faults
                            == (0..<3).map {
                                "forbidden \(place)[\($0)].certification_status"
                            })
                }
                let partial = try await scene.send(
                    "POST", "bulk-upload-cert?mode=partial", body, version: version)
                #expect(partial.status == 200)
                #expect(try partial.number("data.stored") == 1)
                for index in 0..<3 {
                    let result = "data.results.\(index)"
                    #expect(try partial.text("\(result).status") == "rejected")
                    #expect(try partial.text("\(result).errors.0.code") == "forbidden")
                }
                #expect(try partial.text("data.results.3.status") == "created")
            }
        }
    }

    @Test("an entity alone in a bulk call is updated by a withdrawn body, too")
    func entityAlone() async throws {
        try await Self.run { scene, ab, _ in
            try await ab.setStatus("Withdrawn")
            let answer = try await scene.send(
                "POST", "bulk-upload-cert",
                Bodies.v2Bulk([
                    Bodies.v2Entity(
                        "E-1", ["business_registered_city": #""Bonn""#], certifications: [])
                ]))
            #expect(try answer.number("data.updated") == 1)
        }
    }

    @Test("as soon as it is in force again it reads and claims, whichever call said so")
    func inForceAgain() async throws {
        for status in ["Active", "Suspended"] {
            for call in ["PUT cb", "PUT cb/update-accreditation-status", "POST upload-cb"] {
                try await Self.run { scene, ab, id in
                    try await ab.setStatus("Withdrawn")
                    #expect(try await scene.send("GET", "cert").status == 403)
                    let parts = call.split(separator: " ").map(String.init)
                    let update =
                        #"{"certification_bodies_guid_in_ab":"CB-1","#
                        + #""accreditation_status":"\#(status)"}"#
                    let upload = Bodies.certificationBody([
                        "accreditation_status": #""\#(status)""#
                    ])
                    let answer = try await ab.send(
                        parts[0], parts[1], parts[0] == "PUT" ? update : upload)
                    #expect(answer.status == 200, "\(answer.body)")
                    #expect(try await scene.send("GET", "cert/\(id)").status == 200)
                    try await scene.upload(Bodies.v2(["certificate_number": #""N-2""#]))
                }
            }
        }
    }

    @Test("as long as one that it names or that recorded it has not withdrawn it, it goes on")
    func notByAll() async throws {
        try await Self.run { scene, ab, id in
            // Named, and has no account: it can't have withdrawn the body here.
            let named = try await scene.uploadedID(Bodies.v2(Self.british))
            try await ab.setStatus("Withdrawn")
            #expect(try await scene.send("GET", "cert/\(id)").status == 200)
            // What names the one that has withdrawn is judged by its record: nothing is in force.
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "upload-cert", Bodies.v2(["certificate_number": #""N-3""#]))
                #expect(try answer.faults == ["invalid_accreditation certification.schemes"])
                #expect(try answer.text("errors.0.message")?.contains("has withdrawn") == true)
            }
            try await scene.upload(Bodies.v2(Self.british))
            #expect(try await scene.send("DELETE", "cert/\(named)").status == 200)
            #expect(try await scene.send("GET", "cert/\(id)").status == 403)
            // Recorded by another: it has not withdrawn it.
            let other = try await scene.newAccount(
                .accreditationBody, "UK Accreditation", acronym: "UKAS")
            try await other.record()
            #expect(try await scene.send("GET", "cert/\(id)").status == 200)
            try await other.setStatus("Withdrawn")
            #expect(try await scene.send("GET", "cert/\(id)").status == 403)
        }
    }

    @Test("a multi-national body reads on, claims nothing of it, and uploads the other statuses")
    func multinational() async throws {
        try await Self.run { scene, ab, _ in
            let mncb = try await scene.newAccount(.multinationalCertificationBody, "Global")
            try await mncb.associate(try scene.certificationBodyID)
            let role = mncb.account.role
            let id = try await mncb.uploadedID()
            try await ab.setStatus("Withdrawn")
            #expect(try await mncb.send("GET", "cert/\(id)").status == 200)
            let key = "certification_body_name"
            for version in ["v1", "v2"] {
                let name = version == "v1" ? key : "certification.\(key)"
                let place =
                    version == "v1"
                    ? "certifications[0]" : "certified_entities[0].certifications[0]"
                try await scene.expectNoChange {
                    for status in Self.claims {
                        let changes = ScopeTests.status(status)
                        let single = try await mncb.send(
                            "POST", "upload-cert", Bodies.upload(version, for: role, changes),
                            version: version)
                        #expect(single.status == 400)
                        #expect(try single.faults == ["invalid_accreditation \(name)"])
                        let bulk = try await mncb.send(
                            "POST", "bulk-upload-cert",
                            Bodies.bulk(version, for: role, [changes]), version: version)
                        #expect(bulk.status == 400)
                        #expect(try bulk.faults == ["invalid_accreditation \(place).\(key)"])
                    }
                }
                for status in Self.others {
                    try await mncb.upload(
                        Bodies.upload(version, for: role, ScopeTests.status(status)),
                        version: version)
                }
            }
            try await ab.setStatus("Active")
            try await mncb.uploadedID()
        }
    }

    @Test("the accreditation body itself claims nothing of a body that it has withdrawn")
    func accreditationBody() async throws {
        try await Self.run { scene, ab, _ in
            let role = ab.account.role
            let id = try await ab.uploadedID()
            try await ab.setStatus("Withdrawn")
            // As it was stored it may come again: it is the register that says what is withdrawn.
            #expect(try await ab.uploadedID() == id)
            try await scene.expectNoChange {
                let answer = try await ab.send(
                    "POST", "upload-cert", Bodies.v2(for: role, ["certificate_number": #""N-2""#]))
                #expect(try answer.faults == ["invalid_accreditation certification.schemes"])
            }
            try await ab.upload(Bodies.v2(for: role, ScopeTests.status("withdrawn")))
            #expect(try await ab.send("GET", "cert/\(id)").status == 200)
        }
    }
}
