import RegistryCore
import RegistryWire

/// The records that documentation shows: everything set, nothing true.
enum SampleRecords {
    static let context = AnswerContext(directory: directory, today: day(20_260_301))

    static let account = Account(
        id: RecordID(1), role: .accreditationBody, name: accreditationBody.name,
        acronym: accreditationBody.acronym, country: "AU",
        accreditationBodyID: accreditationBody.id, createdAt: 1_700_000_000)

    private static let scheme = Scheme(id: RecordID(101), name: "Quality Management Systems")
    private static let standard = Standard(
        id: RecordID(201), schemeID: scheme.id, name: "ISO 9001:2015")
    private static let accreditationBody = AccreditationBody(
        id: RecordID(302), acronym: "JAS-ANZ",
        name: "Joint Accreditation System of Australia and New Zealand", country: "AU")

    private static let directory = Directory(
        version: 1, accounts: [account], keys: [],
        vocabularies: Vocabularies(
            countries: [
                Country(alpha2: "AU", alpha3: "AUS", numeric: "036", name: "Australia")
            ],
            sectors: [Sector(code: 31, name: "Transport, storage and communication")],
            schemes: [scheme], standards: [standard], accreditationBodies: [accreditationBody]),
        mappings: [:], sharedMappings: MappingTable([]))

    private static func day(_ number: Int32) -> CalendarDate {
        CalendarDate(number: number) ?? CalendarDate(epochSeconds: 0)
    }

    static let entity = StoredEntity(
        id: RecordID(1_001), accountID: account.id, certificationBodyID: RecordID(11),
        entity: CertifiedEntity(
            uniqueID: "AU-77", name: "Northern Lights Logistics", englishName: "Northern Lights",
            tradingName: "Northern Lights Freight",
            address: Address(
                street: "1 George St", city: "Sydney", state: "NSW", postCode: "2000",
                full: "1 George St, Sydney NSW 2000"),
            country: "AU", website: "https://lights.example", isConfidential: false,
            legalIdentifiers: LegalIdentifiers(
                businessRegistrationNumber: "51 824 753 556", taxID: "824753556",
                companyIDNumber: "C-9", vat: "AU51824753556", dunsNumber: "123456789"),
            formerNames: [FormerName(name: "Northern Freight", until: 1_650_000_000)],
            aliases: [EntityAlias(name: "Northern Lights Cold Chain", uniqueID: "NL-2")]),
        createdAt: 1_600_000_000, updatedAt: 1_700_000_001)

    /// As that role reads it: who names a certification body in an upload reads it back, and an
    /// `mncb` knows no identity number of it.
    static func certification(of role: Role) -> CertificationRecord {
        var record = certification
        switch role {
        case .accreditationBody: break
        case .certificationBody: record.body.reference = nil
        case .multinationalCertificationBody: record.body.reference?.identityNumber = nil
        }
        return record
    }

    private static let certification = CertificationRecord(
        stored: StoredCertification(
            id: RecordID(5_001), accountID: account.id, certificationBodyID: RecordID(11),
            entityID: entity.id,
            certification: Certification(
                number: "QMS 2024/1", identityNumber: "ID-000123", status: .active,
                accreditation: .accredited, type: .managementSystem, scope: "Freight forwarding",
                flexibleScope: .text("Annex B"), originalIssueDate: day(20_180_502),
                issueDate: day(20_240_301), expiryDate: day(20_270_228),
                accreditationBodyID: accreditationBody.id,
                schemes: [CertifiedScheme(schemeID: scheme.id, standardIDs: [standard.id])],
                sites: [
                    Site(
                        street: "2 Harbour Rd", city: "Perth", state: "WA", country: "AU",
                        postCode: "6000", fullAddress: "2 Harbour Rd, Perth WA 6000",
                        scope: "Warehouse")
                ],
                sectors: [.listed(31)]),
            statusSince: 1_690_000_000, createdAt: 1_600_000_000, updatedAt: 1_700_000_001,
            confirmedAt: 1_700_000_002),
        entity: entity,
        body: CertifyingBody(
            name: "Northwind Assurance", acronym: "NWA",
            reference: .init(
                identityNumber: "CB-0042", name: "Northwind Assurance Pty Ltd", acronym: "NWA")),
        bodyStatus: .active)

    static let body = BodyRecord(
        stored: StoredRecordedBody(
            id: RecordID(901), accountID: account.id, accreditationBodyID: accreditationBody.id,
            certificationBodyID: RecordID(11),
            body: RecordedBody(
                identityNumber: "CB-0042", name: "Northwind Assurance Pty Ltd", acronym: "NWA",
                country: "AU", description: "Certifies management systems.",
                website: "https://northwind.example", emailAddress: "office@northwind.example",
                phoneNumber: "+61 2 5550 0100", faxNumber: "+61 2 5550 0101", status: .withdrawn,
                offices: [
                    Office(
                        type: "Head office", country: "AU", street: "1 Pitt St", state: "NSW",
                        city: "Sydney", postCode: "2000")
                ],
                countries: ["AU"],
                standards: [
                    AccreditedStandard(
                        schemeName: scheme.name, standardName: standard.name,
                        issueDate: day(20_240_101), firstIssueDate: day(20_150_101),
                        expiryDate: day(20_281_231), scopeType: "Full", standardStatus: "Active")
                ],
                sectors: [
                    AccreditedSector(
                        title: "Transport, storage and communication", schemeName: scheme.name,
                        code: "31")
                ]),
            withdrawnAt: 1_705_000_000, createdAt: 1_600_000_000, updatedAt: 1_705_000_000),
        accountName: "Northwind Assurance")
}
