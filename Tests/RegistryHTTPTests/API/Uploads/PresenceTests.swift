import RegistryCore
import RegistryJSON
import Testing

/// The table "missing, null, empty" of contract section 2, end to end.
@Suite("Missing, null and empty over HTTP")
struct PresenceTests {
    private static let entityFields = [
        "certified_entity_english_name": #""Acme Ltd""#,
        "certified_entity_trading_name": #""Acme""#,
        "business_registered_state": #""NRW""#, "business_registered_zip_code": #""50667""#,
        "certified_entity_website": #""acme.example""#, "confidential_certified_entity": #""Yes""#,
        "business_registration_number": #""HRB 1""#, "tax_id": #""T-1""#,
        "company_id_number": #""C-1""#, "vat": #""DE1""#, "duns_number": #""12-345-6789""#,
    ]
    private static let certificationFields = [
        "certificate_accreditation_status": #""accredited""#, "certification_scope": #""A\nB""#,
        "flexible_scope": "true", "certification_original_issue_date": #""2021-03-01""#,
        "sites": #"[{"city":"Bonn","country":"DE"}]"#,
        "certification_sectors": #"[{"sector_code":17}]"#,
    ]

    private static func body(_ change: (String) -> String?) -> String {
        func changed(_ fields: [String: String]) -> [String: String?] {
            Dictionary(uniqueKeysWithValues: fields.map { ($0.key, change($0.value)) })
        }
        return Bodies.v2(entity: changed(entityFields), changed(certificationFields))
    }

    @Test("what is missing or null stays as it is stored, in both versions")
    func kept() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID(Self.body { $0 })
            let before = try await scene.send("GET", "cert/\(id)")
            #expect(
                try before.text("data.certified_entity.certified_entity_website")
                    == "https://acme.example")
            #expect(try before.text("data.certified_entity.duns_number") == "123456789")
            #expect(try before.text("data.certification.sites.0.country") == "Germany")
            try await scene.expectNoChange {
                for body in [Self.body { _ in "null" }, Self.body { _ in nil }] {
                    // The address group is replaced by who names a street or city.
                    let without = body.replacing(
                        #""business_registered_street":"Hauptstraße 1","#, with: ""
                    ).replacing(#""business_registered_city":"Köln","#, with: "")
                    let answer = try await scene.send("POST", "upload-cert", without)
                    #expect(try answer.text("data.result") == "unchanged")
                }
            }
            let after = try await scene.send("GET", "cert/\(id)")
            #expect(after.body == before.body)
        }
    }

    @Test("an empty optional field is cleared, or returns to its default")
    func cleared() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID(
                Self.body { $0 }.replacing(#""accredited""#, with: #""Unaccredited""#))
            let empty = Self.body { $0.hasPrefix("[") ? "[]" : #"" ""# }
            let answer = try await scene.send("POST", "upload-cert", empty)
            #expect(try answer.text("data.result") == "updated")
            let read = try await scene.send("GET", "cert/\(id)")
            let defaults = [
                "confidential_certified_entity": "false",
                "certificate_accreditation_status": #""Accredited""#, "sites": "[]",
                "certification_sectors": "[]",
            ]
            for (object, fields) in [
                ("certified_entity", Self.entityFields),
                ("certification", Self.certificationFields),
            ] {
                for field in fields.keys {
                    let text = try read.source("data.\(object).\(field)")
                    #expect(text == defaults[field] ?? "null", "\(field)")
                }
            }
        }
    }

    @Test("an array of empty elements is as if missing")
    func emptyElements() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Self.body { $0 })
            let blank = Self.body { $0.hasPrefix("[") ? #"[{"country":"","city":null},{}]"# : $0 }
            let answer = try await scene.send("POST", "upload-cert", blank)
            #expect(try answer.text("data.result") == "unchanged")
            try await scene.expectNoChange {
                let schemes = try await scene.send(
                    "POST", "upload-cert", Bodies.v2(["schemes": #"[{"scheme_name":""}]"#]))
                #expect(try schemes.faults == ["validation_error certification.schemes"])
            }
        }
    }

    @Test("a mandatory field that is missing, null or empty is a validation_error in both versions")
    func mandatory() async throws {
        try await APIScene.run { scene in
            try await scene.expectNoChange {
                for value in [nil, "null", #""""#, #""  ""#] {
                    let flat = try await scene.send(
                        "POST", "upload-cert",
                        Bodies.v1([
                            "certified_entity_country": value, "certification_status": value,
                        ]), version: "v1")
                    #expect(
                        try flat.faults.sorted() == [
                            "validation_error certification_status",
                            "validation_error certified_entity_country",
                        ])
                    let nested = try await scene.send(
                        "POST", "upload-cert",
                        Bodies.v2(
                            entity: ["certified_entity_unique_id": value],
                            ["certification_issue_date": value]))
                    #expect(
                        try nested.faults == [
                            "validation_error certified_entity.certified_entity_unique_id",
                            "validation_error certification.certification_issue_date",
                        ])
                }
            }
        }
    }

    @Test("V2 wants a street, a city or a full address, but not of who never had one")
    func address() async throws {
        try await APIScene.run { scene in
            let without: [String: String?] = [
                "business_registered_street": nil, "business_registered_city": #""""#,
            ]
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "upload-cert", Bodies.v2(entity: without))
                #expect(
                    try answer.faults == [
                        "validation_error certified_entity.business_registered_street"
                    ])
            }
            // V1 doesn't ask, and then V2 doesn't either.
            try await scene.upload(
                Bodies.v1([
                    "certified_entity_street_address": nil, "certified_entity_street_city": nil,
                ]), version: "v1")
            let again = try await scene.upload(
                Bodies.v2(
                    entity: ["business_registered_street": nil, "business_registered_city": nil]))
            #expect(again.at("result")?.string == "unchanged")
            // The group is replaced as one.
            let id = try await scene.uploadedID()
            try await scene.upload(
                Bodies.v2(
                    entity: [
                        "business_registered_street": nil, "business_registered_city": nil,
                        "business_registered_full_address": #""Am Dom, Köln""#,
                    ]))
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(
                try read.text("data.certified_entity.business_registered_full_address")
                    == "Am Dom, Köln")
            #expect(try read.isNull("data.certified_entity.business_registered_city"))
        }
    }
}
