import RegistryJSON
import Testing

@Suite("Vocabularies by command")
struct VocabularyTests {
    private static func program() async throws -> Program {
        let program = try Program()
        #expect(try await program.run("migrate").exitCode == 0)
        return program
    }

    private static func changes(_ program: Program) async throws -> [JSONValue] {
        try #require(try await program.run("changes", "--json").json()["changes"]).elements.map {
            $0
        }
    }

    /// A list, what is added to it, and what it is found by.
    static let lists: [(list: String, arguments: [String], word: String)] = [
        ("standards", ["ISO 9001:2026", "--scheme", "Quality Management Systems"], "iso9001:2026"),
        (
            "accreditation-bodies",
            ["TESTAB", "Test Body", "--country", "deu", "--known-name", "Prüfstelle"], "prüfstelle"
        ),
        ("sectors", ["40", "Space"], "IAF 40"),
        (
            "countries", ["xa", "xax", "Elsewhere", "--numeric", "99", "--other-name", "Utopia"],
            "099"
        ),
    ]

    @Test("a term is added, listed, retired and brought back, each time once", arguments: lists)
    func life(list: String, arguments: [String], word: String) async throws {
        let program = try await Self.program()
        func count(_ options: String...) async throws -> Int {
            let run = try await program.run(["vocabulary", "list", list, "--json"] + options)
            return try #require(try run.json()["terms"]).count
        }
        func add() async throws -> String? {
            let run = try await program.run(["vocabulary", "add", list] + arguments + ["--json"])
            #expect(run.exitCode == 0, "\(run.output)")
            return try run.json()["change"]?.string
        }
        func retire() async throws -> Bool? {
            let run = try await program.run("vocabulary", "retire", list, word, "--json")
            #expect(run.exitCode == 0, "\(run.output)")
            return try run.json()["retired"]?.boolean
        }
        let shipped = try await count()
        #expect(try await add() == "added")
        #expect(try await add() == "unchanged")
        #expect(try await count() == shipped + 1)
        #expect(try await retire() == true)
        #expect(try await retire() == false)
        #expect(try await count() == shipped)
        #expect(try await count("--retired") == shipped + 1)
        #expect(try await add() == "restored")

        let changes = try await Self.changes(program)
        #expect(
            changes.compactMap { $0["call"]?.string } == [
                "vocabulary add \(list)", "vocabulary retire", "vocabulary add \(list)",
            ])
        let id = try #require(changes.first?["record_id"]?.string)
        let history = try await program.run("history", id)
        #expect(history.exitCode == 0)
        #expect(history.output.contains("is_retired: true → false"))
        let text = try await program.run("vocabulary", "list", list).output
        #expect(text.hasPrefix("ID "))
        #expect(text.contains(id))
    }

    @Test(
        "all that is wrong is said at once, and nothing is added",
        arguments: [
            (["standards", " ", "--scheme", "a\u{7}b"], ["standard: ", "scheme: "]),
            (
                [
                    "accreditation-bodies", "...", "Entidad Nacional de Acreditación", "--country",
                    "Germny",
                ],
                ["acronym: ", "country: ", "Germany", "name: ", "ENAC"]
            ),
            (["sectors", "0", "Education"], ["code: ", "name: ", "37"]),
            (
                [
                    "countries", "X1", "FRA", "Germany", "--numeric", "1000", "--other-name",
                    "Deutschland,",
                ],
                ["alpha-2: ", "alpha-3: ", "France", "name: ", "numeric: "]
            ),
        ])
    func refused(arguments: [String], parts: [String]) async throws {
        let program = try await Self.program()
        let run = try await program.run(["vocabulary", "add"] + arguments + ["--json"])
        #expect(run.exitCode == 1)
        let message = try #require(try run.json()["error"]?["message"]?.string)
        for part in parts { #expect(message.contains(part), "\(message)") }
        #expect(try await Self.changes(program).isEmpty)
    }

    @Test(
        "what is not there is not retired, and the nearest words are given",
        arguments: [
            ("standards", "ISO 9001:2051", "ISO 9001:2015"), ("countries", "Germny", "Germany"),
            ("sectors", "Educaton", "Education"), ("accreditation-bodies", "DAKS", "DAkkS"),
        ])
    func unknown(list: String, word: String, near: String) async throws {
        let program = try await Self.program()
        let run = try await program.run("vocabulary", "retire", list, word, "--json")
        #expect(run.exitCode == 1)
        let error = try run.json()["error"]
        #expect(error?["code"]?.string == "data_mapping_required")
        #expect(error?["message"]?.string?.contains(near) == true)
    }

    @Test("a standard of several schemes is retired from the one that is named")
    func schemes() async throws {
        let program = try await Self.program()
        let scheme = "Aerospace Quality Management Systems"
        _ = try await program.run(
            "vocabulary", "add", "standards", "ISO 9001:2015", "--scheme", scheme)
        let open = try await program.run("vocabulary", "retire", "standards", "ISO 9001:2015")
        #expect(open.exitCode == 1)
        #expect(open.errors.contains(scheme))
        let named = try await program.run(
            "vocabulary", "retire", "standards", "ISO 9001:2015", "--scheme", scheme)
        #expect(named.output.contains(scheme))
        let rest = try await program.run("vocabulary", "retire", "standards", "ISO 9001:2015")
        #expect(rest.output.contains("\"Quality Management Systems\""))
    }

    @Test("a country's new name is answered, and the old one still read")
    func rename() async throws {
        let (program, accountID) = try await Program.withAccount()
        let mapped = try await program.run(
            "mapping", "add", accountID, "country", "Allemagne", "Germany")
        #expect(mapped.exitCode == 0)
        let run = try await program.run(
            "vocabulary", "add", "countries", "DE", "DEU", "Deutschland", "--json")
        #expect(try run.json()["change"]?.string == "changed")
        let (_, key) = try await program.addKey(to: accountID)
        let server = try await Server(program)
        for word in ["Deutschland", "Germany", "Allemagne"] {
            let reply = try await server.send(
                "GET", "/api/client/v2/cb/cert?country=\(word)", key: key)
            #expect(reply.status == 200, "\(word)")
        }
        _ = try await program.run("vocabulary", "retire", "countries", "DE")
        _ = try await server.delay(
            until: 400, "/api/client/v2/cb/cert?country=Germany", key: key)
        #expect(try await server.stop() == 0)
    }
}
