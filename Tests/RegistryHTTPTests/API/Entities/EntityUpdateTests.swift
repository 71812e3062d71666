import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Updating a certified entity over HTTP")
struct EntityUpdateTests {
    private static let v1Keys = [
        "company_id", "company_name", "company_trading_name", "company_street", "company_city",
        "company_suburb", "company_postcode", "company_state", "company_country", "company_email",
        "company_status", "company_type", "company_contact", "company_logo", "company_banner",
        "countries_id", "company_website", "company_tz", "company_tz_text", "company_hash",
        "company_guid", "company_phone", "company_business_type", "company_address",
        "company_en_name", "qualitytrade_id", "qualitytrade_hash", "company_search_limit",
        "is_confidential", "activated_at", "created_at", "updated_at", "tax_id", "vat",
        "duns_number", "business_reg_number", "company_id_number", "former_names",
        "system_information",
    ]
    private static let v2Keys = [
        "company_id", "company_name", "company_trading_name", "company_street", "company_city",
        "company_postcode", "company_state", "company_country", "company_type", "countries_id",
        "company_guid", "company_en_name", "tax_id", "vat", "duns_number", "business_reg_number",
        "company_id_number", "is_confidential", "created_at", "updated_at", "former_names",
        "system_information",
    ]

    @Test("a rename keeps the former name, shows the new one, and answers the entity")
    func rename() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            scene.clock.advance(seconds: 10)
            let body = #"{"company_guid":"E-1","company_name":" Acme AG "}"#
            let first = try await scene.send("PUT", "ce-name-by-guid", body, version: "v1")
            #expect(first.status == 200)
            #expect(try first.keys("") == ["data"])
            #expect(try first.keys("data") == Self.v1Keys)
            #expect(try first.text("data.company_name") == "Acme AG")
            #expect(
                try first.source("data.former_names")
                    == #"[{"company_name":"Acme GmbH","until":"2025-06-15T12:00:10Z"}]"#)
            #expect(try first.text("data.created_at") == "2025-06-15T12:00:00Z")
            #expect(try first.text("data.updated_at") == "2025-06-15T12:00:10Z")
            try await scene.expectNoChange {
                let again = try await scene.send("PUT", "ce-name-by-guid", body)
                #expect(try again.keys("data") == Self.v2Keys)
                #expect(try again.text("data.company_name") == "Acme AG")
            }
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(
                try read.text("data.certified_entity.certified_entity_name") == "Acme AG")
            #expect(!read.body.contains("Acme GmbH"))
        }
    }

    @Test("what a rename can't do without is asked for, and nothing else is taken")
    func renameFaults() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            let bodies = [
                ("{}", ["company_guid", "company_name"]),
                (#"{"company_guid":"E-1"}"#, ["company_name"]),
                (#"{"company_guid":"","company_name":null}"#, ["company_guid", "company_name"]),
                (#"{"company_guid":"E-1","company_name":"A\u0007"}"#, ["company_name"]),
            ]
            try await scene.expectNoChange {
                for (body, fields) in bodies {
                    for version in ["v1", "v2"] {
                        let answer = try await scene.send(
                            "PUT", "ce-name-by-guid", body, version: version)
                        #expect(answer.status == 400)
                        #expect(try answer.faults == fields.map { "validation_error \($0)" })
                    }
                }
            }
            let answer = try await scene.send(
                "PUT", "ce-name-by-guid",
                #"{"company_guid":"E-1","company_name":"Acme AG","company_city":"Bonn"}"#)
            #expect(try answer.text("data.company_city") == "Köln")
            #expect(try answer.texts("field", in: "warnings") == ["company_city"])
            #expect(try answer.keys("") == ["data", "warnings"])
        }
    }

    @Test("an update changes the fields that it names and no others")
    func details() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID(
                Bodies.v2(entity: ["confidential_certified_entity": #""YES""#]))
            let first = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","company_trading_name":"Acme","company_en_name":"Acme UK","#
                    + #""company_country":"FRA","company_state":"S","company_postcode":"0123","#
                    + #""company_website":"acme.example","company_id_number":"C-1","#
                    + #""business_registration_number":"B-1","tax_id":"T-1"}"#, version: "v1")
            #expect(first.status == 200)
            let values = [
                "company_trading_name": #""Acme""#, "company_en_name": #""Acme UK""#,
                "company_country": #""France""#, "countries_id": "250", "company_state": #""S""#,
                "company_postcode": #""0123""#, "company_website": #""https://acme.example""#,
                "company_id_number": #""C-1""#, "business_reg_number": #""B-1""#,
                "tax_id": #""T-1""#, "vat": "null", "company_street": #""Hauptstraße 1""#,
                "company_city": #""Köln""#, "company_name": #""Acme GmbH""#,
                "is_confidential": "1", "company_logo": #""[]""#,
            ]
            for (key, value) in values {
                #expect(try first.source("data.\(key)") == value, "\(key)")
            }
            // Not even the rest of the address goes with its city.
            let second = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","company_city":"Lyon","vat":"V","duns_number":123456789}"#)
            for (key, value) in [
                ("company_city", "Lyon"), ("company_street", "Hauptstraße 1"), ("vat", "V"),
                ("duns_number", "123456789"), ("tax_id", "T-1"), ("company_postcode", "0123"),
            ] {
                #expect(try second.text("data.\(key)") == value, "\(key)")
            }
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(
                try read.text("data.certified_entity.business_registered_city") == "Lyon")
        }
    }

    @Test("empty clears and null keeps, but a country may not be emptied")
    func clearing() async throws {
        try await APIScene.run { scene in
            try await scene.upload(
                Bodies.v2(entity: ["tax_id": #""T-1""#, "vat": #""V-1""#]))
            try await scene.expectNoChange {
                let kept = try await scene.send(
                    "PUT", "ce-by-guid",
                    #"{"company_guid":"E-1","tax_id":null,"company_country":null}"#)
                #expect(try kept.text("data.tax_id") == "T-1")
                for country in [#""""#, #"" ""#] {
                    let answer = try await scene.send(
                        "PUT", "ce-by-guid",
                        #"{"company_guid":"E-1","tax_id":"","company_country":\#(country)}"#)
                    #expect(try answer.faults == ["validation_error company_country"])
                }
                let unknown = try await scene.send(
                    "PUT", "ce-by-guid", #"{"company_country":"X","tax_id":7}"#)
                #expect(
                    try unknown.faults == [
                        "data_mapping_required company_country", "validation_error tax_id",
                        "validation_error company_guid",
                    ])
            }
            let cleared = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","tax_id":"","company_street":" ","company_city":""}"#)
            for key in ["tax_id", "company_street", "company_city"] {
                #expect(try cleared.isNull("data.\(key)"), "\(key)")
            }
            #expect(try cleared.text("data.vat") == "V-1")
        }
    }

    @Test("V1 knows no VAT and D-U-N-S numbers, and no update changes the name")
    func unknownKeys() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            try await scene.expectNoChange {
                let first = try await scene.send(
                    "PUT", "ce-by-guid",
                    #"{"company_guid":"E-1","vat":"V","duns_number":"123456789"}"#, version: "v1")
                #expect(try first.texts("field", in: "warnings") == ["vat", "duns_number"])
                let second = try await scene.send(
                    "PUT", "ce-by-guid", #"{"company_guid":"E-1","company_name":"B"}"#)
                #expect(try second.texts("field", in: "warnings") == ["company_name"])
                #expect(try second.text("data.company_name") == "Acme GmbH")
            }
        }
    }

    @Test(
        "an entity is named by unique id, alias or our id, and one that is not there is not found")
    func guids() async throws {
        try await APIScene.run { scene in
            let data = try await scene.upload(Bodies.v2())
            let entityID = try #require(data["company_id"]?.string)
            _ = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","system_information":[{"company_guid":"X-1"}]}"#)
            for call in ["ce-by-guid", "ce-name-by-guid"] {
                for guid in ["E-1", " E-1 ", "X-1", entityID] {
                    let answer = try await scene.send(
                        "PUT", call, #"{"company_guid":"\#(guid)","company_name":"Acme GmbH"}"#)
                    #expect(try answer.text("data.company_id") == entityID, "\(guid)")
                }
                try await scene.expectNoChange {
                    for guid in ["e-1", "E-2", "E!*?", String(repeating: "x", count: 500)] {
                        let answer = try await scene.send(
                            "PUT", call, #"{"company_guid":"\#(guid)","company_name":"B"}"#)
                        #expect(try answer.refusal == "404 not_found", "\(guid)")
                    }
                }
            }
        }
    }
}
