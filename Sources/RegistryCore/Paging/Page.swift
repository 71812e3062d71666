/// Which page of a list is asked for, and in which order (contract section 2, "Paging").
public struct PageRequest<Sort: PageSort>: Sendable {
    public var sort: Sort
    public var isAscending: Bool
    /// 1 to 100.
    public var limit: Int
    public var start: PageStart

    /// Of a request that says nothing of it.
    public static var limitDefault: Int { 20 }

    public init(
        sort: Sort, isAscending: Bool = false, limit: Int = Self.limitDefault,
        start: PageStart = .batch(0)
    ) {
        self.sort = sort
        self.isAscending = isAscending
        self.limit = limit
        self.start = start
    }

    /// How many rows stand before a page that is found by counting them; 0 for one found by key.
    public var firstRow: Int {
        guard case .batch(let number) = start else { return 0 }
        let (rows, overflows) = number.multipliedReportingOverflow(by: limit)
        return overflows ? .max : rows
    }
}

/// The sort fields of a resource; the raw value is the field's name on the wire.
public protocol PageSort: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// Whether a row's value of the field is a text; else it is a whole number.
    var isText: Bool { get }
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
