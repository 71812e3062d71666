import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Certifications of a multi-national certification body over HTTP")
struct MultinationalTests {
    private static let role = Role.multinationalCertificationBody

    private static func field(_ version: String, _ key: String) -> String {
        version == "v1" ? key : "certification.\(key)"
    }

    @Test("V1 answers the id beside data, V2 inside; both store the same, of the body named")
    func answers() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let v1 = try await scene.send(
                "POST", "upload-cert", Bodies.v1(for: Self.role), version: "v1")
            #expect(
                try v1.keys("") == [
                    "data", "company_certifications_id", "result", "company_id", "renamed_from",
                ])
            #expect(try v1.flag("data") == true)
            let v2 = try await scene.send("POST", "upload-cert", Bodies.v2(for: Self.role))
            #expect(try v2.keys("") == ["data"])
            #expect(try v2.text("data.result") == "unchanged")
            let id = try #require(try v1.text("company_certifications_id"))
            #expect(try v2.text("data.company_certifications_id") == id)
            let flat = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try flat.text("data.certification_bodies_name") == "Alpha Cert")
            #expect(
                try flat.text("data.certification_bodies_id")
                    == scene.associatedBodies.first?.description)
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(try read.text("data.certification.certification_body_name") == "Alpha Cert")
            #expect(try read.text("data.certification.certification_body_acronym_name") == "AC")
            #expect(try read.at("data.certification.certification_body_identity_number") == nil)
        }
    }

    @Test("what it reads in V2 can be sent back and changes nothing, without acronym too")
    func sentBack() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let other = try await scene.newAccount(.certificationBody, "Beta Cert")
            try await scene.associate(try other.certificationBodyID)
            let beta: [String: String?] = [
                "certification_body_name": #""Beta Cert""#,
                "certification_body_acronym_name": #""any""#,
            ]
            for changes in [[:], beta] {
                let id = try await scene.uploadedID(Bodies.v2(for: Self.role, changes))
                let read = try await scene.send("GET", "cert/\(id)")
                let entity = try #require(try read.source("data.certified_entity"))
                let certification = try #require(try read.source("data.certification"))
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "upload-cert",
                        #"{"certified_entity":\#(entity),"certification":\#(certification)}"#)
                    #expect(try answer.text("data.result") == "unchanged", "\(answer.body)")
                    #expect(try answer.text("data.company_certifications_id") == id)
                }
            }
        }
    }

    @Test("names and acronyms are compared as names; a body without acronym takes any")
    func naming() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let other = try await scene.newAccount(.certificationBody, "Beta Cert")
            try await scene.associate(try other.certificationBodyID)
            let alpha = try #require(scene.associatedBodies.first)
            let named = [
                ("ALPHA  cert", "ac", alpha), (" Alpha Cert ", "AC", alpha),
                ("Beta Cert", "whatever", try other.certificationBodyID),
            ]
            for version in ["v1", "v2"] {
                for (name, acronym, body) in named {
                    let id = try await scene.uploadedID(
                        Bodies.upload(
                            version, for: Self.role,
                            [
                                "certification_body_name": #""\#(name)""#,
                                "certification_body_acronym_name": #""\#(acronym)""#,
                            ]), version: version)
                    let read = try await scene.send("GET", "cert/\(id)", version: "v1")
                    #expect(
                        try read.text("data.certification_bodies_id") == body.description)
                }
            }
        }
    }

    @Test("a misspelt name, a wrong acronym and a body that is not associated are faults")
    func unknownBodies() async throws {
        try await APIScene.run(as: Self.role) { scene in
            // It is there, and has the name that is sent; so has the account itself.
            _ = try await scene.newAccount(.certificationBody, "Beta Cert", acronym: "BC")
            let (name, acronym) = ("certification_body_name", "certification_body_acronym_name")
            let cases = [
                ("Alfa Cert", "AC", name, "\"Alpha Cert\""), ("AC", "AC", name, "\"Alpha Cert\""),
                ("Beta Cert", "BC", name, "\"Alpha Cert\""),
                ("Never", "BC", name, "\"Alpha Cert\""),
                ("Global Cert", "GC", name, "\"Alpha Cert\""),
                ("Alpha Cert", "A", acronym, "\"AC\""), ("Alpha Cert", "BC", acronym, "\"AC\""),
            ]
            var messages: [String: String] = [:]
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    for (sentName, sentAcronym, key, advice) in cases {
                        let changes: [String: String?] = [
                            name: #""\#(sentName)""#, acronym: #""\#(sentAcronym)""#,
                        ]
                        let answer = try await scene.send(
                            "POST", "upload-cert",
                            Bodies.upload(version, for: Self.role, changes), version: version)
                        #expect(answer.status == 400)
                        #expect(
                            try answer.faults == ["validation_error \(Self.field(version, key))"])
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.contains(advice))
                        messages[sentName] = message
                        let bulk = try await scene.send(
                            "POST", "bulk-upload-cert",
                            Bodies.bulk(version, for: Self.role, [[:], changes]),
                            version: version)
                        let place =
                            version == "v1"
                            ? "certifications[1]" : "certified_entities[0].certifications[1]"
                        #expect(try bulk.faults == ["validation_error \(place).\(key)"])
                    }
                }
            }
            // Whether a body is there, none who may not name it learns.
            #expect(messages["Beta Cert"] == messages["Never"])
        }
    }

    @Test("entities are the account's own, and updated in both versions")
    func entities() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: Self.role) { scene in
                let data = try await scene.upload(Bodies.v2(for: Self.role))
                let id = try #require(data["company_certifications_id"]?.string)
                let entityID = try #require(data["company_id"]?.string)
                let details = try await scene.send(
                    "PUT", "ce-by-guid",
                    #"{"company_guid":"E-1","company_city":"Bonn","tax_id":"T","#
                        + #""system_information":[{"company_guid":"X-1"}]}"#, version: version)
                #expect(try details.text("data.company_city") == "Bonn")
                #expect(try details.text("data.tax_id") == "T")
                let rename = try await scene.send(
                    "PUT", "ce-name-by-guid", #"{"company_guid":"X-1","company_name":"Acme AG"}"#,
                    version: version)
                #expect(try rename.text("data.company_id") == entityID)
                #expect(try rename.text("data.former_names.0.company_name") == "Acme GmbH")
                let read = try await scene.send("GET", "cert/\(id)", version: "v1")
                #expect(try read.text("data.company_name") == "Acme AG")
                try await scene.expectNoChange {
                    for call in ["ce-by-guid", "ce-name-by-guid"] {
                        let answer = try await scene.send(
                            "PUT", call,
                            #"{"company_guid":"E-9","company_name":"A","company_city":"B"}"#,
                            version: version)
                        #expect(try answer.refusal == "404 not_found")
                    }
                }
                let deletion = try await scene.send("DELETE", "ce/\(entityID)", version: version)
                #expect(deletion.body == #"{"data":1}"#)
                #expect(try await scene.send("GET", "cert/\(id)").status == 404)
            }
        }
    }

    @Test("a body that is dissociated: read, updated and deleted, but not uploaded for")
    func dissociated() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: Self.role) { scene in
                let body = try #require(scene.associatedBodies.first)
                let data = try await scene.upload(Bodies.v2(for: Self.role))
                let id = try #require(data["company_certifications_id"]?.string)
                let second = try await scene.uploadedID(
                    Bodies.v2(for: Self.role, ["certificate_number": #""N-2""#]))
                let before = try await scene.send("GET", "cert/\(id)", version: version)
                try await scene.dissociate(body)
                let after = try await scene.send("GET", "cert/\(id)", version: version)
                #expect(after.status == 200 && after.body == before.body)
                try await scene.expectNoChange {
                    let list = try await scene.send("GET", "cert", version: version)
                    #expect(try list.number("meta.total_rows") == 2)
                    for changes in [[:], ["certification_status": #""withdrawn""#]] {
                        let answer = try await scene.send(
                            "POST", "upload-cert", Bodies.upload(version, for: Self.role, changes),
                            version: version)
                        let field = Self.field(version, "certification_body_name")
                        #expect(try answer.faults == ["validation_error \(field)"])
                        #expect(
                            try answer.text("errors.0.message")?.contains("you have none") == true)
                    }
                }
                let update = try await scene.send(
                    "PUT", "ce-by-guid", #"{"company_guid":"E-1","company_city":"Bonn"}"#,
                    version: version)
                #expect(update.status == 200)
                let deletion = try await scene.send("DELETE", "cert/\(second)", version: version)
                #expect(deletion.body == #"{"data":1}"#)
                try await scene.associate(body)
                #expect(try await scene.uploadedID() == id)
            }
        }
    }

    @Test("a validation of each upload and update answers as it would, and stores nothing")
    func validation() async throws {
        try await APIScene.run(as: Self.role) { scene in
            let id = try await scene.uploadedID()
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    let new = Bodies.upload(
                        version, for: Self.role, ["certificate_number": #""N-2""#])
                    let upload = try await scene.send(
                        "POST", "upload-cert?mode=validate", new, version: version)
                    let place = version == "v1" ? "" : "data."
                    #expect(try upload.text("\(place)result") == "created")
                    #expect(try upload.isNull("\(place)company_certifications_id"))
                    let update = try await scene.send(
                        "PUT", "ce-by-guid?mode=validate",
                        #"{"company_guid":"E-1","company_city":"Bonn"}"#, version: version)
                    #expect(try update.text("data.company_city") == "Bonn")
                }
            }
            let list = try await scene.send("GET", "cert", version: "v1")
            #expect(try list.texts("company_certifications_id") == [id])
        }
    }
}
