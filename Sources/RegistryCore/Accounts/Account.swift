/// An accreditation body, certification body or multi-national certification body that may call
/// the API (contract section 1).
public struct Account: Sendable, Equatable {
    public let id: RecordID
    public let role: Role
    public var name: String
    public var acronym: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    /// The body that a `cb` account is.
    public var certificationBodyID: RecordID?
    /// The list's accreditation body that an `ab` account is.
    public var accreditationBodyID: RecordID?
    public var isSuspended: Bool
    /// Epoch seconds.
    public let createdAt: Int64
    /// The bodies that an `mncb` account may name, in ascending order.
    public var associatedBodyIDs: [RecordID]
    /// The last update-all, epoch seconds.
    public var confirmedAt: Int64?

    public init(
        id: RecordID, role: Role, name: String, acronym: String? = nil, country: String? = nil,
        certificationBodyID: RecordID? = nil, accreditationBodyID: RecordID? = nil,
        isSuspended: Bool = false, createdAt: Int64, associatedBodyIDs: [RecordID] = [],
        confirmedAt: Int64? = nil
    ) {
        self.id = id
        self.role = role
        self.name = name
        self.acronym = acronym
        self.country = country
        self.certificationBodyID = certificationBodyID
        self.accreditationBodyID = accreditationBodyID
        self.isSuspended = isSuspended
        self.createdAt = createdAt
        self.associatedBodyIDs = associatedBodyIDs
        self.confirmedAt = confirmedAt
    }
}

/// A certification body as the register knows it, whoever recorded it (contract sections 1, 10).
public struct CertificationBody: Sendable, Equatable {
    public let id: RecordID
    public var name: String
    public var acronym: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?

    public init(id: RecordID, name: String, acronym: String?, country: String?) {
        self.id = id
        self.name = name
        self.acronym = acronym
        self.country = country
    }
}
