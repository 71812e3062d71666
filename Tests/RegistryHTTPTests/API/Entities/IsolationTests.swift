import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Accounts know nothing of each other over HTTP")
struct IsolationTests {
    /// What a stranger may try with the ids of another account's records.
    private static func attempts(
        certification: String, entity: String
    ) -> [(method: String, path: String, body: String)] {
        let guids = ["E-1", "X-1", entity]
        return [
            ("GET", "cert/\(certification)", ""), ("HEAD", "cert/\(certification)", ""),
            ("DELETE", "cert/\(certification)", ""), ("DELETE", "ce/\(entity)", ""),
            ("GET", "cert?certificate_number=N-1", ""),
            ("GET", "cert?certified_entity_unique_id=E-1", ""),
            ("GET", "cert?certified_entity_unique_id=X-1", ""),
            ("GET", "cert?certificate_identity_number=I-1", ""), ("GET", "cert", ""),
            ("POST", "upload-cert?mode=validate", Bodies.v2()),
            (
                "POST", "bulk-upload-cert",
                #"{"certifications":["#
                    + Bodies.numbered("N-2", ["certified_entity_unique_id": #""E-1""#]) + "]}"
            ),
        ]
            + guids.flatMap { guid in
                [
                    ("PUT", "ce-by-guid", #"{"company_guid":"\#(guid)","vat":"V"}"#),
                    (
                        "PUT", "ce-name-by-guid",
                        #"{"company_guid":"\#(guid)","company_name":"Stolen"}"#
                    ),
                ]
            }
    }

    @Test("another account's record is answered word for word as one that does not exist")
    func wordForWord() async throws {
        try await APIScene.run { scene in
            let other = try await scene.otherAccount()
            func ask(_ certification: String, _ entity: String) async throws -> [String] {
                var answers: [String] = []
                for attempt in Self.attempts(certification: certification, entity: entity) {
                    for version in ["v1", "v2"]
                    where !attempt.body.contains("certif")
                        || version == "v2"
                    {
                        let answer = try await other.send(
                            attempt.method, attempt.path, attempt.body, version: version)
                        answers.append("\(attempt.method) \(answer.status) \(answer.body)")
                    }
                }
                return answers
            }
            // Ids that no record ever had, before there is any record.
            let before = try await ask("zzzzzzzzzzzz0", "zzzzzzzzzzzz1")
            #expect(before.count { $0.contains("not_found") } == 18)
            let data = try await scene.upload(
                Bodies.v2(["certificate_identity_number": #""I-1""#]))
            _ = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","system_information":[{"company_guid":"X-1"}]}"#)
            let id = try #require(data["company_certifications_id"]?.string)
            let entityID = try #require(data["company_id"]?.string)
            let read = try await scene.send("GET", "cert/\(id)")
            try await scene.expectNoChange {
                let after = try await ask(id, entityID)
                #expect(after == before)
                #expect(!after.contains { $0.contains(id) || $0.contains(entityID) })
            }
            let again = try await scene.send("GET", "cert/\(id)")
            #expect(again.body == read.body)
        }
    }

    @Test("equal ids and numbers of two accounts are two entities and two certifications")
    func equalKeys() async throws {
        try await APIScene.run { scene in
            let other = try await scene.otherAccount()
            let one = try await scene.upload(Bodies.v2())
            let two = try await other.upload(
                Bodies.v2(entity: ["certified_entity_name": #""Beta""#]))
            #expect(two["result"]?.string == "created")
            for key in ["company_certifications_id", "company_id"] {
                #expect(one[key]?.string != two[key]?.string)
            }
            let entityID = try #require(two["company_id"]?.string)
            #expect(try await other.send("DELETE", "ce/\(entityID)").status == 200)
            let id = try #require(one["company_certifications_id"]?.string)
            let read = try await scene.send("GET", "cert/\(id)", version: "v1")
            #expect(try read.text("data.company_name") == "Acme GmbH")
            #expect(try read.text("data.certification_bodies_name") == "Alpha Cert")
        }
    }
}
