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
        let locating =
            [Self.street(street), Self.city(city)]
            + (fullAddress.map { [Self.fullAddress($0)] } ?? [])
        return Entry.together(locating + [Self.state(state), Self.postCode(postCode)]) {
            sent, draft, _ in
            draft.entity.address.replacesGroup = locating.indices.contains {
                sent.present($0) != nil
            }
        }
    }
}
