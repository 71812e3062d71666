import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Changes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the change log: who changed what, when, and what it was before.",
        discussion: """
              certregistry changes --since 1200 --json

            The sequence number of the last change printed is the next --since.
            """)

    @Option(help: ArgumentHelp("Changes after this sequence number.", valueName: "n"))
    var since: Int64 = 0

    @Option(help: ArgumentHelp("At most so many changes. (default: all)", valueName: "n"))
    var limit: Int?

    @OptionGroup var options: RegisterOptions

    func validate() throws {
        if since < 0 { throw ValidationError("--since takes a number that is not negative.") }
        if let limit, limit < 1 { throw ValidationError("--limit takes a number above 0.") }
    }

    /// Prints page by page, for the log may be longer than memory.
    func run() async throws {
        let console = options.common.console
        let failure = try await options.withAdministration("changes") {
            administration throws(RegistryError) in
            if console.printsJSON { return await printJSON(administration, to: console) }
            try await administration.changes(since: since, limit: limit) { page in
                let lines = page.map { ChangeText.lines($0).joined(separator: "\n") + "\n" }
                console.write(Array(lines.joined().utf8))
            }
            return nil
        }
        // Already told, at the end of the document.
        if let failure { throw ExitCode(failure.exitCode) }
    }

    /// A failure on the way ends the document properly, with an `error` beside the changes that
    /// were read.
    private func printJSON(_ administration: Administration, to console: Console) async -> Failure?
    {
        var separator = ""
        console.write(Array(#"{"changes":["#.utf8))
        do throws(RegistryError) {
            try await administration.changes(since: since, limit: limit) { page in
                var bytes: [UInt8] = []
                for entry in page {
                    var writer = JSONWriter()
                    writer.object { writer in entry.write(&writer) }
                    bytes += Array(separator.utf8) + writer.bytes
                    separator = ","
                }
                console.write(bytes)
            }
            console.write(Array("]}\n".utf8))
            return nil
        } catch {
            let failure = Failure(error)
            var writer = JSONWriter()
            writer.object(failure.write)
            console.write(Array(#"],"error":"#.utf8) + writer.bytes + Array("}\n".utf8))
            return failure
        }
    }
}
