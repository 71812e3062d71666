import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("The scope of an accreditation over HTTP")
struct ScopeTests {
    private static let environment: [String: String?] = [
        "schemes": Bodies.schemes("Environmental Management Systems", "ISO 14001:2015")
    ]
    private static let quality = ("Quality Management Systems", "ISO 9001:2015")

    static func status(_ status: String) -> [String: String?] {
        ["certification_status": #""\#(status)""#]
    }

    /// A `cb` account and its accreditation body, which has recorded ISO 9001 for it.
    private static func run(
        _ members: String = "",
        _ scenario: @escaping @Sendable (APIScene, APIScene) async throws -> Void
    ) async throws {
        try await APIScene.run { scene in
            let ab = try await scene.accreditationBody()
            try await record(members, by: ab)
            try await scenario(scene, ab)
        }
    }

    private static func record(_ members: String, by ab: APIScene) async throws {
        try await ab.record(
            Bodies.certificationBody([
                "standard_and_schemes": Bodies.scope(quality.0, quality.1, members)
            ]))
    }

    @Test("what is claimed outside of the scope is refused, and told what is in force")
    func outside() async throws {
        try await Self.run { scene, _ in
            for version in ["v1", "v2"] {
                let schemes = version == "v1" ? "schemes" : "certification.schemes"
                try await scene.expectNoChange {
                    for status in ["active", "pending", "hidden", "Draft"] {
                        let answer = try await scene.send(
                            "POST", "upload-cert",
                            Bodies.upload(
                                version, for: .certificationBody,
                                Self.environment.merging(Self.status(status)) { own, _ in own }),
                            version: version)
                        #expect(answer.status == 400)
                        #expect(try answer.faults == ["invalid_accreditation \(schemes)"])
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.hasPrefix("ISO 14001:2015 (Environmental "))
                        #expect(
                            message.hasSuffix(
                                "DAkkS. In force: ISO 9001:2015 (Quality Management Systems)."))
                    }
                }
                try await scene.upload(
                    Bodies.upload(version, for: .certificationBody), version: version)
            }
        }
    }

    @Test("other statuses, an unaccredited one, and another accreditation body's are stored")
    func notAsked() async throws {
        let others = [
            "inactive", "suspended", "cancelled", "withdrawn", "expired", "cbwithdrawn", "deleted",
        ]
        try await Self.run { scene, _ in
            for (number, status) in others.enumerated() {
                let number: [String: String?] = ["certificate_number": #""N-\#(number)""#]
                try await scene.upload(
                    Bodies.v2(
                        Self.environment.merging(Self.status(status)) { own, _ in own }
                            .merging(number) { own, _ in own }))
            }
            let british: [String: String?] = [
                "accreditation_body_name": #""x""#, "accreditation_body_acronym_name": #""UKAS""#,
                "certificate_number": #""N-20""#,
            ]
            let unaccredited: [String: String?] = [
                "certificate_accreditation_status": #""Unaccredited""#,
                "certificate_number": #""N-21""#,
            ]
            for changes in [british, unaccredited] {
                try await scene.upload(
                    Bodies.v2(Self.environment.merging(changes) { own, _ in own }))
            }
        }
    }

    @Test("in a bulk call the record outside is named; partial stores those within")
    func bulk() async throws {
        for version in ["v1", "v2"] {
            try await Self.run { scene, _ in
                let outside = Self.environment.merging(["certificate_number": #""N-2""#]) {
                    own, _ in own
                }
                let body = Bodies.bulk(version, for: .certificationBody, [[:], outside])
                let place =
                    version == "v1"
                    ? "certifications[1]" : "certified_entities[0].certifications[1]"
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "bulk-upload-cert", body, version: version)
                    #expect(answer.status == 400)
                    #expect(try answer.faults == ["invalid_accreditation \(place).schemes"])
                    #expect(try answer.recordIndices == [1])
                }
                let partial = try await scene.send(
                    "POST", "bulk-upload-cert?mode=partial", body, version: version)
                #expect(
                    try partial.texts("status", in: "data.results") == ["created", "rejected"])
                #expect(
                    try partial.text("data.results.1.errors.0.code") == "invalid_accreditation")
            }
        }
    }

    @Test("suspended, withdrawn and expired standards are not in force; on its last day one is")
    func notInForce() async throws {
        let cases = [
            (#""standard_status":"SUSPENDED""#, false), (#""standard_status":"Withdrawn""#, false),
            (#""standard_status":"in force""#, true), (#""standard_status":"Active""#, true),
            (#""expiry_date":"20250614""#, false), (#""expiry_date":"20250615""#, true),
        ]
        for (members, isInForce) in cases {
            try await Self.run(members) { scene, _ in
                #expect(scene.clock.today == .sample(2025, 6, 15))
                let answer = try await scene.send("POST", "upload-cert", Bodies.v2())
                #expect(answer.status == (isInForce ? 200 : 400), "\(members)")
                guard !isInForce else { return }
                #expect(try answer.faults == ["invalid_accreditation certification.schemes"])
                #expect(try answer.text("errors.0.message")?.contains("In force: nothing.") == true)
            }
        }
    }

    @Test("each standard that is not in force is a fault of its own")
    func several() async throws {
        try await Self.run { scene, _ in
            let schemes =
                #"[{"scheme_name":"Quality Management Systems","standard_list":"#
                + #"[{"standards_name":"ISO 9001:2015"}]},"#
                + Bodies.schemes("Environmental Management Systems", "ISO 14001:2015").dropFirst()
                .dropLast() + ","
                + Bodies.schemes("Energy Management Systems", "ISO 50001:2018").dropFirst()
            let answer = try await scene.send(
                "POST", "upload-cert", Bodies.v2(["schemes": schemes]))
            let messages = try answer.texts("message", in: "errors").compactMap { $0 }
            #expect(messages.count == 2)
            #expect(messages.first?.hasPrefix("ISO 14001:2015") == true)
            #expect(messages.last?.hasPrefix("ISO 50001:2018") == true)
        }
    }

    @Test("a certificate of before is corrected, suspended and withdrawn, but not claimed anew")
    func narrowed() async throws {
        try await Self.run { scene, ab in
            let id = try await scene.uploadedID()
            try await Self.record(#""standard_status":"Withdrawn""#, by: ab)
            func send(_ changes: [String: String?]) async throws -> String? {
                let answer = try await scene.send("POST", "upload-cert", Bodies.v2(changes))
                guard answer.status == 200 else { return try answer.faults.first }
                #expect(try answer.text("data.company_certifications_id") == id)
                return try answer.text("data.result")
            }
            let refused = "invalid_accreditation certification.schemes"
            #expect(try await send([:]) == "unchanged")
            #expect(try await send(["certification_scope": #""Corrected""#]) == "updated")
            #expect(try await send(["sites": #"[{"city":"A","country":"DE"}]"#]) == "updated")
            #expect(try await send(["certification_expiry_date": #""20270301""#]) == refused)
            #expect(try await send(Self.environment) == refused)
            #expect(try await send(Self.status("suspended")) == "updated")
            #expect(try await send(Self.status("active")) == refused)
            #expect(try await send(Self.status("withdrawn")) == "updated")
            // A new one, too.
            #expect(try await send(["certificate_number": #""N-2""#]) == refused)
            // In force again.
            try await Self.record("", by: ab)
            #expect(try await send(Self.status("active")) == "updated")
            #expect(try await scene.send("DELETE", "cert/\(id)").status == 200)
        }
    }

    @Test("an accreditation body's and a multi-national body's uploads are asked as well")
    func otherRoles() async throws {
        try await Self.run { scene, ab in
            let mncb = try await scene.newAccount(.multinationalCertificationBody, "Global")
            try await mncb.associate(try scene.certificationBodyID)
            for asking in [ab, mncb] {
                let role = asking.account.role
                try await scene.expectNoChange {
                    let answer = try await asking.send(
                        "POST", "upload-cert", Bodies.v2(for: role, Self.environment))
                    #expect(
                        try answer.faults == ["invalid_accreditation certification.schemes"])
                }
                try await asking.uploadedID()
            }
        }
    }

    @Test("where no scope is recorded, nothing is asked")
    func noScope() async throws {
        try await APIScene.run { scene in
            let ab = try await scene.accreditationBody()
            try await ab.record()
            try await ab.setStatus("Suspended")
            try await scene.upload(Bodies.v2(Self.environment))
        }
    }
}
