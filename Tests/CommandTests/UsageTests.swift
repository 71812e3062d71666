import Foundation
import RegistryJSON
import Testing

@Suite("The command line")
struct UsageTests {
    /// Every command, with what it needs to be read.
    static let commands: [[String]] = [
        ["account", "add", "cb", "--name", "N"], ["account", "list"], ["account", "suspend", "1"],
        ["account", "resume", "1"], ["key", "add", "1"], ["key", "list", "1"],
        ["key", "revoke", "1"], ["mapping", "add", "all", "status", "Gültig", "active"],
        ["mapping", "list", "all"], ["mapping", "remove", "all", "status", "Gültig"],
        ["mapping", "import", "all", "UsageTests.swift"], ["mapping", "export", "all"],
        ["mapping", "unmapped", "1"],
        ["vocabulary", "list", "sectors"], ["vocabulary", "add", "sectors", "1", "N"],
        ["vocabulary", "add", "standards", "N", "--scheme", "S"],
        ["vocabulary", "add", "accreditation-bodies", "A", "N"],
        ["vocabulary", "add", "countries", "XA", "XAX", "N"],
        ["vocabulary", "retire", "sectors", "1"],
        ["account", "associate", "1", "2"], ["account", "dissociate", "1", "2"],
        ["account", "link-body", "1", "0042", "2"], ["account", "unlink-body", "1", "0042"],
        ["explain", "1", "QMS 1"], ["history", "1"], ["changes"], ["backup", "b.db"], ["check"],
        ["copy", "--from", "sqlite:certregistry.db", "--to", "postgres://127.0.0.1:1/x"],
    ]

    @Test("without a register a command says so, exits 1 and makes none", arguments: commands)
    func noRegister(command: [String]) async throws {
        let program = try Program()
        let run = try await program.run(command)
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("no register at certregistry.db"))
        #expect(!program.exists("certregistry.db"))

        let json = try await program.run(command + ["--json"])
        #expect(json.exitCode == 1)
        #expect(json.errors.isEmpty)
        #expect(try json.json()["error"]?["code"]?.string == "not_found")
        #expect(!program.exists("certregistry.db"))
    }

    /// What can't be read as a command line.
    static let wrong: [[String]] = [
        ["frobnicate"], ["account", "frobnicate"], ["account", "add", "cb"],
        ["account", "add", "university", "--name", "N"], ["account", "list", "--frob"],
        ["key", "add"], ["key", "add", "1", "--scope", "admin"],
        ["key", "add", "1", "--expires", "2027-02-30"], ["key", "add", "1", "--profile", "odd"],
        ["key", "add", "1", "--requests-per-minute", "many"],
        ["mapping", "add", "all", "colour", "a", "b"], ["vocabulary", "list", "colours"],
        ["vocabulary", "add", "standards", "N"], ["vocabulary", "add", "sectors", "one", "N"],
        ["vocabulary", "retire", "sectors", "1", "--scheme", "S"], ["changes", "--since", "-1"],
        ["changes", "--limit", "0"], ["history"],
        ["account", "associate", "1"], ["account", "dissociate"],
        ["account", "link-body", "1", "0042"], ["account", "unlink-body", "1"],
        ["account", "unlink-body", "1", "0042", "2"], ["explain", "1"],
        ["explain", "1", "QMS", "1"], ["generate"], ["generate", "--certifications", "0"],
        ["backup"], ["restore"], ["restore", "a", "b"], ["check", "a"],
        ["copy"], ["copy", "--from", "sqlite:a.db"],
        ["copy", "--from", "a.db", "--to", "postgres://localhost/x"],
        ["copy", "--from", "sqlite:a.db", "--to", "mysql://localhost/x"],
        ["serve", "--prot", "80"], ["serve", "--port"], ["serve", "--port", "80", "--port", "81"],
        ["serve", "--port", "http"], ["serve", "--port", "65536"], ["serve", "now"],
        ["demo", "--database", "demo.db"], ["migrate", "--database", "mysql://localhost/x"],
    ]

    @Test("wrong usage exits 64, and says what is wrong", arguments: wrong)
    func wrongUsage(command: [String]) async throws {
        let program = try Program()
        let run = try await program.run(command)
        #expect(run.exitCode == 64)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)

        let json = try await program.run(command + ["--json"])
        #expect(json.exitCode == 64)
        #expect(json.errors.isEmpty)
        let error = try json.json()["error"]
        #expect(error?["code"]?.string == "usage")
        #expect(error?["message"]?.string?.isEmpty == false)
    }

    @Test("a mistyped option is answered with the one that was meant")
    func hint() async throws {
        let run = try await Program().run("serve", "--prot", "80")
        #expect(run.errors.contains("Did you mean --port?"))
    }

    @Test("a PostgreSQL server that is not there is no wrong usage")
    func postgres() async throws {
        let run = try await Program().run(
            "account", "list", "--json", "--database", "postgres://127.0.0.1:1/register")
        #expect(run.exitCode == 1)
        #expect(try run.json()["error"]?["code"]?.string == "unavailable")
    }

    @Test(
        "every command explains itself",
        arguments: commands.map { $0.filter { !$0.hasPrefix("-") } } + [
            ["serve"], ["demo"], ["migrate"], ["restore"], [], ["account"], ["key"], ["mapping"],
            ["vocabulary"],
        ])
    func help(command: [String]) async throws {
        let run = try await Program().run(command.prefix(2) + ["--help"])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("USAGE: certregistry"))
        #expect(run.errors.isEmpty)
    }

    @Test("the help of serve lists every setting with its default")
    func settingsHelp() async throws {
        let help = try await Program().run("serve", "--help").output
        for row in [
            "--port <0-65535>", "(default: 8080)", "--accept-header <required|optional>",
            "--error-format <list|object>", "--sites-max", "(default: 10000)",
            "--drain-delay-seconds",
            "--read-only", "--database", "--log-format <text|json>",
        ] {
            #expect(help.contains(row), "\(row) is missing")
        }
    }

    @Test("the version is printed alone")
    func version() async throws {
        let run = try await Program().run("--version")
        #expect(run.exitCode == 0)
        #expect(run.output.contains(/^\d+\.\d+\.\d+\n$/))
    }
}
