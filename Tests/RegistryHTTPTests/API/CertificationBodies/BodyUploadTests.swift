import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Uploading certification bodies over HTTP")
struct BodyUploadTests {
    /// Everything that an accreditation body may say.
    static let full = Bodies.certificationBody([
        "description": #""Since 1990.\nAll of Europe.""#, "website": #""alpha.example""#,
        "public_email_address": #""info@alpha.example""#,
        "public_phone_number": #""+49 1""#, "public_fax_number": #""+49 2""#,
        "office_directories": #"[{"office_type":"Head office","country":"DE","street":"S 1","#
            + #""state":"BE","city":"Berlin","zip_code":"01234"},{"city":"Ulm"}]"#,
        "certification_body_countries": #"[{"country":"Germany"},{"country":"FRA"}]"#,
        "standard_and_schemes": Bodies.scope(
            "quality management systems", "iso9001:2015",
            #""issue_date":"2020-01-01","first_issue_date":"20100101","expiry_date":"20991231","#
                + #""scope_type":"Fixed","standard_status":"in force""#),
        "technical_sectors": #"[{"sector_title":"Metal","scheme_name":"QMS","sector_code":"017"}]"#,
    ])

    @Test("a new identity number is recorded, the same again updates or leaves its record")
    func results() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: .accreditationBody) { scene in
                func upload(_ body: String) async throws -> (result: String?, id: String?) {
                    let answer = try await scene.send("POST", "upload-cb", body, version: version)
                    #expect(answer.status == 200, "\(answer.body)")
                    #expect(try answer.keys("") == ["data"])
                    #expect(try answer.keys("data") == ["certification_bodies_id", "result"])
                    return (
                        try answer.text("data.result"),
                        try answer.text("data.certification_bodies_id")
                    )
                }
                func body(_ changes: [String: String?] = [:]) -> String {
                    let own: [String: String?] = [
                        "certification_body_identity_number": #""cb-1""#,
                        "certification_body_name": #""Gamma""#,
                    ]
                    return Bodies.certificationBody(own.merging(changes) { _, new in new })
                }
                let created = try await upload(body())
                #expect(created.result == "created")
                try await scene.expectNoChange {
                    let again = try await upload(body())
                    #expect(again.result == "unchanged" && again.id == created.id)
                }
                scene.clock.advance(seconds: 10)
                // The number decides, and the name is not compared.
                let renamed = try await upload(body(["certification_body_name": #""Delta""#]))
                #expect(renamed.result == "updated" && renamed.id == created.id)
                let id = try #require(created.id)
                let read = try await scene.send("GET", "cb/\(id)")
                #expect(try read.text("data.certification_body_name") == "Delta")
                let times = try ["created_at", "updated_at"].map { try read.number("data.\($0)") }
                #expect(times == [scene.clock.seconds - 10, scene.clock.seconds])
                #expect(try await scene.send("GET", "cb").number("meta.total_rows") == 2)
            }
        }
    }

    @Test("a validation answers as the upload would and records nothing")
    func validation() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let new = Bodies.certificationBody([
                "certification_body_identity_number": #""CB-2""#,
                "standard_and_schemes": Bodies.scope("Own scheme", "Own 1"),
            ])
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    let created = try await scene.send(
                        "POST", "upload-cb?mode=validate", new, version: version)
                    #expect(try created.text("data.result") == "created")
                    #expect(try created.isNull("data.certification_bodies_id"))
                    let known = try await scene.send(
                        "POST", "upload-cb?mode=validate", Self.full, version: version)
                    #expect(try known.text("data.result") == "updated")
                    #expect(try known.text("data.certification_bodies_id") != nil)
                }
                for mode in ["partial", "", "VALIDATE"] {
                    let wrong = try await scene.send("POST", "upload-cb?mode=\(mode)", new)
                    #expect(try wrong.faults == ["validation_error mode"])
                }
                // Its pair is not known either.
                let upload = try await scene.send(
                    "POST", "upload-cert",
                    Bodies.v1(
                        for: .accreditationBody,
                        ["schemes": Bodies.schemes("Own scheme", "Own 1")]), version: "v1")
                #expect(
                    try upload.faults == ["data_mapping_required schemes[0].scheme_name"])
            }
        }
    }

    @Test("V1 answers the 29 documented keys in their order, texts and nulls but for two arrays")
    func recordV1() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let id = try await scene.record(Self.full)
            let one = try await scene.send("GET", "cb/\(id)", version: "v1")
            let expected: [(String, String)] = [
                ("certification_bodies_id", #""\#(id)""#),
                ("certification_bodies_name", #""Alpha Cert""#),
                ("certification_bodies_desc", #""Since 1990.\nAll of Europe.""#),
                ("certification_bodies_website", #""https://alpha.example""#),
                ("certification_bodies_email", #""info@alpha.example""#),
                ("certification_bodies_phone", #""+49 1""#),
                ("certification_bodies_status", "null"), ("certification_bodies_tier", "null"),
                ("certification_bodies_acronym", #""AC""#), ("countries_id", #""276""#),
                ("files", "[]"), ("certification_bodies_location", "null"),
                ("certification_bodies_fax", #""+49 2""#),
                ("certification_bodies_contact", "null"),
                ("certification_bodies_open_certs_to_ab", "null"),
                ("certification_bodies_guid", "null"),
                ("certification_bodies_want_active", "null"),
                ("certification_bodies_searchable", "null"), ("activated_at", "null"),
                ("created_at", #""2025-06-15T12:00:00Z""#),
                ("updated_at", #""2025-06-15T12:00:00Z""#), ("country_name", #""Germany""#),
                ("country_code", #""DE""#), ("certification_bodies_guid_in_ab", #""CB-1""#),
                ("certification_bodies_accreditation_status", #""Active""#),
                ("certification_bodies_name_from_ab", #""Alpha Cert""#),
                ("withdrawn_at", "null"), ("company_size", "null"), ("company_industries", "[]"),
            ]
            #expect(expected.count == 29)
            #expect(try one.keys("data") == expected.map(\.0))
            for (key, source) in expected {
                #expect(try one.source("data.\(key)") == source, "\(key)")
            }
            let list = try await scene.send("GET", "cb", version: "v1")
            #expect(try list.source("data.0") == one.source("data"))
        }
    }

    @Test("V2 answers the names of upload-cb with their arrays, in the register's words")
    func recordV2() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let id = try await scene.record(Self.full)
            let read = try await scene.send("GET", "cb/\(id)")
            #expect(
                try read.keys("data") == [
                    "certification_bodies_id", "certification_body_identity_number",
                    "certification_body_name", "certification_body_acronym", "country",
                    "description", "accreditation_status", "website", "public_email_address",
                    "public_phone_number", "public_fax_number", "office_directories",
                    "certification_body_countries", "standard_and_schemes", "technical_sectors",
                    "created_at", "updated_at", "withdrawn_at",
                ])
            #expect(
                try read.source("data.office_directories")
                    == #"[{"office_type":"Head office","country":"Germany","street":"S 1","#
                    + #""state":"BE","city":"Berlin","zip_code":"01234"},"#
                    + #"{"office_type":null,"country":null,"street":null,"state":null,"#
                    + #""city":"Ulm","zip_code":null}]"#)
            #expect(
                try read.source("data.certification_body_countries")
                    == #"[{"country":"Germany"},{"country":"France"}]"#)
            #expect(
                try read.source("data.standard_and_schemes")
                    == #"[{"standard_code":"ISO 9001:2015","issue_date":"20200101","#
                    + #""first_issue_date":"20100101","expiry_date":"20991231","#
                    + #""scheme_name":"Quality Management Systems","scope_type":"Fixed","#
                    + #""standard_status":"in force"}]"#)
            #expect(
                try read.source("data.technical_sectors")
                    == #"[{"sector_title":"Metal","scheme_name":"QMS","sector_code":"017"}]"#)
            let list = try await scene.send("GET", "cb")
            #expect(try list.source("data.0") == read.source("data"))
        }
    }

    @Test("words out of a list are answered with the list, or with the nearest three")
    func words() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let body = Bodies.certificationBody([
                "country": #""Germny""#, "accreditation_status": #""perhaps""#,
                "office_directories": #"[{"country":"DE"},{"country":"Frnce"}]"#,
                "certification_body_countries": #"[{"country":"Autsria"}]"#,
            ])
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    let answer = try await scene.send(
                        "POST", "upload-cb", body, version: version)
                    #expect(answer.status == 400)
                    #expect(
                        try answer.faults == [
                            "data_mapping_required country",
                            "data_mapping_required accreditation_status",
                            "data_mapping_required certification_body_countries[0].country",
                            "data_mapping_required office_directories[1].country",
                        ])
                    let messages = try answer.texts("message", in: "errors").compactMap { $0 }
                    let words = ["Germany", "Withdrawn", "Austria", "France"]
                    for (message, word) in zip(messages, words) {
                        #expect(message.contains("\"\(word)\""))
                        // The term itself, and three.
                        #expect(message.count { $0 == "\"" } == 8, "\(message)")
                    }
                }
                let answer = try await scene.send(
                    "POST", "upload-cert",
                    Bodies.v2(
                        for: .accreditationBody,
                        ["schemes": Bodies.schemes("Quality Management Systems", "ISO 9001:215")]))
                let field = "certification.schemes[0].standard_list[0].standards_name"
                #expect(try answer.faults == ["data_mapping_required \(field)"])
                #expect(try answer.text("errors.0.message")?.contains("ISO 9001:2015") == true)
            }
        }
    }

    @Test("the status is read in any case and answered in the register's spelling")
    func statuses() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let spellings = [
                ("ACTIVE", "Active"), (" suspended ", "Suspended"), ("withDrawn", "Withdrawn"),
            ]
            for (sent, answered) in spellings {
                let id = try await scene.record(
                    Bodies.certificationBody(["accreditation_status": #""\#(sent)""#]))
                let read = try await scene.send("GET", "cb/\(id)")
                #expect(try read.text("data.accreditation_status") == answered)
            }
        }
    }

    @Test("limits of the call: words of the description, elements of the arrays")
    func limits() async throws {
        @Sendable func array(_ element: String, _ count: Int) -> String {
            "[\(Array(repeating: element, count: count).joined(separator: ","))]"
        }
        @Sendable func words(_ count: Int) -> String {
            #""\#(Array(repeating: "w", count: count).joined(separator: " "))""#
        }
        try await APIScene.run(as: .accreditationBody) { scene in
            let arrays = [
                "office_directories": #"{"city":"C"}"#,
                "certification_body_countries": #"{"country":"DE"}"#,
                "standard_and_schemes":
                    #"{"scheme_name":"Quality Management Systems","#
                    + #""standard_code":"ISO 9001:2015"}"#,
                "technical_sectors": #"{"sector_code":"1"}"#,
            ]
            try await scene.record(
                Bodies.certificationBody(
                    arrays.mapValues { array($0, 500) }.merging(["description": words(200)]) {
                        one, _ in one
                    }))
            try await scene.expectNoChange {
                for (name, element) in arrays {
                    let answer = try await scene.send(
                        "POST", "upload-cb",
                        Bodies.certificationBody([name: array(element, 501)]))
                    #expect(try answer.faults == ["validation_error \(name)"])
                    #expect(try answer.text("errors.0.message")?.contains("500") == true)
                }
                let answer = try await scene.send(
                    "POST", "upload-cb", Bodies.certificationBody(["description": words(201)]))
                #expect(try answer.faults == ["validation_error description"])
            }
        }
    }

    @Test("an unknown key is pointed out beside the id, and a known one of V2 is read in V1 too")
    func warnings() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let answer = try await scene.send(
                "POST", "upload-cb",
                Bodies.certificationBody(["websit": #""x""#, "website": #""https://a.example""#]),
                version: "v1")
            #expect(try answer.count("data.warnings") == 1)
            #expect(try answer.text("data.warnings.0.code") == "unknown_key")
            #expect(try answer.text("data.warnings.0.field") == "websit")
            #expect(try answer.text("data.warnings.0.message")?.contains("website") == true)
            let id = try #require(try answer.text("data.certification_bodies_id"))
            let read = try await scene.send("GET", "cb/\(id)", version: "v1")
            #expect(
                try read.text("data.certification_bodies_website") == "https://a.example")
        }
    }
}
