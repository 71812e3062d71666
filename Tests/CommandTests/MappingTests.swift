import RegistryJSON
import Testing

@Suite("Mappings by command")
struct MappingTests {
    @Test("a term is mapped to the list's own word, listed, given another target, and removed")
    func life() async throws {
        let (program, accountID) = try await Program.withAccount()
        for account in [accountID, "all"] {
            let added = try await program.run(
                "mapping", "add", account, "country", "West Germany", "deu", "--json")
            #expect(added.exitCode == 0)
            #expect(try added.json()["source"]?.string == "West Germany")
            let again = try await program.run(
                "mapping", "add", account, "status", " Gültig ", "VALID", "--json")
            #expect(try again.json()["target"]?.string == "active")
            let replaced = try await program.run(
                "mapping", "add", account, "status", "GÜLTIG", "pending", "--json")
            #expect(replaced.exitCode == 0)

            let listed = try await program.run("mapping", "list", account, "--json").json()
            // Those for all begin with what is shipped, which are standards.
            let rows = try #require(listed["mappings"]).elements.map { row in
                [row["field"]?.string, row["source"]?.string, row["target"]?.string]
            }.filter { $0.first != "standard" }
            #expect(rows.count == 2)
            #expect(rows.first == ["status", "GÜLTIG", "pending"])

            let removed = try await program.run(
                "mapping", "remove", account, "status", "gültig", "--json")
            #expect(removed.exitCode == 0)
            let gone = try await program.run(
                "mapping", "remove", account, "status", "gültig", "--json")
            #expect(gone.exitCode == 1)
            #expect(try gone.json()["error"]?["code"]?.string == "not_found")
        }
    }

    @Test("a target outside its list is refused with the nearest words")
    func unknownTarget() async throws {
        let (program, accountID) = try await Program.withAccount()
        let run = try await program.run(
            "mapping", "add", accountID, "standard", "Q9", "ISO 9001:2051", "--json")
        #expect(run.exitCode == 1)
        let error = try run.json()["error"]
        #expect(error?["code"]?.string == "data_mapping_required")
        #expect(error?["message"]?.string?.contains("ISO 9001:2015") == true)
        let listed = try await program.run("mapping", "list", accountID, "--json").json()
        #expect(listed["mappings"]?.count == 0)
    }

    @Test("an account that there is not has no mappings")
    func unknownAccount() async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run(
            "mapping", "add", "0000000000001", "status", "Gültig", "active", "--json")
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["code"]?.string == "not_found")
    }
}
