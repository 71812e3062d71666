import RegistryCore

/// Puts the lists that the program ships into the database: what is missing there, and nothing
/// else. An operator's names and what was retired stay (contract section 12).
struct VocabularySeed {
    let connection: Connection
    let ids: IDGenerator

    /// Runs inside a transaction, whenever a program opens a register it may change: a later
    /// version may ship more.
    func run(_ lists: ShippedLists) throws(StoreFailure) {
        let before = try changeCount()
        for country in lists.countries { try add(country) }
        for sector in lists.sectors { try add(sector) }
        for row in lists.standards { try add(row) }
        for row in lists.accreditationBodies { try add(row) }
        try add(lists.adoptions)
        if try changeCount() != before { try connection.moveDirectoryVersion() }
    }

    private func changeCount() throws(StoreFailure) -> Int64 {
        let statement = try connection.statement("SELECT total_changes()")
        defer { statement.reset() }
        _ = try statement.step()
        return statement.integer()
    }

    private func add(_ country: Country) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT OR IGNORE INTO countries (alpha2, alpha3, numeric, name, other_names)
            VALUES (?, ?, ?, ?, ?)
            """
        )
        .bind(country.alpha2).bind(country.alpha3).bind(country.numeric).bind(country.name)
        .bind(text: JSONLists.write(country.otherNames))
        .run()
    }

    private func add(_ sector: Sector) throws(StoreFailure) {
        try connection.statement("INSERT OR IGNORE INTO sectors (code, name) VALUES (?, ?)")
            .bind(Int64(sector.code)).bind(sector.name)
            .run()
    }

    private func add(_ row: ShippedLists.StandardRow) throws(StoreFailure) {
        let scheme = try schemeID(row.scheme)
        try connection.statement(
            "INSERT OR IGNORE INTO standards (id, scheme_id, name, name_key) VALUES (?, ?, ?, ?)"
        )
        .bind(ids.next().value).bind(scheme.value).bind(row.standard)
        .bind(LooseKey.standard(ComparisonKey(row.standard)).text)
        .run()
    }

    private func schemeID(_ name: String) throws(StoreFailure) -> RecordID {
        let key = LooseKey.standard(ComparisonKey(name)).text
        try connection.statement(
            "INSERT OR IGNORE INTO schemes (id, name, name_key) VALUES (?, ?, ?)"
        )
        .bind(ids.next().value).bind(name).bind(key)
        .run()
        let statement = try connection.statement("SELECT id FROM schemes WHERE name_key = ?")
        defer { statement.reset() }
        guard try statement.bind(key).step() else {
            throw .broken("the scheme \(name) was neither there nor added")
        }
        return RecordID(statement.integer())
    }

    private func add(_ row: ShippedLists.AccreditationBodyRow) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT OR IGNORE INTO accreditation_bodies
                (id, acronym, acronym_key, name, country, known_names)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        .bind(ids.next().value).bind(row.acronym)
        .bind(LooseKey.acronym(ComparisonKey(row.acronym)).text)
        .bind(row.name).bind(row.country).bind(text: JSONLists.write(row.knownNames))
        .run()
    }

    /// Mappings for all accounts. An operator removes them, so it is remembered which have been
    /// added ever: none is added twice.
    private func add(_ adoptions: [ShippedLists.Adoption]) throws(StoreFailure) {
        let known = try shippedAdoptions()
        for adoption in adoptions where !known.contains(adoption.name) {
            try connection.statement("INSERT INTO shipped_adoptions (name) VALUES (?)")
                .bind(adoption.name).run()
            try connection.statement(
                """
                INSERT OR IGNORE INTO mappings (id, field, source, source_key, target)
                VALUES (?, ?, ?, ?, ?)
                """
            )
            .bind(ids.next().value).bind(MappingField.standard.rawValue).bind(adoption.name)
            .bind(MappingField.standard.sourceKey(ComparisonKey(adoption.name)))
            .bind(adoption.standard)
            .run()
        }
    }

    private func shippedAdoptions() throws(StoreFailure) -> Set<String> {
        let statement = try connection.statement("SELECT name FROM shipped_adoptions")
        defer { statement.reset() }
        return Set(try connection.rows(of: statement) { row in row.text() })
    }
}
