import RegistryCore
import RegistryJSON

/// The data of a certified entity, by the names of contract section 5. Versions give them keys.
enum EntityData {
    typealias Entry = WireEntry<RecordDraft>
    typealias Datum = WireDatum<RecordDraft>

    static let uniqueID = Datum.text(
        FieldRules.entityUniqueID, \.entity.uniqueID, .entityUniqueID)
    /// Unique id, alias or `company_id` of an entity to be updated.
    static let guid = Datum.text(FieldRules.entityGUID, \.entity.uniqueID, .entityUniqueID)
        .remarked("unique id, alias or `company_id` of the entity, looked for in this order")
    static let name = Datum.text(FieldRules.entityName, \.entity.name, .entityName)
    static let englishName = Datum.text(FieldRules.entityEnglishName, \.entity.englishName)
    static let tradingName = Datum.text(FieldRules.entityTradingName, \.entity.tradingName)
    static let country = Datum.word(
        .country, FieldRules.countryName, \.entity.country, \Country.alpha2
    ) { terms, text in terms.country(text) }
    static let website = Datum.text(FieldRules.website, \.entity.website)
    static let isConfidential = Datum.flag(\.entity.isConfidential)

    static let businessRegistrationNumber = Datum.text(
        FieldRules.legalIdentifier, \.entity.businessRegistrationNumber)
    static let taxID = Datum.text(FieldRules.legalIdentifier, \.entity.taxID)
    static let companyIDNumber = Datum.text(FieldRules.legalIdentifier, \.entity.companyIDNumber)
    static let vat = Datum.text(FieldRules.legalIdentifier, \.entity.vat)
    static let dunsNumber = Datum.textOrNumber(FieldRules.dunsNumber, \.entity.dunsNumber)

    // MARK: Address

    static let street = Datum.text(FieldRules.street, \.entity.address.street, .address)
    static let city = Datum.text(FieldRules.city, \.entity.address.city)
    static let fullAddress = Datum.text(FieldRules.fullAddress, \.entity.address.full)
    static let state = Datum.text(FieldRules.state, \.entity.address.state)
    static let postCode = Datum.text(FieldRules.postCode, \.entity.address.postCode)

    /// An upload's address: what carries street, city or full address replaces the group.
    static func address(
        street: WireKey, city: WireKey, fullAddress: WireKey? = nil, state: WireKey,
        postCode: WireKey
    ) -> Entry {
        let remark = fullAddress.map { fullAddress in
            "one of `\(street.name)`, `\(city.name)` and `\(fullAddress.name)` is required, as "
                + "the entity is after the upload"
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
