public import RegistryCore
public import RegistrySQL

/// The register in a PostgreSQL database, which any number of nodes may serve together.
///
/// Each connection has a thread of its own: no task of the cooperative pool waits for the server.
/// An answer to a write means that the server has it on its disk, and on its synchronous standby's
/// where there is one.
public final class PostgresStore: SQLStore {
    /// How a register is opened.
    public enum Mode: Sendable {
        /// Makes the tables where there are none, and brings the schema up to date.
        case create
        /// The register must be there, with the present schema.
        case existing
        /// As `existing`; every write is unavailable.
        case readOnly
    }

    private let readers: ReadThreads
    private let pointReaders: PointReadThreads
    private let replica: ReadThreads?
    /// None when the store is read-only.
    private let writers: WriteThreads?
    private let quotas: PostgresQuotas
    public let clock: RegistryClock
    public let ids: IDGenerator
    private let configuration: PostgresConfiguration

    private init(
        _ source: ConnectionSource, isReadOnly: Bool, clock: RegistryClock, ids: IDGenerator
    ) {
        let configuration = source.configuration
        self.configuration = configuration
        self.clock = clock
        self.ids = ids
        readers = ReadThreads(source, count: configuration.readers, name: "register.reader")
        pointReaders = PointReadThreads(source)
        replica = configuration.replicaURL.map { url in
            ReadThreads(
                ConnectionSource(url: url, configuration: configuration),
                count: configuration.replicaReaders, name: "register.replica")
        }
        writers = isReadOnly ? nil : WriteThreads(source, clock: clock, ids: ids)
        quotas = PostgresQuotas(configuration, mayBeStandby: isReadOnly)
    }

    // MARK: Opening

    /// Opens the register of a database.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` where there is none to be opened,
    ///   ``RegistryError/conflict(_:)`` for a database that is no register, or one of another
    ///   program's version; ``RegistryError/unavailable(_:retryAfterSeconds:)`` when the server
    ///   can't be reached.
    public static func open(
        _ configuration: PostgresConfiguration, mode: Mode, clock: RegistryClock = .system,
        ids: IDGenerator? = nil
    ) async throws(RegistryError) -> PostgresStore {
        var configuration = configuration
        if mode == .readOnly { configuration.servers = "any" }
        let ids = ids ?? IDGenerator(clock: clock)
        return try await onThread("register.opening") { [configuration] () throws(StoreFailure) in
            let source = ConnectionSource(url: configuration.url, configuration: configuration)
            let database = RegisterDatabase(
                connection: try source.connect(), name: configuration.publicURL)
            switch mode {
            case .create: try database.migrate(ids: ids)
            case .existing, .readOnly: try database.requirePresentSchema()
            }
            return PostgresStore(source, isReadOnly: mode == .readOnly, clock: clock, ids: ids)
        }
    }

    /// Brings the register of a database to the present schema; makes one where there is none.
    ///
    /// - Throws: as ``open(_:mode:clock:ids:)``.
    public static func migrate(
        _ configuration: PostgresConfiguration, clock: RegistryClock = .system
    ) async throws(RegistryError) {
        try await onThread("register.opening") { () throws(StoreFailure) in
            try database(configuration).migrate(ids: IDGenerator(clock: clock))
        }
    }

    /// Whether a database holds a register, of whatever version.
    ///
    /// - Throws: ``RegistryError/unavailable(_:retryAfterSeconds:)`` when the server can't be
    ///   reached.
    public static func isRegister(
        _ configuration: PostgresConfiguration
    ) async throws(RegistryError) -> Bool {
        try await onThread("register.opening") { () throws(StoreFailure) in
            try database(configuration).isRegister()
        }
    }

    static func database(
        _ configuration: PostgresConfiguration
    ) throws(StoreFailure) -> RegisterDatabase {
        let connection = try PostgresConnection(
            url: configuration.url, configuration: configuration)
        return RegisterDatabase(connection: connection, name: configuration.publicURL)
    }

    // MARK: Reading and writing

    public var listSecondsMax: Double { configuration.listSecondsMax }
    public var isReadOnly: Bool { writers == nil }
    public var sharedQuotas: (any SharedQuotas)? { quotas }

    public func read<Value: Sendable>(
        _ kind: ReadKind,
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        if case .mayLag(let accountID) = kind, let replica,
            let found = await fromReplica(replica, for: accountID, body)
        {
            return try found.get()
        }
        return try await readers.read(body)
    }

    public func read<Value: Sendable>(
        _ point: PointRead<Value>
    ) async throws(RegistryError) -> Value? {
        try await pointReaders.read(point)
    }

    public func write<Value: Sendable>(
        _ scope: WriteScope,
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        guard let writers else {
            throw .unavailable(
                "The register is open for reading only.", retryAfterSeconds: 60)
        }
        return try await writers.write(scope, body)
    }

    /// - Returns: nil when the primary is to be asked.
    private func fromReplica<Value: Sendable>(
        _ replica: ReadThreads, for accountID: RecordID,
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async -> Result<Value, RegistryError>? {
        let lag = configuration.replicaLagSecondsMax
        do throws(RegistryError) {
            let position = try await readers.read { connection throws(StoreFailure) in
                try connection.writePosition(of: accountID, restSeconds: lag)
            }
            guard let position else { return nil }
            return try await replica.read { connection throws(StoreFailure) in
                guard try connection.hasReplayed(position) else { return nil }
                do throws(StoreFailure) {
                    return .success(try body(connection))
                } catch {
                    // What the register says is an answer; a replica that fails is left alone.
                    guard case .register(let error) = error else { throw error }
                    return .failure(error)
                }
            }
        } catch {
            return nil
        }
    }

    public func close() async {
        await quotas.close()
        await readers.close()
        await pointReaders.close()
        await replica?.close()
        await writers?.close()
    }
}
