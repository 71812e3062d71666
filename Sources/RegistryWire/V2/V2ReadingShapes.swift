import RegistryCore

/// What V2 calls the data of its requests, and for whom they are mandatory (contract sections 5,
/// 6, 7 and 9).
extension V2 {
    static let entity = WireShape<RecordDraft>(entityFields)

    private static let entityFields: [WireEntry<RecordDraft>] = [
        EntityData.uniqueID(.mandatory("certified_entity_unique_id")),
        EntityData.name(.mandatory("certified_entity_name")),
        EntityData.englishName("certified_entity_english_name"),
        EntityData.tradingName("certified_entity_trading_name"),
        EntityData.address(
            street: "business_registered_street", city: "business_registered_city",
            fullAddress: "business_registered_full_address", state: "business_registered_state",
            postCode: "business_registered_zip_code"),
        EntityData.country(.mandatory("business_registered_country")),
        EntityData.website("certified_entity_website"),
        EntityData.isConfidential("confidential_certified_entity"),
        EntityData.businessRegistrationNumber("business_registration_number"),
        EntityData.taxID("tax_id"),
        EntityData.companyIDNumber("company_id_number"),
        EntityData.vat("vat"),
        EntityData.dunsNumber("duns_number"),
    ]

    static let certification = WireShape<RecordDraft>(certificationFields)

    private static let certificationFields: [WireEntry<RecordDraft>] =
        [
            CertificationData.number(.mandatory("certificate_number")),
            CertificationData.identityNumber(
                WireKey("certificate_identity_number").or("certification_identity_number")),
            CertificationData.status(.mandatory("certification_status")),
            CertificationData.accreditation(
                status: "certificate_accreditation_status",
                bodyName: accreditationBody("accreditation_body_name"),
                bodyAcronym: accreditationBody("accreditation_body_acronym_name")),
            CertificationData.type(.mandatory("certification_type")),
            CertificationData.scope("certification_scope"),
            CertificationData.flexibleScope("flexible_scope"),
            CertificationData.dates(
                original: "certification_original_issue_date",
                issue: .mandatory("certification_issue_date"),
                expiry: .mandatory("certification_expiry_date")),
            SchemeData.schemes(.mandatory("schemes"), scheme),
            SiteData.sites("sites", site),
            SectorData.sectors("certification_sectors", sector),
        ] + CertificationData.certificationBody

    /// An `ab`'s certifications name that accreditation body, whatever it sends.
    private static func accreditationBody(_ name: String) -> WireKey {
        .mandatory(name, for: [.certificationBody, .multinationalCertificationBody])
            .ignored(for: .accreditationBody).waivable
    }

    static let scheme = WireShape<SchemeDraft>([
        SchemeData.name(.mandatory("scheme_name")),
        SchemeData.standards(.mandatory("standard_list"), standard),
    ])

    static let standard = WireShape<StandardDraft>([
        SchemeData.standardName(.mandatory("standards_name").or("standard_name"))
    ])

    static let site = WireShape<SiteDraft>([
        SiteData.location(
            street: WireKey("street").alternative, city: WireKey("city").alternative,
            fullAddress: WireKey("full_address").alternative),
        SiteData.state("state"),
        SiteData.country(.mandatory("country")),
        SiteData.postCode(WireKey("postcode").or("post_code", "zip_code")),
        SiteData.scope("scope_description"),
    ])

    static let sector = WireShape<SectorDraft>([
        SectorData.sector(
            name: WireKey("sector_name").alternative, code: WireKey("sector_code").alternative)
    ])

    /// `upload-cert`: an object each for the entity and the certification.
    static let upload = WireShape<UploadDraft>([
        UploadData.entity(
            .mandatory("certified_entity").alternative,
            or: WireKey("certified_entities").alternative, entity),
        UploadData.certification(.mandatory("certification"), certification),
    ])

    /// `bulk-upload-cert`: certifications inside their entities, or beside them.
    static let bulkUpload = WireShape<BulkDraft>([
        BulkData.arrays(
            entities: WireKey("certified_entities").alternative, bulkEntity,
            certifications: WireKey("certifications").alternative, listedCertification)
    ])

    /// An entity of a bulk call.
    static let bulkEntity = WireShape<RecordDraft>(
        entityFields
            + [BulkData.nestedCertifications(WireKey(nestedCertificationsKey), certification)])

    static let nestedCertificationsKey = "certifications"

    /// A certification of a bulk call's second array, which names its entity.
    static let listedCertification = WireShape<RecordDraft>(
        [EntityData.uniqueID(.mandatory("certified_entity_unique_id"))] + certificationFields)

    /// PUT `ce-by-guid`.
    static let entityUpdate = WireShape<RecordDraft>([
        EntityData.guid(.mandatory("company_guid")),
        EntityData.tradingName("company_trading_name"),
        EntityData.englishName("company_en_name"),
        EntityData.country(.filled("company_country")),
        EntityData.street("company_street"),
        EntityData.city("company_city"),
        EntityData.state("company_state"),
        EntityData.postCode("company_postcode"),
        EntityData.website("company_website"),
        AliasData.aliases("system_information", pair: alias),
        EntityData.companyIDNumber("company_id_number"),
        EntityData.businessRegistrationNumber("business_registration_number"),
        EntityData.taxID("tax_id"),
        EntityData.vat("vat"),
        EntityData.dunsNumber("duns_number"),
    ])

    /// PUT `ce-name-by-guid`.
    static let entityRename = WireShape<RecordDraft>([
        EntityData.guid(.mandatory("company_guid")),
        EntityData.newName(.mandatory("company_name")),
    ])

    static let alias = WireShape<AliasDraft>([
        AliasData.name("company_name"),
        AliasData.uniqueID(.mandatory("company_guid")),
    ])
}

/// What documentation is made from: the fields of each call's body.
extension V2 {
    public static let uploadFields = upload.fields
    public static let bulkUploadFields = bulkUpload.fields
    public static let entityUpdateFields = entityUpdate.fields
    public static let entityRenameFields = entityRename.fields
}
