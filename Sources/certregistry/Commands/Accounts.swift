import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Accounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Add, list, suspend and resume accounts, and tie them to certification bodies.",
        subcommands: [
            Add.self, List.self, Suspend.self, Resume.self, Associate.self, Dissociate.self,
            LinkBody.self, UnlinkBody.self,
        ])

    struct Add: RegisterCommand {
        static let name = "account add"
        static let configuration = CommandConfiguration(
            abstract: "Add an account.",
            discussion: """
                A cb account makes its certification body, or takes over the one named, such as \
                one that an accreditation body has recorded already. Its name and country together \
                must be no other's. An ab account needs an acronym that no other has; with one of \
                the register's list it is that accreditation body. An mncb account may name in \
                its uploads what account associate gives it.

                  certregistry account add cb --name "Northwind Assurance" --country DE
                  certregistry account add ab --name "Alderwick Service" --acronym AWAS
                  certregistry account add mncb --name "Marlstone Group"
                """)

        @Argument(help: "What the account is.")
        var role: Role

        @Option(help: "Its name.")
        var name: String

        @Option(help: "Its acronym.")
        var acronym: String?

        @Option(help: "Its country: any code or name, such as DE, DEU or Germany.")
        var country: String?

        @Option(help: ArgumentHelp("The stored body that it takes over.", valueName: "id"))
        var certificationBody: String?

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let account = try await administration.addAccount(
                role: role, name: name, acronym: acronym, country: country,
                certificationBodyID: certificationBody)
            let lines = [
                "Account \(account.id) is added.",
                account.certificationBodyID.map { "Its certification body is \($0)." },
                try await administration.accreditationBody(of: account).map {
                    "It is the accreditation body \($0.acronym), \($0.name)."
                },
                account.role == .multinationalCertificationBody
                    ? "Say what it may name: certregistry account associate \(account.id) BODY_ID"
                    : nil,
                "Give it a key: certregistry key add \(account.id)",
            ]
            return Answer(lines.compactMap { $0 }.joined(separator: "\n")) { writer in
                writer.object { writer in
                    writer.member("account_id", account.id.description)
                    writer.member(
                        "certification_bodies_id", account.certificationBodyID?.description)
                }
            }
        }
    }

    struct List: RegisterCommand {
        static let name = "account list"
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let accounts = try await administration.accounts()
            var table = Table([
                "account", "role", "status", "acronym", "country", "body", "added", "name",
            ])
            for account in accounts {
                table.add([
                    account.id.description, account.role.rawValue, account.statusText,
                    account.acronym, account.country, account.bodyText,
                    timestampText(epochSeconds: account.createdAt), account.name,
                ])
            }
            return Answer(accounts.isEmpty ? "There are no accounts." : table.text) { writer in
                writer.object { writer in
                    writer.array("accounts") { writer in
                        for account in accounts { account.write(&writer) }
                    }
                }
            }
        }
    }

    struct Suspend: RegisterCommand {
        static let name = "account suspend"
        static let configuration = CommandConfiguration(
            abstract: "Refuse an account's calls until it is resumed.",
            discussion: "Its keys answer 403 within a second. What it uploaded stays.")

        @Argument(help: "The account's id.")
        var id: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.setSuspended(true, account: id).statusAnswer
        }
    }

    struct Resume: RegisterCommand {
        static let name = "account resume"
        static let configuration = CommandConfiguration(
            abstract: "Let a suspended account call again.")

        @Argument(help: "The account's id.")
        var id: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.setSuspended(false, account: id).statusAnswer
        }
    }
}

extension Account {
    fileprivate var statusText: String { isSuspended ? "suspended" : "active" }

    /// The body that it is, or how many it may name: `--json` has their ids.
    fileprivate var bodyText: String? {
        if let certificationBodyID { return certificationBodyID.description }
        return role == .multinationalCertificationBody
            ? "\(associatedBodyIDs.count) associated" : nil
    }

    fileprivate var statusAnswer: Answer {
        Answer("Account \(id) (\(name)) is \(statusText).") { writer in write(&writer) }
    }

    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("account_id", id.description)
            writer.member("role", role.rawValue)
            writer.member("name", name)
            writer.member("acronym", acronym)
            writer.member("country", country)
            writer.member("certification_bodies_id", certificationBodyID?.description)
            if role == .multinationalCertificationBody {
                writer.array("associated_certification_bodies") { writer in
                    for body in associatedBodyIDs { writer.string(body.description) }
                }
            }
            writer.member("status", statusText)
            writer.member("created_at", timestampText(epochSeconds: createdAt))
        }
    }
}
