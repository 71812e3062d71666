import RegistryCore
import RegistryJSON
import Testing

@Suite("Standards that accreditation bodies add over HTTP")
struct LibraryTests {
    private static let added: [String: String?] = ["schemes": Bodies.schemes("Own scheme", "Own 1")]

    /// What comes of an upload of an added pair: nothing for one that is stored.
    private static func faults(
        _ asking: APIScene, _ version: String, _ changes: [String: String?] = [:]
    ) async throws -> [String] {
        let answer = try await asking.send(
            "POST", "upload-cert",
            Bodies.upload(
                version, for: asking.account.role, changes.merging(added) { own, _ in own }),
            version: version)
        return try answer.faults
    }

    private static func unknown(_ version: String) -> [String] {
        let prefix = version == "v1" ? "" : "certification."
        return ["data_mapping_required \(prefix)schemes[0].scheme_name"]
    }

    @Test("a pair is known at once to its accreditation body and to who names that, to nobody else")
    func whoKnows() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: .accreditationBody) { scene in
                let cb = try await scene.newAccount(.certificationBody, "Beta Cert")
                let mncb = try await scene.newAccount(.multinationalCertificationBody, "Global")
                try await mncb.associate(try cb.certificationBodyID)
                let beta: [String: String?] = ["certification_body_name": #""Beta Cert""#]
                let other = try await scene.newAccount(
                    .accreditationBody, "UK Accreditation", acronym: "UKAS")
                try await other.record()
                let british: [String: String?] = [
                    "accreditation_body_name": #""UK Accreditation""#,
                    "accreditation_body_acronym_name": #""UKAS""#,
                ]
                let unknown = Self.unknown(version)
                for asking in [scene, cb, mncb, other] {
                    #expect(try await Self.faults(asking, version, beta) == unknown)
                }
                let recorded = try await scene.send(
                    "POST", "upload-cb",
                    Bodies.certificationBody([
                        "standard_and_schemes": Bodies.scope("Own scheme", "Own 1")
                    ]), version: version)
                #expect(recorded.status == 200)
                #expect(try await Self.faults(scene, version) == [])
                #expect(try await Self.faults(cb, version) == [])
                #expect(try await Self.faults(mncb, version, beta) == [])
                let id = try #require(
                    try await cb.send("GET", "cert", version: "v1")
                        .text("data.0.company_certifications_id"))
                let read = try await cb.send("GET", "cert/\(id)")
                #expect(
                    try read.source("data.certification.schemes")
                        == Bodies.schemes("Own scheme", "Own 1"))
                #expect(try await Self.faults(other, version) == unknown)
                #expect(try await Self.faults(cb, version, british) == unknown)
                #expect(
                    try await Self.faults(
                        mncb, version, beta.merging(british) { own, _ in own }) == unknown)
            }
        }
    }

    @Test("a PUT adds too, to a scheme that everyone knows as well")
    func update() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let scope = Bodies.scope("quality management systems", "ISO 9001:2030")
            let body = Bodies.v2(
                for: .accreditationBody,
                ["schemes": Bodies.schemes("Quality Management Systems", "iso9001:2030")])
            #expect(try await scene.send("POST", "upload-cert", body).status == 400)
            let update = try await scene.send(
                "PUT", "cb",
                #"{"certification_bodies_guid_in_ab":"CB-1","standard_and_schemes":\#(scope)}"#)
            #expect(
                try update.text("data.standard_and_schemes.0.scheme_name")
                    == "Quality Management Systems")
            let id = try await scene.uploadedID(body)
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(
                try read.source("data.certification.schemes")
                    == Bodies.schemes("Quality Management Systems", "ISO 9001:2030"))
        }
    }

    @Test("two accreditation bodies may add one pair, each in its own spelling")
    func samePair() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await scene.newAccount(
                .accreditationBody, "UK Accreditation", acronym: "UKAS")
            for (asking, scheme, standard) in [
                (scene, "Own scheme", "Own 1"), (other, "Own scheme", "OWN1"),
            ] {
                try await asking.record(
                    Bodies.certificationBody([
                        "standard_and_schemes": Bodies.scope(scheme, standard)
                    ]))
                let id = try await asking.uploadedID(
                    Bodies.v2(for: .accreditationBody, Self.added))
                let read = try await asking.send("GET", "cert/\(id)")
                let place = "data.certification.schemes.0.standard_list.0.standards_name"
                #expect(try read.text(place) == standard)
            }
        }
    }

    @Test("an addition can be filtered by, and suggested to its accreditation body alone")
    func filterAndSuggestion() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await scene.newAccount(
                .accreditationBody, "UK Accreditation", acronym: "UKAS")
            try await other.record()
            try await scene.record(
                Bodies.certificationBody([
                    "standard_and_schemes": Bodies.scope("Quality Management Systems", "Zebra 77")
                ]))
            try await scene.uploadedID(
                Bodies.v2(
                    for: .accreditationBody,
                    ["schemes": Bodies.schemes("Quality Management Systems", "Zebra 77")]))
            let list = try await scene.send("GET", "cert?standard=zebra77")
            #expect(try list.number("meta.total_rows") == 1)
            for (asking, isSuggested) in [(scene, true), (other, false)] {
                let answer = try await asking.send(
                    "POST", "upload-cert",
                    Bodies.v2(
                        for: .accreditationBody,
                        ["schemes": Bodies.schemes("Quality Management Systems", "Zebra 7")]))
                #expect(answer.status == 400)
                #expect(answer.body.contains("Zebra 77") == isSuggested)
            }
        }
    }
}
