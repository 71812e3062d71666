public import RegistryCore

/// A register in a database that speaks SQL: every port of ``RegistryStore``, whichever the engine.
///
/// An engine (`RegistrySQLite`, `RegistryPostgres`) brings connections, threads, transactions and
/// the schema; what is read and written is here, once.
public protocol SQLStore: RegistryStore {
    var clock: RegistryClock { get }
    var ids: IDGenerator { get }
    /// How long a filtered list may look for its rows.
    var listSecondsMax: Double { get }
    /// Whether every write is unavailable.
    var isReadOnly: Bool { get }

    /// Runs a query; several that must see one moment go into ``SQLConnection/reading(_:)``.
    func read<Value: Sendable>(
        _ kind: ReadKind,
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value

    /// Reads one row by its key.
    ///
    /// - Returns: nil where there is none.
    func read<Value: Sendable>(
        _ point: PointRead<Value>
    ) async throws(RegistryError) -> Value?

    /// Runs a write inside a transaction; returns when it is durable.
    ///
    /// The body may run twice: what it does on the connection is undone before.
    func write<Value: Sendable>(
        _ scope: WriteScope,
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value
}

/// How fresh a read must be.
public enum ReadKind: Sendable {
    case any
    /// What one account may see a moment late, but for what it has just written itself.
    case mayLag(of: RecordID)
}

/// What a write touches, and so what no other may touch meanwhile.
public enum WriteScope: Sendable {
    /// Records of one account, and nothing by which another's are judged.
    case account(RecordID)
    /// Anything.
    case register
}

extension SQLStore {
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        try await read(.any, body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        try await write(.register, body)
    }

    public func ping() async throws(RegistryError) { _ = try await directoryVersion() }
}
