import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

extension Accounts {
    struct Associate: RegisterCommand {
        static let name = "account associate"
        static let configuration = CommandConfiguration(
            abstract: "Let a multi-national body name a certification body in its uploads.")

        @Argument(help: "The mncb account's id.")
        var accountID: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.setAssociated(
                true, account: accountID, body: certificationBodyID
            ).associationAnswer
        }
    }

    struct Dissociate: RegisterCommand {
        static let name = "account dissociate"
        static let configuration = CommandConfiguration(
            abstract: "Let a multi-national body no longer name a certification body.",
            discussion: "What it uploaded for that body stays readable and deletable.")

        @Argument(help: "The mncb account's id.")
        var accountID: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.setAssociated(
                false, account: accountID, body: certificationBodyID
            ).associationAnswer
        }
    }

    struct LinkBody: RegisterCommand {
        static let name = "account link-body"
        static let configuration = CommandConfiguration(
            abstract: "Join an accreditation body's record to a certification body.",
            discussion: """
                What the accreditation body has uploaded for it goes with the record. Use it where \
                one body was recorded under two names, or was recorded before its account was \
                added.
                """)

        @Argument(help: "The ab account's id.")
        var accountID: String

        @Argument(help: "Its identity number of the certification body.")
        var identityNumber: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.linkBody(
                account: accountID, identityNumber: identityNumber, to: certificationBodyID
            ).linkAnswer
        }
    }

    struct UnlinkBody: RegisterCommand {
        static let name = "account unlink-body"
        static let configuration = CommandConfiguration(
            abstract: "Part an accreditation body's record from a body that it shares with others.",
            discussion: """
                The record gets a certification body of its own, and what the accreditation body \
                has uploaded for it goes with it.
                """)

        @Argument(help: "The ab account's id.")
        var accountID: String

        @Argument(help: "Its identity number of the certification body.")
        var identityNumber: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            try await administration.unlinkBody(
                account: accountID, identityNumber: identityNumber
            ).linkAnswer
        }
    }
}

extension Account {
    fileprivate var associationAnswer: Answer {
        let bodies = associatedBodyIDs.map(\.description)
        let text =
            bodies.isEmpty
            ? "\(name) may name no certification body now."
            : "\(name) may now name: \(bodies.joined(separator: ", "))"
        return Answer(text) { writer in
            writer.object { writer in
                writer.member("account_id", id.description)
                writer.array("associated_certification_bodies") { writer in
                    for body in bodies { writer.string(body) }
                }
            }
        }
    }
}

extension StoredRecordedBody {
    fileprivate var linkAnswer: Answer {
        let text = """
            The record \(body.identityNumber) (\(body.name)) is of the certification body \
            \(certificationBodyID) now.
            """
        return Answer(text) { writer in
            writer.object { writer in
                writer.member("account_id", accountID.description)
                writer.member("certification_body_identity_number", body.identityNumber)
                writer.member("certification_body_name", body.name)
                writer.member("certification_bodies_id", certificationBodyID.description)
            }
        }
    }
}
