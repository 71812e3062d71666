import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Deleting over HTTP")
struct DeleteTests {
    @Test("a deleted certification is gone; its number uploaded again gets its id back")
    func certification() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run { scene in
                let id = try await scene.uploadedID()
                let other = try await scene.uploadedID(
                    Bodies.v2(["certificate_number": #""N-2""#]))
                let answer = try await scene.send("DELETE", "cert/\(id)", version: version)
                #expect(answer.status == 200)
                #expect(answer.body == #"{"data":1}"#)
                try await scene.expectNoChange {
                    for method in ["DELETE", "GET"] {
                        let again = try await scene.send(method, "cert/\(id)", version: version)
                        #expect(try again.refusal == "404 not_found")
                    }
                }
                let list = try await scene.send("GET", "cert", version: "v1")
                #expect(try list.texts("company_certifications_id") == [other])
                #expect(try list.number("meta.total_rows") == 1)
                let back = try await scene.upload(Bodies.v2())
                #expect(back["result"]?.string == "created")
                #expect(back["company_certifications_id"]?.string == id)
            }
        }
    }

    @Test("a deleted entity takes its certifications along, and its unique id is free")
    func entity() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run { scene in
                let first = try await scene.upload(Bodies.v2())
                let entityID = try #require(first["company_id"]?.string)
                let ids = [
                    try #require(first["company_certifications_id"]?.string),
                    try await scene.uploadedID(Bodies.v2(["certificate_number": #""N-2""#])),
                ]
                let other = try await scene.uploadedID(
                    Bodies.v2(
                        entity: ["certified_entity_unique_id": #""E-2""#],
                        ["certificate_number": #""N-3""#]))
                // A certification's id names no entity, nor the other way round.
                try await scene.expectNoChange {
                    for path in ["ce/\(ids[0])", "cert/\(entityID)", "ce/E-1"] {
                        let answer = try await scene.send("DELETE", path, version: version)
                        #expect(try answer.refusal == "404 not_found")
                    }
                }
                let answer = try await scene.send("DELETE", "ce/\(entityID)", version: version)
                #expect(answer.body == #"{"data":1}"#)
                for id in ids {
                    #expect(try await scene.send("GET", "cert/\(id)").status == 404)
                }
                try await scene.expectNoChange {
                    let again = try await scene.send(
                        "DELETE", "ce/\(entityID)", version: version)
                    #expect(try again.refusal == "404 not_found")
                    let update = try await scene.send(
                        "PUT", "ce-by-guid", #"{"company_guid":"E-1","vat":"V"}"#)
                    #expect(try update.refusal == "404 not_found")
                }
                let list = try await scene.send("GET", "cert", version: "v1")
                #expect(try list.texts("company_certifications_id") == [other])
                // Another entity may have the id as an alias now.
                let alias = #"[{"company_guid":"E-1"}]"#
                let freed = try await scene.send(
                    "PUT", "ce-by-guid",
                    #"{"company_guid":"E-2","system_information":\#(alias)}"#)
                #expect(freed.status == 200)
            }
        }
    }

    @Test("an entity uploaded again after its delete has its old id and its certifications theirs")
    func comesBack() async throws {
        try await APIScene.run { scene in
            let first = try await scene.upload(Bodies.v2())
            let entityID = try #require(first["company_id"]?.string)
            _ = try await scene.send("DELETE", "ce/\(entityID)")
            let back = try await scene.upload(Bodies.v2())
            #expect(back["result"]?.string == "created")
            #expect(back["company_id"]?.string == entityID)
            #expect(
                back["company_certifications_id"]?.string
                    == first["company_certifications_id"]?.string)
        }
    }
}
