import RegistryCore

/// What V1 calls the data of its requests, and for whom they are mandatory (contract sections 5,
/// 7 and 9).
extension V1 {
    /// `upload-cert`: one flat object.
    static let certification = WireShape<RecordDraft>(
        [
            EntityData.uniqueID(.mandatory("certified_entity_unique_id")),
            EntityData.name(.mandatory("certified_entity_name")),
            EntityData.englishName("certified_entity_english_name"),
            EntityData.tradingName("certified_entity_trading_name"),
            EntityData.address(
                street: "certified_entity_street_address",
                city: WireKey("certified_entity_street_city")
                    .spelled("certified_entity_city", for: .accreditationBody),
                state: "certified_entity_state", postCode: "certified_entity_post_code"),
            EntityData.country(.mandatory("certified_entity_country")),
            EntityData.website(
                WireKey("certified_entity_website")
                    .only(for: .certificationBody, .multinationalCertificationBody)),
            EntityData.isConfidential("confidential_certified_entity"),
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
            CertificationData.dates(
                original: "certification_original_issue_date",
                issue: .mandatory("certification_issue_date"),
                expiry: .mandatory("certification_expiry_date")),
            SchemeData.schemes(.mandatory("schemes"), scheme),
            SiteData.sites("sites", site),
        ] + CertificationData.certificationBody)

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
            street: WireKey("street").alternative, city: WireKey("city").alternative),
        SiteData.state("state"),
        SiteData.country(.mandatory("country")),
        SiteData.postCode(WireKey("postcode").or("post_code", "zip_code")),
        SiteData.scope("scope_description"),
    ])

    /// `bulk-upload-cert`.
    static let bulkUpload = WireShape<BulkDraft>([
        BulkData.certifications(.mandatory("certifications"), certification)
    ])

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
        AliasData.aliases("system_information", pair: alias, group: aliasGroup),
        EntityData.companyIDNumber("company_id_number"),
        EntityData.businessRegistrationNumber("business_registration_number"),
        EntityData.taxID("tax_id"),
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

    static let aliasGroup = WireShape<AliasGroupDraft>([
        AliasData.groupName("company_name"),
        AliasData.groupIDs("company_guids"),
    ])
}

/// What documentation is made from: the fields of each call's body.
extension V1 {
    /// `upload-cert`, and each record of `bulk-upload-cert`.
    public static let uploadFields = certification.fields
    public static let bulkUploadFields = bulkUpload.fields
    public static let entityUpdateFields = entityUpdate.fields
    public static let entityRenameFields = entityRename.fields
}
