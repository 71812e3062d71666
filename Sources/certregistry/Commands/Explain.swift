import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Explain: RegisterCommand {
    static let name = "explain"
    static let configuration = CommandConfiguration(
        abstract: "Print all versions of a certificate, which is shown to the public, and why.",
        discussion: """
            Several accounts may have uploaded one certificate. A certification body's own upload, \
            or a multi-national body's, goes before an accreditation body's; between two of a kind \
            the first one does. A line with * is shown.

              certregistry explain CERTIFICATION_BODY_ID "QMS 2024/17"
            """)

    @Argument(help: "The certification body's id, or its account's.")
    var certificationBodyID: String

    @Argument(help: "The certificate's number, compared as names are.")
    var number: String

    @OptionGroup var options: RegisterOptions

    func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
        let explanation = try await administration.explain(
            body: certificationBodyID, number: number)
        let heading = """
            \(number) of \(explanation.body.name): \(explanation.versions.count) \
            version\(explanation.versions.count == 1 ? "" : "s")
            """
        let blocks = [heading] + explanation.versions.map(\.text)
        return Answer(blocks.joined(separator: "\n\n")) { writer in
            writer.object { writer in
                writer.member("certification_bodies_id", explanation.body.id.description)
                writer.member("certification_bodies_name", explanation.body.name)
                writer.member("certificate_number", number)
                writer.array("versions") { writer in
                    for version in explanation.versions { version.write(&writer) }
                }
            }
        }
    }
}

extension CertificateExplanation.Version {
    fileprivate var text: String {
        let stated = certification.certification
        return """
            \(verdict.isShown ? "*" : "-") \(account.name) (\(account.role.rawValue)), \
            certification \(certification.id)
              \(stated.number) of \(entityName ?? "?"): \(status.rawValue), \
            \(stated.issueDate.dashedText) to \(stated.expiryDate.dashedText)
              \(reason)
            """
    }

    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("company_certifications_id", certification.id.description)
            writer.member("account_id", account.id.description)
            writer.member("account_name", account.name)
            writer.member("role", account.role.rawValue)
            writer.member("company_name", entityName)
            writer.member("certificate_number", certification.certification.number)
            writer.member("status", status.rawValue)
            writer.member(
                "certification_issue_date", certification.certification.issueDate.wireText)
            writer.member(
                "certification_expiry_date", certification.certification.expiryDate.wireText)
            writer.member("is_shown", verdict.isShown)
            writer.member("reason", reason)
        }
    }
}
