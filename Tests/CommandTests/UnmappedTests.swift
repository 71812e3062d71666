import RegistryJSON
import Testing

@Suite("Unmapped terms by command")
struct UnmappedTests {
    private static let list = "/api/client/v2/cb/cert"

    /// The terms as field, text and count.
    private static func terms(
        _ program: Program, _ accountID: String
    ) async throws -> [[String?]] {
        let json = try await program.run("mapping", "unmapped", accountID, "--json").json()
        return try #require(json["terms"]).elements.map { row in
            [
                row["field"]?.string, row["term"]?.string,
                row["count"]?.integer.map { String($0) },
            ]
        }
    }

    @Test("terms of the last requests are stored when the server stops, and listed until mapped")
    func life() async throws {
        let (program, accountID) = try await Program.withAccount()
        let (_, key) = try await program.addKey(to: accountID)
        let server = try await Server(program)
        for query in ["country=Germny&standard=Q9", "country=GERMNY", "certification_status=g"] {
            #expect(try await server.send("GET", "\(Self.list)?\(query)", key: key).status == 400)
        }
        #expect(try await server.stop() == 0)
        #expect(
            try await Self.terms(program, accountID) == [
                ["status", "g", "1"], ["country", "GERMNY", "2"], ["standard", "Q9", "1"],
            ])
        let text = try await program.run("mapping", "unmapped", accountID).output
        #expect(text.hasPrefix("FIELD ") && text.contains("Germany; "))
        let json = try await program.run("mapping", "unmapped", accountID, "--json").json()
        for term in try #require(json["terms"]).elements {
            #expect(term["nearest"]?.count == 3)
            #expect(term["last_sent_at"]?.string?.hasSuffix("Z") == true)
        }
        let calls = try await program.run("changes", "--json").json()["changes"]?.elements
            .compactMap { $0["call"]?.string }
        #expect(calls == ["account add", "account add", "key add"])

        _ = try await program.run("mapping", "add", "all", "status", "G", "active")
        _ = try await program.run(
            "vocabulary", "add", "countries", "XA", "XAX", "Elsewhere", "--other-name", "germny")
        #expect(try await Self.terms(program, accountID) == [["standard", "Q9", "1"]])
    }

    @Test("a running server stores them without being asked, and a read-only one does not")
    func running() async throws {
        let (program, accountID) = try await Program.withAccount()
        let (_, key) = try await program.addKey(to: accountID)
        let reading = try await Server(program, "--read-only")
        #expect(try await reading.send("GET", "\(Self.list)?country=A", key: key).status == 400)
        #expect(try await reading.stop() == 0)
        let server = try await Server(program)
        #expect(try await server.send("GET", "\(Self.list)?country=B", key: key).status == 400)
        var terms: [[String?]] = []
        for _ in 0..<100 where terms.isEmpty { terms = try await Self.terms(program, accountID) }
        #expect(terms == [["country", "B", "1"]])
        #expect(try await server.stop() == 0)
    }

    @Test("an account that there is not has sent nothing", arguments: ["0000000000001", "all"])
    func unknownAccount(id: String) async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run("mapping", "unmapped", id, "--json")
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["code"]?.string == "not_found")
    }
}
