import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Reading one certification over HTTP")
struct ReadingTests {
    private static let v1Keys = [
        "company_certifications_id", "company_id", "scope_description", "issue_date", "expiry_date",
        "original_issue_date", "status", "type", "model_number", "certification_number",
        "certification_bodies_id", "accreditation_bodies_id", "standards_id",
        "accreditation_status", "scheme_id", "created_at", "updated_at", "company_name",
        "certification_bodies_name", "accreditation_bodies_name",
        "certification_bodies_accreditation_status", "withdrawn_at", "company_guid",
        "certificate_identity_number", "certification_status", "status_since", "confirmed_at",
        "schemes", "sites", "certification_sectors",
    ]

    @Test("V1 has its documented keys in their order, with what was uploaded and whose it is")
    func v1() async throws {
        try await APIScene.run { scene in
            let now = scene.clock.seconds
            let id = try await scene.uploadedID(Bodies.v1(), version: "v1")
            let read = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try read.keys("") == ["data"])
            #expect(try read.keys("data") == Self.v1Keys)
            let list = try await scene.send("GET", "cert", version: "v1")
            #expect(try list.source("data.0") == read.source("data"))
            let texts = [
                "issue_date": "20240301", "expiry_date": "20270228", "status": "active",
                "type": "Management System", "certification_number": "N-1",
                "accreditation_status": "Accredited", "company_name": "Acme GmbH",
                "certification_bodies_name": "Alpha Cert", "company_guid": "E-1",
                "accreditation_bodies_name": "Deutsche Akkreditierungsstelle",
                "certification_status": "active",
                "certification_bodies_id": scene.account.certificationBodyID?.description,
            ]
            for (key, text) in texts { #expect(try read.text("data.\(key)") == text, "\(key)") }
            for key in [
                "scope_description", "original_issue_date", "model_number", "withdrawn_at",
                "certificate_identity_number", "certification_bodies_accreditation_status",
            ] {
                #expect(try read.isNull("data.\(key)"), "\(key)")
            }
            for key in ["created_at", "updated_at", "status_since", "confirmed_at"] {
                #expect(try read.number("data.\(key)") == now, "\(key)")
            }
            #expect(
                try read.source("data.schemes")
                    == #"[{"scheme_name":"Quality Management Systems","#
                    + #""standard_list":[{"standards_name":"ISO 9001:2015"}]}]"#)
            #expect(try read.source("data.sites") == "[]")
        }
    }

    @Test("what V2 reads can be sent back, and changes nothing")
    func readBack() async throws {
        try await APIScene.run { scene in
            let full = Bodies.v2(
                entity: [
                    "business_registered_full_address": #""Hauptstraße 1, Köln""#,
                    "confidential_certified_entity": "true", "duns_number": "123456789",
                    "certified_entity_website": #""acme.example""#, "vat": #""DE1""#,
                ],
                [
                    "certificate_number": #""N-2""#, "certificate_identity_number": #""I-2""#,
                    "flexible_scope": #""All""#, "certification_scope": #""A\n\tB""#,
                    "sites": #"[{"full_address":"X","country":"FR","zip_code":"0"}]"#,
                    "certification_sectors": #"[{"sector_code":"IAF 31"}]"#,
                ])
            let unaccredited = Bodies.v2([
                "certificate_number": #""N-3""#,
                "certificate_accreditation_status": #""NoneAccredited""#,
            ])
            for body in [Bodies.v2(), full, unaccredited] {
                let id = try await scene.uploadedID(body)
                let read = try await scene.send("GET", "cert/\(id)")
                #expect(
                    try read.keys("data") == [
                        "company_certifications_id", "company_id", "status", "status_since",
                        "certified_entity", "certification", "created_at", "updated_at",
                        "confirmed_at", "withdrawn_at",
                    ])
                let entity = try #require(try read.source("data.certified_entity"))
                let certification = try #require(try read.source("data.certification"))
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "upload-cert",
                        #"{"certified_entity":\#(entity),"certification":\#(certification)}"#)
                    #expect(try answer.text("data.result") == "unchanged", "\(answer.body)")
                    #expect(try answer.text("data.company_certifications_id") == id)
                    #expect(try answer.at("data.warnings") == nil)
                }
            }
        }
    }

    @Test(
        "past its expiry date a certification reads expired from the day after, and no time moves")
    func expiry() async throws {
        try await APIScene.run { scene in
            let start = scene.clock.seconds
            let ids = try await [
                scene.uploadedID(),
                scene.uploadedID(
                    Bodies.v2([
                        "certificate_number": #""N-2""#,
                        "certification_status": #""suspended""#,
                    ])),
                scene.uploadedID(
                    Bodies.v2([
                        "certificate_number": #""N-3""#,
                        "certification_status": #""Terminated""#,
                    ])),
            ]
            func statuses(_ version: String) async throws -> [String?] {
                var statuses: [String?] = []
                for id in ids {
                    let read = try await scene.send("GET", "cert/\(id)", version: version)
                    statuses.append(try read.text("data.status"))
                    #expect(try read.number("data.updated_at") == start)
                    #expect(try read.number("data.status_since") == start)
                    #expect(try read.number("data.confirmed_at") == start)
                }
                return statuses
            }
            func expired() async throws -> [String?] {
                try await scene.send("GET", "cert?certification_status=expired&order=ASC")
                    .texts("certification.certificate_number")
            }
            scene.clock.set(.sample(2027, 2, 28))
            scene.clock.advance(seconds: 12 * 3_600 - 1)
            #expect(try await statuses("v1") == ["active", "suspended", "cancelled"])
            #expect(try await expired() == [])
            try await scene.expectNoChange {
                scene.clock.advance(seconds: 1)
                for version in ["v1", "v2"] {
                    let statuses = try await statuses(version)
                    #expect(statuses == ["expired", "expired", "cancelled"])
                }
            }
            #expect(try await expired() == ["N-1", "N-2"])
            let uploaded = try await scene.send("GET", "cert/\(ids[1])")
            #expect(try uploaded.text("data.certification.certification_status") == "suspended")
        }
    }

    @Test("each time of a certification moves with what it is the time of, and nothing else")
    func times() async throws {
        try await APIScene.run { scene in
            let start = scene.clock.seconds
            let id = try await scene.uploadedID()
            let second = try await scene.uploadedID(
                Bodies.v2(["certificate_number": #""N-2""#]))
            func times(_ id: String) async throws -> [Int64] {
                let read = try await scene.send("GET", "cert/\(id)")
                return try ["created_at", "status_since", "updated_at", "confirmed_at"].map {
                    try #require(try read.number("data.\($0)")) - start
                }
            }
            scene.clock.advance(seconds: 10)
            try await scene.upload(Bodies.v2())
            #expect(try await times(id) == [0, 0, 0, 10])
            scene.clock.advance(seconds: 10)
            try await scene.upload(Bodies.v2(["certification_scope": #""S""#]))
            #expect(try await times(id) == [0, 0, 20, 20])
            scene.clock.advance(seconds: 10)
            try await scene.upload(Bodies.v2(["certification_status": #""suspended""#]))
            #expect(try await times(id) == [0, 30, 30, 30])
            scene.clock.advance(seconds: 10)
            _ = try await scene.send(
                "PUT", "ce-name-by-guid", #"{"company_guid":"E-1","company_name":"Acme AG"}"#)
            #expect(try await times(id) == [0, 30, 40, 30])
            #expect(try await times(second) == [0, 0, 40, 0])
        }
    }

    @Test("a call that has no parameters refuses all of them")
    func parameters() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            let read = try await scene.send("GET", "cert/\(id)?limit=1&colour=")
            #expect(try read.faults == ["validation_error limit", "validation_error colour"])
            try await scene.expectNoChange {
                for path in ["cert/\(id)?force=1", "ce/\(id)?force=1"] {
                    let answer = try await scene.send("DELETE", path)
                    #expect(try answer.faults == ["validation_error force"])
                }
            }
        }
    }
}
