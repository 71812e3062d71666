/// What an accreditation body has recorded of a certification body that it accredits (contract
/// section 10). Several may record one body, each with its own identity number, name, status and
/// scope.
public struct RecordedBody: Sendable {
    /// The accreditation body's own id of it; never changes.
    public var identityNumber: String
    public var name: String
    public var acronym: String?
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var description: String?
    public var website: String?
    public var emailAddress: String?
    public var phoneNumber: String?
    public var faxNumber: String?
    public var status: BodyAccreditationStatus
    public var offices: [Office]
    /// Where it works: ISO 3166-1 alpha-2, each once.
    public var countries: [String]
    /// The scope of its accreditation.
    public var standards: [AccreditedStandard]
    public var sectors: [AccreditedSector]

    public init(
        identityNumber: String, name: String, acronym: String? = nil, country: String,
        description: String? = nil, website: String? = nil, emailAddress: String? = nil,
        phoneNumber: String? = nil, faxNumber: String? = nil, status: BodyAccreditationStatus,
        offices: [Office] = [], countries: [String] = [], standards: [AccreditedStandard] = [],
        sectors: [AccreditedSector] = []
    ) {
        self.identityNumber = identityNumber
        self.name = name
        self.acronym = acronym
        self.country = country
        self.description = description
        self.website = website
        self.emailAddress = emailAddress
        self.phoneNumber = phoneNumber
        self.faxNumber = faxNumber
        self.status = status
        self.offices = offices
        self.countries = countries
        self.standards = standards
        self.sectors = sectors
    }

    /// Elements of each of its four arrays (contract section 10).
    public static let elementsMax = 500
}

/// A place of business of a certification body.
public struct Office: Sendable {
    /// Head office, branch, ...: as sent.
    public var type: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    public var street: String?
    public var state: String?
    public var city: String?
    public var postCode: String?

    public init(
        type: String? = nil, country: String? = nil, street: String? = nil, state: String? = nil,
        city: String? = nil, postCode: String? = nil
    ) {
        self.type = type
        self.country = country
        self.street = street
        self.state = state
        self.city = city
        self.postCode = postCode
    }
}

/// A standard that a certification body is accredited for.
///
/// It is kept by the library's words, not by ids: accreditation bodies may add the same pair, each
/// for itself, and what is in force is a question of names.
public struct AccreditedStandard: Sendable {
    public var schemeName: String
    public var standardName: String
    public var issueDate: CalendarDate?
    public var firstIssueDate: CalendarDate?
    public var expiryDate: CalendarDate?
    /// As sent.
    public var scopeType: String?
    /// As sent; ``isInForce(on:)`` reads it.
    public var standardStatus: String?

    public init(
        schemeName: String, standardName: String, issueDate: CalendarDate? = nil,
        firstIssueDate: CalendarDate? = nil, expiryDate: CalendarDate? = nil,
        scopeType: String? = nil, standardStatus: String? = nil
    ) {
        self.schemeName = schemeName
        self.standardName = standardName
        self.issueDate = issueDate
        self.firstIssueDate = firstIssueDate
        self.expiryDate = expiryDate
        self.scopeType = scopeType
        self.standardStatus = standardStatus
    }

    /// Whether the accreditation for it holds on that day (contract section 12): neither suspended
    /// nor withdrawn, nor past its expiry date.
    public func isInForce(on day: CalendarDate) -> Bool {
        if let expiryDate, day > expiryDate { return false }
        switch standardStatus.flatMap({ BodyAccreditationStatus.read($0) }) {
        case .suspended, .withdrawn: return false
        case .active, nil: return true
        }
    }
}

/// A technical sector that a certification body is accredited for, kept as sent.
public struct AccreditedSector: Sendable {
    public var title: String?
    public var schemeName: String?
    public var code: String?

    public init(title: String? = nil, schemeName: String? = nil, code: String? = nil) {
        self.title = title
        self.schemeName = schemeName
        self.code = code
    }
}

/// An accreditation body's record of a certification body as the register holds it.
public struct StoredRecordedBody: Sendable {
    /// The record's own; on the wire stands ``certificationBodyID``.
    public let id: RecordID
    /// The accreditation body's account.
    public let accountID: RecordID
    /// Which accreditation body of the list that account is.
    public let accreditationBodyID: RecordID
    /// The body it is a record of, the same for all accreditation bodies.
    public var certificationBodyID: RecordID
    public var body: RecordedBody
    /// When its status became `Withdrawn`, epoch seconds; nil while it is another.
    public var withdrawnAt: Int64?
    /// Epoch seconds.
    public let createdAt: Int64
    /// Epoch seconds.
    public var updatedAt: Int64

    public init(
        id: RecordID, accountID: RecordID, accreditationBodyID: RecordID,
        certificationBodyID: RecordID, body: RecordedBody, withdrawnAt: Int64?, createdAt: Int64,
        updatedAt: Int64
    ) {
        self.id = id
        self.accountID = accountID
        self.accreditationBodyID = accreditationBodyID
        self.certificationBodyID = certificationBodyID
        self.body = body
        self.withdrawnAt = withdrawnAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// A record with what the answer needs beside it.
public struct BodyRecord: Sendable {
    public var stored: StoredRecordedBody
    /// The name of the body's own account; nil where it has none.
    public var accountName: String?

    public init(stored: StoredRecordedBody, accountName: String?) {
        self.stored = stored
        self.accountName = accountName
    }
}
