/// A call of the load: what is sent, and what the register holds when it was done.
struct LoadCall: Sendable {
    enum Kind: CaseIterable, Sendable {
        case newRecord, update, bulkV1, bulkV2, delete
    }

    let kind: Kind
    let method: String
    let path: String
    let body: String?
    /// By certificate numbers, in the order of the request: the revision that the record has
    /// afterwards, or nil for none.
    let outcomes: [(number: String, revision: Int?)]

    private static let root = "/api/client"

    static func upload(_ kind: Kind, _ number: String, revision: Int) -> LoadCall {
        let body =
            #"{"certified_entity":{\#(v2Entity(number, revision))},"#
            + #""certification":\#(v2Certification(number, revision))}"#
        return LoadCall(
            kind: kind, method: "POST", path: "\(root)/v2/cb/upload-cert", body: body,
            outcomes: [(number, revision)])
    }

    static func bulkV1(_ records: [(number: String, revision: Int)]) -> LoadCall {
        let certifications = records.map { v1Certification($0.number, $0.revision) }
        return LoadCall(
            kind: .bulkV1, method: "POST", path: "\(root)/v1/cb/bulk-upload-cert",
            body: #"{"certifications":[\#(certifications.joined(separator: ","))]}"#,
            outcomes: records.map { ($0.number, $0.revision) })
    }

    static func bulkV2(_ records: [(number: String, revision: Int)]) -> LoadCall {
        let entities = records.map { number, revision in
            "{\(v2Entity(number, revision)),"
                + #""certifications":[\#(v2Certification(number, revision))]}"#
        }
        return LoadCall(
            kind: .bulkV2, method: "POST", path: "\(root)/v2/cb/bulk-upload-cert",
            body: #"{"certified_entities":[\#(entities.joined(separator: ","))]}"#,
            outcomes: records.map { ($0.number, $0.revision) })
    }

    static func delete(_ number: String, id: String) -> LoadCall {
        LoadCall(
            kind: .delete, method: "DELETE", path: "\(root)/v2/cb/cert/\(id)", body: nil,
            outcomes: [(number, nil)])
    }

    // MARK: Bodies

    /// Both the certification and its entity carry the revision, so that one without the other
    /// is seen.
    static func scope(_ number: String, _ revision: Int) -> String {
        "Revision \(revision) of \(number)."
            + String(repeating: " Forwarding of freight.", count: 12)
    }

    static func street(_ number: String, _ revision: Int) -> String {
        "\(revision) \(number) Street"
    }

    private static func v2Entity(_ number: String, _ revision: Int) -> String {
        """
        "certified_entity_unique_id":"E-\(number)","certified_entity_name":"Works \(number)",
        "business_registered_street":"\(street(number, revision))",
        "business_registered_city":"Köln","business_registered_country":"DE"
        """
    }

    private static func v2Certification(_ number: String, _ revision: Int) -> String {
        #"{"certification_scope":"\#(scope(number, revision))",\#(common(number))}"#
    }

    private static func v1Certification(_ number: String, _ revision: Int) -> String {
        """
        {"certified_entity_unique_id":"E-\(number)","certified_entity_name":"Works \(number)",
        "certified_entity_street_address":"\(street(number, revision))",
        "certified_entity_street_city":"Köln","certified_entity_country":"DE",
        "certification_scope":"\(scope(number, revision))",\(common(number))}
        """
    }

    private static func common(_ number: String) -> String {
        """
        "certificate_number":"\(number)","certification_status":"active",
        "certification_type":"Management System",
        "certification_issue_date":"20240301","certification_expiry_date":"20990228",
        "accreditation_body_name":"United Kingdom Accreditation Service",
        "accreditation_body_acronym_name":"UKAS",
        "schemes":[{"scheme_name":"Quality Management Systems",
        "standard_list":[{"standards_name":"ISO 9001:2015"}]}]
        """
    }
}
