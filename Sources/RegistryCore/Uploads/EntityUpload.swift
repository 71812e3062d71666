/// What an upload says of a certified entity.
public struct EntityUpload: Sendable {
    public var uniqueID: String
    public var name: String
    public var englishName: Change<String> = .keep
    public var tradingName: Change<String> = .keep
    public var address = AddressChange()
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var website: Change<String> = .keep
    public var isConfidential: Change<Bool> = .keep
    public var businessRegistrationNumber: Change<String> = .keep
    public var taxID: Change<String> = .keep
    public var companyIDNumber: Change<String> = .keep
    public var vat: Change<String> = .keep
    public var dunsNumber: Change<String> = .keep
    /// V2: the entity must be located after the upload (contract section 5, "Address").
    public var mustBeLocated = false

    public init(uniqueID: String, name: String, country: String) {
        self.uniqueID = uniqueID
        self.name = name
        self.country = country
    }

    /// The entity after this upload, but for its names and unique id, which
    /// ``EntityIdentity`` settles.
    func applied(to stored: CertifiedEntity?) -> CertifiedEntity {
        var entity = stored ?? CertifiedEntity(uniqueID: uniqueID, name: name, country: country)
        entity.country = country
        entity.englishName = englishName.applied(to: entity.englishName)
        entity.tradingName = tradingName.applied(to: entity.tradingName)
        entity.address = address.applied(to: entity.address)
        entity.website = website.applied(to: entity.website)
        entity.isConfidential = isConfidential.applied(to: stored?.isConfidential, default: false)
        var identifiers = entity.legalIdentifiers
        identifiers.businessRegistrationNumber = businessRegistrationNumber.applied(
            to: identifiers.businessRegistrationNumber)
        identifiers.taxID = taxID.applied(to: identifiers.taxID)
        identifiers.companyIDNumber = companyIDNumber.applied(to: identifiers.companyIDNumber)
        identifiers.vat = vat.applied(to: identifiers.vat)
        identifiers.dunsNumber = dunsNumber.applied(to: identifiers.dunsNumber)
        entity.legalIdentifiers = identifiers
        return entity
    }

    /// A known entity without location, sent none, is not asked for one.
    func isLocationMissing(after entity: CertifiedEntity, stored: CertifiedEntity?) -> Bool {
        guard mustBeLocated, !entity.address.isLocated else { return false }
        guard let stored else { return true }
        return stored.address.isLocated
    }
}

/// What an upload or update says of an address.
public struct AddressChange: Sendable {
    public var street: Change<String> = .keep
    public var city: Change<String> = .keep
    public var state: Change<String> = .keep
    public var postCode: Change<String> = .keep
    public var full: Change<String> = .keep
    /// An upload that carries street, city or full address replaces the group and clears what it
    /// leaves out; a PUT changes only what it names (contract section 5).
    public var replacesGroup = false

    public init() {}

    func applied(to stored: Address) -> Address {
        let base = replacesGroup ? Address() : stored
        return Address(
            street: street.applied(to: base.street), city: city.applied(to: base.city),
            state: state.applied(to: base.state), postCode: postCode.applied(to: base.postCode),
            full: full.applied(to: base.full))
    }
}
