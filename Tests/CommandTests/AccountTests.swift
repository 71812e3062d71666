import Foundation
import RegistryCore
import RegistryJSON
import Testing

@Suite("Accounts and keys by command")
struct AccountTests {
    @Test("a cb account is added with its certification body, and is listed")
    func add() async throws {
        let program = try Program()
        #expect(try await program.run("migrate").exitCode == 0)
        let added = try await program.run(
            "account", "add", "cb", "--name", "  Fernhollow Assurance ", "--acronym", "FHA",
            "--country", "deu", "--json")
        #expect(added.exitCode == 0)
        #expect(added.errors.isEmpty)
        let account = try added.json()
        #expect(account.members.map(\.key) == ["account_id", "certification_bodies_id"])
        #expect(account["certification_bodies_id"]?.string != nil)

        let listed = try await program.run("account", "list", "--json").json()["accounts"]
        let only = try #require(listed.map { Array($0.elements) }?.first)
        #expect(listed?.count == 1)
        #expect(only["account_id"]?.string == account["account_id"]?.string)
        #expect(only["name"]?.string == "Fernhollow Assurance")
        #expect(only["acronym"]?.string == "FHA")
        #expect(only["country"]?.string == "DE")
        #expect(only["status"]?.string == "active")
        let table = try await program.run("account", "list").output
        #expect(table.contains("Fernhollow Assurance"))
    }

    /// What is wrong with an account, and what the answer must name.
    static let refused: [(arguments: [String], code: String, mentions: [String])] = [
        (["ab", "--name", "N"], "validation_error", ["acronym"]),
        (["ab", "--name", "N", "--acronym", " "], "validation_error", ["acronym"]),
        (["ab", "--name", "N", "--acronym=-."], "validation_error", ["acronym"]),
        (
            ["ab", "--name", "N", "--acronym", "A", "--certification-body", "0000000000001"],
            "validation_error", ["certification-body", "cb"]
        ),
        (
            ["mncb", "--name", "N", "--certification-body", "0000000000001"],
            "validation_error", ["certification-body", "cb"]
        ),
        (
            ["ab", "--name", "", "--certification-body", "1", "--country", "Germny"],
            "validation_error", ["name", "acronym", "certification-body", "Germany"]
        ),
        (["cb", "--name", " "], "validation_error", ["name"]),
        (["cb", "--name", String(repeating: "n", count: 301)], "validation_error", ["300"]),
        (["cb", "--name", "a\u{1}b"], "validation_error", ["U+0001"]),
        (
            ["cb", "--name", "N", "--country", "Germny"], "data_mapping_required",
            ["country", "Germany"]
        ),
        (
            ["cb", "--name", "", "--acronym", String(repeating: "a", count: 46)],
            "validation_error", ["name", "acronym", "45"]
        ),
        (["cb", "--name", "N", "--certification-body", "0000000000001"], "not_found", ["body"]),
        (["cb", "--name", "N", "--certification-body", "what?"], "not_found", ["what?"]),
        (
            ["cb", "--name", "FERNHOLLOW  assurance", "--country", "DEU"], "conflict",
            ["name", "country"]
        ),
    ]

    @Test("an account that can't be is refused with all its faults", arguments: refused)
    func refuse(arguments: [String], code: String, mentions: [String]) async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run(["account", "add", "--json"] + arguments)
        #expect(run.exitCode == 1)
        let error = try run.json()["error"]
        #expect(error?["code"]?.string == code)
        for word in mentions { #expect(error?["message"]?.string?.contains(word) == true) }
        let accounts = try await program.run("account", "list", "--json").json()["accounts"]
        #expect(accounts?.count == 1)
    }

    @Test("an ab's acronym is no other ab's, however it is written; other accounts may share it")
    func acronym() async throws {
        let program = try Program()
        #expect(try await program.run("migrate").exitCode == 0)
        let first = try await program.addAccount("ab", "--name", "Alderwick", "--acronym", "AWAS")
        #expect(first.bodyID == nil)
        for acronym in ["AWAS", "a.w.a.s", "AW-AS"] {
            let run = try await program.run(
                "account", "add", "ab", "--name", "Another", "--acronym", acronym, "--json")
            #expect(run.exitCode == 1)
            let error = try run.json()["error"]
            #expect(error?["code"]?.string == "conflict")
            #expect(error?["message"]?.string?.contains(first.id) == true)
        }
        _ = try await program.addAccount("cb", "--name", "Alderwick", "--acronym", "AWAS")
        _ = try await program.addAccount("mncb", "--name", "Alderwick", "--acronym", "AWAS")
        let accounts = try await program.run("account", "list", "--json").json()["accounts"]
        #expect(accounts?.elements.compactMap { $0["role"]?.string } == ["ab", "cb", "mncb"])
    }

    /// What the next step is, for each kind of account, or what it has become.
    static let hints: [(arguments: [String], mentions: [String])] = [
        (["cb", "--name", "N"], ["certification body", "key add"]),
        (["mncb", "--name", "N"], ["account associate", "key add"]),
        (
            ["ab", "--name", "Ours", "--acronym", "ukas"],
            ["UKAS, United Kingdom Accreditation Service", "key add"]
        ),
    ]

    @Test("an account that is added is told of with what to do next", arguments: hints)
    func nextStep(arguments: [String], mentions: [String]) async throws {
        let program = try Program()
        #expect(try await program.run("migrate").exitCode == 0)
        let run = try await program.run(["account", "add"] + arguments)
        #expect(run.exitCode == 0)
        for words in mentions { #expect(run.output.contains(words), "\(words)") }
    }

    @Test("an account is suspended and resumed; an unknown one is not found")
    func suspend() async throws {
        let (program, id) = try await Program.withAccount()
        for (command, status) in [("suspend", "suspended"), ("resume", "active")] {
            let run = try await program.run("account", command, id, "--json")
            #expect(run.exitCode == 0)
            #expect(try run.json()["status"]?.string == status)
        }
        for unknown in ["0000000000001", "nobody"] {
            let run = try await program.run("account", "suspend", unknown, "--json")
            #expect(run.exitCode == 1)
            #expect(try run.json()["error"]?["code"]?.string == "not_found")
        }
    }

    @Test("a key is shown once; of it the register's files hold only the hash")
    func keyIsNotStored() async throws {
        let (program, accountID) = try await Program.withAccount()
        let run = try await program.run("key", "add", accountID, "--label", "upload", "--json")
        #expect(run.exitCode == 0)
        let answer = try run.json()
        #expect(answer.members.map(\.key) == ["key_id", "key"])
        let key = try #require(answer["key"]?.string)
        #expect(KeySecret.isWellFormed(key))

        var holdsHash = false
        for name in try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        where name.hasPrefix("certregistry.db") {
            let bytes = try Data(contentsOf: program.folder.appendingPathComponent(name))
            #expect(bytes.range(of: Data(key.utf8)) == nil, "\(name) holds the key")
            #expect(bytes.range(of: Data(key.dropFirst(4).prefix(20).utf8)) == nil)
            holdsHash = holdsHash || bytes.range(of: Data(KeyHash(of: key).bytes)) != nil
        }
        #expect(holdsHash)
        for command in [["key", "list", accountID], ["changes"]] {
            for form in [[], ["--json"]] {
                let output = try await program.run(command + form).output
                #expect(!output.contains(key))
            }
        }
    }

    @Test("a key is listed with what it was given, and is revoked for good")
    func keyList() async throws {
        let (program, accountID) = try await Program.withAccount()
        let (id, _) = try await program.addKey(
            to: accountID, "--label", "nightly", "--scope", "read", "--profile", "certsearch",
            "--requests-per-minute", "60", "--expires", "2099-12-31")
        func listed() async throws -> JSONValue {
            let keys = try await program.run("key", "list", accountID, "--json").json()["keys"]
            return try #require(keys?.elements.first { _ in true })
        }
        let key = try await listed()
        #expect(key["key_id"]?.string == id)
        #expect(key["label"]?.string == "nightly")
        #expect(key["scope"]?.string == "read")
        #expect(key["profile"]?.string == "certsearch")
        #expect(key["requests_per_minute"]?.integer == 60)
        #expect(key["expires"]?.string == "2099-12-31")
        #expect(key["status"]?.string == "valid")
        #expect(key["revoked_at"]?.isNull == true)

        for _ in 0..<2 {
            let run = try await program.run("key", "revoke", id, "--json")
            #expect(run.exitCode == 0)
            #expect(try run.json()["status"]?.string == "revoked")
        }
        #expect(try await listed()["status"]?.string == "revoked")
    }

    /// Options of a key that would do no good.
    static let uselessKeys: [(options: [String], field: String)] = [
        (["--expires", "20200101"], "expires"),
        (["--label", String(repeating: "l", count: 101)], "label"),
        (["--requests-per-minute", "0"], "requests-per-minute"),
    ]

    @Test("a key that could never be used is refused", arguments: uselessKeys)
    func uselessKey(options: [String], field: String) async throws {
        let (program, accountID) = try await Program.withAccount()
        let run = try await program.run(["key", "add", accountID, "--json"] + options)
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["message"]?.string?.hasPrefix("\(field): ") == true)
        #expect(
            try await program.run("key", "list", accountID, "--json").json()["keys"]?.count == 0)
    }

    @Test(
        "keys of an account that there is not are not found", arguments: ["add", "list", "revoke"])
    func unknownKeyOrAccount(command: String) async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run("key", command, "0000000000001", "--json")
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["code"]?.string == "not_found")
    }
}
