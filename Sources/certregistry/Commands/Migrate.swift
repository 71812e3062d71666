import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the register, or bring it to this program's schema.",
        discussion: """
            serve and demo do this too. A register whose schema is newer than this program is \
            left alone.
            """)

    @OptionGroup var options: RegisterOptions

    func run() async throws {
        let storage = try options.storageConfiguration()
        let store = try await RegisterOpening.migrated(storage)
        await store.close()
        options.common.console.print(
            Answer("The register at \(storage.database.text) is up to date.") { writer in
                writer.object { writer in writer.member("database", storage.database.text) }
            })
    }
}
