import RegistryCore

extension SQLConnection {
    /// A page with its totals, all of one moment.
    func certifications(
        _ query: CertificationQuery, secondsMax: Double
    ) throws(StoreFailure) -> Page<CertificationRecord> {
        // What a far page of everything costs is known, and it is served (contract section 2).
        guard !query.filter.isEmpty else {
            return try reading { () throws(StoreFailure) in try page(query) }
        }
        let found = try within(seconds: secondsMax) { () throws(StoreFailure) in
            try reading { () throws(StoreFailure) in try page(query) }
        }
        guard let found else { throw .register(.faults([Self.tooSlow(query, secondsMax)])) }
        return found
    }

    private static func tooSlow(_ query: CertificationQuery, _ secondsMax: Double) -> Fault {
        let names = query.filter.memberNames.joined(separator: ", ")
        return Fault(
            .validationError,
            "To look for certifications by \(names) in the order of \(query.page.sort.rawValue) "
                + "takes longer than \(Int(secondsMax)) s. Narrow it: name certificate_number, "
                + "certificate_identity_number or certified_entity_unique_id, or ask by one "
                + "filter, or one status with one country or one standard, in the order of "
                + "created_at.",
            field: query.filter.memberNames.first)
    }

    private func page(
        _ query: CertificationQuery
    ) throws(StoreFailure) -> Page<CertificationRecord> {
        let isSettled = query.filter.statuses.isEmpty ? true : try settledDay() == query.today
        let list = ListQuery(query, entityIDs: try entityIDs(of: query), isSettled: isSettled)
        let total =
            query.filter.isEmpty
            ? try certificationCount(of: query.accountID) : try integer(of: list.count())
        let isExact = query.filter.isEmpty || total <= Page<Never>.totalRowsMax
        // Little matches: find it all and sort it. Much does: it is met soon along the sort.
        let drive: ListQuery.Drive = query.filter.isEmpty || !isExact ? .sort : .filter
        // One more than the page has, to see whether there is another.
        var ids: [RecordID] = []
        for place in list.places where ids.count <= query.page.limit {
            ids += try self.ids(
                of: list.ids(drive, place, limit: query.page.limit + 1 - ids.count))
        }
        let hasNext = ids.count > query.page.limit
        if hasNext { ids.removeLast() }
        var rows: [CertificationRecord] = []
        let points = ids.map { CertificationReads.record($0, of: query.accountID) }
        for (id, row) in zip(ids, try self.rows(at: points)) {
            guard let record = row else {
                throw .broken("certification \(id) stands in an index and not in its table")
            }
            rows.append(record)
        }
        let next = hasNext ? rows.last.map { query.page.sort.cursor(of: $0.stored) } : nil
        return Page(
            rows: rows, totalRows: min(total, isExact ? total : Page<Never>.totalRowsMax),
            totalIsExact: isExact, next: next)
    }

    /// What the filter's unique ids mean: unique ids and aliases.
    private func entityIDs(of query: CertificationQuery) throws(StoreFailure) -> [RecordID]? {
        guard !query.filter.entityUniqueIDs.isEmpty else { return nil }
        var ids: Set<RecordID> = []
        for uniqueID in query.filter.entityUniqueIDs {
            let found = try entities(known: ExactText(uniqueID), to: query.accountID)
            ids.formUnion(found.map(\.id))
        }
        return ids.sorted()
    }

    /// Kept by every upload and delete.
    func certificationCount(of accountID: RecordID) throws(StoreFailure) -> Int {
        let statement = try statement("SELECT certifications FROM accounts WHERE id = ?")
        defer { statement.reset() }
        return try statement.bind(accountID.value).step() ? Int(statement.integer()) : 0
    }

    private func integer(of query: SQLText) throws(StoreFailure) -> Int {
        let statement = try statement(of: query)
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer()) : 0
    }

    private func ids(of query: SQLText) throws(StoreFailure) -> [RecordID] {
        let statement = try statement(of: query)
        defer { statement.reset() }
        return try rows(of: statement) { row throws(StoreFailure) in RecordID(row.integer()) }
    }
}

extension CertificationSort {
    fileprivate func cursor(of stored: StoredCertification) -> PageCursor {
        PageCursor(value: value(of: stored), id: stored.id)
    }
}
