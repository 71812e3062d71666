/// Request bodies of certifications, complete where a scenario doesn't care.
enum Bodies {
    /// The members of a V1 certification, with changes: nil leaves a member out.
    static func v1(_ changes: [String: String?] = [:]) -> String {
        object(
            [
                ("certified_entity_unique_id", #""E-1""#),
                ("certified_entity_name", #""Acme GmbH""#),
                ("certified_entity_street_address", #""Hauptstraße 1""#),
                ("certified_entity_street_city", #""Köln""#),
                ("certified_entity_country", #""Germany""#),
            ] + certification, changes)
    }

    /// A V2 body; changes are of either object's members.
    static func v2(entity: [String: String?] = [:], _ changes: [String: String?] = [:]) -> String {
        #"{"certified_entity":\#(v2Entity(entity)),"certification":\#(v2Certification(changes))}"#
    }

    static func v2Entity(_ changes: [String: String?] = [:]) -> String {
        object(
            [
                ("certified_entity_unique_id", #""E-1""#),
                ("certified_entity_name", #""Acme GmbH""#),
                ("business_registered_street", #""Hauptstraße 1""#),
                ("business_registered_city", #""Köln""#),
                ("business_registered_country", #""Germany""#),
            ], changes)
    }

    static func v2Certification(_ changes: [String: String?] = [:]) -> String {
        object(certification, changes)
    }

    // MARK: Bulk calls

    /// V1's bulk body of these flat objects.
    static func v1Bulk(_ certifications: String...) -> String {
        #"{"certifications":[\#(certifications.joined(separator: ","))]}"#
    }

    /// V2's bulk body of these entities, and of certifications beside them.
    static func v2Bulk(_ entities: [String], beside certifications: [String] = []) -> String {
        let beside =
            certifications.isEmpty
            ? "" : #","certifications":[\#(certifications.joined(separator: ","))]"#
        return #"{"certified_entities":[\#(entities.joined(separator: ","))]\#(beside)}"#
    }

    /// A bulk call's entity with these certifications inside.
    static func v2Entity(
        _ uniqueID: String, _ changes: [String: String?] = [:], certifications: [String]
    ) -> String {
        var changes = changes
        changes["certified_entity_unique_id"] = #""\#(uniqueID)""#
        changes["certifications"] = "[\(certifications.joined(separator: ","))]"
        return v2Entity(changes)
    }

    /// A V2 certification with another number.
    static func numbered(_ number: String, _ changes: [String: String?] = [:]) -> String {
        v2Certification(changes.merging(["certificate_number": #""\#(number)""#]) { own, _ in own })
    }

    private static let certification = [
        ("certificate_number", #""N-1""#),
        ("certification_status", #""active""#),
        ("certification_type", #""Management System""#),
        ("certification_issue_date", #""20240301""#),
        ("certification_expiry_date", #""20270228""#),
        ("accreditation_body_name", #""Deutsche Akkreditierungsstelle""#),
        ("accreditation_body_acronym_name", #""DAkkS""#),
        (
            "schemes",
            #"[{"scheme_name":"Quality Management Systems","#
                + #""standard_list":[{"standards_name":"ISO 9001:2015"}]}]"#
        ),
    ]

    private static func object(
        _ members: [(String, String)], _ changes: [String: String?]
    ) -> String {
        var members: [(String, String)] = members.compactMap { name, value in
            guard let change = changes[name] else { return (name, value) }
            return change.map { (name, $0) }
        }
        let known = Set(members.map(\.0))
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
            if let value { members.append((name, value)) }
        }
        return "{" + members.map { #""\#($0.0)":\#($0.1)"# }.joined(separator: ",") + "}"
    }
}
