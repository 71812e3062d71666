import ArgumentParser
import Foundation
import RegistryApp
import RegistryCore
import RegistryJSON

extension Mappings {
    struct Import: RegisterCommand {
        static let name = "mapping import"
        static let configuration = CommandConfiguration(
            abstract: "Map the terms of a CSV file.",
            discussion: """
                The file is in UTF-8, and its first row is field,source,target. If anything is \
                wrong with a row, all such rows are named and nothing is stored. Mappings that \
                are not in the file stay.

                  certregistry mapping import ACCOUNT_ID terms.csv --dry-run
                """)

        @Argument(help: "The account's id, or all.")
        var accountID: String

        @Argument(help: "The file's path.")
        var file: String

        @ArgumentParser.Flag(help: "Say what would be done, and store nothing.")
        var dryRun = false

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let counts = try await administration.importMappings(
                account: accountID, file: try Self.read(file), isDryRun: dryRun)
            let text =
                "\(counts.added) added, \(counts.changed) changed, "
                + "\(counts.unchanged) unchanged."
            return Answer(dryRun ? "Nothing is stored. It would be: \(text)" : text) { writer in
                writer.object { writer in
                    writer.member("added", counts.added)
                    writer.member("changed", counts.changed)
                    writer.member("unchanged", counts.unchanged)
                    writer.member("dry_run", dryRun)
                }
            }
        }

        /// One byte more than a file may have, at most.
        private static func read(_ path: String) throws(RegistryError) -> [UInt8] {
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw .notFound("There is no file at \(path) that this user may read.")
            }
            do {
                let data = try handle.read(upToCount: MappingFile.bytesMax + 1)
                try handle.close()
                return data.map { Array($0) } ?? []
            } catch {
                throw .conflict("\(path) can't be read as a file.")
            }
        }
    }

    struct Export: RegisterCommand {
        static let name = "mapping export"
        static let configuration = CommandConfiguration(
            abstract: "Print an account's mappings as CSV, for mapping import to read.",
            discussion: "  certregistry mapping export ACCOUNT_ID > terms.csv")

        @Argument(help: "The account's id, or all.")
        var accountID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let mappings = try await administration.mappings(ofAccount: accountID)
            return Answer(MappingFile.text(of: mappings)) { writer in
                Mappings.write(mappings, &writer)
            }
        }
    }
}
