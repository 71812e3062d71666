/// A read of one row by its key, as an engine may send many of them at once.
public struct PointRead<Value: Sendable>: Sendable {
    /// Put together from literals.
    package let sql: String
    package let bind: @Sendable (any SQLStatement) -> Void
    /// Reads the row that the statement stands on.
    package let read: @Sendable (any SQLStatement) throws(StoreFailure) -> Value

    package init(
        _ sql: String, bind: @escaping @Sendable (any SQLStatement) -> Void,
        read: @escaping @Sendable (any SQLStatement) throws(StoreFailure) -> Value
    ) {
        self.sql = sql
        self.bind = bind
        self.read = read
    }

    /// - Returns: nil where there is no such row.
    package func run(on connection: any SQLConnection) throws(StoreFailure) -> Value? {
        let statement = try connection.statement(composed: sql)
        defer { statement.reset() }
        bind(statement)
        return try statement.step() ? read(statement) : nil
    }
}
