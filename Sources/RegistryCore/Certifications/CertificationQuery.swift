/// A page of an account's certifications (contract sections 2, "Paging", and 8).
public struct CertificationQuery: Sendable {
    public var accountID: RecordID
    public var filter: CertificationFilter
    public var sort: CertificationSort
    public var isAscending: Bool
    /// 1 to 100.
    public var limit: Int
    public var start: PageStart
    /// The day by which a status is judged.
    public var today: CalendarDate

    public init(
        accountID: RecordID, filter: CertificationFilter = CertificationFilter(),
        sort: CertificationSort = .createdAt, isAscending: Bool = false, limit: Int = 20,
        start: PageStart = .batch(0), today: CalendarDate
    ) {
        self.accountID = accountID
        self.filter = filter
        self.sort = sort
        self.isAscending = isAscending
        self.limit = limit
        self.start = start
        self.today = today
    }
}

extension CertificationQuery {
    /// How many rows stand before a page that is found by counting them; 0 for one found by key.
    public var firstRow: Int {
        guard case .batch(let number) = start else { return 0 }
        let (rows, overflows) = number.multipliedReportingOverflow(by: limit)
        return overflows ? .max : rows
    }
}

/// Where a page begins.
public enum PageStart: Sendable, Equatable {
    /// `offset`: counts pages of `limit` rows.
    case batch(Int)
    /// `next_key`: after that row.
    case after(PageCursor)
}

/// The last row of a page, by which the next one finds its start.
public struct PageCursor: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        case integer(Int64)
        case text(String)
    }

    /// The row's value of the sort field.
    public var value: Value
    public var id: RecordID

    public init(value: Value, id: RecordID) {
        self.value = value
        self.id = id
    }
}

/// The sort fields of certifications; ties go by id.
public enum CertificationSort: String, Sendable, CaseIterable {
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case issueDate = "certification_issue_date"
    case expiryDate = "certification_expiry_date"
    /// By code point.
    case number = "certificate_number"

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

    public var isEmpty: Bool {
        statuses.isEmpty && numbers.isEmpty && identityNumbers.isEmpty && entityUniqueIDs.isEmpty
            && standardIDs.isEmpty && countries.isEmpty && updatedSince == nil
            && expiresBefore == nil && expiresAfter == nil
    }
}

/// A page of rows with what the answer says of the whole list.
public struct Page<Row: Sendable>: Sendable {
    public var rows: [Row]
    /// At most ``totalRowsMax`` where a filter restricts the list.
    public var totalRows: Int
    public var totalIsExact: Bool
    /// Nil on the last page.
    public var next: PageCursor?

    /// Up to how many matching rows a filtered total is counted (contract section 2).
    public static var totalRowsMax: Int { 10_000 }

    public init(rows: [Row], totalRows: Int, totalIsExact: Bool, next: PageCursor?) {
        self.rows = rows
        self.totalRows = totalRows
        self.totalIsExact = totalIsExact
        self.next = next
    }
}
