import RegistryCore

/// Request bodies of certifications, complete where a scenario doesn't care.
enum Bodies {
    /// The members of a V1 certification, with changes: nil leaves a member out.
    static func v1(
        for role: Role = .certificationBody, _ changes: [String: String?] = [:]
    ) -> String {
        let city =
            role == .accreditationBody ? "certified_entity_city" : "certified_entity_street_city"
        return object(
            [
                ("certified_entity_unique_id", #""E-1""#),
                ("certified_entity_name", #""Acme GmbH""#),
                ("certified_entity_street_address", #""Hauptstraße 1""#),
                (city, #""Köln""#),
                ("certified_entity_country", #""Germany""#),
            ] + certification(of: role), changes)
    }

    /// A V2 body; changes are of either object's members.
    static func v2(
        for role: Role = .certificationBody, entity: [String: String?] = [:],
        _ changes: [String: String?] = [:]
    ) -> String {
        let certification = v2Certification(for: role, changes)
        return #"{"certified_entity":\#(v2Entity(entity)),"certification":\#(certification)}"#
    }

    /// The same certification in a version's shape; changes are of the certification's members.
    static func upload(
        _ version: String, for role: Role, _ changes: [String: String?] = [:]
    ) -> String {
        version == "v1" ? v1(for: role, changes) : v2(for: role, changes)
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

    static func v2Certification(
        for role: Role = .certificationBody, _ changes: [String: String?] = [:]
    ) -> String {
        object(certification(of: role), changes)
    }

    /// A certification body as an accreditation body uploads it: the one that the certifications
    /// here name.
    static func certificationBody(_ changes: [String: String?] = [:]) -> String {
        object(
            [
                ("certification_body_identity_number", #""CB-1""#),
                ("certification_body_name", #""Alpha Cert""#),
                ("certification_body_acronym", #""AC""#), ("country", #""Germany""#),
                ("accreditation_status", #""Active""#),
            ], changes)
    }

    /// One scheme with one standard.
    static func schemes(_ scheme: String, _ standard: String) -> String {
        #"[{"scheme_name":"\#(scheme)","standard_list":[{"standards_name":"\#(standard)"}]}]"#
    }

    /// A scope of one standard, with further members of it.
    static func scope(_ scheme: String, _ standard: String, _ members: String = "") -> String {
        let more = members.isEmpty ? "" : ",\(members)"
        return #"[{"scheme_name":"\#(scheme)","standard_code":"\#(standard)"\#(more)}]"#
    }

    // MARK: Bulk calls

    /// V1's bulk body of these flat objects.
    static func v1Bulk(_ certifications: String...) -> String {
        #"{"certifications":[\#(certifications.joined(separator: ","))]}"#
    }

    /// Certifications in a version's bulk shape, all of the same entity.
    static func bulk(_ version: String, for role: Role, _ changes: [[String: String?]]) -> String {
        if version == "v1" {
            let certifications = changes.map { v1(for: role, $0) }
            return #"{"certifications":[\#(certifications.joined(separator: ","))]}"#
        }
        return v2Bulk([
            v2Entity("E-1", certifications: changes.map { v2Certification(for: role, $0) })
        ])
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

    private static func certification(of role: Role) -> [(String, String)] {
        [
            ("certificate_number", #""N-1""#),
            ("certification_status", #""active""#),
            ("certification_type", #""Management System""#),
            ("certification_issue_date", #""20240301""#),
            ("certification_expiry_date", #""20270228""#),
        ] + bodies(namedBy: role) + [
            ("schemes", schemes("Quality Management Systems", "ISO 9001:2015"))
        ]
    }

    /// Who certifies and who accredits, as far as a role has to say it.
    private static func bodies(namedBy role: Role) -> [(String, String)] {
        let accreditationBody = [
            ("accreditation_body_name", #""Deutsche Akkreditierungsstelle""#),
            ("accreditation_body_acronym_name", #""DAkkS""#),
        ]
        let certificationBody = [
            ("certification_body_name", #""Alpha Cert""#),
            ("certification_body_acronym_name", #""AC""#),
        ]
        return switch role {
        case .certificationBody: accreditationBody
        case .multinationalCertificationBody: accreditationBody + certificationBody
        case .accreditationBody:
            [("certification_body_identity_number", #""CB-1""#)] + certificationBody
        }
    }

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
