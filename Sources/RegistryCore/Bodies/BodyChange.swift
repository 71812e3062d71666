/// What an upload or update says of a certification body's record (contract section 10).
public struct BodyChange: Sendable {
    /// Nil: not sent.
    public var name: String?
    public var acronym: Change<String> = .keep
    /// ISO 3166-1 alpha-2; nil: not sent.
    public var country: String?
    public var description: Change<String> = .keep
    public var website: Change<String> = .keep
    public var emailAddress: Change<String> = .keep
    public var phoneNumber: Change<String> = .keep
    public var faxNumber: Change<String> = .keep
    /// Nil: not sent.
    public var status: BodyAccreditationStatus?
    public var offices: Change<[Office]> = .keep
    public var countries: Change<[String]> = .keep
    public var standards: Change<[AccreditedStandard]> = .keep
    public var sectors: Change<[AccreditedSector]> = .keep

    public init() {}

    /// Only what is named changes.
    func applied(to stored: RecordedBody) -> RecordedBody {
        var body = stored
        body.name = name ?? body.name
        body.acronym = acronym.applied(to: body.acronym)
        body.country = country ?? body.country
        body.description = description.applied(to: body.description)
        body.website = website.applied(to: body.website)
        body.emailAddress = emailAddress.applied(to: body.emailAddress)
        body.phoneNumber = phoneNumber.applied(to: body.phoneNumber)
        body.faxNumber = faxNumber.applied(to: body.faxNumber)
        body.status = status ?? body.status
        body.offices = offices.applied(to: body.offices, default: [])
        body.countries = countries.applied(to: body.countries, default: [])
        body.standards = standards.applied(to: body.standards, default: [])
        body.sectors = sectors.applied(to: body.sectors, default: [])
        return body
    }
}

/// An upload of a certification body: the same identity number again updates its record.
public struct BodyUpload: Sendable {
    public var identityNumber: String
    public var name: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var status: BodyAccreditationStatus
    /// Everything sent, what is mandatory too.
    public var change: BodyChange
    public var locator: any FaultLocating

    public init(
        identityNumber: String, name: String, country: String, status: BodyAccreditationStatus,
        change: BodyChange, locator: any FaultLocating
    ) {
        self.identityNumber = identityNumber
        self.name = name
        self.country = country
        self.status = status
        self.change = change
        self.locator = locator
    }
}

/// An update of a certification body's record, which is named by one of two ids, or by both.
public struct BodyUpdate: Sendable {
    /// `certification_bodies_id` as sent; what is no id names nothing.
    public var certificationBodyID: String?
    /// `certification_bodies_guid_in_ab`: the identity number.
    public var identityNumber: String?
    public var change: BodyChange
    public var locator: any FaultLocating

    public init(
        certificationBodyID: String?, identityNumber: String?, change: BodyChange,
        locator: any FaultLocating
    ) {
        self.certificationBodyID = certificationBodyID
        self.identityNumber = identityNumber
        self.change = change
        self.locator = locator
    }
}
