import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

extension VocabularyCommands {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add to a list, bring back what was retired, or change its names.",
            discussion: """
                A name that is given up is still read, and so is what mappings lead to by it.
                """,
            subcommands: [
                AddStandard.self, AddAccreditationBody.self, AddSector.self, AddCountry.self,
            ])
    }

    struct AddStandard: RegisterCommand {
        static let name = "vocabulary add standards"
        static let configuration = CommandConfiguration(
            commandName: "standards", abstract: "Add a standard to its scheme.",
            discussion: """
                A scheme that there is not is made. What an accreditation body has added for \
                itself becomes everyone's.

                  certregistry vocabulary add standards "ISO 9001:2026" \
                --scheme "Quality Management Systems"
                """)

        @Argument(help: "Its name with its year.")
        var standard: String

        @Option(help: "The scheme's name.")
        var scheme: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.addStandard(standard, scheme: scheme).answer
        }
    }

    struct AddAccreditationBody: RegisterCommand {
        static let name = "vocabulary add accreditation-bodies"
        static let configuration = CommandConfiguration(
            commandName: "accreditation-bodies", abstract: "Add an accreditation body.",
            discussion: """
                The acronym tells whether it is there; then it is called as you say. What you \
                leave out stays as it is.

                  certregistry vocabulary add accreditation-bodies UKAS \
                "United Kingdom Accreditation Service" --country GB
                """)

        @Argument(help: "Its acronym.")
        var acronym: String

        @Argument(help: "Its name.")
        var name: String

        @Option(help: "Its country: any code or name, such as DE, DEU or Germany.")
        var country: String?

        @Option(
            parsing: .singleValue,
            help: ArgumentHelp(
                "A further name; may be repeated. They replace those of before; a single empty "
                    + "one clears them.", valueName: "name"))
        var knownName: [String] = []

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.addAccreditationBody(
                acronym: acronym, name: name, country: country, knownNames: knownName
            ).answer
        }
    }

    struct AddSector: RegisterCommand {
        static let name = "vocabulary add sectors"
        static let configuration = CommandConfiguration(
            commandName: "sectors", abstract: "Add a sector.",
            discussion: "The code tells whether it is there; then it is called as you say.")

        @Argument(help: "Its number.")
        var code: Int

        @Argument(help: "Its name.")
        var name: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.addSector(code: code, name: name).answer
        }
    }

    struct AddCountry: RegisterCommand {
        static let name = "vocabulary add countries"
        static let configuration = CommandConfiguration(
            commandName: "countries",
            abstract: "Add a country, or change the name it is answered by.",
            discussion: """
                The alpha-2 code tells whether it is there; then it is answered by the name you \
                give, and the name it had is still read. What you leave out stays as it is.

                  certregistry vocabulary add countries TR TUR Turkey
                """)

        @Argument(help: ArgumentHelp("Its code of 2 letters.", valueName: "alpha-2"))
        var alpha2: String

        @Argument(help: ArgumentHelp("Its code of 3 letters.", valueName: "alpha-3"))
        var alpha3: String

        @Argument(help: "The name it is answered by.")
        var name: String

        @Option(help: ArgumentHelp("Its code of 3 digits.", valueName: "code"))
        var numeric: String?

        @Option(
            parsing: .singleValue,
            help: ArgumentHelp(
                "A further name that is read; may be repeated. They replace those of before; a "
                    + "single empty one clears them.", valueName: "name"))
        var otherName: [String] = []

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.addCountry(
                alpha2: alpha2, alpha3: alpha3, name: name, numeric: numeric,
                otherNames: otherName
            ).answer
        }
    }
}

extension TermAddition {
    fileprivate var answer: Answer {
        let verdict =
            switch change {
            case .added: "is added"
            case .changed: "is changed"
            case .unchanged: "is there already"
            case .restored: "is read again"
            }
        return Answer("\(term.title) \(verdict).") { writer in
            writer.object { writer in
                writer.member("change", change.rawValue)
                writer.object("term") { writer in term.writeMembers(&writer) }
            }
        }
    }
}
