import RegistryCore

/// The queries that read entities by their keys.
private enum EntityReads {
    static let one = """
        SELECT \(EntityRows.columns) FROM certified_entities e WHERE e.id = ? AND e.account_id = ?
        """
    static let byAlias = """
        SELECT \(EntityRows.columns)
        FROM entity_aliases n {join} certified_entities e ON e.id = n.entity_id
        WHERE n.account_id = ? AND n.alias = ? AND n.scope = ?
        """
    /// For a list of unique ids of one scope.
    static let byUniqueIDs = """
        SELECT \(EntityRows.columns)
        FROM {texts k} {lookup certified_entities e certified_entities_by_unique_id}
            e.account_id = ? AND e.unique_id = k.value AND e.scope = ? {found e}
        """
    static let byAnyID = """
        SELECT \(EntityRows.columns) FROM certified_entities e
        WHERE e.account_id = ?1 AND e.unique_id = ?2
        UNION ALL
        SELECT \(EntityRows.columns)
        FROM entity_aliases n {join} certified_entities e ON e.id = n.entity_id
        WHERE n.account_id = ?1 AND n.alias = ?2
        """
}

extension SQLConnection {
    func entity(
        _ id: RecordID, of accountID: RecordID
    ) throws(StoreFailure) -> StoredEntity? {
        let statement = try statement(composed: EntityReads.one)
        defer { statement.reset() }
        guard try statement.bind(id.value).bind(accountID.value).step() else { return nil }
        return try EntityRows.read(statement)
    }

    /// The entities that have one of the ids as their unique id.
    func entities(
        withUniqueIDs ids: [ExactText], scope: Int64, of accountID: RecordID
    ) throws(StoreFailure) -> [StoredEntity] {
        let statement = try statement(composed: EntityReads.byUniqueIDs)
        defer { statement.reset() }
        statement.bind(texts: ids.map(\.text)).bind(accountID.value).bind(scope)
        return try rows(of: statement, read: EntityRows.read)
    }

    /// The entity that has the id as an alias.
    func entity(
        aliased key: EntityKey, of accountID: RecordID
    ) throws(StoreFailure) -> StoredEntity? {
        let statement = try statement(composed: EntityReads.byAlias)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(key.uniqueID.text).bind(key.scope)
        return try statement.step() ? EntityRows.read(statement) : nil
    }

    /// Every entity of the account with the id as unique id or alias, whosever client number.
    func entities(
        known id: ExactText, to accountID: RecordID
    ) throws(StoreFailure) -> [StoredEntity] {
        let statement = try statement(composed: EntityReads.byAnyID)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(id.text)
        return try rows(of: statement, read: EntityRows.read)
    }
}

extension EntityKey {
    /// The column `scope`.
    var scope: Int64 { certificationBodyID?.value ?? 0 }
}
