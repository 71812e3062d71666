/// One connection to a database with its prepared statements: what an engine offers the stores.
///
/// The SQL is written once for all engines. What they spell differently stands in braces (see
/// ``SQLSpelling``). A connection is used by one thread at a time.
public protocol SQLConnection: AnyObject {
    /// The statement of a literal, prepared once for this connection.
    func statement(_ sql: StaticString) throws(StoreFailure) -> any SQLStatement
    /// The statement of a text that is put together from literals; values are never part of it.
    func statement(composed sql: String) throws(StoreFailure) -> any SQLStatement
    /// As ``statement(composed:)``, of which there are many shapes: planned for its values, where
    /// the engine makes a difference.
    func statement(varying sql: String) throws(StoreFailure) -> any SQLStatement

    /// Runs several queries that see one moment.
    func reading<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value
    /// As ``reading(_:)``, for queries of which each looks for keys: planned once for all values.
    func planning<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value
    /// Reads single rows by their keys, in order; nil for one that there is not.
    func rows<Value>(at points: [PointRead<Value>]) throws(StoreFailure) -> [Value?]
    /// Runs queries for so long at most.
    ///
    /// - Returns: nil when the time was over before they were done.
    func within<Value>(
        seconds: Double, _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value?

    /// Inserts a row of a new key, its values bound in the order of the table's columns. An engine
    /// may keep such rows until it must send them; those of the change log until the commit, which
    /// numbers them.
    func insertion(into table: InsertedTable) throws(StoreFailure) -> any SQLStatement
}

extension SQLConnection {
    /// Reads every row that is left of a statement.
    package func rows<Row>(
        of statement: any SQLStatement,
        read: (any SQLStatement) throws(StoreFailure) -> Row
    ) throws(StoreFailure) -> [Row] {
        var rows: [Row] = []
        while try statement.step() { rows.append(try read(statement)) }
        return rows
    }
}

/// The tables to which bulk calls add rows by the thousand.
///
/// In the order in which rows may name each other.
public enum InsertedTable: Int, CaseIterable, Sendable {
    case certifiedEntities
    case entityAliases
    case certifications
    case certificationStandards
    /// Without `sequence`, which the engine gives.
    case changes

    public var name: String {
        switch self {
        case .certifiedEntities: "certified_entities"
        case .entityAliases: "entity_aliases"
        case .certifications: "certifications"
        case .certificationStandards: "certification_standards"
        case .changes: "changes"
        }
    }

    /// What values are bound for, in order.
    public var columns: [String] {
        switch self {
        case .certifiedEntities:
            [
                "id", "account_id", "certification_body_id", "unique_id", "name", "country",
                "is_confidential", "created_at", "updated_at", "document",
            ]
        case .entityAliases: ["account_id", "alias", "scope", "entity_id"]
        case .certifications:
            [
                "id", "account_id", "certification_body_id", "created_at", "country",
                "entity_id", "number", "number_key", "identity_number", "status",
                "current_status", "status_since", "accreditation", "accreditation_body_id",
                "type", "original_issue_date", "issue_date", "expiry_date", "updated_at",
                "confirmed_at", "document",
            ]
        case .certificationStandards:
            ["certification_id", "standard_id", "account_id", "created_at", "current_status"]
        case .changes:
            [
                "at", "account_id", "key_id", "operating_system_user", "request_id", "call",
                "action", "kind", "record_id", "before",
            ]
        }
    }
}
