import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct VocabularyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocabulary",
        abstract: "List the register's words, add to them and retire from them.",
        discussion: """
            The lists are standards, accreditation-bodies, sectors and countries. What is changed \
            holds in a running server within a second.
            """,
        subcommands: [List.self, Add.self, Retire.self])

    struct List: RegisterCommand {
        static let name = "vocabulary list"
        static let configuration = CommandConfiguration(
            abstract: "Print a list.",
            discussion: """
                A standard that an accreditation body added for itself is shown with its acronym; \
                the others are everyone's.
                """)

        @Argument(help: "Which list.")
        var list: KeptList

        @ArgumentParser.Flag(help: "Also what was retired.")
        var retired = false

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (terms, vocabularies) = try await administration.terms(
                of: list, includesRetired: retired)
            var table = Table(list.headings + (retired ? ["retired"] : []))
            for term in terms {
                table.add(
                    term.cells(vocabularies) + (retired ? [term.isRetired ? "retired" : nil] : []))
            }
            return Answer(terms.isEmpty ? "The list is empty." : table.text) { writer in
                writer.object { writer in
                    writer.array("terms") { writer in
                        for term in terms { term.write(vocabularies, &writer) }
                    }
                }
            }
        }
    }

    struct Retire: RegisterCommand {
        static let name = "vocabulary retire"
        static let configuration = CommandConfiguration(
            abstract: "No longer read a word; what is stored with it is still answered.",
            discussion: """
                  certregistry vocabulary retire countries "Netherlands Antilles"
                  certregistry vocabulary retire standards "ISO/IEC 27001:2013"

                vocabulary add brings it back.
                """)

        @Argument(help: "Which list.")
        var list: KeptList

        @Argument(help: "The word, or any code or name of what it stands for.")
        var term: String

        @Option(help: "The standard's scheme, where several have it.")
        var scheme: String?

        @OptionGroup var options: RegisterOptions

        func validate() throws {
            if scheme != nil, list != .standards {
                throw ValidationError("--scheme is for standards alone.")
            }
        }

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (terms, wereInUse) = try await administration.retire(
                term, from: list, scheme: scheme)
            let title = terms.first?.title ?? term
            return Answer(
                wereInUse ? "\(title) is no longer read." : "\(title) was retired already."
            ) { writer in
                writer.object { writer in
                    writer.member("retired", wereInUse)
                    writer.array("ids") { writer in
                        for term in terms { writer.string(term.recordID.description) }
                    }
                }
            }
        }
    }
}

extension KeptList {
    fileprivate var headings: [String] {
        switch self {
        case .standards: ["id", "scheme", "standard", "added by"]
        case .accreditationBodies: ["id", "acronym", "country", "name", "known names"]
        case .sectors: ["id", "code", "name"]
        case .countries: ["id", "alpha-2", "alpha-3", "numeric", "name", "other names"]
        }
    }
}

extension VocabularyTerm {
    /// What it is called in a sentence.
    var title: String {
        switch self {
        case .standard(let standard, let scheme): "\"\(standard.name)\" of \"\(scheme.name)\""
        case .accreditationBody(let body): "\(body.acronym) (\(body.name))"
        case .sector(let sector): "Sector \(sector.code) (\(sector.name))"
        case .country(let country): "\(country.alpha2) (\(country.name))"
        }
    }

    /// As ``KeptList/headings`` names them.
    fileprivate func cells(_ vocabularies: Vocabularies) -> [String?] {
        let id = recordID.description
        return switch self {
        case .standard(let standard, let scheme):
            [id, scheme.name, standard.name, standard.adder(vocabularies)]
        case .accreditationBody(let body):
            [id, body.acronym, body.country, body.name, Self.joined(body.knownNames)]
        case .sector(let sector): [id, "\(sector.code)", sector.name]
        case .country(let country):
            [
                id, country.alpha2, country.alpha3, country.numeric, country.name,
                Self.joined(country.otherNames),
            ]
        }
    }

    private static func joined(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.joined(separator: "; ")
    }

    fileprivate func write(_ vocabularies: Vocabularies, _ writer: inout JSONWriter) {
        writer.object { writer in
            writeMembers(&writer)
            if case .standard(let standard, _) = self {
                writer.member("added_by", standard.adder(vocabularies))
            }
        }
    }

    /// Writes into an object that is begun.
    func writeMembers(_ writer: inout JSONWriter) {
        writer.member("id", recordID.description)
        switch self {
        case .standard(let standard, let scheme):
            writer.member("scheme", scheme.name)
            writer.member("standard", standard.name)
        case .accreditationBody(let body):
            writer.member("acronym", body.acronym)
            writer.member("name", body.name)
            writer.member("country", body.country)
            writer.array("known_names") { writer in
                for text in body.knownNames { writer.string(text) }
            }
        case .sector(let sector):
            writer.member("code", sector.code)
            writer.member("name", sector.name)
        case .country(let country):
            writer.member("alpha_2", country.alpha2)
            writer.member("alpha_3", country.alpha3)
            writer.member("numeric", country.numeric)
            writer.member("name", country.name)
            writer.array("other_names") { writer in
                for text in country.otherNames { writer.string(text) }
            }
        }
        writer.member("is_retired", isRetired)
    }
}

extension Standard {
    /// The acronym of the accreditation body that added it for itself.
    fileprivate func adder(_ vocabularies: Vocabularies) -> String? {
        addedBy.flatMap { vocabularies.accreditationBody($0)?.acronym }
    }
}
