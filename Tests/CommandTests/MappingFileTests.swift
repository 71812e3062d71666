import RegistryJSON
import Testing

@Suite("Files of mappings by command")
struct MappingFileTests {
    private static let file = """
        field,source,target
        status,Gültig,VALID
        country,"West Germany, formerly",deu
        standard,Q 9,ISO9001:2015
        """

    private static func counts(_ run: Program.Run) throws -> [Int64?] {
        let json = try run.json()
        return ["added", "changed", "unchanged"].map { json[$0]?.integer }
    }

    @Test("a file is tried, imported, changed and exported as it can be imported again")
    func life() async throws {
        let (program, accountID) = try await Program.withAccount()
        try program.write("\u{FEFF}" + Self.file, to: "terms.csv")
        func run(_ options: String...) async throws -> Program.Run {
            try await program.run(
                ["mapping", "import", accountID, "terms.csv", "--json"] + options)
        }
        #expect(try await Self.counts(run("--dry-run")) == [3, 0, 0])
        #expect(try await Self.counts(run()) == [3, 0, 0])
        #expect(try await Self.counts(run()) == [0, 0, 3])
        try program.write(
            Self.file.replacing("VALID", with: "pending").replacing("Q 9", with: "q9")
                + "\nsector,Beton,16\nsector,BETON,16\n",
            to: "terms.csv")
        #expect(try await Self.counts(run()) == [1, 2, 1], "a double that is equal counts once")

        let exported = try await program.run("mapping", "export", accountID)
        #expect(
            exported.output == """
                field,source,target
                status,Gültig,pending
                country,"West Germany, formerly",Germany
                standard,q9,ISO 9001:2015
                sector,Beton,16

                """)
        let json = try await program.run("mapping", "export", accountID, "--json").json()
        #expect(json["mappings"]?.count == 4)
        try program.write(exported.output, to: "terms.csv")
        #expect(try await Self.counts(run()) == [0, 0, 4])

        let changes = try #require(try await program.run("changes", "--json").json()["changes"])
        let imports = changes.elements.filter { $0["call"]?.string == "mapping import" }
        #expect(
            imports.compactMap { $0["action"]?.string } == [
                "created", "created", "created", "updated", "updated", "created",
            ])
        #expect(imports.allSatisfy { $0["account_id"]?.string == accountID })
    }

    @Test("every bad row is named with its number, and nothing is imported")
    func badRows() async throws {
        let (program, accountID) = try await Program.withAccount()
        try program.write(
            Self.file + """

                colour,red,active

                status,,active
                country,Nowhere,Germny
                status,GÜLTIG,pending
                standard,Q9,ISO 14001:2015
                status,\(String(repeating: "x", count: 301)),
                """, to: "terms.csv")
        let run = try await program.run("mapping", "import", accountID, "terms.csv", "--json")
        #expect(run.exitCode == 1)
        let message = try #require(try run.json()["error"]?["message"]?.string)
        let places = message.split(separator: "\n").map { $0.prefix { $0 != ":" } }
        #expect(
            places == [
                "row 5, field", "row 7, source", "row 8, target", "row 9, target", "row 10, target",
                "row 11, source", "row 11, target",
            ])
        #expect(message.contains("Germany") && message.contains("row 2 maps it to \"active\""))
        #expect(
            try await program.run("mapping", "export", accountID).output == "field,source,target\n")
    }

    @Test("of very many bad rows the first thousand are named")
    func manyBadRows() async throws {
        let (program, accountID) = try await Program.withAccount()
        // The first has one fault, each other two.
        let rows = ["status,a,on"] + (1...1_500).map { "colour,,term \($0)" }
        try program.write((["field,source,target"] + rows).joined(separator: "\n"), to: "terms.csv")
        let run = try await program.run("mapping", "import", accountID, "terms.csv")
        #expect(run.exitCode == 1)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 1_002)
        #expect(lines.last?.contains("from row 503 on") == true)
    }

    @Test(
        "a file that is not there, or is a folder, is a failure with its path",
        arguments: [
            "none.csv", ".",
        ])
    func noFile(path: String) async throws {
        let (program, accountID) = try await Program.withAccount()
        let run = try await program.run("mapping", "import", accountID, path)
        #expect(run.exitCode == 1)
        #expect(run.errors.contains(path))
    }

    @Test("an account that there is not is not found")
    func unknownAccount() async throws {
        let (program, _) = try await Program.withAccount()
        try program.write(Self.file, to: "terms.csv")
        for arguments in [["import", "0000000000001", "terms.csv"], ["export", "0000000000001"]] {
            let run = try await program.run(["mapping"] + arguments + ["--json"])
            #expect(run.exitCode == 1)
            #expect(try run.json()["error"]?["code"]?.string == "not_found")
        }
    }
}
