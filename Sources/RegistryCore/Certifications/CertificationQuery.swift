/// A page of an account's certifications (contract sections 2, "Paging", and 8).
public struct CertificationQuery: Sendable {
    public var accountID: RecordID
    public var filter: CertificationFilter
    public var page: PageRequest<CertificationSort>
    /// The day by which a status is judged.
    public var today: CalendarDate

    public init(
        accountID: RecordID, filter: CertificationFilter = CertificationFilter(),
        page: PageRequest<CertificationSort> = PageRequest(sort: .createdAt), today: CalendarDate
    ) {
        self.accountID = accountID
        self.filter = filter
        self.page = page
        self.today = today
    }
}

/// The sort fields of certifications; ties go by id.
public enum CertificationSort: String, PageSort {
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case issueDate = "certification_issue_date"
    case expiryDate = "certification_expiry_date"
    /// By code point.
    case number = "certificate_number"

    public var isText: Bool { self == .number }

    /// What a row's cursor holds.
    public func value(of stored: StoredCertification) -> PageCursor.Value {
        switch self {
        case .createdAt: .integer(stored.createdAt)
        case .updatedAt: .integer(stored.updatedAt)
        case .issueDate: .integer(Int64(stored.certification.issueDate.number))
        case .expiryDate: .integer(Int64(stored.certification.expiryDate.number))
        case .number: .text(stored.certification.number)
        }
    }
}

/// Which certifications a list shows; an empty list or nil does not restrict.
public struct CertificationFilter: Sendable {
    /// Today's status, not the uploaded one.
    public var statuses: Set<CertificationStatus> = []
    /// As compared.
    public var numbers: [ComparisonKey] = []
    /// As sent.
    public var identityNumbers: [String] = []
    /// As sent; a unique id or an alias.
    public var entityUniqueIDs: [String] = []
    public var standardIDs: [RecordID] = []
    /// ISO 3166-1 alpha-2, the entity's.
    public var countries: [String] = []
    /// Epoch seconds, included.
    public var updatedSince: Int64?
    /// Excluded.
    public var expiresBefore: CalendarDate?
    /// Excluded.
    public var expiresAfter: CalendarDate?

    public init() {}

    public var isEmpty: Bool { memberNames.isEmpty }

    /// The members that restrict, as the API names them (contract section 8).
    public var memberNames: [String] {
        let members = [
            ("certification_status", !statuses.isEmpty),
            ("certificate_number", !numbers.isEmpty),
            ("certificate_identity_number", !identityNumbers.isEmpty),
            ("certified_entity_unique_id", !entityUniqueIDs.isEmpty),
            ("standard", !standardIDs.isEmpty), ("country", !countries.isEmpty),
            ("updated_since", updatedSince != nil), ("expires_before", expiresBefore != nil),
            ("expires_after", expiresAfter != nil),
        ]
        return members.filter(\.1).map(\.0)
    }
}
