import RegistryCore

extension SQLConnection {
    package func directoryVersion() throws(StoreFailure) -> Int64 {
        let statement = try statement("SELECT directory_version FROM register_state")
        defer { statement.reset() }
        guard try statement.step() else { throw .broken("register_state has no row") }
        return statement.integer()
    }

    /// Everything of one moment.
    func directory() throws(StoreFailure) -> Directory {
        try reading { () throws(StoreFailure) in try directoryInTransaction() }
    }

    func directoryInTransaction() throws(StoreFailure) -> Directory {
        let accounts = try all(
            "SELECT \(AccountRows.columns) FROM accounts ORDER BY id", AccountRows.read)
        var shared: [TermMapping] = []
        var own: [RecordID: [TermMapping]] = [:]
        for (accountID, mapping) in try mappings() {
            if let accountID {
                own[accountID, default: []].append(mapping)
            } else {
                shared.append(mapping)
            }
        }
        return Directory(
            version: try directoryVersion(), accounts: accounts,
            keys: try all("SELECT \(KeyRows.columns) FROM api_keys ORDER BY id", KeyRows.read),
            withdrawnByAll: Set(try all(withdrawnByAll) { RecordID($0.integer()) }),
            vocabularies: try vocabularies(accounts: accounts),
            mappings: own.mapValues { MappingTable($0) },
            sharedMappings: MappingTable(shared))
    }

    private var withdrawnByAll: String {
        """
        SELECT certification_body_id FROM recorded_bodies
        GROUP BY certification_body_id
        HAVING min(CASE status WHEN 'Withdrawn' THEN 1 ELSE 0 END) = 1
        """
    }

    private func all<Row>(
        _ sql: String, _ read: (any SQLStatement) throws(StoreFailure) -> Row
    ) throws(StoreFailure) -> [Row] {
        let statement = try statement(composed: sql)
        defer { statement.reset() }
        return try rows(of: statement, read: read)
    }

    /// With the account of each; nil for every account.
    private func mappings() throws(StoreFailure) -> [(RecordID?, TermMapping)] {
        try all("SELECT id, account_id, field, source, target FROM mappings ORDER BY id") {
            row throws(StoreFailure) in
            let id = row.integer()
            let accountID = row.optionalInteger().map { RecordID($0) }
            guard let field = MappingField(rawValue: row.text()) else {
                throw .broken("mapping \(RecordID(id)) is of an unknown field")
            }
            return (accountID, TermMapping(field: field, source: row.text(), target: row.text()))
        }
    }

    private func vocabularies(accounts: [Account]) throws(StoreFailure) -> Vocabularies {
        Vocabularies(
            countries: try countries(), sectors: try sectors(), schemes: try schemes(),
            standards: try standards(), accreditationBodies: try accreditationBodies(accounts))
    }

    func countries() throws(StoreFailure) -> [Country] {
        try all(
            """
            SELECT alpha2, alpha3, numeric, name, other_names, is_retired FROM countries
            ORDER BY alpha2
            """
        ) { row throws(StoreFailure) in
            Country(
                alpha2: row.text(), alpha3: row.text(), numeric: row.optionalText(),
                name: row.text(), otherNames: try JSONLists.texts(row.bytes()),
                isRetired: row.integer() == 1)
        }
    }

    func sectors() throws(StoreFailure) -> [Sector] {
        try all("SELECT code, name, is_retired FROM sectors ORDER BY code") {
            row throws(StoreFailure) in
            Sector(code: Int(row.integer()), name: row.text(), isRetired: row.integer() == 1)
        }
    }

    func schemes() throws(StoreFailure) -> [Scheme] {
        try all("SELECT id, name FROM schemes ORDER BY id") { row throws(StoreFailure) in
            Scheme(id: RecordID(row.integer()), name: row.text())
        }
    }

    func standards() throws(StoreFailure) -> [Standard] {
        try all("SELECT id, scheme_id, name, added_by, is_retired FROM standards ORDER BY id") {
            row throws(StoreFailure) in
            Standard(
                id: RecordID(row.integer()), schemeID: RecordID(row.integer()), name: row.text(),
                addedBy: row.optionalInteger().map { RecordID($0) }, isRetired: row.integer() == 1)
        }
    }

    func accreditationBodies(
        _ accounts: [Account] = []
    ) throws(StoreFailure) -> [AccreditationBody] {
        var owners: [RecordID: Account] = [:]
        for account in accounts {
            if let id = account.accreditationBodyID { owners[id] = account }
        }
        return try all(
            """
            SELECT id, acronym, name, country, known_names, is_retired FROM accreditation_bodies
            ORDER BY id
            """
        ) { row throws(StoreFailure) in
            let id = RecordID(row.integer())
            return AccreditationBody(
                id: id, acronym: row.text(), name: row.text(), country: row.optionalText(),
                knownNames: try JSONLists.texts(row.bytes()), accountID: owners[id]?.id,
                accountName: owners[id]?.name, isRetired: row.integer() == 1)
        }
    }
}
