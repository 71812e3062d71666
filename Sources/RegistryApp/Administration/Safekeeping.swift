import Foundation
public import RegistryCore
import RegistryPostgres
import RegistrySQLite

/// `backup`, `restore` and `check` (contract section 15): work on a register as a whole.
public struct Safekeeping: Sendable {
    let storage: StorageConfiguration
    let clock: RegistryClock

    public init(_ storage: StorageConfiguration, clock: RegistryClock = .system) {
        self.storage = storage
        self.clock = clock
    }

    /// Copies the register into a new file, as it is at one moment, while it may be served.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is no register,
    ///   ``RegistryError/conflict(_:)`` when there is a file at `path`.
    public func backUp(
        to path: String, report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> BackupSummary {
        switch storage.database {
        case .sqlite(let register):
            try RegisterOpening.checkFolder(of: path)
            return try await SQLiteBackup.make(
                of: register, at: path, configuration: storage.sqlite, report: report)
        case .postgres: throw Self.leftToPostgres("backed up with pg_basebackup or pg_dump")
        }
    }

    /// Makes a register of a backup. Keys may have leaked, or been revoked, since it was made: all
    /// that are in force are revoked, unless they are kept.
    ///
    /// - Returns: what the register holds, and how many keys were revoked.
    /// - Throws: ``RegistryError/conflict(_:)`` when there is a register already, or the backup is
    ///   none, damaged, or of a newer program; ``RegistryError/notFound(_:)``.
    public func restore(
        from path: String, keepsKeys: Bool, report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> (summary: BackupSummary, revokedKeys: Int) {
        switch storage.database {
        case .sqlite(let register):
            try RegisterOpening.checkFolder(of: register)
            var revokedKeys = 0
            let summary = try await SQLiteBackup.restore(
                path, to: register, configuration: storage.sqlite, report: report
            ) { store throws(RegistryError) in
                if keepsKeys { return }
                revokedKeys = try await Administration(
                    store: store, clock: clock, origin: .command("restore", clock: clock)
                ).revokeAllKeys()
            }
            return (summary, revokedKeys)
        case .postgres: throw Self.leftToPostgres("restored with pg_restore, or from its archive")
        }
    }

    /// Looks whether the register is as it must be, and changes nothing.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is none. What is wrong in it is an
    ///   outcome.
    public func check(
        report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> [CheckOutcome] {
        switch storage.database {
        case .sqlite(let register):
            try await RegisterCheck.run(
                path: register, configuration: storage.sqlite, report: report)
        case .postgres(let url):
            try await PostgresCheck.run(storage.postgres(at: url), report: report)
        }
    }

    /// PostgreSQL has tools of its own, which know of its logs, archives and standbys.
    private static func leftToPostgres(_ what: String) -> RegistryError {
        .conflict("A register in PostgreSQL is \(what): see docs/OPERATING.md.")
    }
}
