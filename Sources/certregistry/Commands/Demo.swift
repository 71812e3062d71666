import ArgumentParser
import Foundation
import RegistryApp
import RegistryCore
import RegistryJSON

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a register with sample data, and print requests to try.",
        usage: "certregistry demo [--database <url>] [--config <file>] [--json] [<setting> ...]",
        discussion: """
            One account of each kind with a key, and some hundred certifications of invented \
            organisations, all in a database that is removed at the end, unless --database names \
            one to keep. It takes the settings of serve:

              certregistry demo --port 9000
            """)

    @Option(
        help: ArgumentHelp(
            "A database to keep, as sqlite:PATH. (default: a scratch database)", valueName: "url"))
    var database: String?

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var settings: [String] = []

    func run() async throws {
        guard let database else {
            let scratch = FileManager.default.temporaryDirectory
                .appendingPathComponent("certregistry-demo-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: scratch, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            // What can't be removed, the system removes with its other temporary files.
            defer { try? FileManager.default.removeItem(at: scratch) }
            return try await serve("sqlite:\(scratch.appendingPathComponent("demo.db").path)")
        }
        try await serve(database)
    }

    /// - Parameter database: stronger than any other source: sample data must not get into a
    ///   register that the environment or a file names.
    private func serve(_ database: String) async throws {
        var defaults = ServeConfiguration()
        // All that can be harmed is invented.
        defaults.docs.isTryItOn = true
        let configuration = try common.sources(
            arguments: ["--database=\(database)"] + settings
        ).serveConfiguration(defaults: defaults)
        let console = common.console
        let store = try await RegisterOpening.migrated(configuration.storage)
        do {
            let register = try await DemoRegister.load(into: store) { console.note($0) }
            try await Serving(
                configuration, store: store, guideAccounts: register.guideAccounts
            ).run { address in
                console.print(register.answer(server: address, database: database))
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}

extension DemoRegister {
    fileprivate func answer(server: String, database: String) -> Answer {
        var shown: Set<Role> = []
        let accounts = accounts.map { account in
            let heading = """
                \(account.account.name): \(account.account.role.title) \
                (\(account.account.role.rawValue)) with \(account.certificationCount) \
                certifications
                Key: \(account.key)
                """
            // One set of requests for each kind of account: the others differ in the key alone.
            guard shown.insert(account.account.role).inserted else { return heading }
            let commands = account.commands(server: server).map { "# \($0.title)\n\($0.command)" }
            return ([heading] + commands).joined(separator: "\n\n")
        }
        let text = """

            The register is served at \(server). Paste these into another terminal; Ctrl-C ends it.

            \(accounts.joined(separator: "\n\n\n"))


            # Which of two versions of a certificate the public is shown, and why
            \(CommandLine.arguments[0]) explain \(sharedCertificate.certificationBodyID) \
            \(sharedCertificate.number) --database '\(database)'

            """
        return Answer(text) { writer in
            writer.object { writer in
                writer.member("address", server)
                writer.array("accounts") { writer in
                    for account in self.accounts { account.write(&writer) }
                }
            }
        }
    }
}

extension DemoRegister.DemoAccount {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("account_id", account.id.description)
            writer.member("role", account.role.rawValue)
            writer.member("name", account.name)
            writer.member("key", key)
            writer.member("certifications", certificationCount)
            writer.member("company_certifications_id", certificationID.description)
        }
    }
}
