import RegistryCore

/// The SQL of a list of certifications, put together from literals; values are only ever bound.
///
/// A list finds ids first, from an index alone where that is possible, and then reads each record
/// by its id: rows that an `OFFSET` skips cost no look at the table.
struct ListQuery {
    /// Which end of a query limits its cost.
    enum Drive {
        /// Walks in the sort's order and leaves out what the filter doesn't want: cheap where much
        /// matches.
        case sort
        /// Finds all that matches, then sorts: cheap where little matches.
        case filter
    }

    /// Where rows come from.
    private enum Source: Equatable {
        /// SQLite finds the index that suits the filter; the order is made by sorting.
        case any
        case index(String, isOrdered: Bool)
        /// The side table's index of one standard, and perhaps one status, in the default order.
        case standard(withStatus: Bool)

        var isOrdered: Bool {
            switch self {
            case .any: false
            case .index(_, let isOrdered): isOrdered
            case .standard: true
            }
        }

        var isSideTable: Bool {
            if case .standard = self { true } else { false }
        }
    }

    private let query: CertificationQuery
    /// What the filter's unique ids mean; nil when it has none.
    private let entityIDs: [RecordID]?
    /// Whether the column `current_status` is right for the query's day.
    private let isSettled: Bool

    init(_ query: CertificationQuery, entityIDs: [RecordID]?, isSettled: Bool) {
        self.query = query
        self.entityIDs = entityIDs
        self.isSettled = isSettled
    }

    // MARK: Statements

    /// Counts at most one more than a total may say.
    func count() -> SQLText {
        let source = source(.filter)
        var sql = SQLText("SELECT count(*) FROM (SELECT 1") + from(source) + conditions(source)
        sql += SQLText(" LIMIT ?) AS found", .integer(Int64(Page<Never>.totalRowsMax + 1)))
        return sql
    }

    /// Where rows of a page are looked for, one place after the other until it is full.
    ///
    /// What follows a cursor is asked for in two parts: SQLite would look through all rows that
    /// share the cursor's value, and a bulk call makes a thousand of one moment.
    enum Place {
        /// From the first row on, leaving out so many.
        case start(skipping: Int64)
        /// The rows with the cursor's value and an id behind its.
        case tiesOf(PageCursor)
        /// The rows with a value behind the cursor's.
        case behind(PageCursor)
    }

    var places: [Place] {
        switch query.page.start {
        case .batch(let batch):
            let (rows, overflows) = Int64(batch).multipliedReportingOverflow(
                by: Int64(query.page.limit))
            return [.start(skipping: overflows ? .max : rows)]
        case .after(let cursor): return [.tiesOf(cursor), .behind(cursor)]
        }
    }

    /// The ids of at most so many rows, in order.
    func ids(_ drive: Drive, _ place: Place, limit: Int) -> SQLText {
        let source = source(drive)
        let id = source.isSideTable ? "s.certification_id" : "c.id"
        var sql = SQLText("SELECT \(id)") + from(source) + conditions(source)
        let column = sortColumn(source)
        let behind = query.page.isAscending ? ">" : "<"
        switch place {
        case .start: break
        case .tiesOf(let cursor):
            sql += SQLText(
                " AND \(column) = ? AND \(id) \(behind) ?", cursor.value.bound,
                .integer(cursor.id.value))
        case .behind(let cursor):
            sql += SQLText(" AND \(column) \(behind) ?", cursor.value.bound)
        }
        // The plus keeps SQLite from walking an index for the order's sake.
        let plus = source.isOrdered ? "" : "{sorting}"
        let order = query.page.isAscending ? "ASC" : "DESC"
        sql += SQLText(
            " ORDER BY \(plus)\(column) \(order), \(plus)\(id) \(order) LIMIT ?",
            .integer(Int64(limit)))
        if case .start(let skipped) = place, skipped > 0 {
            sql += SQLText(" OFFSET ?", .integer(skipped))
        }
        return sql
    }

    // MARK: Sources

    private func source(_ drive: Drive) -> Source {
        let filter = query.filter
        let hasOneStatus = filter.statuses.count == 1 && isSettled
        if drive == .filter {
            // Keys of which few rows share a value go before everything.
            if !filter.identityNumbers.isEmpty {
                return .index("certifications_by_identity_number", isOrdered: false)
            }
            if !filter.numbers.isEmpty {
                return .index("certifications_by_number_key", isOrdered: false)
            }
            if entityIDs != nil { return .index("certifications_by_entity", isOrdered: false) }
            let hasPair =
                hasOneStatus && filter.memberNames.count == 2
                && (filter.countries.count == 1 || filter.standardIDs.count == 1)
            if filter.memberNames.count > 1, !hasPair || query.page.sort != .createdAt {
                return .any
            }
        }
        if query.page.sort == .createdAt {
            if filter.standardIDs.count == 1 { return .standard(withStatus: hasOneStatus) }
            if hasOneStatus, filter.countries.count == 1 {
                return .index("certifications_by_country_and_status", isOrdered: true)
            }
            if hasOneStatus { return .index("certifications_by_status", isOrdered: true) }
            if filter.countries.count == 1 {
                return .index("certifications_by_country", isOrdered: true)
            }
        }
        return drive == .sort ? .index(sortIndex, isOrdered: true) : .any
    }

    private func from(_ source: Source) -> SQLText {
        switch source {
        case .any: " FROM certifications c"
        case .index(let name, _): SQLText(" FROM certifications c {by \(name)}")
        case .standard(let withStatus):
            SQLText(
                " FROM certification_standards s {by certification_standards_by_"
                    + (withStatus ? "status}" : "standard}")
                    + (query.filter.memberNames.count == (withStatus ? 2 : 1)
                        ? "" : " {join} certifications c ON c.id = s.certification_id"))
        }
    }

    private var sortIndex: String {
        switch query.page.sort {
        case .createdAt: "certifications_by_created_at"
        case .updatedAt: "certifications_by_updated_at"
        case .issueDate: "certifications_by_issue_date"
        case .expiryDate: "certifications_by_expiry_date"
        case .number: "certifications_by_number"
        }
    }

    private func sortColumn(_ source: Source) -> String {
        switch query.page.sort {
        case .createdAt: source.isSideTable ? "s.created_at" : "c.created_at"
        case .updatedAt: "c.updated_at"
        case .issueDate: "c.issue_date"
        case .expiryDate: "c.expiry_date"
        case .number: "c.number"
        }
    }

    // MARK: Conditions

    private func conditions(_ source: Source) -> SQLText {
        let account = SQLText.Value.integer(query.accountID.value)
        var all: [SQLText] = []
        if source.isSideTable {
            all.append(SQLText("s.account_id = ?", account))
            all.append(
                SQLText("s.standard_id = ?", .integer(query.filter.standardIDs[0].value)))
        } else {
            all.append(SQLText("c.account_id = ?", account))
            all += standardConditions
        }
        all += statusConditions(source)
        let filter = query.filter
        all += among("c.number_key", filter.numbers.map { .text($0.text) })
        all += among("c.identity_number", filter.identityNumbers.map { .text($0) })
        if let entityIDs {
            all +=
                entityIDs.isEmpty
                ? ["1 = 0"] : among("c.entity_id", entityIDs.map { .integer($0.value) })
        }
        all += among("c.country", filter.countries.map { .text($0) })
        if let since = filter.updatedSince {
            all.append(SQLText("c.updated_at >= ?", .integer(since)))
        }
        if let day = filter.expiresBefore {
            all.append(SQLText("c.expiry_date < ?", .integer(Int64(day.number))))
        }
        if let day = filter.expiresAfter {
            all.append(SQLText("c.expiry_date > ?", .integer(Int64(day.number))))
        }
        return all.dropFirst().reduce(" WHERE " + all[0]) { $0 + " AND " + $1 }
    }

    private func among(_ column: String, _ values: [SQLText.Value]) -> [SQLText] {
        let kind = if case .integer = values.first { "integers" } else { "texts" }
        return switch values.count {
        case 0: []
        case 1: [SQLText("\(column) = ?", values[0])]
        default: [SQLText("\(column) IN (SELECT value FROM {\(kind) k})", .list(values))]
        }
    }

    private func statusConditions(_ source: Source) -> [SQLText] {
        let statuses = query.filter.statuses.map(\.rawValue).sorted()
            .map { SQLText.Value.text($0) }
        guard !statuses.isEmpty else { return [] }
        if source == .standard(withStatus: true) { return among("s.current_status", statuses) }
        if isSettled { return among("c.current_status", statuses) }
        // What the column will say after the day's turn.
        return [
            SQLText(
                """
                CASE WHEN c.status IN ('active', 'suspended') AND c.expiry_date < ? THEN 'expired'
                ELSE c.status END IN (SELECT value FROM {texts k})
                """, .integer(Int64(query.today.number)), .list(statuses))
        ]
    }

    private var standardConditions: [SQLText] {
        let ids = query.filter.standardIDs.map { SQLText.Value.integer($0.value) }
        guard !ids.isEmpty else { return [] }
        return [
            SQLText(
                """
                c.id IN (SELECT certification_id FROM certification_standards
                WHERE account_id = ? AND standard_id IN (SELECT value FROM {integers k}))
                """, .integer(query.accountID.value), .list(ids))
        ]
    }
}

extension PageCursor.Value {
    var bound: SQLText.Value {
        switch self {
        case .integer(let value): .integer(value)
        case .text(let value): .text(value)
        }
    }
}
