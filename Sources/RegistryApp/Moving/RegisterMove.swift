public import RegistryCore
import RegistryPostgres
import RegistrySQL
import RegistrySQLite

/// `copy` (contract section 15): a whole register goes to another database.
public struct RegisterMove: Sendable {
    let storage: StorageConfiguration

    /// - Parameter storage: how databases are used; which ones, is for the copy to say.
    public init(_ storage: StorageConfiguration) { self.storage = storage }

    /// Copies a register, as it is at one moment, to a database in which nothing was recorded.
    /// The copy is there wholly or not at all, and compared with what was copied before it is
    /// there; the source is only read.
    ///
    /// - Returns: what each table holds, in both databases.
    /// - Throws: ``RegistryError/notFound(_:)`` when there is no register,
    ///   ``RegistryError/conflict(_:)`` when it is of another program's version, or the target is
    ///   not empty; ``RegistryError/unavailable(_:retryAfterSeconds:)`` when a database can't be
    ///   reached, or was lost on the way.
    public func copy(
        from source: DatabaseURL, to target: DatabaseURL, report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> [TableContents] {
        if case .sqlite(let path) = target {
            try RegisterOpening.checkFolder(of: path, option: Self.targetOption)
        }
        return try await onThread("register.copy") { () throws(StoreFailure) in
            try reading(source) { source throws(StoreFailure) in
                try filling(target) { target throws(StoreFailure) in
                    try RegisterCopy(from: source, to: target, report: report).run()
                }
            }
        }
    }

    private static let targetOption = "--to"

    private func reading(
        _ source: DatabaseURL, _ body: (CopySource) throws(StoreFailure) -> [TableContents]
    ) throws(StoreFailure) -> [TableContents] {
        switch source {
        case .sqlite(let path):
            try SQLiteCopy.reading(path, configuration: storage.sqlite, body)
        case .postgres(let url): try PostgresCopy.reading(storage.postgres(at: url), body)
        }
    }

    private func filling(
        _ target: DatabaseURL, _ body: (any CopyTarget) throws(StoreFailure) -> [TableContents]
    ) throws(StoreFailure) -> [TableContents] {
        switch target {
        case .sqlite(let path):
            try SQLiteCopy.filling(
                path, option: Self.targetOption, configuration: storage.sqlite, body)
        case .postgres(let url): try PostgresCopy.filling(storage.postgres(at: url), body)
        }
    }
}
