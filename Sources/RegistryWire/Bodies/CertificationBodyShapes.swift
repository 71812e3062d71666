import RegistryCore
import RegistryJSON

/// The requests of the certification body calls, alike in both versions (contract section 10).
enum CertificationBodyShapes {
    private typealias Data = CertificationBodyData
    private typealias Example = ExampleRecords.RecordedBody

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
        WireDatum.text(FieldRules.officeType, \.type)
            .about("what kind of office it is", example: "Head office")("office_type"),
        WireDatum.word(.country, FieldRules.countryName, \.country, \Country.alpha2) {
            terms, text in terms.country(text)
        }.about("the country of the office", example: Example.country)("country"),
        WireDatum.text(FieldRules.street, \.street)
            .about("street and house number of the office", example: "ul. Lipowa 7")("street"),
        WireDatum.text(FieldRules.state, \.state)
            .about("the state or province of the office", example: "kujawsko-pomorskie")("state"),
        WireDatum.text(FieldRules.city, \.city)
            .about("the city of the office", example: "Toruń")("city"),
        WireDatum.text(FieldRules.postCode, \.postCode)
            .about("the post code of the office", example: "87-100")("zip_code"),
    ])

    private static let country = WireShape<BodyCountryDraft>([
        WireDatum.word(.country, FieldRules.countryName, \.country, \Country.alpha2) {
            terms, text in terms.country(text)
        }.about("a country in which it works", example: Example.country)(.mandatory("country"))
    ])

    /// Scheme and standard are texts here and no words of the list: the library is extended by
    /// what it lacks (contract section 12).
    private static let standard = WireShape<AccreditedStandardDraft>([
        WireDatum.text(FieldRules.standardName, \.standardName)
            .about(
                "the standard, with its edition; one that the register lacks is added for you and "
                    + "for who names you",
                example: ExampleRecords.standardName)(.mandatory("standard_code")),
        date(\.issueDate)
            .about("the day on which this accreditation was issued last", example: "20240115")(
                "issue_date"),
        date(\.firstIssueDate)
            .about("the day on which this accreditation was first issued", example: "20160115")(
                "first_issue_date"),
        date(\.expiryDate)
            .about("the last day of this accreditation", example: "20990114")("expiry_date"),
        WireDatum.text(FieldRules.schemeName, \.schemeName)
            .about("the certification scheme of the standard", example: ExampleRecords.schemeName)(
                .mandatory("scheme_name")),
        WireDatum.text(FieldRules.scopeType, \.scopeType)
            .about("how far this accreditation reaches, in your words", example: "Full")(
                "scope_type"),
        WireDatum.text(FieldRules.standardStatus, \.standardStatus)
            .about(
                "what holds of this accreditation: `Suspended` and `Withdrawn` end it, any other "
                    + "word leaves it in force",
                example: "Active")("standard_status"),
    ])

    private static func date(
        _ place: WireDatum<AccreditedStandardDraft>.Place<CalendarDate>
    ) -> WireDatum<AccreditedStandardDraft> {
        WireDatum(.date, place) { value, reader in reader.date(value) }
    }

    private static let sector = WireShape<AccreditedSectorDraft>([
        WireDatum.text(FieldRules.sectorTitle, \.title)
            .about("the name of the sector", example: ExampleRecords.sectorName)("sector_title"),
        WireDatum.text(FieldRules.schemeName, \.schemeName)
            .about(
                "the certification scheme that the sector is accredited for",
                example: ExampleRecords.schemeName)("scheme_name"),
        WireDatum.textOrNumber(FieldRules.sectorCode, \.code)
            .about("the code of the sector", example: ExampleRecords.sectorCode)("sector_code"),
    ])
}
