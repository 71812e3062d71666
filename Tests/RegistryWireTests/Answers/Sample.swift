import RegistryCore
import RegistryJSON
import RegistryWire

/// Records in full and with nothing optional, and the directory they are answered by.
enum Sample {
    static let today = day(20_260_301)
    static let context = AnswerContext(directory: directory, today: today)

    static func day(_ number: Int32) -> CalendarDate {
        CalendarDate(number: number) ?? CalendarDate(epochSeconds: 0)
    }

    // MARK: Directory

    static let certificationBodyAccount = Account(
        id: RecordID(1), role: .certificationBody, name: "Northwind Certification",
        acronym: "NWC", country: "AU", certificationBodyID: RecordID(11), createdAt: 1_700_000_000)
    static let multinationalAccount = Account(
        id: RecordID(2), role: .multinationalCertificationBody, name: "Global Certification Group",
        createdAt: 1_700_000_000)

    static let quality = Scheme(id: RecordID(101), name: "Quality Management Systems")
    static let food = Scheme(id: RecordID(102), name: "Food Safety Management Systems")
    static let iso9001 = Standard(id: RecordID(201), schemeID: quality.id, name: "ISO 9001:2015")
    static let iso29001 = Standard(id: RecordID(202), schemeID: quality.id, name: "ISO 29001:2020")
    static let iso22000 = Standard(id: RecordID(203), schemeID: food.id, name: "ISO 22000:2018")
    /// The same name in another scheme, which an accreditation body has added.
    static let addedISO9001 = Standard(
        id: RecordID(204), schemeID: food.id, name: "ISO 9001:2015", addedBy: jasANZ.id)
    static let ukas = AccreditationBody(
        id: RecordID(301), acronym: "UKAS", name: "United Kingdom Accreditation Service",
        country: "GB")
    static let jasANZ = AccreditationBody(
        id: RecordID(302), acronym: "JAS-ANZ",
        name: "Joint Accreditation System of Australia and New Zealand", country: "AU")

    static let vocabularies = Vocabularies(
        countries: [
            Country(
                alpha2: "AU", alpha3: "AUS", numeric: "036", name: "Australia"),
            Country(
                alpha2: "CI", alpha3: "CIV", numeric: "384", name: "Côte d'Ivoire",
                otherNames: ["Ivory Coast"]),
            Country(alpha2: "XK", alpha3: "XKX", numeric: nil, name: "Kosovo"),
        ],
        sectors: [
            Sector(code: 3, name: "Food products, beverages and tobacco"),
            Sector(code: 31, name: "Transport, storage and communication"),
        ],
        schemes: [quality, food], standards: [iso9001, iso29001, iso22000, addedISO9001],
        accreditationBodies: [ukas, jasANZ])

    static let directory = Directory(
        version: 1, accounts: [certificationBodyAccount, multinationalAccount], keys: [],
        vocabularies: vocabularies,
        mappings: [
            certificationBodyAccount.id: MappingTable([
                TermMapping(field: .status, source: "In Force", target: "active"),
                TermMapping(field: .standard, source: "Quality", target: "ISO 9001:2015"),
                TermMapping(field: .country, source: "Down Under", target: "Australia"),
            ])
        ],
        sharedMappings: MappingTable([]))

    // MARK: Records

    /// Every field set, in several scripts, with all that JSON escapes.
    static let richEntity = StoredEntity(
        id: RecordID(1_001), accountID: RecordID(1), certificationBodyID: nil,
        entity: CertifiedEntity(
            uniqueID: "AU-77/β", name: "Βόρειο Σέλας «Logistics»", englishName: "Northern Lights",
            tradingName: "Northern \"Lights\" \\ Freight",
            address: Address(
                street: "1 George St", city: "Sydney", state: "NSW", postCode: "2000",
                full: "1 George St, Sydney NSW 2000"),
            country: "AU", website: "https://lights.example", isConfidential: true,
            legalIdentifiers: LegalIdentifiers(
                businessRegistrationNumber: "ABN 51 824 753 556", taxID: "824753556",
                companyIDNumber: "C-9", vat: "AU51824753556", dunsNumber: "123456789"),
            formerNames: [
                FormerName(name: "Polaris Freight", until: 1_600_000_000),
                FormerName(name: "北極光物流 🌌", until: 1_650_000_000),
            ],
            aliases: [
                EntityAlias(name: "NL Cold Chain", uniqueID: "NL-2"),
                EntityAlias(name: nil, uniqueID: "NL-3"),
            ]),
        createdAt: 1_500_000_000, updatedAt: 1_700_000_001)

    static let poorEntity = StoredEntity(
        id: RecordID(1_002), accountID: RecordID(1), certificationBodyID: nil,
        entity: CertifiedEntity(uniqueID: "K1", name: "Kosova Bukë", country: "XK"),
        createdAt: 0, updatedAt: 0)

    static let richCertification = Certification(
        number: "QMS 2024/1\u{1F4DC}", identityNumber: "ID-000123", status: .active,
        accreditation: .accredited, type: .managementSystem,
        scope: "Freight forwarding.\nCold storage:\t+4 °C", flexibleScope: .text("Annex B"),
        originalIssueDate: day(20_180_502), issueDate: day(20_240_301), expiryDate: day(20_270_228),
        accreditationBodyID: jasANZ.id,
        schemes: [
            CertifiedScheme(schemeID: quality.id, standardIDs: [iso29001.id, iso9001.id]),
            CertifiedScheme(schemeID: food.id, standardIDs: [iso22000.id]),
        ],
        sites: [
            Site(
                street: "2 Harbour Rd", city: "Abidjan", state: "Lagunes", country: "CI",
                postCode: "01 BP 1", fullAddress: "2 Harbour Rd, Abidjan", scope: "Warehouse"),
            Site(city: "Perth", country: "AU"),
        ],
        sectors: [.listed(31), .listed(3)])

    static let poorCertification = Certification(
        number: "7", identityNumber: nil, status: .pending, accreditation: .unaccredited,
        type: .managementSystem, scope: nil, flexibleScope: nil, originalIssueDate: nil,
        issueDate: day(20_250_101), expiryDate: day(20_250_101), accreditationBodyID: nil,
        schemes: [CertifiedScheme(schemeID: quality.id, standardIDs: [iso9001.id])], sites: [],
        sectors: [])

    static let ownBody = CertifyingBody(name: "Northwind Certification", acronym: "NWC")

    static let richRecord = CertificationRecord(
        stored: StoredCertification(
            id: RecordID(5_001), accountID: RecordID(1), certificationBodyID: RecordID(11),
            entityID: richEntity.id, certification: richCertification,
            statusSince: 1_690_000_000, createdAt: 1_520_000_000, updatedAt: 1_700_000_001,
            confirmedAt: 1_700_000_002),
        entity: richEntity, body: ownBody, accountConfirmedAt: 1_710_000_000,
        bodyStatus: .withdrawn, bodyWithdrawnAt: 1_705_000_000)

    static let poorRecord = CertificationRecord(
        stored: StoredCertification(
            id: RecordID(5_002), accountID: RecordID(1), certificationBodyID: RecordID(11),
            entityID: poorEntity.id, certification: poorCertification, statusSince: 0,
            createdAt: 0, updatedAt: 0, confirmedAt: 0),
        entity: poorEntity, body: ownBody)

    // MARK: Certification bodies

    static let accreditationBodyAccount = Account(
        id: RecordID(3), role: .accreditationBody, name: "UKAS", acronym: "UKAS", country: "GB",
        accreditationBodyID: ukas.id, createdAt: 1_700_000_000)

    static let richBody = BodyRecord(
        stored: StoredRecordedBody(
            id: RecordID(6_001), accountID: RecordID(3), accreditationBodyID: ukas.id,
            certificationBodyID: RecordID(11),
            body: RecordedBody(
                identityNumber: "0042/B", name: "Northwind \"Ltd\"", acronym: "NWC",
                country: "AU", description: "Certifies pumps.\nAnd 泵.",
                website: "https://northwind.example", emailAddress: "info@northwind.example",
                phoneNumber: "+61 2 5550 1234", faxNumber: "+61 2 5550 1235", status: .withdrawn,
                offices: [
                    Office(
                        type: "Head office", country: "CI", street: "2 Harbour Rd",
                        state: "Lagunes", city: "Abidjan", postCode: "01 BP 1"),
                    Office(city: "Perth"),
                ],
                countries: ["AU", "CI"],
                standards: [
                    AccreditedStandard(
                        schemeName: quality.name, standardName: iso9001.name,
                        issueDate: day(20_200_101), firstIssueDate: day(20_100_228),
                        expiryDate: day(20_301_231), scopeType: "Full", standardStatus: "Active"),
                    AccreditedStandard(schemeName: "Truffles", standardName: "TMS 1"),
                ],
                sectors: [
                    AccreditedSector(title: "Pumps", schemeName: quality.name, code: "018"),
                    AccreditedSector(code: "7"),
                ]),
            withdrawnAt: 1_705_000_000, createdAt: 1_520_000_000, updatedAt: 1_705_000_000),
        accountName: "Northwind Certification")

    static let poorBody = BodyRecord(
        stored: StoredRecordedBody(
            id: RecordID(6_002), accountID: RecordID(3), accreditationBodyID: ukas.id,
            certificationBodyID: RecordID(12),
            body: RecordedBody(
                identityNumber: "1", name: "Kosova Cert", country: "XK", status: .active),
            withdrawnAt: nil, createdAt: 0, updatedAt: 0),
        accountName: nil)
}

extension JSONValue {
    /// The keys of an object, in the order of the text.
    var keys: [String] { members.map(\.key) }
    /// Of an array.
    var first: JSONValue? { elements.first { _ in true } }
}

/// The root of an answer's JSON.
func json(_ bytes: [UInt8]) throws -> JSONValue { try JSONDocument(parsing: bytes).root }
