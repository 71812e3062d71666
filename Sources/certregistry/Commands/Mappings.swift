import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Mappings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Map an account's own terms to the register's.",
        discussion: """
            An account's mapping is looked at before the one for all accounts, and that before \
            the register's list. The id "all" stands for every account.
            """,
        subcommands: [
            Add.self, List.self, Remove.self, Import.self, Export.self, Unmapped.self,
        ])

    struct Add: RegisterCommand {
        static let name = "mapping add"
        static let configuration = CommandConfiguration(
            abstract: "Map a term, or give it another target.",
            discussion: """
                The target must be a word of the field's list.

                  certregistry mapping add ACCOUNT_ID status Gültig active
                  certregistry mapping add all country "West Germany" DE
                """)

        @Argument(help: "The account's id, or all.")
        var accountID: String

        @Argument(help: "Which list the term belongs to.")
        var field: MappingField

        @Argument(help: "The term as the account writes it.")
        var source: String

        @Argument(help: "The register's word that it stands for.")
        var target: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let mapping = try await administration.addMapping(
                account: accountID, field: field, source: source, target: target)
            return Answer("\"\(mapping.source)\" now means \"\(mapping.target)\".") { writer in
                mapping.write(&writer)
            }
        }
    }

    struct List: RegisterCommand {
        static let name = "mapping list"
        static let configuration = CommandConfiguration(abstract: "List an account's mappings.")

        @Argument(help: "The account's id, or all.")
        var accountID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let mappings = try await administration.mappings(ofAccount: accountID)
            var table = Table(["field", "source", "target"])
            for mapping in mappings {
                table.add([mapping.field.rawValue, mapping.source, mapping.target])
            }
            return Answer(mappings.isEmpty ? "There are no mappings." : table.text) { writer in
                Mappings.write(mappings, &writer)
            }
        }
    }

    static func write(_ mappings: [TermMapping], _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("mappings") { writer in
                for mapping in mappings { mapping.write(&writer) }
            }
        }
    }

    struct Remove: RegisterCommand {
        static let name = "mapping remove"
        static let configuration = CommandConfiguration(abstract: "Remove the mapping of a term.")

        @Argument(help: "The account's id, or all.")
        var accountID: String

        @Argument(help: "Which list the term belongs to.")
        var field: MappingField

        @Argument(help: "The term, compared as names are.")
        var source: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.removeMapping(
                account: accountID, field: field, source: source)
            return Answer("\"\(source)\" is no longer mapped.") { writer in
                writer.object { writer in writer.member("removed", true) }
            }
        }
    }
}

extension TermMapping {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("field", field.rawValue)
            writer.member("source", source)
            writer.member("target", target)
        }
    }
}
