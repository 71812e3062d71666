import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the client API, /health/live and /health/ready.",
        usage: "certregistry serve [--config <file>] [--json] [<setting> ...]",
        discussion: """
            Brings the register to this program's schema first. SIGTERM and SIGINT stop it: it \
            takes no new requests, finishes those in flight and exits 0.

              certregistry serve --port 8080 --database sqlite:/srv/register.db

            \(ServeConfiguration.settingsHelp)
            """)

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var settings: [String] = []

    func run() async throws {
        let configuration = try common.sources(arguments: settings).serveConfiguration()
        let console = common.console
        let store = try await RegisterOpening.served(configuration)
        do {
            try await Serving(configuration, store: store).run { address in
                // The log says it to people.
                guard console.printsJSON else { return }
                console.print(
                    Answer("") { writer in
                        writer.object { writer in writer.member("address", address) }
                    })
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}
