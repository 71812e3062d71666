import RegistryCore
import RegistryJSON

/// The data of a certified entity, by the names of contract section 5. Versions give them keys.
enum EntityData {
    typealias Entry = WireEntry<RecordDraft>
    typealias Datum = WireDatum<RecordDraft>

    static let uniqueID = Datum.text(
        FieldRules.entityUniqueID, \.entity.uniqueID, .entityUniqueID
    ).about(
        "the uploading account's own id of the certified entity, such as its client number: what "
            + "it is matched by",
        example: ExampleRecords.entityUniqueID)
    /// Unique id, alias or `company_id` of an entity to be updated.
    static let guid = Datum.text(FieldRules.entityGUID, \.entity.uniqueID, .entityUniqueID)
        .remarked("unique id, alias or `company_id` of the entity, looked for in this order")
        .about("which certified entity to change", example: ExampleRecords.entityUniqueID)
    private static let anyName = Datum.text(FieldRules.entityName, \.entity.name, .entityName)
    static let name = anyName.about(
        "the certified entity's legal name, in its own language and script",
        example: .text(ExampleRecords.entityName))
    static let newName = anyName.about(
        "the certified entity's legal name from now on; the one before is kept as a former name",
        example: .text(ExampleRecords.entityNewName))
    static let englishName = Datum.text(FieldRules.entityEnglishName, \.entity.englishName)
        .about(
            "the certified entity's name in English, or in Latin letters",
            example: "Brandholz Conveyor Technology")
    static let tradingName = Datum.text(FieldRules.entityTradingName, \.entity.tradingName)
        .about(
            "the name under which the certified entity does business, where it isn't the legal one",
            example: "Brandholz Conveyors")
    static let country = Datum.word(
        .country, FieldRules.countryName, \.entity.country, \Country.alpha2
    ) { terms, text in terms.country(text) }
    .about(
        "the country of the certified entity's registered address",
        example: ExampleRecords.country)
    static let website = Datum.text(FieldRules.website, \.entity.website)
        .about("the certified entity's website", example: "https://brandholz.example")
    static let isConfidential = Datum.flag(\.entity.isConfidential)
        .about(
            "whether the certified entity, with all its certifications, is kept out of every "
                + "public list and search",
            example: false)

    static let businessRegistrationNumber = Datum.text(
        FieldRules.legalIdentifier, \.entity.businessRegistrationNumber
    ).about(
        "the number under which the certified entity stands in its country's business register",
        example: "HRB 901234")
    static let taxID = Datum.text(FieldRules.legalIdentifier, \.entity.taxID)
        .about("the certified entity's tax number", example: "33/000/01234")
    static let companyIDNumber = Datum.text(FieldRules.legalIdentifier, \.entity.companyIDNumber)
        .about(
            "a company number that the certified entity has from another authority",
            example: "DE-LG-901234")
    static let vat = Datum.text(FieldRules.legalIdentifier, \.entity.vat)
        .about("the certified entity's VAT identification number", example: "DE000001234")
    static let dunsNumber = Datum.textOrNumber(FieldRules.dunsNumber, \.entity.dunsNumber)
        .about("the certified entity's D-U-N-S number", example: "00-000-1234")

    // MARK: Address

    static let street = Datum.text(FieldRules.street, \.entity.address.street, .address)
        .about(
            "street and house number of the certified entity's registered address",
            example: ExampleRecords.street)
    static let city = Datum.text(FieldRules.city, \.entity.address.city)
        .about("the city of that address", example: ExampleRecords.city)
    static let fullAddress = Datum.text(FieldRules.fullAddress, \.entity.address.full)
        .about(
            "the whole of that address, as it is written on a letter; where its parts aren't known "
                + "it does without them",
            example: "Lindenallee 14, 21335 Lüneburg, Germany")
    static let state = Datum.text(FieldRules.state, \.entity.address.state)
        .about("the state or province of that address", example: ExampleRecords.state)
    static let postCode = Datum.text(FieldRules.postCode, \.entity.address.postCode)
        .about("the post code of that address", example: ExampleRecords.postCode)

    /// An upload's address: what carries street, city or full address replaces the group.
    static func address(
        street: WireKey, city: WireKey, fullAddress: WireKey? = nil, state: WireKey,
        postCode: WireKey
    ) -> Entry {
        let remark = fullAddress.map { fullAddress in
            "at least one of `\(street.name)`, `\(city.name)` and `\(fullAddress.name)` is "
                + "required, unless one is stored"
        }
        let locating =
            [Self.street.remarked(remark)(street), Self.city.remarked(remark)(city)]
            + (fullAddress.map { [Self.fullAddress.remarked(remark)($0)] } ?? [])
        return Entry.together(locating + [Self.state(state), Self.postCode(postCode)]) {
            sent, draft, _ in
            draft.entity.address.replacesGroup = locating.indices.contains {
                sent.present($0) != nil
            }
        }
    }
}
