import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Certifications of an accreditation body over HTTP")
struct AccreditationBodyUploadTests {
    private static let role = Role.accreditationBody

    @Test("both versions answer the id inside data, and store the same")
    func answers() async throws {
        try await APIScene.run(as: Self.role) { scene in
            for version in ["v1", "v2"] {
                let answer = try await scene.send(
                    "POST", "upload-cert", Bodies.upload(version, for: Self.role),
                    version: version)
                #expect(answer.status == 200, "\(answer.body)")
                #expect(
                    try answer.keys("data") == [
                        "company_certifications_id", "result", "company_id", "renamed_from",
                    ])
                #expect(try answer.keys("") == ["data"])
                let result = try answer.text("data.result")
                #expect(result == (version == "v1" ? "created" : "unchanged"))
            }
            let list = try await scene.send("GET", "cert")
            let read = "data.0"
            #expect(try list.text("\(read).certified_entity.business_registered_city") == "Köln")
            let texts = [
                "certification_body_identity_number": "CB-1",
                "certification_body_name": "Alpha Cert", "certification_body_acronym_name": "AC",
                "accreditation_body_acronym_name": "DAkkS",
            ]
            for (key, text) in texts {
                #expect(try list.text("\(read).certification.\(key)") == text, "\(key)")
            }
        }
    }

    @Test("what it reads in V2 can be sent back and changes nothing")
    func sentBack() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let id = try await scene.uploadedID()
            let read = try await scene.send("GET", "cert/\(id)")
            let entity = try #require(try read.source("data.certified_entity"))
            let certification = try #require(try read.source("data.certification"))
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "upload-cert",
                    #"{"certified_entity":\#(entity),"certification":\#(certification)}"#)
                #expect(try answer.text("data.result") == "unchanged")
                #expect(try answer.at("data.warnings") == nil)
            }
        }
    }

    @Test("the accreditation body is the account, whatever is sent as one")
    func ownAccreditation() async throws {
        let others = [
            #""UKAS""#, #""no such body""#, "7", "null", #""""#, "[1]",
            #""\#(String(repeating: "n", count: 500))""#,
        ]
        try await APIScene.run(as: Self.role) { scene in
            for version in ["v1", "v2"] {
                for other in others {
                    let answer = try await scene.send(
                        "POST", "upload-cert",
                        Bodies.upload(
                            version, for: Self.role,
                            [
                                "accreditation_body_name": other,
                                "accreditation_body_acronym_name": other,
                            ]), version: version)
                    #expect(answer.status == 200, "\(answer.body)")
                    #expect(try answer.at("data.warnings") == nil)
                    let id = try #require(try answer.text("data.company_certifications_id"))
                    let read = try await scene.send("GET", "cert/\(id)", version: "v1")
                    #expect(
                        try read.text("data.accreditation_bodies_name")
                            == "Deutsche Akkreditierungsstelle")
                }
            }
        }
    }

    @Test("a certification reads the body's account's name, where there is one")
    func accountName() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let id = try await scene.uploadedID()
            let before = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try before.text("data.certification_bodies_name") == "Alpha Cert")
            let bodyID = try #require(try before.text("data.certification_bodies_id"))
            _ = try await scene.store.addAccount(
                NewAccount(
                    role: .certificationBody, name: "Alpha Certification AG", country: "DE",
                    certificationBodyID: RecordID(bodyID)), origin: Scene.commandOrigin)
            let after = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(
                try after.text("data.certification_bodies_name") == "Alpha Certification AG")
            #expect(try after.text("data.certification_bodies_id") == bodyID)
            for version in ["v1", "v2"] {
                let body = try await scene.send("GET", "cb/\(bodyID)", version: version)
                let recorded =
                    version == "v1"
                    ? "certification_bodies_name_from_ab" : "certification_body_name"
                #expect(try body.text("data.\(recorded)") == "Alpha Cert")
                guard version == "v1" else { continue }
                #expect(
                    try body.text("data.certification_bodies_name") == "Alpha Certification AG")
            }
        }
    }

    @Test("a body's identity number decides; one that is not recorded is a fault of its field")
    func unknownBody() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let another: [String: String?] = [
                "certification_body_name": #""Some other name""#,
                "certification_body_acronym_name": nil,
            ]
            let key = "certification_body_identity_number"
            let unknown: [String: String?] = [key: #""cb-1""#, "certificate_number": #""N-2""#]
            for version in ["v1", "v2"] {
                try await scene.upload(
                    Bodies.upload(version, for: Self.role, another), version: version)
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "upload-cert", Bodies.upload(version, for: Self.role, unknown),
                        version: version)
                    let field = version == "v1" ? key : "certification.\(key)"
                    #expect(answer.status == 400)
                    #expect(try answer.faults == ["validation_error \(field)"])
                    #expect(try answer.text("errors.0.value") == #""cb-1""#)
                    #expect(try answer.text("errors.0.message")?.contains("upload-cb") == true)
                    let bulk = try await scene.send(
                        "POST", "bulk-upload-cert",
                        Bodies.bulk(version, for: Self.role, [[:], unknown]), version: version)
                    let place =
                        version == "v1"
                        ? "certifications[1]" : "certified_entities[0].certifications[1]"
                    #expect(try bulk.faults == ["validation_error \(place).\(key)"])
                    #expect(try bulk.recordIndices == [1])
                }
            }
        }
    }

    @Test("in a V2 bulk call an entity alone is a fault, and what is good beside it is stored")
    func entityAlone() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let body = Bodies.v2Bulk([
                Bodies.v2Entity("E-9", certifications: []),
                Bodies.v2Entity(
                    "E-1", certifications: [Bodies.v2Certification(for: Self.role)]),
            ])
            try await scene.expectNoChange {
                let answer = try await scene.send("POST", "bulk-upload-cert", body)
                #expect(answer.status == 400)
                #expect(try answer.faults == ["validation_error certified_entities[0]"])
                #expect(try answer.recordIndices == [1])
                let validation = try await scene.send(
                    "POST", "bulk-upload-cert?mode=validate", body)
                #expect(try validation.number("data.rejected") == 1)
            }
            let partial = try await scene.send("POST", "bulk-upload-cert?mode=partial", body)
            #expect(
                try partial.texts("status", in: "data.results") == ["created", "rejected"])
        }
    }

    @Test("a deleted entity takes its certifications along; ids that are none are not found")
    func deletes() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: Self.role) { scene in
                let data = try await scene.upload(Bodies.v2(for: Self.role))
                let id = try #require(data["company_certifications_id"]?.string)
                let entityID = try #require(data["company_id"]?.string)
                try await scene.expectNoChange {
                    for path in ["ce/\(id)", "cert/\(entityID)", "ce/E-1", "ce/CB-1"] {
                        let answer = try await scene.send("DELETE", path, version: version)
                        #expect(try answer.refusal == "404 not_found")
                    }
                }
                let deletion = try await scene.send("DELETE", "ce/\(entityID)", version: version)
                #expect(deletion.body == #"{"data":1}"#)
                for method in ["GET", "DELETE"] {
                    #expect(try await scene.send(method, "cert/\(id)").status == 404)
                }
                // What it recorded of the certification body stays.
                #expect(try await scene.send("GET", "cb").number("meta.total_rows") == 1)
            }
        }
    }

    @Test("a validation answers as an upload would, names no new id and stores nothing")
    func validation() async throws {
        try await APIScene.run(as: Self.role) { scene in
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    let answer = try await scene.send(
                        "POST", "upload-cert?mode=validate",
                        Bodies.upload(version, for: Self.role), version: version)
                    #expect(try answer.text("data.result") == "created")
                    #expect(try answer.isNull("data.company_certifications_id"))
                    #expect(try answer.isNull("data.company_id"))
                    let bulk = try await scene.send(
                        "POST", "bulk-upload-cert?mode=validate",
                        Bodies.bulk(version, for: Self.role, [[:]]), version: version)
                    #expect(try bulk.number("data.created") == 1)
                }
                let wrong = try await scene.send(
                    "POST", "upload-cert?mode=partial", Bodies.v2(for: Self.role))
                #expect(try wrong.faults == ["validation_error mode"])
            }
            #expect(try await scene.send("GET", "cert").number("meta.total_rows") == 0)
        }
    }

    @Test("its own terms are read in each of its calls, and are nobody else's")
    func mappings() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let mappings: [(MappingField, String, String)] = [
                (.country, "BRD", "Germany"), (.status, "gültig", "active"),
                (.type, "MS", "Management System"), (.scheme, "QM", "Quality Management Systems"),
                (.standard, "9001", "ISO 9001:2015"),
            ]
            for (field, source, target) in mappings {
                try await scene.map(field, source, target, for: scene.account.id)
            }
            let certification = Bodies.v1(
                for: Self.role,
                [
                    "certified_entity_country": #""BRD""#,
                    "certification_status": #""GÜLTIG""#, "certification_type": #""MS""#,
                    "schemes": Bodies.schemes("QM", "9001"),
                ])
            let body = Bodies.certificationBody([
                "country": #""brd""#, "office_directories": #"[{"country":"BRD"}]"#,
                "certification_body_countries": #"[{"country":"BRD"}]"#,
                "standard_and_schemes": Bodies.scope("QM", "9001"),
            ])
            let bodyID = try await scene.record(body)
            let recorded = try await scene.send("GET", "cb/\(bodyID)")
            let texts = [
                "country": "Germany", "office_directories.0.country": "Germany",
                "certification_body_countries.0.country": "Germany",
                "standard_and_schemes.0.scheme_name": "Quality Management Systems",
                "standard_and_schemes.0.standard_code": "ISO 9001:2015",
            ]
            for (path, text) in texts { #expect(try recorded.text("data.\(path)") == text) }
            let id = try await scene.uploadedID(certification, version: "v1")
            let read = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try read.text("data.status") == "active")
            for list in ["cb?country=BRD", "cert?country=BRD&standard=9001"] {
                #expect(try await scene.send("GET", list).number("meta.total_rows") == 1)
            }
            let update = try await scene.send(
                "PUT", "cb", #"{"certification_bodies_guid_in_ab":"CB-1","country":"BRD"}"#)
            #expect(try update.text("data.country") == "Germany")
            let other = try await scene.otherAccount()
            try await scene.expectNoChange {
                let answer = try await other.send("POST", "upload-cb", body)
                #expect(
                    try answer.faults.sorted() == [
                        "data_mapping_required certification_body_countries[0].country",
                        "data_mapping_required country",
                        "data_mapping_required office_directories[0].country",
                    ])
            }
        }
    }
}
