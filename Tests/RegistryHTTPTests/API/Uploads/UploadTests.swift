import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Uploading one certification over HTTP")
struct UploadTests {
    @Test("V1 and V2 answer with the id in their own shape, and read it back")
    func shapes() async throws {
        try await APIScene.run { scene in
            let first = try await scene.send("POST", "upload-cert", Bodies.v1(), version: "v1")
            #expect(first.status == 200)
            #expect(first.headers["content-type"] == "application/json")
            #expect(
                try first.keys("") == [
                    "data", "company_certifications_id", "result", "company_id", "renamed_from",
                ])
            #expect(try first.flag("data") == true)
            #expect(try first.text("result") == "created")
            #expect(try first.isNull("renamed_from"))
            let id = try #require(try first.text("company_certifications_id"))

            let again = try await scene.send("POST", "upload-cert", Bodies.v2())
            #expect(try again.keys("") == ["data"])
            #expect(
                try again.keys("data") == [
                    "company_certifications_id", "result", "company_id", "renamed_from",
                ])
            #expect(try again.text("data.company_certifications_id") == id)
            #expect(try again.text("data.company_id") == first.text("company_id"))
            #expect(try again.text("data.result") == "unchanged")

            for version in ["v1", "v2"] {
                let read = try await scene.send("GET", "cert/\(id)", version: version)
                #expect(read.status == 200)
                #expect(try read.text("data.company_certifications_id") == id)
            }
        }
    }

    @Test("an upload says whether it created, updated or changed nothing, and what it renamed")
    func results() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            try await scene.expectNoChange {
                let again = try await scene.upload(Bodies.v2())
                #expect(again.at("result")?.string == "unchanged")
            }
            let scoped = try await scene.upload(Bodies.v2(["certification_scope": #""Bolts""#]))
            #expect(scoped.at("result")?.string == "updated")
            let renamed = try await scene.upload(
                Bodies.v1([
                    "certified_entity_name": #""Acme AG""#, "certification_scope": #""Bolts""#,
                ]), version: "v1")
            #expect(renamed.at("result")?.string == "updated")
            #expect(renamed.at("renamed_from")?.string == "Acme GmbH")
            #expect(renamed.at("company_certifications_id")?.string == id)
            // As compared they are one name.
            let spelled = try await scene.upload(
                Bodies.v2(
                    entity: ["certified_entity_name": #""ACME  AG""#],
                    ["certification_scope": #""Bolts""#]))
            #expect(spelled.at("renamed_from")?.isNull == true)
            let read = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try read.text("data.company_name") == "ACME  AG")
        }
    }

    @Test("another unique id is another entity, and its certification may move there")
    func entities() async throws {
        try await APIScene.run { scene in
            let first = try await scene.upload(Bodies.v2())
            let moved = try await scene.upload(
                Bodies.v2(entity: ["certified_entity_unique_id": #""E-2""#]))
            #expect(moved.at("result")?.string == "updated")
            #expect(
                moved.at("company_certifications_id")?.string
                    == first.at("company_certifications_id")?.string)
            #expect(moved.at("company_id")?.string != first.at("company_id")?.string)
            // The entity without certifications stays.
            let left = try await scene.send(
                "PUT", "ce-name-by-guid", #"{"company_guid":"E-1","company_name":"Acme GmbH"}"#)
            #expect(try left.text("data.company_id") == first.at("company_id")?.string)
        }
    }

    @Test("V2 takes its entity as certified_entities, too, but not under both keys")
    func entityKeys() async throws {
        try await APIScene.run { scene in
            let entity = Bodies.v2Entity()
            let certification = Bodies.v2Certification()
            func send(_ keys: String) async throws -> APIAnswer {
                try await scene.send(
                    "POST", "upload-cert", #"{\#(keys),"certification":\#(certification)}"#)
            }
            #expect(
                try await send(#""certified_entities":\#(entity)"#).text("data.result")
                    == "created")
            #expect(
                try await send(#""certified_entities":[\#(entity)]"#).text("data.result")
                    == "unchanged")
            try await scene.expectNoChange {
                for keys in [
                    #""certified_entity":\#(entity),"certified_entities":\#(entity)"#,
                    #""certified_entities":[\#(entity),\#(entity)]"#,
                ] {
                    let answer = try await send(keys)
                    #expect(try answer.faults == ["validation_error certified_entities"])
                }
            }
        }
    }

    @Test("unknown keys are ignored, and the answer names them and the nearest known one")
    func warnings() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2(["certification_scop": #""Bolts""#, "colour": #"{"a":[1]}"#])
            let answer = try await scene.send("POST", "upload-cert", body)
            #expect(try answer.text("data.result") == "created")
            #expect(
                try answer.texts("field", in: "data.warnings") == [
                    "certification.certification_scop", "certification.colour",
                ])
            #expect(try answer.keys("data.warnings.0") == ["code", "field", "message"])
            #expect(try answer.text("data.warnings.0.code") == "unknown_key")
            let messages = try answer.texts("message", in: "data.warnings").compactMap { $0 }
            #expect(messages[0].contains("certification_scope"))
            #expect(!messages[1].contains("Did you mean"))

            let flat = try await scene.send(
                "POST", "upload-cert", Bodies.v1(["flexible_scope": "true"]), version: "v1")
            #expect(try flat.texts("field", in: "warnings") == ["flexible_scope"])
            #expect(try flat.text("result") == "unchanged")
            let id = try #require(try answer.text("data.company_certifications_id"))
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(try read.isNull("data.certification.certification_scope"))
            #expect(!read.body.contains("colour"))
        }
    }

    @Test("the stronger key of a certificate is its identity number")
    func identityNumbers() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            func upload(_ number: String, _ identity: String?) async throws -> APIAnswer {
                try await scene.send(
                    "POST", "upload-cert",
                    Bodies.v2([
                        "certificate_number": #""\#(number)""#,
                        "certificate_identity_number": identity.map { #""\#($0)""# },
                    ]))
            }
            let field = "data.company_certifications_id"
            #expect(try await upload("n-1", "I-1").text(field) == id)
            #expect(try await upload("N-2", "I-1").text(field) == id)
            let second = try await upload("N-2", "I-2")
            #expect(try second.text("data.result") == "created")
            #expect(try await upload("N-3", nil).text("data.result") == "created")
            try await scene.expectNoChange {
                let ambiguous = try await upload("N-2", nil)
                #expect(
                    try ambiguous.faults == [
                        "validation_error certification.certificate_identity_number"
                    ])
                let contradictory = try await upload("N-3", "I-1")
                #expect(
                    try contradictory.faults == [
                        "validation_error certification.certificate_number",
                        "validation_error certification.certificate_identity_number",
                    ])
            }
        }
    }
}
