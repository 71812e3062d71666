import ArgumentParser
import RegistryApp

/// The `certregistry` executable (contract section 15).
@main
struct CertRegistry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certregistry",
        abstract: "An open register of accredited certifications.",
        discussion: """
            Begin with `certregistry demo`: it serves a register with sample data and prints \
            requests to try. For a register of your own:

              certregistry migrate
              certregistry account add cb --name "Northwind Assurance" --country DE
              certregistry key add ACCOUNT_ID
              certregistry serve

            Every command takes --database, reads CERTREGISTRY_* environment variables and a \
            configuration file, and prints JSON with --json.
            """,
        version: Version.current,
        subcommands: [
            Serve.self, Demo.self, Generate.self, Migrate.self, Accounts.self, Keys.self,
            Mappings.self, VocabularyCommands.self, Explain.self, History.self, Changes.self,
            Backup.self, Restore.self, Check.self, Copy.self,
        ])

    /// Parses the command line and runs what it names; every end of the program is here.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let console = Console(printsJSON: arguments.prefix { $0 != "--" }.contains("--json"))
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withCode: console.report(explanation(of: error, arguments, console)))
        }
    }

    /// What is wrong with a command line that names no command has nothing to do with `--json`,
    /// which only commands take.
    private static func explanation(
        of error: any Error, _ arguments: [String], _ console: Console
    ) -> any Error {
        guard console.printsJSON, exitCode(for: error) == .validationFailure else { return error }
        do {
            _ = try parseAsRoot(arguments.filter { $0 != "--json" })
            return error
        } catch {
            return error
        }
    }

    private static func exit(withCode code: Int32) -> Never {
        Self.exit(withError: ExitCode(code))
    }
}
