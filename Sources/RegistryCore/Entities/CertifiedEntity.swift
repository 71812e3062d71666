/// The organisation that holds certifications, as its account describes it (contract sections 5
/// and 9).
public struct CertifiedEntity: Sendable {
    /// The uploading account's own id of it.
    public var uniqueID: String
    public var name: String
    public var englishName: String?
    public var tradingName: String?
    public var address: Address
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var website: String?
    /// Hides all its certifications from the public.
    public var isConfidential: Bool
    public var legalIdentifiers: LegalIdentifiers
    /// In the order in which they were given up.
    public var formerNames: [FormerName]
    /// `system_information`: further ids under which the account knows it.
    public var aliases: [EntityAlias]

    public init(
        uniqueID: String, name: String, englishName: String? = nil, tradingName: String? = nil,
        address: Address = Address(), country: String, website: String? = nil,
        isConfidential: Bool = false, legalIdentifiers: LegalIdentifiers = LegalIdentifiers(),
        formerNames: [FormerName] = [], aliases: [EntityAlias] = []
    ) {
        self.uniqueID = uniqueID
        self.name = name
        self.englishName = englishName
        self.tradingName = tradingName
        self.address = address
        self.country = country
        self.website = website
        self.isConfidential = isConfidential
        self.legalIdentifiers = legalIdentifiers
        self.formerNames = formerNames
        self.aliases = aliases
    }
}

/// A registered address; one group, replaced together (contract section 5, "Address").
public struct Address: Sendable {
    public var street: String?
    public var city: String?
    public var state: String?
    public var postCode: String?
    public var full: String?

    public init(
        street: String? = nil, city: String? = nil, state: String? = nil, postCode: String? = nil,
        full: String? = nil
    ) {
        self.street = street
        self.city = city
        self.state = state
        self.postCode = postCode
        self.full = full
    }

    /// Whether one of the three is there of which V2 wants one.
    public var isLocated: Bool { street != nil || city != nil || full != nil }
}

/// Numbers under which authorities and others know the organisation.
public struct LegalIdentifiers: Sendable {
    public var businessRegistrationNumber: String?
    public var taxID: String?
    public var companyIDNumber: String?
    public var vat: String?
    public var dunsNumber: String?

    public init(
        businessRegistrationNumber: String? = nil, taxID: String? = nil,
        companyIDNumber: String? = nil, vat: String? = nil, dunsNumber: String? = nil
    ) {
        self.businessRegistrationNumber = businessRegistrationNumber
        self.taxID = taxID
        self.companyIDNumber = companyIDNumber
        self.vat = vat
        self.dunsNumber = dunsNumber
    }
}

/// A name that the entity bore until another was uploaded.
public struct FormerName: Sendable {
    public var name: String
    /// When it was replaced, epoch seconds.
    public var until: Int64

    public init(name: String, until: Int64) {
        self.name = name
        self.until = until
    }
}

/// One pair of `system_information`.
public struct EntityAlias: Sendable {
    public var name: String?
    public var uniqueID: String

    public init(name: String?, uniqueID: String) {
        self.name = name
        self.uniqueID = uniqueID
    }

    /// Pairs one entity may have (contract section 9).
    public static let countMax = 100
}

/// An entity as the register holds it.
public struct StoredEntity: Sendable {
    public let id: RecordID
    public let accountID: RecordID
    /// The certification body whose client number the unique id is; set for `ab` accounts only
    /// (contract section 11).
    public let certificationBodyID: RecordID?
    public var entity: CertifiedEntity
    /// Epoch seconds.
    public let createdAt: Int64
    /// Epoch seconds.
    public var updatedAt: Int64

    public init(
        id: RecordID, accountID: RecordID, certificationBodyID: RecordID?,
        entity: CertifiedEntity, createdAt: Int64, updatedAt: Int64
    ) {
        self.id = id
        self.accountID = accountID
        self.certificationBodyID = certificationBodyID
        self.entity = entity
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
