import RegistryJSON
import Testing

/// A register with an account of each kind. `Fernhollow Assurance` (FHA, DE) is the certification
/// body.
struct AccountsOfEachKind {
    let program: Program
    let ab: String
    let cb: String
    let mncb: String
    /// The cb account's.
    let bodyID: String

    init() async throws {
        program = try Program()
        #expect(try await program.run("migrate").exitCode == 0)
        let added = try await program.addAccount(
            "cb", "--name", "Fernhollow Assurance", "--acronym", "FHA", "--country", "DE")
        cb = added.id
        bodyID = try #require(added.bodyID)
        ab = try await program.addAccount("ab", "--name", "Alderwick", "--acronym", "AWAS").id
        mncb = try await program.addAccount("mncb", "--name", "Marlstone Group").id
    }

    /// `mncb` and the like are replaced by the id of that account, `body` by the certification
    /// body's.
    func run(_ arguments: String...) async throws -> Program.Run {
        let ids = ["ab": ab, "cb": cb, "mncb": mncb, "body": bodyID]
        return try await program.run(arguments.map { ids[$0] ?? $0 })
    }

    /// What the log holds of a command.
    func changes(by command: String) async throws -> [JSONValue] {
        let log = try await program.run("changes", "--json").json()
        return try #require(log["changes"]).elements.filter { $0["call"]?.string == command }
    }
}

/// What a command must refuse: its arguments, the error's code, and a word of the message.
typealias Refusal = (arguments: [String], code: String, mention: String)

extension AccountsOfEachKind {
    /// Expects that a command fails and leaves nothing in the change log.
    func expect(_ refusal: Refusal, of command: String...) async throws {
        let ids = ["ab": ab, "cb": cb, "mncb": mncb, "body": bodyID]
        let before = try await program.run("changes").output
        let arguments = command + refusal.arguments.map { ids[$0] ?? $0 } + ["--json"]
        let run = try await program.run(arguments)
        #expect(run.exitCode == 1)
        #expect(run.errors.isEmpty)
        let error = try run.json()["error"]
        #expect(error?["code"]?.string == refusal.code)
        let message = try #require(error?["message"]?.string)
        #expect(message.contains(ids[refusal.mention] ?? refusal.mention), "\(message)")
        #expect(try await program.run("changes").output == before)
    }
}
