import RegistryJSON
import Testing

@Suite("Generating a register by command")
struct GenerateTests {
    @Test("as many certifications as asked for, of accounts of each kind; again makes none")
    func generate() async throws {
        let program = try Program()
        for created in [600, 0] {
            let run = try await program.run("generate", "--certifications", "600", "--json")
            #expect(run.exitCode == 0)
            let answer = try run.json()
            #expect(answer["certifications"]?.integer == 600)
            #expect(answer["created"]?.integer == Int64(created))
            // How far it is stands beside the answer.
            #expect(run.errors.contains("600 of 600 certifications"))
        }
        let accounts = try await program.run("account", "list", "--json").json()["accounts"]
        let roles = try #require(accounts).elements.compactMap { $0["role"]?.string }
        #expect(Set(roles) == ["ab", "cb", "mncb"])
        let changes = try await program.run("changes", "--json").json()["changes"]
        let certifications = try #require(changes).elements.count {
            $0["kind"]?.string == "certification"
        }
        #expect(certifications == 600)
    }
}
