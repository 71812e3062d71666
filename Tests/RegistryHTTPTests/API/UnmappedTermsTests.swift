import RegistryCore
import Testing

@Suite("What is sent in vain is remembered")
struct UnmappedTermsTests {
    /// What the account has sent in vain so far, as `field text count`.
    private static func remembered(_ scene: APIScene) async throws -> [String] {
        try await scene.register.unmappedTerms?.flush(to: scene.store)
        return try await scene.store.unmappedTerms(of: scene.account.id)
            .map { "\($0.term.field.rawValue) \($0.term.text) \($0.count)" }.sorted()
    }

    @Test("by uploads, updates and filters, in both versions", arguments: ["v1", "v2"])
    func calls(version: String) async throws {
        try await APIScene.run { scene in
            let words: [String: String?] = [
                "certification_status": #""on""#, "certification_type": #""MS""#,
                "accreditation_body_acronym_name": #""DKS""#, "accreditation_body_name": #""D""#,
                "certificate_accreditation_status": #""Accredited""#,
                "sites": #"[{"country":"Nirgends","city":"C"}]"#,
                "schemes": #"[{"scheme_name":"QMS","standard_list":[{"standards_name":"S"}]}]"#,
            ]
            let body = version == "v1" ? Bodies.v1(words) : Bodies.v2(words)
            let update = #"{"company_guid":"E-1","company_country":"nirgends"}"#
            let filter = "cert?standard=S&certification_status=ON&certification_status=off"
            for (method, path, body) in [
                ("POST", "upload-cert", body), ("PUT", "ce-by-guid", update), ("GET", filter, ""),
            ] {
                let answer = try await scene.send(method, path, body, version: version)
                #expect(answer.status == 400)
            }
            let remembered = try await Self.remembered(scene)
            #expect(
                remembered == [
                    "accreditation_body DKS 1", "country nirgends 2", "scheme QMS 1",
                    "standard S 1", "status ON 2", "status off 1", "type MS 1",
                ])
        }
    }

    @Test("by bulk calls in every mode, record by record", arguments: ["", "partial", "validate"])
    func bulk(mode: String) async throws {
        try await APIScene.run { scene in
            let records = [
                Bodies.v1(["certification_status": #""on""#]), Bodies.v1(),
                Bodies.v1(["certification_status": #""ON""#, "certificate_number": #""N-2""#]),
            ]
            let answer = try await scene.send(
                "POST", "bulk-upload-cert" + (mode.isEmpty ? "" : "?mode=\(mode)"),
                #"{"certifications":[\#(records.joined(separator: ","))]}"#, version: "v1")
            #expect(answer.status == (mode.isEmpty ? 400 : 200))
            let remembered = try await Self.remembered(scene)
            #expect(remembered == ["status ON 2"])
        }
    }

    @Test("but not what is read, what is wrong otherwise, or what has no mapping")
    func others() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            for words: [String: String?] in [
                ["certification_status": #""""#], ["certification_issue_date": #""20240230""#],
                ["certificate_accreditation_status": #""maybe""#],
                [
                    "schemes": #"[{"scheme_name":"FSSC 22000","standard_list":"#
                        + #"[{"standards_name":"FSSC 22000 V6"}]}]"#,
                    "certification_sectors": #"[{"sector_name":"kept as sent"}]"#,
                    "certificate_number": #""N-2""#,
                ],
            ] {
                _ = try await scene.send("POST", "upload-cert", Bodies.v2(words))
            }
            let remembered = try await Self.remembered(scene)
            #expect(remembered == [])
        }
    }
}
