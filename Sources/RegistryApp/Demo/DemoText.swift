import RegistryCore
import RegistryJSON

extension DemoRegister.DemoAccount {
    /// Requests to paste into a shell.
    ///
    /// - Parameter server: `http://127.0.0.1:8080`.
    public func commands(server: String) -> [(title: String, command: String)] {
        let base = "\(server)/api/client"
        let role = account.role.rawValue
        return [
            (
                "Upload a certificate",
                curl("\(base)/v2/\(role)/upload-cert", body: uploadBody)
            ),
            (
                "Read it back",
                curl("\(base)/v2/\(role)/cert?certificate_number=\(number)")
            ),
            (
                "Read a certificate by its id, V2 and V1",
                [WirePath.v2, .v1].map {
                    curl("\(base)/\($0.rawValue)/\(role)/cert/\(certificationID)")
                }.joined(separator: "\n\n")
            ),
            (
                "List two certificates that are in force",
                curl("\(base)/v2/\(role)/cert?certification_status=active&limit=2")
            ),
        ] + furtherCommands(base)
    }

    /// What only accounts of this kind can ask.
    private func furtherCommands(_ base: String) -> [(title: String, command: String)] {
        switch account.role {
        case .certificationBody: []
        case .accreditationBody:
            [
                (
                    "Record a certification body",
                    curl("\(base)/v2/ab/upload-cb", body: recordBody)
                ),
                (
                    "List the certification bodies that you have recorded",
                    curl("\(base)/v2/ab/cb")
                ),
            ]
        case .multinationalCertificationBody:
            [
                (
                    "Confirm that all your certifications are up to date",
                    curl("\(base)/v2/mncb/update-all-cert", method: "PUT")
                )
            ]
        }
    }

    private enum WirePath: String { case v1, v2 }

    private var number: String { "\(account.acronym ?? "DEMO")-TRY-1" }

    private func curl(_ url: String, method: String? = nil, body: String? = nil) -> String {
        var lines = [
            "curl -sS \(method.map { "-X \($0) " } ?? "")'\(url)'",
            "-H 'x-http-authorization: \(key)'",
            "-H 'Accept: application/json'",
        ]
        if let body { lines += ["-H 'Content-Type: application/json'", "-d '\(body)'"] }
        return lines.joined(separator: " \\\n  ")
    }

    /// Holds no apostrophe, which would end the shell's quotes.
    private var uploadBody: String {
        """
        {
            "certified_entity": {
              "certified_entity_unique_id": "try-1",
              "certified_entity_name": "Zażółć Bakery",
              "business_registered_city": "Toruń",
              "business_registered_country": "PL"
            },
            "certification": {
              "certificate_number": "\(number)",
              "certification_status": "active",
              "certification_type": "Management System",
              "certification_scope": "Baking and delivery of bread and cakes",
              "certification_issue_date": "20250301",
              "certification_expiry_date": "20990228",
              \(bodies)
              "schemes": [{
                "scheme_name": "Quality Management Systems",
                "standard_list": [{"standards_name": "ISO 9001:2015"}]
              }]
            }
          }
        """
    }

    private var recordBody: String {
        """
        {
            "certification_body_identity_number": "AW-TRY-1",
            "certification_body_name": "Młyn Certification",
            "country": "PL",
            "accreditation_status": "Active"
          }
        """
    }

    /// The bodies that an upload of this account names.
    private var bodies: String {
        let accreditationBody = [
            ("accreditation_body_name", "Polish Centre for Accreditation"),
            ("accreditation_body_acronym_name", "PCA"),
        ]
        let body = DemoPlan.uploads(of: account.role).first?.bodies.first
        let certificationBody = [
            ("certification_body_identity_number", body?.identityNumber),
            ("certification_body_name", body?.name),
            ("certification_body_acronym_name", body?.acronym),
        ].compactMap { name, value in value.map { (name, $0) } }
        let named = account.role == .accreditationBody ? [] : accreditationBody
        return (named + certificationBody)
            .map { "\"\($0)\": \"\($1)\"," }.joined(separator: "\n      ")
    }
}
