import RegistryJSON

/// An upload of one certification in V2, some 2.4 KB as JSON, as a value that Foundation's encoder
/// takes and that ``JSONWriter`` is told about. Members are named as in JSON: a table of names
/// would slow the encoder.
// swift-format-ignore: AlwaysUseLowerCamelCase
struct SampleDocument: Encodable {
    struct Entity: Encodable {
        let certified_entity_unique_id: String
        let certified_entity_name: String
        let certified_entity_english_name: String
        let business_registered_street: String
        let business_registered_city: String
        let business_registered_country: String
        let certified_entity_website: String
        let confidential_certified_entity: Bool
    }

    struct Standard: Encodable {
        let standards_name: String
    }

    struct Scheme: Encodable {
        let scheme_name: String
        let standard_list: [Standard]
    }

    struct Site: Encodable {
        let street: String
        let city: String
        let country: String
        let postcode: String
        let scope_description: String
    }

    struct Certification: Encodable {
        let certificate_number: String
        let certificate_identity_number: String
        let certification_status: String
        let certification_type: String
        let certification_scope: String
        let certification_original_issue_date: String
        let certification_issue_date: String
        let certification_expiry_date: String
        let accreditation_body_name: String
        let accreditation_body_acronym_name: String
        let schemes: [Scheme]
        let sites: [Site]
    }

    let certified_entity: Entity
    let certification: Certification

    init(number: Int) {
        certified_entity = Entity(
            certified_entity_unique_id: "E-\(number)",
            certified_entity_name: "Kölner Pumpenwerke \(number) GmbH",
            certified_entity_english_name: "Cologne Pump Works \(number) Ltd",
            business_registered_street: "Werkstraße \(number % 100 + 1)",
            business_registered_city: "Köln", business_registered_country: "DE",
            certified_entity_website: "https://client-\(number).example",
            confidential_certified_entity: false)
        certification = Certification(
            certificate_number: "QMS \(number)", certificate_identity_number: "id-\(number)",
            certification_status: "active", certification_type: "Management System",
            certification_scope: Self.scope, certification_original_issue_date: "20180502",
            certification_issue_date: "20240301", certification_expiry_date: "20990228",
            accreditation_body_name: "Deutsche Akkreditierungsstelle",
            accreditation_body_acronym_name: "DAkkS",
            schemes: [
                Scheme(
                    scheme_name: "Quality Management Systems",
                    standard_list: [Standard(standards_name: "ISO 9001:2015")])
            ],
            sites: (1...8).map { site in
                Site(
                    street: "Hafenstraße \(number % 90 + site)", city: "Düsseldorf", country: "DE",
                    postcode: "\(40_000 + number % 9_000)",
                    scope_description: "Storage and dispatch of spare parts")
            })
    }

    private static let scope = """
        Design, manufacture, sale and servicing of pumps, valves and fittings for water supply, \
        district heating and the process industry, with planning, installation and commissioning \
        on site, training of operators, and the storage and dispatch of spare parts; "repair" of \
        third parties' pumps of the same kinds up to a nominal width of 400 mm.
        """

    // MARK: By the writer

    /// As a body of `upload-cert`.
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.object("certified_entity") { writer in writeEntity(into: &writer) }
            writer.object("certification") { writer in writeCertification(into: &writer) }
        }
    }

    /// As an entity of a body of `bulk-upload-cert`.
    func writeForBulk(into writer: inout JSONWriter) {
        writer.object { writer in
            writeEntity(into: &writer)
            writer.array("certifications") { writer in
                writer.object { writer in writeCertification(into: &writer) }
            }
        }
    }

    private func writeEntity(into writer: inout JSONWriter) {
        let entity = certified_entity
        writer.member("certified_entity_unique_id", entity.certified_entity_unique_id)
        writer.member("certified_entity_name", entity.certified_entity_name)
        writer.member("certified_entity_english_name", entity.certified_entity_english_name)
        writer.member("business_registered_street", entity.business_registered_street)
        writer.member("business_registered_city", entity.business_registered_city)
        writer.member("business_registered_country", entity.business_registered_country)
        writer.member("certified_entity_website", entity.certified_entity_website)
        writer.member("confidential_certified_entity", entity.confidential_certified_entity)
    }

    private func writeCertification(into writer: inout JSONWriter) {
        let body = certification
        writer.member("certificate_number", body.certificate_number)
        writer.member("certificate_identity_number", body.certificate_identity_number)
        writer.member("certification_status", body.certification_status)
        writer.member("certification_type", body.certification_type)
        writer.member("certification_scope", body.certification_scope)
        writer.member("certification_original_issue_date", body.certification_original_issue_date)
        writer.member("certification_issue_date", body.certification_issue_date)
        writer.member("certification_expiry_date", body.certification_expiry_date)
        writer.member("accreditation_body_name", body.accreditation_body_name)
        writer.member("accreditation_body_acronym_name", body.accreditation_body_acronym_name)
        writer.array("schemes") { writer in
            for scheme in body.schemes {
                writer.object { writer in
                    writer.member("scheme_name", scheme.scheme_name)
                    writer.array("standard_list") { writer in
                        for standard in scheme.standard_list {
                            writer.object { writer in
                                writer.member("standards_name", standard.standards_name)
                            }
                        }
                    }
                }
            }
        }
        writer.array("sites") { writer in
            for site in body.sites {
                writer.object { writer in
                    writer.member("street", site.street)
                    writer.member("city", site.city)
                    writer.member("country", site.country)
                    writer.member("postcode", site.postcode)
                    writer.member("scope_description", site.scope_description)
                }
            }
        }
    }
}
