import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Filters of the list over HTTP")
struct FilterTests {
    /// Three certifications of two entities, which each filter tells apart.
    private static func prepare(_ scene: APIScene) async throws {
        try await scene.upload(Bodies.v2(["certificate_identity_number": #""I-1""#]))
        scene.clock.advance(seconds: 10)
        try await scene.upload(
            Bodies.v2(
                entity: [
                    "certified_entity_unique_id": #""E 2+ä""#,
                    "business_registered_country": #""FR""#,
                ],
                [
                    "certificate_number": #""N 2 & ä""#,
                    "certification_status": #""CB Withdrawn""#,
                    "certification_expiry_date": #""20260101""#,
                    "schemes": #"[{"scheme_name":"Environmental Management Systems","#
                        + #""standard_list":[{"standards_name":"ISO 14001:2015"}]}]"#,
                ]))
        scene.clock.advance(seconds: 10)
        try await scene.upload(
            Bodies.v2([
                "certificate_number": #""N-3""#, "certification_expiry_date": #""20250614""#,
            ]))
    }

    @Test("each filter shows what it names and nothing else, in both versions")
    func filters() async throws {
        let second = "N 2 & ä"
        let expected: [(String, [String])] = [
            ("certification_status=active", ["N-1"]), ("certification_status=EXPIRED", ["N-3"]),
            ("certification_status=cb%20withdrawn", [second]),
            ("certification_status=Valid&certification_status=expired", ["N-1", "N-3"]),
            ("certification_status=pending", []), ("certificate_number=n-1", ["N-1"]),
            ("certificate_number=n+2++%26+%C3%A4", [second]),
            ("certificate_number=n%202%20%26%20a%CC%88", [second]),
            (
                "certificate_number=N-1&certificate_number=N-3&certificate_number=N-9",
                ["N-1", "N-3"]
            ),
            ("certificate_identity_number=I-1", ["N-1"]), ("certificate_identity_number=i-1", []),
            ("certified_entity_unique_id=E-1", ["N-1", "N-3"]),
            ("certified_entity_unique_id=E+2%2B%C3%A4", [second]),
            ("certified_entity_unique_id=E-1&certified_entity_unique_id=E-9", ["N-1", "N-3"]),
            ("certified_entity_unique_id=E-9", []), ("standard=iso14001:2015", [second]),
            ("standard=ISO%209001:2015&standard=ISO%2014001:2015", ["N-1", second, "N-3"]),
            ("country=France", [second]), ("country=FRA&country=de", ["N-1", second, "N-3"]),
            ("expires_before=20260101", ["N-3"]), ("expires_before=2026-01-02", [second, "N-3"]),
            ("expires_after=20260101", ["N-1"]),
            ("expires_after=20250614&expires_before=20270101", [second]),
            ("country=Germany&certification_status=active", ["N-1"]),
            ("country=Germany&standard=ISO%2014001:2015", []),
        ]
        try await APIScene.run { scene in
            try await Self.prepare(scene)
            for (query, numbers) in expected {
                let second = try await scene.send("GET", "cert?order=ASC&\(query)")
                #expect(
                    try second.texts("certification.certificate_number") == numbers, "\(query)")
                #expect(try second.number("meta.total_rows") == Int64(numbers.count), "\(query)")
                let first = try await scene.send("GET", "cert?order=ASC&\(query)", version: "v1")
                #expect(try first.texts("certification_number") == numbers, "\(query)")
            }
        }
    }

    @Test("updated_since includes its second")
    func updatedSince() async throws {
        try await APIScene.run { scene in
            let start = scene.clock.seconds
            try await Self.prepare(scene)
            for (since, count) in [(start, 3), (start + 1, 2), (start + 10, 2), (start + 21, 0)] {
                let list = try await scene.send("GET", "cert?updated_since=\(since)")
                #expect(try list.number("meta.total_rows") == Int64(count))
            }
        }
    }

    @Test("a word outside its list needs mapping, and the nearest are named")
    func unknownWords() async throws {
        try await APIScene.run { scene in
            for (query, hint) in [
                ("certification_status=on", "withdrawn"), ("country=Germny", "Germany"),
                ("standard=ISO%209001:2016", "ISO 9001:2015"),
            ] {
                let answer = try await scene.send("GET", "cert?\(query)")
                let name = query.prefix { $0 != "=" }
                #expect(try answer.faults == ["data_mapping_required \(name)"])
                #expect(try answer.text("errors.0.message")?.contains(hint) == true, "\(query)")
            }
        }
    }

    @Test("the entity filter knows aliases, too")
    func aliases() async throws {
        try await APIScene.run { scene in
            try await Self.prepare(scene)
            _ = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","system_information":[{"company_guid":"X-1"}]}"#)
            let list = try await scene.send("GET", "cert?certified_entity_unique_id=X-1")
            #expect(try list.number("meta.total_rows") == 2)
        }
    }
}
