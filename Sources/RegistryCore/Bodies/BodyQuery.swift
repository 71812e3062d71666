/// A page of the certification bodies that an account has recorded (contract sections 2,
/// "Paging", and 10).
public struct BodyQuery: Sendable {
    public var accountID: RecordID
    public var filter: BodyFilter
    public var page: PageRequest<BodySort>

    public init(
        accountID: RecordID, filter: BodyFilter = BodyFilter(),
        page: PageRequest<BodySort> = PageRequest(sort: .createdAt)
    ) {
        self.accountID = accountID
        self.filter = filter
        self.page = page
    }
}

/// The sort fields of certification bodies; ties go by id.
public enum BodySort: String, PageSort {
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    /// By code point; the recorded name.
    case name = "certification_body_name"

    public var isText: Bool { self == .name }

    /// What a row's cursor holds.
    public func value(of stored: StoredRecordedBody) -> PageCursor.Value {
        switch self {
        case .createdAt: .integer(stored.createdAt)
        case .updatedAt: .integer(stored.updatedAt)
        case .name: .text(stored.body.name)
        }
    }
}

/// Which certification bodies a list shows; an empty list does not restrict.
public struct BodyFilter: Sendable {
    public var statuses: Set<BodyAccreditationStatus> = []
    /// ISO 3166-1 alpha-2.
    public var countries: [String] = []
    /// As sent.
    public var identityNumbers: [String] = []

    public init() {}

    public var isEmpty: Bool { statuses.isEmpty && countries.isEmpty && identityNumbers.isEmpty }
}
