import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

extension Mappings {
    struct Unmapped: RegisterCommand {
        static let name = "mapping unmapped"
        static let configuration = CommandConfiguration(
            abstract: "Print the terms that an account sent in vain.",
            discussion: """
                Each with how often it was sent, when last, and the nearest words. What has been \
                mapped or added to its list since is left out. A running server stores them about \
                every second.
                """)

        @Argument(help: "The account's id.")
        var accountID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let terms = try await administration.unmappedTerms(ofAccount: accountID)
            var table = Table(["field", "term", "scheme", "count", "last sent", "nearest"])
            for term in terms {
                table.add([
                    term.tally.term.field.rawValue, term.tally.term.text, term.scheme?.name,
                    "\(term.tally.count)", timestampText(epochSeconds: term.tally.lastSentAt),
                    term.nearest.joined(separator: "; "),
                ])
            }
            return Answer(terms.isEmpty ? "There are no such terms." : table.text) { writer in
                writer.object { writer in
                    writer.array("terms") { writer in
                        for term in terms { term.write(&writer) }
                    }
                }
            }
        }
    }
}

extension Administration.Unmapped {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("field", tally.term.field.rawValue)
            writer.member("term", tally.term.text)
            writer.member("scheme", scheme?.name)
            writer.member("count", tally.count)
            writer.member("last_sent_at", timestampText(epochSeconds: tally.lastSentAt))
            writer.array("nearest") { writer in for text in nearest { writer.string(text) } }
        }
    }
}
