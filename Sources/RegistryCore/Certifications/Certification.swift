/// One certificate as its account describes it (contract section 5).
public struct Certification: Sendable {
    public var number: String
    /// The certification body's own id of the certificate, the stronger key.
    public var identityNumber: String?
    /// As uploaded; ``status(on:)`` is today's.
    public var status: CertificationStatus
    public var accreditation: AccreditationStatus
    public var type: CertificationType
    public var scope: String?
    public var flexibleScope: FlexibleScope?
    public var originalIssueDate: CalendarDate?
    public var issueDate: CalendarDate
    public var expiryDate: CalendarDate
    /// None for an unaccredited certification.
    public var accreditationBodyID: RecordID?
    public var schemes: [CertifiedScheme]
    public var sites: [Site]
    public var sectors: [CertifiedSector]

    public init(
        number: String, identityNumber: String?, status: CertificationStatus,
        accreditation: AccreditationStatus, type: CertificationType, scope: String?,
        flexibleScope: FlexibleScope?, originalIssueDate: CalendarDate?, issueDate: CalendarDate,
        expiryDate: CalendarDate, accreditationBodyID: RecordID?, schemes: [CertifiedScheme],
        sites: [Site], sectors: [CertifiedSector]
    ) {
        self.number = number
        self.identityNumber = identityNumber
        self.status = status
        self.accreditation = accreditation
        self.type = type
        self.scope = scope
        self.flexibleScope = flexibleScope
        self.originalIssueDate = originalIssueDate
        self.issueDate = issueDate
        self.expiryDate = expiryDate
        self.accreditationBodyID = accreditationBodyID
        self.schemes = schemes
        self.sites = sites
        self.sectors = sectors
    }

    /// The state of that day: past its expiry date an active or suspended certification is
    /// expired, from the day after (contract section 8).
    public func status(on day: CalendarDate) -> CertificationStatus {
        switch status {
        case .active, .suspended: day > expiryDate ? .expired : status
        default: status
        }
    }
}

/// `flexible_scope`: a text or a boolean, kept as sent.
public enum FlexibleScope: Sendable, Equatable {
    case text(String)
    case boolean(Bool)
}

/// A scheme of a certification with its standards, in the order sent.
public struct CertifiedScheme: Sendable, Equatable {
    public var schemeID: RecordID
    public var standardIDs: [RecordID]

    public init(schemeID: RecordID, standardIDs: [RecordID]) {
        self.schemeID = schemeID
        self.standardIDs = standardIDs
    }
}

/// A place that a certification covers.
public struct Site: Sendable {
    public var street: String?
    public var city: String?
    public var state: String?
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var postCode: String?
    public var fullAddress: String?
    public var scope: String?

    public init(
        street: String? = nil, city: String? = nil, state: String? = nil, country: String,
        postCode: String? = nil, fullAddress: String? = nil, scope: String? = nil
    ) {
        self.street = street
        self.city = city
        self.state = state
        self.country = country
        self.postCode = postCode
        self.fullAddress = fullAddress
        self.scope = scope
    }
}

/// A sector of a certification.
public enum CertifiedSector: Sendable {
    /// A code of the list, 1 to 39.
    case listed(Int)
    /// Outside the list, of a scheme that has sectors of its own (contract section 12).
    case asSent(name: String?, code: String?)
}

/// A certification as the register holds it.
public struct StoredCertification: Sendable {
    public let id: RecordID
    public let accountID: RecordID
    public let certificationBodyID: RecordID
    public var entityID: RecordID
    public var certification: Certification
    /// When the uploaded status last changed, epoch seconds.
    public var statusSince: Int64
    /// Epoch seconds.
    public let createdAt: Int64
    /// When it or its entity last changed, epoch seconds.
    public var updatedAt: Int64
    /// When an upload last named it, epoch seconds; the account's last update-all may be later.
    public var confirmedAt: Int64

    public init(
        id: RecordID, accountID: RecordID, certificationBodyID: RecordID, entityID: RecordID,
        certification: Certification, statusSince: Int64, createdAt: Int64, updatedAt: Int64,
        confirmedAt: Int64
    ) {
        self.id = id
        self.accountID = accountID
        self.certificationBodyID = certificationBodyID
        self.entityID = entityID
        self.certification = certification
        self.statusSince = statusSince
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.confirmedAt = confirmedAt
    }
}

/// A certification with the entity that holds it: what a read answers.
public struct CertificationRecord: Sendable {
    public var stored: StoredCertification
    public var entity: StoredEntity
    public var body: CertifyingBody
    /// The account's last update-all, epoch seconds; nil when there was none.
    public var accountConfirmedAt: Int64?
    /// How the accreditation body that it names stands to its certification body; nil when it
    /// names none, or that one has recorded nothing.
    public var bodyStatus: BodyAccreditationStatus?
    /// When that accreditation body withdrew the certification body, epoch seconds.
    public var bodyWithdrawnAt: Int64?

    public init(
        stored: StoredCertification, entity: StoredEntity, body: CertifyingBody,
        accountConfirmedAt: Int64? = nil, bodyStatus: BodyAccreditationStatus? = nil,
        bodyWithdrawnAt: Int64? = nil
    ) {
        self.stored = stored
        self.entity = entity
        self.body = body
        self.accountConfirmedAt = accountConfirmedAt
        self.bodyStatus = bodyStatus
        self.bodyWithdrawnAt = bodyWithdrawnAt
    }

    /// When the register last heard of it, epoch seconds (contract section 8).
    public var confirmedAt: Int64 { max(stored.confirmedAt, accountConfirmedAt ?? 0) }
}

/// What the account that uploaded a certification reads of its certification body.
public struct CertifyingBody: Sendable {
    /// Its account's name where it has one, else what it is called.
    public var name: String
    public var acronym: String?
    /// How the body is named in an upload; nil for a `cb`, whose certifications are its own.
    public var reference: Reference?

    /// The three data by which an `ab` or `mncb` names it.
    public struct Reference: Sendable {
        /// An `ab`'s own id of it.
        public var identityNumber: String?
        public var name: String
        public var acronym: String?

        public init(identityNumber: String?, name: String, acronym: String?) {
            self.identityNumber = identityNumber
            self.name = name
            self.acronym = acronym
        }
    }

    public init(name: String, acronym: String?, reference: Reference? = nil) {
        self.name = name
        self.acronym = acronym
        self.reference = reference
    }
}
