import RegistryCore

extension SQLConnection {
    /// A page with its totals, all of one moment. An accreditation body records some thousand
    /// bodies at most, so what matches is found by the account's index and sorted where need be.
    func recordedBodies(_ query: BodyQuery) throws(StoreFailure) -> Page<BodyRecord> {
        try reading { () throws(StoreFailure) in
            let list = BodyListQuery(query)
            let total = try count(list)
            let isExact = query.filter.isEmpty || total <= Page<Never>.totalRowsMax
            let page = try statement(of: list.page())
            var stored = try rows(of: page, read: RecordedBodyRows.read)
            page.reset()
            let hasNext = stored.count > query.page.limit
            if hasNext { stored.removeLast() }
            var records: [BodyRecord] = []
            for body in stored { records.append(try record(body)) }
            let next = hasNext ? stored.last : nil
            return Page(
                rows: records,
                totalRows: isExact ? total : Page<Never>.totalRowsMax, totalIsExact: isExact,
                next: next.map {
                    PageCursor(
                        value: query.page.sort.value(of: $0), id: $0.certificationBodyID)
                })
        }
    }

    private func count(_ list: BodyListQuery) throws(StoreFailure) -> Int {
        let statement = try statement(of: list.count())
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer()) : 0
    }
}

/// The SQL of a list of recorded bodies, put together from literals; values are only ever bound.
/// Ties go by the id that the answers show.
struct BodyListQuery {
    let query: BodyQuery

    init(_ query: BodyQuery) { self.query = query }

    func count() -> SQLText {
        guard !query.filter.isEmpty else {
            return SQLText("SELECT count(*) FROM recorded_bodies r WHERE ") + conditions
        }
        var sql = SQLText("SELECT count(*) FROM (SELECT 1 FROM recorded_bodies r WHERE ")
        sql += conditions
        sql += SQLText(" LIMIT ?) AS found", .integer(Int64(Page<Never>.totalRowsMax + 1)))
        return sql
    }

    /// One more than the page has, to see whether there is another.
    func page() -> SQLText {
        let request = query.page
        let (order, behind) = request.isAscending ? ("ASC", ">") : ("DESC", "<")
        var sql = SQLText("SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r WHERE ")
        sql += conditions
        if case .after(let cursor) = request.start {
            sql += SQLText(
                " AND (\(column), r.certification_body_id) \(behind) (?, ?)", cursor.value.bound,
                .integer(cursor.id.value))
        }
        sql += SQLText(
            " ORDER BY \(column) \(order), r.certification_body_id \(order) LIMIT ?",
            .integer(Int64(request.limit + 1)))
        if request.firstRow > 0 {
            sql += SQLText(" OFFSET ?", .integer(Int64(request.firstRow)))
        }
        return sql
    }

    private var column: String {
        switch query.page.sort {
        case .createdAt: "r.created_at"
        case .updatedAt: "r.updated_at"
        case .name: "r.name"
        }
    }

    private var conditions: SQLText {
        let filter = query.filter
        let lists: [(String, [SQLText.Value])] = [
            ("r.status", filter.statuses.map(\.rawValue).sorted().map { .text($0) }),
            ("r.country", filter.countries.map { .text($0) }),
            ("r.identity_number", filter.identityNumbers.map { .text($0) }),
        ]
        var sql = SQLText("r.account_id = ?", .integer(query.accountID.value))
        for (column, values) in lists where !values.isEmpty {
            sql += SQLText(" AND \(column) IN (SELECT value FROM {texts k})", .list(values))
        }
        return sql
    }
}
