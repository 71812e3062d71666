/// Bodies of requests, complete where a test doesn't care.
enum SampleBodies {
    /// V2, of an `ab` for a body that it has recorded, or of an `mncb` for an associated one.
    static func certification(
        _ number: String, identityNumber: String? = nil, body name: String, acronym: String = "FHA"
    ) -> String {
        let recorded = identityNumber.map {
            #""certification_body_identity_number": "\#($0)","#
        }
        return """
            {"certified_entity": {"certified_entity_unique_id": "E-1",
              "certified_entity_name": "Acme", "business_registered_city": "Köln",
              "business_registered_country": "DE"},
             "certification": {"certificate_number": "\(number)",
              "certification_status": "active", "certification_type": "Management System",
              "certification_issue_date": "20240301", "certification_expiry_date": "20990228",
              \(recorded ?? "")
              "certification_body_name": "\(name)",
              "certification_body_acronym_name": "\(acronym)",
              "accreditation_body_name": "United Kingdom Accreditation Service",
              "accreditation_body_acronym_name": "UKAS",
              "schemes": [{"scheme_name": "Quality Management Systems",
                "standard_list": [{"standards_name": "ISO 9001:2015"}]}]}}
            """
    }

    /// Of an `ab`: records a certification body.
    static func record(
        _ identityNumber: String, name: String, country: String = "DE", status: String = "Active"
    ) -> String {
        """
        {"certification_body_identity_number": "\(identityNumber)",
         "certification_body_name": "\(name)", "country": "\(country)",
         "accreditation_status": "\(status)"}
        """
    }
}
