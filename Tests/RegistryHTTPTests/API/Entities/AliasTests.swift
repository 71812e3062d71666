import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Further names and ids of an entity over HTTP")
struct AliasTests {
    private static func update(
        _ guid: String, _ aliases: String, version: String = "v2", of scene: APIScene
    ) async throws -> APIAnswer {
        try await scene.send(
            "PUT", "ce-by-guid",
            #"{"company_guid":"\#(guid)","system_information":\#(aliases)}"#, version: version)
    }

    @Test("V1 takes pairs, or one name with several ids; V2 the pairs alone; both answer pairs")
    func forms() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            let group = #"{"company_name":"Acme Nord","company_guids":["X-1","X-2"]}"#
            let grouped = try await Self.update("E-1", group, version: "v1", of: scene)
            #expect(
                try grouped.source("data.system_information")
                    == #"[{"company_name":"Acme Nord","company_guid":"X-1"},"#
                    + #"{"company_name":"Acme Nord","company_guid":"X-2"}]"#)
            try await scene.expectNoChange {
                let refused = try await Self.update("E-1", group, of: scene)
                #expect(try refused.faults == ["validation_error system_information"])
            }
            let pairs =
                #"[{"company_name":"Acme Süd","company_guid":"X-3"},{"company_guid":"X-1"}]"#
            for version in ["v1", "v2"] {
                let answer = try await Self.update("E-1", pairs, version: version, of: scene)
                #expect(
                    try answer.source("data.system_information")
                        == #"[{"company_name":"Acme Süd","company_guid":"X-3"},"#
                        + #"{"company_name":null,"company_guid":"X-1"}]"#)
            }
            // Replaced whole: an id that is left out is free.
            try await scene.expectNoChange {
                let unknown = try await Self.update("X-2", "null", of: scene)
                #expect(try unknown.refusal == "404 not_found")
            }
            for empty in ["[]", #""""#] {
                _ = try await Self.update("E-1", pairs, of: scene)
                let cleared = try await Self.update("E-1", empty, of: scene)
                #expect(try cleared.source("data.system_information") == "[]")
            }
        }
    }

    @Test("an upload under an alias updates the entity, which keeps its unique id and its name")
    func uploads() async throws {
        try await APIScene.run { scene in
            let first = try await scene.upload(Bodies.v2())
            _ = try await Self.update(
                "E-1", #"[{"company_name":"Acme Nord","company_guid":"X-1"}]"#, of: scene)
            let second = try await scene.upload(
                Bodies.v2(
                    entity: [
                        "certified_entity_unique_id": #""X-1""#,
                        "certified_entity_name": #""Acme Nord""#,
                    ], ["certificate_number": #""N-2""#]))
            #expect(second["company_id"]?.string == first["company_id"]?.string)
            #expect(second["renamed_from"]?.isNull == true)
            let id = try #require(second["company_certifications_id"]?.string)
            let read = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try read.text("data.company_guid") == "E-1")
            #expect(try read.text("data.company_name") == "Acme GmbH")
        }
    }

    @Test("an id of another entity of the account is refused on its element, in each form")
    func conflicts() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            try await scene.upload(
                Bodies.v2(
                    entity: ["certified_entity_unique_id": #""E-2""#],
                    ["certificate_number": #""N-2""#]))
            _ = try await Self.update("E-2", #"[{"company_guid":"X-2"}]"#, of: scene)
            let field = "validation_error system_information"
            try await scene.expectNoChange {
                let pairs =
                    #"[{"company_guid":"X-1"},{"company_guid":"X-2"},{"company_guid":"E-2"}]"#
                let second = try await Self.update("E-1", pairs, of: scene)
                #expect(second.status == 400)
                #expect(try second.faults == ["\(field)[1]", "\(field)[2]"])
                #expect(try second.text("errors.1.value") == #"{"company_guid":"E-2"}"#)
                let group = #"{"company_name":"A","company_guids":["X-1","E-2"]}"#
                let first = try await Self.update("E-1", group, version: "v1", of: scene)
                #expect(try first.faults == ["\(field).company_guids[1]"])
                let validated = try await scene.send(
                    "PUT", "ce-by-guid?mode=validate",
                    #"{"company_guid":"E-1","system_information":\#(pairs)}"#)
                #expect(validated.body == second.body)
            }
            // Another account's ids are no one's here.
            let other = try await scene.otherAccount()
            try await other.upload(
                Bodies.v2(entity: ["certified_entity_unique_id": #""E-9""#]))
            let answer = try await Self.update("E-9", #"[{"company_guid":"E-2"}]"#, of: other)
            #expect(answer.status == 200)
        }
    }

    @Test("at most 100 pairs, each with an id")
    func limits() async throws {
        @Sendable func pairs(_ count: Int) -> String {
            "[" + (1...count).map { #"{"company_guid":"X-\#($0)"}"# }.joined(separator: ",") + "]"
        }
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            try await scene.expectNoChange {
                let tooMany = try await Self.update("E-1", pairs(101), of: scene)
                #expect(try tooMany.faults == ["validation_error system_information"])
                #expect(try tooMany.text("errors.0.message")?.contains("100") == true)
                let nameless = try await Self.update(
                    "E-1", #"[{"company_name":"A"},{"company_guid":"?!"}]"#, of: scene)
                #expect(
                    try nameless.faults == [
                        "validation_error system_information[0].company_guid",
                        "validation_error system_information[1].company_guid",
                    ])
            }
            let most = try await Self.update("E-1", pairs(100), of: scene)
            #expect(try most.count("data.system_information") == 100)
        }
    }
}
