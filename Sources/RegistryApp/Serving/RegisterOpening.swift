import Foundation
public import RegistryCore
import RegistryHTTP
import RegistryPostgres
import RegistrySQLite

/// Opens the database that a register lives in. Whoever opens it closes it.
public enum RegisterOpening {
    /// A register that is there already, for the commands that make none (contract section 15).
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is none, ``RegistryError/conflict(_:)``
    ///   when its schema is not this program's.
    public static func existing(
        _ storage: StorageConfiguration
    ) async throws(RegistryError) -> any RegistryStore {
        var storage = storage
        // A person waits, and what is asked may move every record of an account.
        storage.postgres.secondsMax = max(storage.postgres.secondsMax, commandSecondsMax)
        return try await open(storage, .existing)
    }

    /// A register at this program's schema, made where there is none.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` when its schema says that this program is too old.
    public static func migrated(
        _ storage: StorageConfiguration
    ) async throws(RegistryError) -> any RegistryStore {
        try await open(storage, .create)
    }

    /// As ``migrated(_:)``, but a server that only reads leaves the schema alone too.
    public static func served(
        _ configuration: ServeConfiguration
    ) async throws(RegistryError) -> any RegistryStore {
        try await open(
            configuration.storage, configuration.api.isReadOnly ? .readOnly : .create)
    }

    private static let commandSecondsMax = 3_600.0

    private enum Mode {
        case create, existing, readOnly

        var sqlite: SQLiteStore.Mode {
            switch self {
            case .create: .create
            case .existing: .existing
            case .readOnly: .readOnly
            }
        }

        var postgres: PostgresStore.Mode {
            switch self {
            case .create: .create
            case .existing: .existing
            case .readOnly: .readOnly
            }
        }
    }

    private static func open(
        _ storage: StorageConfiguration, _ mode: Mode
    ) async throws(RegistryError) -> any RegistryStore {
        switch storage.database {
        case .sqlite(let path):
            if mode == .create { try checkFolder(of: path) }
            return try await SQLiteStore.open(
                path: path, mode: mode.sqlite, configuration: storage.sqlite)
        case .postgres(let url):
            return try await PostgresStore.open(storage.postgres(at: url), mode: mode.postgres)
        }
    }

    /// What an engine says of a file that it can't make hides that the path is at fault.
    ///
    /// - Parameter option: by which the path was given, for the message.
    static func checkFolder(
        of path: String, option: String = "--database"
    ) throws(RegistryError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        {
            throw .conflict("\(path) is a folder: name a file in it with \(option).")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw .notFound(
                "There is no folder \(folder): make it, or name another file with \(option).")
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw .forbidden(
                "This user may not write in \(folder): name another file with \(option).")
        }
    }
}
