import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the register into one file, also while it is served.",
        discussion: """
            The copy is the register at one moment: whatever was answered before is in it. It is \
            made beside FILE under a temporary name, checked, and has its name when it is complete \
            and on the disk. The accounts' keys are in it as hashes: keep it where only you can \
            read it. While it is made, the server's write-ahead log keeps what is written.

              certregistry backup /backups/register-2027-05-01.db --database sqlite:register.db
              certregistry check --database sqlite:/backups/register-2027-05-01.db
            """)

    @Argument(help: "The file to make; there must be none of this name.")
    var file: String

    @OptionGroup var options: RegisterOptions

    func run() async throws {
        let console = options.common.console
        let start = ContinuousClock.now
        let progress = ProgressLines(console)
        let summary = try await Safekeeping(try options.storageConfiguration()).backUp(
            to: file
        ) { state throws(RegistryError) in try progress.show(state) }
        let seconds = start.duration(to: .now) / .seconds(1)
        let text = """
            The backup is at \(file): \(summary.certifications) certifications, changes up to \
            \(summary.lastChange), \(summary.bytes.megabytesText), in \(seconds.secondsText).
            """
        console.print(
            Answer(text) { writer in
                writer.object { writer in
                    writer.member("file", file)
                    summary.write(&writer)
                    writer.member("milliseconds", Int64(seconds * 1_000))
                }
            })
    }
}
