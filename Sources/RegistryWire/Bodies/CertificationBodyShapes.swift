import RegistryCore

/// The requests of the certification body calls, alike in both versions (contract section 10).
enum CertificationBodyShapes {
    private typealias Data = CertificationBodyData

    /// `upload-cb`.
    static let upload = WireShape<BodyDraft>(
        [
            Data.identityNumber(.mandatory("certification_body_identity_number")),
            Data.name(.mandatory("certification_body_name")),
            Data.country(.mandatory("country")),
            Data.status(.mandatory("accreditation_status")),
        ] + optional)

    /// PUT `cb`: the ids, then any field of the upload but the identity number.
    static let update = WireShape<BodyDraft>(
        [
            ids,
            Data.name(.filled("certification_body_name")),
            Data.country(.filled("country")),
            Data.status(.filled("accreditation_status")),
        ] + optional)

    /// PUT `cb/update-accreditation-status`.
    static let statusUpdate = WireShape<BodyDraft>([
        ids, Data.status(.mandatory("accreditation_status")),
    ])

    /// What V2 reads can be sent back, so the identity number may stand under its own name too.
    private static let ids = Data.ids(
        certificationBodyID: WireKey("certification_bodies_id").alternative,
        identityNumber: WireKey("certification_bodies_guid_in_ab")
            .or("certification_body_identity_number").alternative)

    private static let optional: [WireEntry<BodyDraft>] = [
        Data.acronym("certification_body_acronym"),
        Data.description("description"),
        Data.website("website"),
        Data.emailAddress("public_email_address"),
        Data.phoneNumber("public_phone_number"),
        Data.faxNumber("public_fax_number"),
        Data.offices("office_directories", office),
        Data.countries("certification_body_countries", country),
        Data.standards("standard_and_schemes", standard),
        Data.sectors("technical_sectors", sector),
    ]

    // MARK: Elements

    private static let office = WireShape<OfficeDraft>([
        WireDatum.text(FieldRules.officeType, \.type)("office_type"),
        WireDatum.word(.country, FieldRules.countryName, \.country, \Country.alpha2) {
            terms, text in terms.country(text)
        }("country"),
        WireDatum.text(FieldRules.street, \.street)("street"),
        WireDatum.text(FieldRules.state, \.state)("state"),
        WireDatum.text(FieldRules.city, \.city)("city"),
        WireDatum.text(FieldRules.postCode, \.postCode)("zip_code"),
    ])

    private static let country = WireShape<BodyCountryDraft>([
        WireDatum.word(.country, FieldRules.countryName, \.country, \Country.alpha2) {
            terms, text in terms.country(text)
        }(.mandatory("country"))
    ])

    /// Scheme and standard are texts here and no words of the list: the library is extended by
    /// what it lacks (contract section 12).
    private static let standard = WireShape<AccreditedStandardDraft>([
        WireDatum.text(FieldRules.standardName, \.standardName)(.mandatory("standard_code")),
        date("issue_date", \.issueDate),
        date("first_issue_date", \.firstIssueDate),
        date("expiry_date", \.expiryDate),
        WireDatum.text(FieldRules.schemeName, \.schemeName)(.mandatory("scheme_name")),
        WireDatum.text(FieldRules.scopeType, \.scopeType)("scope_type"),
        WireDatum.text(FieldRules.standardStatus, \.standardStatus)("standard_status"),
    ])

    private static func date(
        _ key: WireKey, _ place: WireDatum<AccreditedStandardDraft>.Place<CalendarDate>
    ) -> WireEntry<AccreditedStandardDraft> {
        WireDatum(.date, place) { value, reader in reader.date(value) }(key)
    }

    private static let sector = WireShape<AccreditedSectorDraft>([
        WireDatum.text(FieldRules.sectorTitle, \.title)("sector_title"),
        WireDatum.text(FieldRules.schemeName, \.schemeName)("scheme_name"),
        WireDatum.textOrNumber(FieldRules.sectorCode, \.code)("sector_code"),
    ])
}
