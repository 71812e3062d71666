import ArgumentParser
import Foundation
import RegistryApp
import RegistryCore

/// What every command takes.
struct RegisterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the register is, as sqlite:PATH. (default: sqlite:certregistry.db)",
            valueName: "url"))
    var database: String?

    @OptionGroup var common: CommonOptions

    /// The storage settings of all sources, `--database` the strongest.
    func storageConfiguration() throws(ConfigurationError) -> StorageConfiguration {
        let flags = database.map { ["--database=\($0)"] } ?? []
        return try common.sources(arguments: flags).storageConfiguration()
    }
}

/// What the commands share that take the settings of the server as flags.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A YAML or JSON file of settings. (default: /etc/certregistry/config.yaml, if there)",
            valueName: "file"))
    var config: String?

    // Core has a `Flag` of its own.
    @ArgumentParser.Flag(help: "Print one JSON document, and failures as one too.")
    var json = false

    var console: Console { Console(printsJSON: json) }

    /// Where the command's settings come from, the arguments first.
    func sources(arguments: [String]) -> ConfigurationSources {
        ConfigurationSources(
            arguments: arguments, file: config,
            environment: ProcessInfo.processInfo.environment)
    }
}

/// A command that works on a stored register, makes none, and answers with one document.
protocol RegisterCommand: AsyncParsableCommand {
    /// As it is typed, for the change log: `key add`.
    static var name: String { get }
    var options: RegisterOptions { get }

    func answer(_ administration: Administration) async throws(RegistryError) -> Answer
}

extension RegisterCommand {
    func run() async throws {
        let answer = try await options.withAdministration(Self.name) {
            administration throws(RegistryError) -> Answer in
            try await self.answer(administration)
        }
        options.common.console.print(answer)
    }
}

extension RegisterOptions {
    /// Opens the register, and closes it whatever becomes of the body.
    ///
    /// - Parameter name: of the command, for the change log.
    func withAdministration<Result>(
        _ name: String, _ body: (Administration) async throws(RegistryError) -> Result
    ) async throws -> Result {
        let store = try await RegisterOpening.existing(try storageConfiguration())
        do throws(RegistryError) {
            let result = try await body(Administration(store: store, origin: .command(name)))
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }
}
