import RegistryCore
import RegistryJSON
import Testing

@Suite("Modes of bulk calls over HTTP")
struct BulkModeTests {
    /// A new record, a bad one, one that renames, one as stored, and one with two faults.
    private static let records = Bodies.v1Bulk(
        Bodies.v1(["certificate_number": #""N-2""#, "certified_entity_unique_id": #""E-2""#]),
        Bodies.v1(["certification_status": #""on""#]),
        Bodies.v1([
            "certificate_number": #""N-3""#, "certified_entity_unique_id": #""E-3""#,
            "certified_entity_name": #""Renamed""#,
        ]),
        Bodies.v1(),
        Bodies.v1(["certificate_number": nil, "certification_type": nil]))

    private static func prepare(_ scene: APIScene) async throws {
        try await scene.upload(Bodies.v1(), version: "v1")
        try await scene.upload(
            Bodies.v1([
                "certificate_number": #""N-3""#, "certified_entity_unique_id": #""E-3""#,
            ]), version: "v1")
    }

    private static func expectOutcome(_ answer: APIAnswer, ids: [Bool]) throws {
        #expect(answer.status == 200)
        #expect(
            try answer.keys("data") == [
                "success", "stored", "rejected", "created", "updated", "unchanged", "results",
            ])
        #expect(try answer.flag("data.success") == false)
        let counts = ["stored", "rejected", "created", "updated", "unchanged"]
        #expect(try counts.map { try answer.number("data.\($0)") } == [3, 2, 1, 1, 1])
        #expect(
            try answer.texts("status", in: "data.results") == [
                "created", "rejected", "updated", "unchanged", "rejected",
            ])
        let results = try answer.at("data.results").map { Array($0.elements) } ?? []
        #expect(results.map { $0["record_index"]?.integer } == [0, 1, 2, 3, 4])
        #expect(results.map { $0["company_certifications_id"]?.string != nil } == ids)
        #expect(results.map { $0["company_id"]?.string != nil } == ids)
        #expect(
            results.map { $0["renamed_from"]?.string } == [nil, nil, "Acme GmbH", nil, nil])
        #expect(results.map { $0["errors"]?.count } == [0, 1, 0, 0, 2])
        #expect(
            results[1].at("errors.0.field")?.string == "certifications[1].certification_status")
        #expect(results[1].at("errors.0.code")?.string == "data_mapping_required")
    }

    @Test("partial stores the good records, and says of each what became of it")
    func partial() async throws {
        try await APIScene.run { scene in
            try await Self.prepare(scene)
            let answer = try await scene.send(
                "POST", "bulk-upload-cert?mode=partial", Self.records, version: "v1")
            try Self.expectOutcome(answer, ids: [true, false, true, true, false])
            let list = try await scene.send("GET", "cert?order_by=certificate_number&order=ASC")
            #expect(
                try list.texts("certification.certificate_number") == ["N-1", "N-2", "N-3"])
            #expect(
                try list.texts("certified_entity.certified_entity_name") == [
                    "Acme GmbH", "Acme GmbH", "Renamed",
                ])
        }
    }

    @Test("validate answers what partial would, stores nothing, and has no ids of what is new")
    func validate() async throws {
        try await APIScene.run { scene in
            try await Self.prepare(scene)
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "bulk-upload-cert?mode=validate", Self.records, version: "v1")
                try Self.expectOutcome(answer, ids: [false, false, true, true, false])
            }
            let list = try await scene.send("GET", "cert", version: "v1")
            #expect(try list.texts("company_name") == ["Acme GmbH", "Acme GmbH"])
        }
    }

    @Test("what only the register finds rejects its record alone, too")
    func registerFaults() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2Bulk([
                Bodies.v2Entity(
                    "E-1",
                    certifications: [
                        Bodies.numbered("N-1", ["certificate_identity_number": #""I-1""#]),
                        Bodies.numbered("N-1", ["certificate_identity_number": #""I-2""#]),
                        Bodies.numbered("N-1"), Bodies.numbered("N-2"),
                    ])
            ])
            let answer = try await scene.send("POST", "bulk-upload-cert?mode=partial", body)
            #expect(
                try answer.texts("status", in: "data.results") == [
                    "created", "created", "rejected", "created",
                ])
            #expect(
                try answer.text("data.results.2.errors.0.field")
                    == "certified_entities[0].certifications[2].certificate_identity_number")
            #expect(try answer.number("data.results.2.errors.0.record_index") == 2)
            #expect(try await scene.send("GET", "cert").number("meta.total_rows") == 3)
        }
    }

    @Test("partial and validate succeed when nothing is rejected")
    func success() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2Bulk([Bodies.v2Entity()])
            for mode in ["validate", "partial"] {
                let answer = try await scene.send("POST", "bulk-upload-cert?mode=\(mode)", body)
                #expect(try answer.flag("data.success") == true)
                #expect(try answer.number("data.created") == 1)
                #expect(try answer.isNull("data.results.0.company_certifications_id"))
            }
        }
    }

    @Test("an entity's own data is settled once, from the last record that names it")
    func settledOnce() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v1Bulk(
                Bodies.v1(["certified_entity_name": #""First""#]),
                Bodies.v1([
                    "certified_entity_name": #""Last""#, "certificate_number": #""N-2""#,
                ]))
            let answer = try await scene.send("POST", "bulk-upload-cert", body, version: "v1")
            #expect(try answer.number("data.created") == 2)
            let list = try await scene.send("GET", "cert", version: "v1")
            #expect(try list.texts("company_name") == ["Last", "Last"])
            let entity = try await scene.send(
                "PUT", "ce-by-guid?mode=validate", #"{"company_guid":"E-1"}"#)
            #expect(try entity.texts("company_name", in: "data.former_names") == ["First"])
        }
    }

    @Test("warnings say their record, and results come only when they are asked for")
    func warnings() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v1Bulk(Bodies.v1(), Bodies.v1(["colour": "1"]))
            for (query, keys) in [
                ("", ["warnings"]), ("?results=false", ["warnings"]),
                ("?results=true", ["results", "warnings"]),
            ] {
                let answer = try await scene.send(
                    "POST", "bulk-upload-cert\(query)", body, version: "v1")
                #expect(try Array(answer.keys("data").suffix(from: 5)) == keys)
                #expect(
                    try answer.texts("field", in: "data.warnings") == ["certifications[1].colour"])
                #expect(try answer.number("data.warnings.0.record_index") == 1)
            }
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "bulk-upload-cert?results=perhaps", body, version: "v1")
                #expect(try answer.faults == ["validation_error results"])
            }
        }
    }
}
