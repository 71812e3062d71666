/// What an upload says of a certification.
public struct CertificationUpload: Sendable {
    public var number: String
    /// Empty counts as missing.
    public var identityNumber: String?
    public var status: CertificationStatus
    public var accreditation: Change<AccreditationStatus> = .keep
    public var type: CertificationType
    public var scope: Change<String> = .keep
    public var flexibleScope: Change<FlexibleScope> = .keep
    public var originalIssueDate: Change<CalendarDate> = .keep
    public var issueDate: CalendarDate
    public var expiryDate: CalendarDate
    public var accreditationBody: AccreditationBodyReference = .none
    public var schemes: [CertifiedScheme]
    public var sites: Change<[Site]> = .keep
    public var sectors: Change<[CertifiedSector]> = .keep

    public init(
        number: String, identityNumber: String?, status: CertificationStatus,
        type: CertificationType, issueDate: CalendarDate, expiryDate: CalendarDate,
        schemes: [CertifiedScheme]
    ) {
        self.number = number
        self.identityNumber = identityNumber
        self.status = status
        self.type = type
        self.issueDate = issueDate
        self.expiryDate = expiryDate
        self.schemes = schemes
    }

    /// The certification after this upload.
    func applied(to stored: Certification?) -> Certification {
        let accreditation = accreditation.applied(
            to: stored?.accreditation, default: AccreditationStatus.accredited)
        return Certification(
            number: number, identityNumber: identityNumber ?? stored?.identityNumber,
            status: status, accreditation: accreditation, type: type,
            scope: scope.applied(to: stored?.scope),
            flexibleScope: flexibleScope.applied(to: stored?.flexibleScope),
            originalIssueDate: originalIssueDate.applied(to: stored?.originalIssueDate),
            issueDate: issueDate, expiryDate: expiryDate,
            accreditationBodyID: accreditation == .accredited ? accreditationBody.id : nil,
            schemes: schemes, sites: sites.applied(to: stored?.sites, default: []),
            sectors: sectors.applied(to: stored?.sectors, default: []))
    }
}

/// The accreditation body that an upload names (contract section 12).
public enum AccreditationBodyReference: Sendable {
    /// Not named: an `ab`'s own, or an unaccredited certification.
    case none
    case found(RecordID)
    /// Named, but no word of the list: a fault if the certification turns out accredited, which
    /// the stored one decides when the upload doesn't say.
    case unresolved([Fault])

    var id: RecordID? {
        if case .found(let id) = self { id } else { nil }
    }
}

/// One record of a call: a certification with its entity, or an entity alone.
public struct UploadRecord: Sendable {
    /// Position in the call; nil in a single call, whose faults carry no index.
    public var index: Int?
    public var entity: EntityReference
    public var certification: CertificationUpload?
    /// The body whose certification it is.
    public var body: BodyReference
    public var locator: any FaultLocating

    public init(
        index: Int?, entity: EntityReference, certification: CertificationUpload?,
        body: BodyReference, locator: any FaultLocating
    ) {
        self.index = index
        self.body = body
        self.locator = locator
        self.entity = entity
        self.certification = certification
    }

    public enum EntityReference: Sendable {
        case uploaded(EntityUpload)
        /// V2's second array: an entity of the call or a stored one, by unique id.
        case named(uniqueID: String)
    }

    var entityUniqueID: String {
        switch entity {
        case .uploaded(let upload): upload.uniqueID
        case .named(let uniqueID): uniqueID
        }
    }
}
