import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct History: RegisterCommand {
    static let name = "history"
    static let configuration = CommandConfiguration(
        abstract: "Print all changes of one record: who, when, and what changed.",
        discussion: """
            The id is that of a certification, a certified entity, an account, a key or any other \
            record of the change log.
            """)

    @Argument(help: "The record's id.")
    var id: String

    @OptionGroup var options: RegisterOptions

    func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
        let changes = try await administration.history(of: id)
        let text = changes.map { ChangeText.lines($0).joined(separator: "\n") }
            .joined(separator: "\n")
        return Answer(text) { writer in
            writer.object { writer in
                writer.member("record_id", id)
                writer.array("changes") { writer in
                    for change in changes {
                        writer.object { writer in change.entry.write(&writer) }
                    }
                }
            }
        }
    }
}
