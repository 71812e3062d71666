import RegistryCore
import RegistryJSON
import Testing

@Suite("Bulk calls over HTTP")
struct BulkTests {
    @Test("V1's certifications are stored, and the answer counts them and gives an id a record")
    func v1() async throws {
        try await APIScene.run { scene in
            let stored = try await scene.uploadedID()
            let body = Bodies.v1Bulk(
                Bodies.v1(["certificate_number": #""N-2""#]), Bodies.v1(),
                Bodies.v1(["certificate_number": #""N-3""#]))
            let answer = try await scene.send("POST", "bulk-upload-cert", body, version: "v1")
            #expect(answer.status == 200)
            #expect(
                try answer.keys("data") == [
                    "success", "created", "updated", "unchanged", "company_certifications_ids",
                ])
            #expect(try answer.flag("data.success") == true)
            #expect(try answer.number("data.created") == 2)
            #expect(try answer.number("data.updated") == 0)
            #expect(try answer.number("data.unchanged") == 1)
            #expect(try answer.count("data.company_certifications_ids") == 3)
            #expect(try answer.text("data.company_certifications_ids.1") == stored)
            let third = try #require(try answer.text("data.company_certifications_ids.2"))
            let read = try await scene.send("GET", "cert/\(third)", version: "v1")
            #expect(try read.text("data.certification_number") == "N-3")
        }
    }

    @Test("V2's records are nested ones, then those beside them, then entities alone")
    func v2() async throws {
        try await APIScene.run { scene in
            try await scene.upload(
                Bodies.v2(entity: ["certified_entity_unique_id": #""E-0""#]))
            func beside(_ number: String, _ entity: String) -> String {
                Bodies.numbered(number, ["certified_entity_unique_id": #""\#(entity)""#])
            }
            let body = Bodies.v2Bulk(
                [
                    Bodies.v2Entity("E-3", certifications: []),
                    Bodies.v2Entity("E-2", certifications: []),
                    Bodies.v2Entity("E-1", certifications: [Bodies.numbered("N-2")]),
                ], beside: [beside("N-3", "E-2"), beside("N-4", "E-0")])
            let answer = try await scene.send("POST", "bulk-upload-cert?results=true", body)
            #expect(answer.status == 200)
            #expect(try answer.number("data.created") == 4)
            let ids = "data.company_certifications_ids"
            #expect(try answer.count(ids) == 4)
            #expect(try answer.isNull("\(ids).3"))
            #expect(
                try answer.at("data.results")?.elements.map { $0["record_index"]?.integer }
                    == [0, 1, 2, 3])
            #expect(
                try answer.keys("data.results.0") == [
                    "record_index", "status", "company_certifications_id", "company_id",
                    "renamed_from", "errors",
                ])
            #expect(try answer.count("data.results.0.errors") == 0)
            #expect(
                try answer.texts("status", in: "data.results")
                    == Array(repeating: "created", count: 4))
            #expect(try answer.isNull("data.results.3.company_certifications_id"))
            #expect(try answer.text("data.results.3.company_id") != nil)
            let list = try await scene.send("GET", "cert?order=ASC", version: "v1")
            #expect(
                try list.texts("certification_number") == ["N-1", "N-2", "N-3", "N-4"])
            #expect(try list.texts("company_guid") == ["E-0", "E-1", "E-2", "E-0"])
        }
    }

    @Test("certifications alone may name stored entities, but no others")
    func besideAlone() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            func body(_ entity: String) -> String {
                let certification = Bodies.numbered(
                    "N-2", ["certified_entity_unique_id": #""\#(entity)""#])
                return #"{"certifications":[\#(certification)]}"#
            }
            try await scene.expectNoChange {
                let answer = try await scene.send("POST", "bulk-upload-cert", body("E-9"))
                #expect(
                    try answer.faults == [
                        "validation_error certifications[0].certified_entity_unique_id"
                    ])
                #expect(try answer.recordIndices == [0])
            }
            let answer = try await scene.send("POST", "bulk-upload-cert", body("E-1"))
            #expect(try answer.number("data.created") == 1)
        }
    }

    @Test("one bad record and nothing of the call is stored")
    func allOrNothing() async throws {
        try await APIScene.run { scene in
            try await scene.upload(
                Bodies.v1(["certification_original_issue_date": #""20240301""#]), version: "v1")
            let bad = [
                Bodies.v1(["certificate_number": #""N-2""#, "certification_type": #""X""#]),
                // Only the register can tell: the original date, not sent, is later.
                Bodies.v1(["certification_issue_date": #""20240201""#]),
            ]
            for record in bad {
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "bulk-upload-cert",
                        Bodies.v1Bulk(Bodies.v1(["certificate_number": #""N-0""#]), record),
                        version: "v1")
                    #expect(answer.status == 400)
                    #expect(try answer.recordIndices == [1])
                    #expect(try answer.keys("") == ["errors"])
                }
            }
            #expect(try await scene.send("GET", "cert").number("meta.total_rows") == 1)
        }
    }

    @Test("an entity's fault is listed once, with its first record, and rejects all of them")
    func faultyEntity() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2Bulk([
                Bodies.v2Entity("E-1", certifications: [Bodies.numbered("N-1")]),
                Bodies.v2Entity(
                    "E-2", ["certified_entity_name": nil],
                    certifications: [Bodies.numbered("N-2"), Bodies.numbered("N-3")]),
            ])
            try await scene.expectNoChange {
                let answer = try await scene.send("POST", "bulk-upload-cert", body)
                #expect(
                    try answer.faults == [
                        "validation_error certified_entities[1].certified_entity_name"
                    ])
                #expect(try answer.recordIndices == [1])
            }
            let partial = try await scene.send("POST", "bulk-upload-cert?mode=partial", body)
            #expect(try partial.number("data.stored") == 1)
            #expect(try partial.number("data.rejected") == 2)
            #expect(
                try partial.texts("status", in: "data.results") == [
                    "created", "rejected", "rejected",
                ])
        }
    }

    @Test("no record is refused, and so are more than 1,000, by their number alone")
    func recordCount() async throws {
        try await APIScene.run { scene in
            let many = Array(repeating: "{}", count: 1_001).joined(separator: ",")
            let calls = [
                ("v1", "certifications", ""), ("v1", "certifications", many),
                ("v2", "certified_entities", ""), ("v2", "certified_entities", many),
                ("v2", "certifications", many),
            ]
            try await scene.expectNoChange {
                for (version, key, records) in calls {
                    for mode in ["", "?mode=partial", "?mode=validate"] {
                        let answer = try await scene.send(
                            "POST", "bulk-upload-cert\(mode)", #"{"\#(key)":[\#(records)]}"#,
                            version: version)
                        #expect(try answer.faults == ["validation_error \(key)"])
                        let message = try #require(try answer.text("errors.0.message"))
                        #expect(message.contains("1 to 1000 records"))
                        #expect(message.contains(records.isEmpty ? "are 0" : "are 1001"))
                    }
                }
            }
        }
    }

    @Test("1,000 records are stored in one call, in their order, and found unchanged again")
    func thousand() async throws {
        try await APIScene.run { scene in
            let records = (1...1_000).map { Bodies.numbered("N-\($0)") }
            let body = Bodies.v2Bulk([Bodies.v2Entity("E-1", certifications: records)])
            let first = try await scene.send("POST", "bulk-upload-cert", body)
            #expect(try first.number("data.created") == 1_000)
            let again = try await scene.send("POST", "bulk-upload-cert", body)
            #expect(try again.number("data.unchanged") == 1_000)
            let ids = "data.company_certifications_ids"
            #expect(try again.source(ids) == first.source(ids))
            let last = try #require(try first.text("\(ids).999"))
            let read = try await scene.send("GET", "cert/\(last)", version: "v1")
            #expect(try read.text("data.certification_number") == "N-1000")
            let list = try await scene.send("GET", "cert?limit=1")
            #expect(try list.number("meta.total_rows") == 1_000)
        }
    }
}
