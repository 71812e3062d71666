import RegistryJSON
import Testing

@Suite("The change log by command")
struct ChangeLogTests {
    @Test("every change by command is logged with its user, its command and the state before")
    func changes() async throws {
        let (program, accountID) = try await Program.withAccount()
        let (keyID, _) = try await program.addKey(to: accountID)
        _ = try await program.run("key", "revoke", keyID)
        _ = try await program.run("key", "revoke", keyID)
        _ = try await program.run("account", "suspend", accountID)

        let run = try await program.run("changes", "--json")
        #expect(run.exitCode == 0)
        let changes = try #require(try run.json()["changes"]).elements.map { $0 }
        let calls = changes.compactMap { $0["call"]?.string }
        #expect(calls.last == "account suspend")
        #expect(calls.count { $0 == "key revoke" } == 1, "revoking again changes nothing")
        #expect(changes.compactMap { $0["sequence"]?.integer } == Array(1...Int64(changes.count)))
        for change in changes {
            #expect(change["operating_system_user"]?.string?.isEmpty == false)
            #expect(change["request_id"]?.string?.isEmpty == false)
            #expect(change["at"]?.string?.hasSuffix("Z") == true)
        }
        let revoked = try #require(changes.first { $0["call"]?.string == "key revoke" })
        #expect(revoked["kind"]?.string == "key")
        #expect(revoked["action"]?.string == "updated")
        #expect(revoked["before"]?.kind == .object)
        let added = try #require(changes.first { $0["call"]?.string == "key add" })
        #expect(added["before"]?.isNull == true)
    }

    @Test("the log goes on after a sequence number, and stops at a limit")
    func since() async throws {
        let (program, accountID) = try await Program.withAccount()
        for command in ["suspend", "resume", "suspend"] {
            _ = try await program.run("account", command, accountID)
        }
        func sequences(_ options: String...) async throws -> [Int64] {
            let run = try await program.run(["changes", "--json"] + options)
            return try #require(try run.json()["changes"]).elements
                .compactMap { $0["sequence"]?.integer }
        }
        let all = try await sequences()
        #expect(try await sequences("--since", "2") == Array(all.dropFirst(2)))
        #expect(try await sequences("--since", "1", "--limit", "2") == Array(all[1...2]))
        #expect(try await sequences("--since", "1000000").isEmpty)
        let text = try await program.run("changes", "--since", "1", "--limit", "1").output
        #expect(text.hasPrefix("#2 "))
    }

    @Test("a record's history says what changed, each time")
    func history() async throws {
        let (program, accountID) = try await Program.withAccount()
        _ = try await program.run("account", "suspend", accountID)
        _ = try await program.run("account", "resume", accountID)
        let json = try await program.run("history", accountID, "--json").json()
        #expect(json["record_id"]?.string == accountID)
        let actions = json["changes"]?.elements.compactMap { $0["action"]?.string }
        #expect(actions == ["created", "updated", "updated"])

        let text = try await program.run("history", accountID).output
        #expect(text.contains("account resume"))
        #expect(text.contains("→"))
    }

    @Test("what the log doesn't know has no history", arguments: ["0000000000001", "?", ""])
    func unknown(id: String) async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run("history", id, "--json")
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["code"]?.string == "not_found")
    }
}
