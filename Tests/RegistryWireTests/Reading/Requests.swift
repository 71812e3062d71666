import RegistryCore
import RegistryJSON
import RegistryWire

/// Good requests in both versions, and who sends them.
enum Requests {
    // MARK: The sender

    static let vocabularies: Vocabularies = {
        guard let lists = try? ShippedLists.load() else {
            preconditionFailure("the shipped lists can't be read")
        }
        var ids = (1...).lazy.map { RecordID(Int64($0)) }.makeIterator()
        func id() -> RecordID { ids.next() ?? RecordID(0) }
        var schemes: [String: Scheme] = [:]
        var standards: [Standard] = []
        for row in lists.standards {
            let scheme = schemes[row.scheme] ?? Scheme(id: id(), name: row.scheme)
            schemes[row.scheme] = scheme
            standards.append(Standard(id: id(), schemeID: scheme.id, name: row.standard))
        }
        let bodies = lists.accreditationBodies.map {
            AccreditationBody(
                id: id(), acronym: $0.acronym, name: $0.name, country: $0.country,
                knownNames: $0.knownNames)
        }
        // What one accreditation body adds is known to who names it.
        if let adder = bodies.first(where: { $0.acronym == "ENAC" }) {
            let scheme = Scheme(id: id(), name: "Truffle Management Systems")
            schemes[scheme.name] = scheme
            standards.append(
                Standard(id: id(), schemeID: scheme.id, name: "TMS 1:2024", addedBy: adder.id))
        }
        return Vocabularies(
            countries: lists.countries, sectors: lists.sectors, schemes: Array(schemes.values),
            standards: standards, accreditationBodies: bodies)
    }()

    static func context(
        _ role: Role = .certificationBody, limits: Limits = Limits(),
        mappings: [TermMapping] = []
    ) throws -> ReadingContext {
        let account = Account(
            id: RecordID(90_001), role: role, name: "Northwind Certification",
            certificationBodyID: role == .certificationBody ? RecordID(90_002) : nil,
            accreditationBodyID: role == .accreditationBody ? body("ENAC") : nil, createdAt: 0)
        return try ReadingContext(
            account: account,
            terms: TermReader(
                vocabularies: vocabularies, own: MappingTable(mappings), shared: .empty),
            limits: limits)
    }

    static func body(_ acronym: String) -> RecordID? {
        vocabularies.accreditationBody(acronym: acronym)?.id
    }

    static func scheme(_ name: String) -> RecordID? {
        vocabularies.schemes.first { $0.name == name }?.id
    }

    static func standard(_ name: String) -> RecordID? {
        vocabularies.standards.first { $0.name == name }?.id
    }

    // MARK: Certifications

    static let schemes: EditableJSON = [
        [
            "scheme_name": "Quality Management Systems",
            "standard_list": [["standards_name": "ISO 9001:2015"]],
        ]
    ]

    private static func certificationMembers() -> [(key: String, value: EditableJSON)] {
        let members: EditableJSON = [
            "certificate_number": "QMS-1", "certificate_identity_number": "ID-1",
            "certification_status": "active", "certificate_accreditation_status": "Accredited",
            "accreditation_body_name": "United Kingdom Accreditation Service",
            "accreditation_body_acronym_name": "UKAS",
            "certification_type": "Management System",
            "certification_scope": "Design and repair of pumps",
            "certification_original_issue_date": "20180412",
            "certification_issue_date": "20240412", "certification_expiry_date": "20270411",
            "schemes": schemes,
            "sites": [
                [
                    "street": "1 Quay St", "city": "Perth", "state": "WA", "country": "Australia",
                    "postcode": "06000", "scope_description": "Repair",
                ]
            ],
        ]
        guard case .object(let list) = members else { return [] }
        return list
    }

    static let v1: EditableJSON = {
        let entity: EditableJSON = [
            "certified_entity_unique_id": "CE-1", "certified_entity_name": "Harbour Pumps",
            "certified_entity_english_name": "Harbour Pumps Ltd",
            "certified_entity_trading_name": "HP",
            "certified_entity_street_address": "1 Quay St",
            "certified_entity_street_city": "Perth", "certified_entity_state": "WA",
            "certified_entity_post_code": "06000", "certified_entity_country": "Australia",
            "certified_entity_website": "https://pumps.example.com",
            "confidential_certified_entity": false,
        ]
        guard case .object(let members) = entity else { return entity }
        return .object(members + certificationMembers())
    }()

    static let v2Entity: EditableJSON = [
        "certified_entity_unique_id": "CE-1", "certified_entity_name": "Harbour Pumps",
        "certified_entity_english_name": "Harbour Pumps Ltd",
        "certified_entity_trading_name": "HP", "business_registered_street": "1 Quay St",
        "business_registered_city": "Perth", "business_registered_state": "WA",
        "business_registered_zip_code": "06000", "business_registered_country": "Australia",
        "certified_entity_website": "https://pumps.example.com",
        "confidential_certified_entity": false,
    ]

    static let v2Certification = EditableJSON.object(certificationMembers())

    static let v2: EditableJSON = [
        "certified_entity": v2Entity, "certification": v2Certification,
    ]

    static func good(_ version: WireVersion) -> EditableJSON { version == .v1 ? v1 : v2 }

    /// The same certification as an account of another role sends it.
    static func good(_ version: WireVersion, _ role: Role) -> EditableJSON {
        var body = good(version)
        switch role {
        case .certificationBody: return body
        case .accreditationBody:
            body = body.removing("certified_entity_website")
                .removing("certified_entity.certified_entity_website")
                .renaming("certified_entity_street_city", "certified_entity_city")
                .removing(path("accreditation_body_name", version))
                .removing(path("accreditation_body_acronym_name", version))
                .setting(path("certification_body_identity_number", version), "B/1")
        case .multinationalCertificationBody: break
        }
        return body.setting(path("certification_body_name", version), "Northwind")
            .setting(path("certification_body_acronym_name", version), "NWC")
    }

    /// The path of a field that both versions call the same.
    static func path(_ field: String, _ version: WireVersion) -> String {
        guard version == .v2 else { return field }
        guard case .object(let members) = v2Entity else { return field }
        let isEntity =
            members.contains { $0.key == field } || field.hasPrefix("certified_entity")
        return (isEntity ? "certified_entity." : "certification.") + field
    }

    // MARK: Reading

    static func upload(
        _ body: EditableJSON, _ version: WireVersion, _ context: ReadingContext? = nil
    ) throws -> WireReading<UploadRecord> {
        let context = try context ?? Requests.context()
        let root = try body.parsed()
        return version == .v1
            ? V1.readUpload(root, context) : V2.readUpload(root, context)
    }

    static func bulk(
        _ body: EditableJSON, _ version: WireVersion, _ context: ReadingContext? = nil
    ) throws -> BulkReading {
        let context = try context ?? Requests.context()
        let root = try body.parsed()
        return version == .v1
            ? V1.readBulkUpload(root, context) : V2.readBulkUpload(root, context)
    }

    static func entityUpdate(
        _ body: EditableJSON, _ version: WireVersion
    ) throws -> WireReading<EntityUpdate> {
        let root = try body.parsed()
        return version == .v1
            ? V1.readEntityUpdate(root, try context()) : V2.readEntityUpdate(root, try context())
    }

    static func entityRename(
        _ body: EditableJSON, _ version: WireVersion
    ) throws -> WireReading<EntityUpdate> {
        let root = try body.parsed()
        return version == .v1
            ? V1.readEntityRename(root, try context()) : V2.readEntityRename(root, try context())
    }
}

extension UploadRecord {
    /// The entity that the record carries.
    var uploadedEntity: EntityUpload? {
        if case .uploaded(let upload) = entity { upload } else { nil }
    }
}

extension Change {
    var setValue: Value? {
        if case .set(let value) = self { value } else { nil }
    }
    var isClear: Bool {
        if case .clear = self { true } else { false }
    }
}
