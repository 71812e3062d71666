import RegistryCore
import RegistryWire
import Testing

@Suite("Declared fields of requests")
struct DeclarationTests {
    static let calls: [(name: String, fields: [WireField])] = [
        ("V1 upload", V1.uploadFields), ("V1 bulk", V1.bulkUploadFields),
        ("V1 update", V1.entityUpdateFields), ("V1 rename", V1.entityRenameFields),
        ("V2 upload", V2.uploadFields), ("V2 bulk", V2.bulkUploadFields),
        ("V2 update", V2.entityUpdateFields), ("V2 rename", V2.entityRenameFields),
        ("body upload", CertificationBodyReading.uploadFields),
        ("body update", CertificationBodyReading.updateFields),
        ("body status", CertificationBodyReading.statusUpdateFields),
    ]

    /// All objects of a call: its own fields, and those inside them.
    private static func objects(_ fields: [WireField]) -> [[WireField]] {
        [fields]
            + fields.flatMap { field -> [[WireField]] in
                switch field.rule {
                case .object(let inner), .objectOrOne(let inner), .objects(let inner, _):
                    objects(inner)
                case .objectsOrObject(let inner, let other, _): objects(inner) + objects(other)
                default: []
                }
            }
    }

    @Test("no key of an object means two fields, for any role")
    func unambiguous() {
        for (name, fields) in Self.calls {
            for object in Self.objects(fields) {
                for role in Role.allCases {
                    let keys = object.filter { $0.exists(for: role) }
                        .flatMap { [$0.name(for: role)] + $0.aliases(for: role) }
                    #expect(Set(keys).count == keys.count, "\(name): \(keys)")
                }
            }
        }
    }

    /// Contract section 5: what bears a star, and for whom.
    private static let mandatory: [String: [Role]] = {
        let all = Role.allCases
        let holders: [Role] = [.certificationBody, .multinationalCertificationBody]
        return [
            "certified_entity_unique_id": all, "certified_entity_name": all,
            "certified_entity_country": all, "business_registered_country": all,
            "certificate_number": all, "certification_status": all, "certification_type": all,
            "certification_issue_date": all, "certification_expiry_date": all, "schemes": all,
            "scheme_name": all, "standard_list": all, "standards_name": all, "country": all,
            "accreditation_body_name": holders, "accreditation_body_acronym_name": holders,
            "certified_entity": all, "certification": all,
            "certification_body_identity_number": [.accreditationBody],
            "certification_body_name": [.accreditationBody, .multinationalCertificationBody],
            "certification_body_acronym_name": [.multinationalCertificationBody],
        ]
    }()

    @Test("what is mandatory in an upload is what the contract says, for each role")
    func mandatoryFields() {
        for (version, fields) in [("V1", V1.uploadFields), ("V2", V2.uploadFields)] {
            for field in Self.objects(fields).flatMap({ $0 }) {
                for role in Role.allCases {
                    let name = field.name(for: .certificationBody)
                    #expect(
                        field.isMandatory(for: role)
                            == (Self.mandatory[name]?.contains(role) ?? false),
                        "\(version) \(name) for \(role)")
                }
            }
        }
    }

    @Test("a body's fields are mandatory in its upload, and filled in an update")
    func certificationBody() {
        let requirements = { (fields: [WireField], requirement: WireField.Requirement) in
            fields.filter { $0.requirement == requirement }
                .map { $0.name(for: .accreditationBody) }
        }
        let all = WireField.Requirement.mandatory(Role.allCases)
        #expect(
            requirements(CertificationBodyReading.uploadFields, all) == [
                "certification_body_identity_number", "certification_body_name", "country",
                "accreditation_status",
            ])
        #expect(requirements(CertificationBodyReading.updateFields, all) == [])
        #expect(
            requirements(CertificationBodyReading.updateFields, .filledWhenSent)
                == ["certification_body_name", "country", "accreditation_status"])
        #expect(
            requirements(CertificationBodyReading.statusUpdateFields, all)
                == ["accreditation_status"])
    }

    @Test("what V1 can't say is what the contract leaves out of its column")
    func onlyV2() {
        let names = { (fields: [WireField]) in
            Set(Self.objects(fields).flatMap { $0 }.map { $0.name(for: .certificationBody) })
        }
        let v1 = names(V1.uploadFields)
        let v2 = names(V2.uploadFields)
        #expect(
            v2.subtracting(v1) == [
                "business_registered_street", "business_registered_city",
                "business_registered_full_address", "business_registered_state",
                "business_registered_zip_code", "business_registered_country",
                "business_registration_number", "tax_id", "company_id_number", "vat",
                "duns_number", "flexible_scope", "certification_sectors", "sector_name",
                "sector_code", "full_address", "certified_entity", "certified_entities",
                "certification",
            ])
        #expect(
            v1.subtracting(v2) == [
                "certified_entity_street_address", "certified_entity_street_city",
                "certified_entity_state", "certified_entity_post_code",
                "certified_entity_country",
            ])
    }

    @Test("only the guid, and the new name, are mandatory in an update; a country must be filled")
    func updates() {
        let mandatory = { (fields: [WireField]) in
            fields.filter { $0.isMandatory(for: .certificationBody) }
                .map { $0.name(for: .certificationBody) }
        }
        #expect(mandatory(V1.entityUpdateFields) == ["company_guid"])
        #expect(mandatory(V2.entityUpdateFields) == ["company_guid"])
        #expect(mandatory(V1.entityRenameFields) == ["company_guid", "company_name"])
        #expect(mandatory(V2.entityRenameFields) == ["company_guid", "company_name"])
        let filled = V2.entityUpdateFields.filter { $0.requirement == .filledWhenSent }
        #expect(filled.map { $0.name(for: .certificationBody) } == ["company_country"])
    }
}
