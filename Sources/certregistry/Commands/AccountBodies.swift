import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

extension Accounts {
    struct Associate: RegisterCommand {
        static let name = "account associate"
        static let configuration = CommandConfiguration(
            abstract: "Let a multi-national body name a certification body in its uploads.",
            discussion: """
                Running servers know it within a second. Prints all bodies that it may name.

                  certregistry account associate ACCOUNT_ID CERTIFICATION_BODY_ID
                """)

        @Argument(help: "The mncb account's id.")
        var accountID: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (account, bodies) = try await administration.setAssociated(
                true, account: accountID, body: certificationBodyID)
            return associationAnswer(account, bodies)
        }
    }

    struct Dissociate: RegisterCommand {
        static let name = "account dissociate"
        static let configuration = CommandConfiguration(
            abstract: "Let a multi-national body no longer name a certification body.",
            discussion: """
                What it uploaded for that body stays readable and deletable. Prints all bodies \
                that it may name still.

                  certregistry account dissociate ACCOUNT_ID CERTIFICATION_BODY_ID
                """)

        @Argument(help: "The mncb account's id.")
        var accountID: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (account, bodies) = try await administration.setAssociated(
                false, account: accountID, body: certificationBodyID)
            return associationAnswer(account, bodies)
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

                  certregistry account link-body AB_ACCOUNT_ID 0042 CERTIFICATION_BODY_ID
                """)

        @Argument(help: "The ab account's id.")
        var accountID: String

        @Argument(help: "The number by which it has recorded the certification body.")
        var identityNumber: String

        @Argument(help: "The certification body's id, or its account's.")
        var certificationBodyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (record, body) = try await administration.linkBody(
                account: accountID, identityNumber: identityNumber, to: certificationBodyID)
            return linkAnswer(record, body)
        }
    }

    struct UnlinkBody: RegisterCommand {
        static let name = "account unlink-body"
        static let configuration = CommandConfiguration(
            abstract: "Part an accreditation body's record from a body that it shares with others.",
            discussion: """
                The record gets a certification body of its own, and what the accreditation body \
                has uploaded for it goes with it. Use it where two bodies have one name and country.

                  certregistry account unlink-body AB_ACCOUNT_ID 0042
                """)

        @Argument(help: "The ab account's id.")
        var accountID: String

        @Argument(help: "The number by which it has recorded the certification body.")
        var identityNumber: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (record, body) = try await administration.unlinkBody(
                account: accountID, identityNumber: identityNumber)
            return linkAnswer(record, body)
        }
    }
}

private func associationAnswer(_ account: Account, _ bodies: [CertificationBody]) -> Answer {
    var table = Table(["body", "acronym", "country", "name"])
    for body in bodies {
        table.add([body.id.description, body.acronym, body.country, body.name])
    }
    let text =
        bodies.isEmpty
        ? "\(account.name) may name no certification body."
        : "\(account.name) may name in its uploads:\n\n\(table.text)"
    return Answer(text) { writer in
        writer.object { writer in
            writer.member("account_id", account.id.description)
            writer.array("associated_certification_bodies") { writer in
                for body in bodies { writer.string(body.id.description) }
            }
        }
    }
}

private func linkAnswer(_ record: StoredRecordedBody, _ body: CertificationBody) -> Answer {
    let recorded = record.body
    let text = """
        What is recorded as \(recorded.identityNumber) (\(recorded.name)) is the certification \
        body \(body.id) (\(body.name)).
        """
    return Answer(text) { writer in
        writer.object { writer in
            writer.member("account_id", record.accountID.description)
            writer.member("certification_body_identity_number", recorded.identityNumber)
            writer.member("certification_body_name", recorded.name)
            writer.member("certification_bodies_id", body.id.description)
        }
    }
}
