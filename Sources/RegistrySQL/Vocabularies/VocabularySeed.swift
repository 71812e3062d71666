package import RegistryCore

/// Puts the lists that the program ships into the database: what is missing there, and nothing
/// else. An operator's names and what was retired stay (contract section 12).
package struct VocabularySeed {
    let connection: any SQLConnection
    let ids: IDGenerator

    package init(connection: any SQLConnection, ids: IDGenerator) {
        self.connection = connection
        self.ids = ids
    }

    /// Runs inside a transaction, whenever a program opens a register it may change: a later
    /// version may ship more.
    package func run(_ lists: ShippedLists) throws(StoreFailure) {
        let before = try changedRows
        try addCountries(lists.countries)
        try addSectors(lists.sectors)
        try addStandards(lists.standards)
        try addAccreditationBodies(lists.accreditationBodies)
        try add(lists.adoptions)
        if try changedRows != before { try connection.moveDirectoryVersion() }
    }

    /// How many rows the lists have. They only ever grow here.
    private var changedRows: Int64 {
        get throws(StoreFailure) {
            let statement = try connection.statement(
                """
                SELECT (SELECT count(*) FROM countries) + (SELECT count(*) FROM sectors)
                    + (SELECT count(*) FROM standards) + (SELECT count(*) FROM schemes)
                    + (SELECT count(*) FROM accreditation_bodies)
                    + (SELECT count(*) FROM mappings)
                """)
            defer { statement.reset() }
            _ = try statement.step()
            return statement.integer()
        }
    }

    private func addCountries(_ countries: [Country]) throws(StoreFailure) {
        let known = Set(try connection.countries().map(\.alpha2))
        for country in countries where !known.contains(country.alpha2) { try add(country) }
    }

    private func addSectors(_ sectors: [Sector]) throws(StoreFailure) {
        let known = Set(try connection.sectors().map(\.code))
        for sector in sectors where !known.contains(sector.code) { try add(sector) }
    }

    private func addStandards(_ rows: [ShippedLists.StandardRow]) throws(StoreFailure) {
        var schemes: [String: RecordID] = [:]
        for scheme in try connection.schemes() { schemes[key(of: scheme.name)] = scheme.id }
        var known: [RecordID: Set<String>] = [:]
        for standard in try connection.standards() where standard.addedBy == nil {
            known[standard.schemeID, default: []].insert(key(of: standard.name))
        }
        for row in rows {
            let schemeKey = key(of: row.scheme)
            let scheme: RecordID
            if let known = schemes[schemeKey] {
                scheme = known
            } else {
                scheme = try addScheme(row.scheme)
                schemes[schemeKey] = scheme
            }
            if known[scheme, default: []].insert(key(of: row.standard)).inserted {
                try add(row, to: scheme)
            }
        }
    }

    private func addAccreditationBodies(
        _ rows: [ShippedLists.AccreditationBodyRow]
    ) throws(StoreFailure) {
        let known = Set(
            try connection.accreditationBodies().map {
                LooseKey.acronym(ComparisonKey($0.acronym)).text
            })
        for row in rows
        where !known.contains(LooseKey.acronym(ComparisonKey(row.acronym)).text) { try add(row) }
    }

    private func key(of name: String) -> String {
        LooseKey.standard(ComparisonKey(name)).text
    }

    private func add(_ country: Country) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO countries (alpha2, alpha3, numeric, name, other_names)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """
        )
        .bind(country.alpha2).bind(country.alpha3).bind(country.numeric).bind(country.name)
        .bind(text: JSONLists.write(country.otherNames))
        .run()
    }

    private func add(_ sector: Sector) throws(StoreFailure) {
        try connection.statement(
            "INSERT INTO sectors (code, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
        )
        .bind(Int64(sector.code)).bind(sector.name).run()
    }

    private func add(
        _ row: ShippedLists.StandardRow, to scheme: RecordID
    ) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO standards (id, scheme_id, name, name_key) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """
        )
        .bind(ids.next().value).bind(scheme.value).bind(row.standard).bind(key(of: row.standard))
        .run()
    }

    private func addScheme(_ name: String) throws(StoreFailure) -> RecordID {
        let id = ids.next()
        try connection.statement("INSERT INTO schemes (id, name, name_key) VALUES (?, ?, ?)")
            .bind(id.value).bind(name).bind(key(of: name))
            .run()
        return id
    }

    private func add(_ row: ShippedLists.AccreditationBodyRow) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO accreditation_bodies
                (id, acronym, acronym_key, name, country, known_names)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
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
                INSERT INTO mappings (id, field, source, source_key, target)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
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
