import RegistryCore
import RegistryJSON
import Testing

@Suite("Validating over HTTP")
struct ValidateTests {
    @Test("a validated upload answers as the real one, with null for ids that would be new")
    func upload() async throws {
        try await APIScene.run { scene in
            try await scene.expectNoChange {
                let first = try await scene.send(
                    "POST", "upload-cert?mode=validate", Bodies.v1(["colour": "1"]), version: "v1")
                #expect(first.status == 200)
                #expect(try first.flag("data") == true)
                #expect(try first.text("result") == "created")
                #expect(try first.isNull("company_certifications_id"))
                #expect(try first.isNull("company_id"))
                #expect(try first.texts("field", in: "warnings") == ["colour"])
                let second = try await scene.send(
                    "POST", "upload-cert?mode=validate", Bodies.v2())
                #expect(try second.isNull("data.company_certifications_id"))
            }
            #expect(try await scene.send("GET", "cert").number("meta.total_rows") == 0)

            let stored = try await scene.upload(Bodies.v2())
            try await scene.expectNoChange {
                let renamed = try await scene.send(
                    "POST", "upload-cert?mode=validate",
                    Bodies.v2(
                        entity: ["certified_entity_name": #""Acme AG""#],
                        ["certificate_number": #""N-2""#]))
                #expect(try renamed.text("data.result") == "created")
                #expect(try renamed.isNull("data.company_certifications_id"))
                #expect(
                    try renamed.text("data.company_id") == stored.at("company_id")?.string)
                #expect(try renamed.text("data.renamed_from") == "Acme GmbH")
                let same = try await scene.send(
                    "POST", "upload-cert?mode=validate", Bodies.v1(), version: "v1")
                #expect(try same.text("result") == "unchanged")
                #expect(
                    try same.text("company_certifications_id")
                        == stored.at("company_certifications_id")?.string)
            }
            let list = try await scene.send("GET", "cert", version: "v1")
            #expect(try list.texts("company_name") == ["Acme GmbH"])
        }
    }

    @Test("a validated upload is refused as the real one")
    func refusal() async throws {
        try await APIScene.run { scene in
            try await scene.expectNoChange {
                for body in [
                    Bodies.v2(["certificate_number": nil]),
                    Bodies.v2(["certification_expiry_date": #""20240201""#]),
                ] {
                    let real = try await scene.send("POST", "upload-cert", body)
                    let validated = try await scene.send(
                        "POST", "upload-cert?mode=validate", body)
                    #expect(real.status == 400)
                    #expect(validated.status == 400)
                    #expect(validated.body == real.body)
                }
            }
        }
    }

    @Test("a validated update answers the entity as it would be, and stores nothing")
    func updates() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            for version in ["v1", "v2"] {
                try await scene.expectNoChange {
                    let details = try await scene.send(
                        "PUT", "ce-by-guid?mode=validate",
                        #"{"company_guid":"E-1","company_city":"Bonn","tax_id":"T-1"}"#,
                        version: version)
                    #expect(try details.text("data.company_city") == "Bonn")
                    #expect(try details.text("data.tax_id") == "T-1")
                    let name = try await scene.send(
                        "PUT", "ce-name-by-guid?mode=validate",
                        #"{"company_guid":"E-1","company_name":"Acme AG"}"#, version: version)
                    #expect(try name.text("data.company_name") == "Acme AG")
                    #expect(
                        try name.texts("company_name", in: "data.former_names") == ["Acme GmbH"])
                    let unknown = try await scene.send(
                        "PUT", "ce-by-guid?mode=validate", #"{"company_guid":"E-9"}"#,
                        version: version)
                    #expect(try unknown.refusal == "404 not_found")
                }
            }
            let read = try await scene.send("GET", "cert/\(id)")
            let entity = "data.certified_entity"
            #expect(try read.text("\(entity).certified_entity_name") == "Acme GmbH")
            #expect(try read.text("\(entity).business_registered_city") == "Köln")
            #expect(try read.isNull("\(entity).tax_id"))
        }
    }

    @Test("a mode that a call has not is refused, and so is a doubled or empty one")
    func wrongModes() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            let calls = [
                ("POST", "upload-cert", Bodies.v2(["certification_scope": #""S""#]), ["partial"]),
                ("POST", "bulk-upload-cert", Bodies.v2Bulk([Bodies.v2Entity()]), []),
                ("PUT", "ce-by-guid", #"{"company_guid":"E-1","vat":"V"}"#, ["partial"]),
                (
                    "PUT", "ce-name-by-guid", #"{"company_guid":"E-1","company_name":"B"}"#,
                    ["partial"]
                ),
            ]
            let wrong = ["dry", "VALIDATE", "", "validate&mode=validate"]
            try await scene.expectNoChange {
                for (method, path, body, more) in calls {
                    for mode in wrong + more {
                        let answer = try await scene.send(method, "\(path)?mode=\(mode)", body)
                        #expect(answer.status == 400, "\(path) \(mode)")
                        #expect(try answer.faults == ["validation_error mode"])
                    }
                    let unknown = try await scene.send(method, "\(path)?mod=validate", body)
                    #expect(try unknown.faults == ["validation_error mod"])
                }
            }
        }
    }
}
