import Foundation
public import RegistryCore
public import RegistrySQL

/// The register in one SQLite file: every port of ``RegistryStore``.
///
/// One thread writes, a few read, each with a connection of its own; no task of the cooperative
/// pool waits for a disk. An answer to a write means that it is on the disk. Other processes (the
/// commands) may use the file meanwhile.
public final class SQLiteStore: SQLStore {
    /// How a register is opened.
    public enum Mode: Sendable {
        /// Makes the file where there is none, and brings the schema up to date.
        case create
        /// The file must be there, with the present schema.
        case existing
        /// As `existing`; every write is unavailable.
        case readOnly
    }

    let readers: Readers
    /// None when the store is read-only.
    let writer: Writer?
    private let checkpointer: Checkpointer?
    public let clock: RegistryClock
    public let ids: IDGenerator
    let configuration: SQLiteConfiguration

    private init(
        readers: Readers, writer: Writer?, checkpointer: Checkpointer?, clock: RegistryClock,
        ids: IDGenerator, configuration: SQLiteConfiguration
    ) {
        self.configuration = configuration
        self.readers = readers
        self.writer = writer
        self.checkpointer = checkpointer
        self.clock = clock
        self.ids = ids
    }

    // MARK: Opening

    /// Opens the register at a path.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` where there is none to be opened,
    ///   ``RegistryError/conflict(_:)`` for a file that is no register, or one of another
    ///   program's version.
    public static func open(
        path: String, mode: Mode, clock: RegistryClock = .system, ids: IDGenerator? = nil,
        configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) async throws(RegistryError) -> SQLiteStore {
        let ids = ids ?? IDGenerator(clock: clock)
        return try await onThread("register.opening") { () throws(StoreFailure) in
            let file = RegisterFile(path: path, configuration: configuration)
            switch mode {
            case .create: try file.migrate(ids: ids)
            case .existing, .readOnly: try file.requirePresentSchema()
            }
            let readers = try Readers(path: path, configuration: configuration)
            guard mode != .readOnly else {
                return SQLiteStore(
                    readers: readers, writer: nil, checkpointer: nil, clock: clock, ids: ids,
                    configuration: configuration)
            }
            let checkpointer = try Checkpointer(path: path, configuration: configuration)
            let writer = try Writer(
                path: path, configuration: configuration, clock: clock, ids: ids,
                checkpointer: checkpointer)
            return SQLiteStore(
                readers: readers, writer: writer, checkpointer: checkpointer, clock: clock,
                ids: ids, configuration: configuration)
        }
    }

    /// Brings the register at a path to the present schema; makes one where there is none.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` for a file that is no register, or whose schema
    ///   says that this program is too old.
    public static func migrate(
        path: String, clock: RegistryClock = .system
    ) async throws(RegistryError) {
        try await onThread("register.opening") { () throws(StoreFailure) in
            try RegisterFile(path: path, configuration: SQLiteConfiguration())
                .migrate(ids: IDGenerator(clock: clock))
        }
    }

    /// Whether the file at a path is a register, of whatever version.
    public static func isRegister(at path: String) async -> Bool {
        do throws(RegistryError) {
            return try await onThread("register.opening") { () throws(StoreFailure) in
                try RegisterFile(path: path, configuration: SQLiteConfiguration()).isRegister()
            }
        } catch {
            return false
        }
    }

    // MARK: The whole

    public var listSecondsMax: Double { configuration.listSecondsMax }
    public var isReadOnly: Bool { writer == nil }

    public func read<Value: Sendable>(
        _ kind: ReadKind,
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        try await readers.read(body)
    }

    public func read<Value: Sendable>(
        _ point: PointRead<Value>
    ) async throws(RegistryError) -> Value? {
        try await readers.readShort { connection throws(StoreFailure) in
            try point.run(on: connection)
        }
    }

    /// One thread writes, so that no write meets another, whatever its scope.
    public func write<Value: Sendable>(
        _ scope: WriteScope,
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        guard let writer else { throw Self.isReadOnlyError }
        return try await writer.write(body)
    }

    public func close() async {
        await readers.close()
        // The writer last: the connection that closes the file puts the log into it.
        await checkpointer?.close()
        await writer?.close()
    }

    private static let isReadOnlyError = RegistryError.unavailable(
        "The register is open for reading only.", retryAfterSeconds: 60)
}
