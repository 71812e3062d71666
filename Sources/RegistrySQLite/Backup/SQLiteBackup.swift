import Foundation
public import RegistryCore
import RegistrySQL

/// Copies of a whole register: made while it is written to, and brought back.
public enum SQLiteBackup {
    // MARK: Making one

    /// Writes a register, as it is at one moment, into one file that needs no other. Others may
    /// go on writing to the register; while the copy is made its write-ahead log keeps growing.
    ///
    /// The file comes to its name when it is complete, checked and on the disk.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` when there is a file already, or none can be made;
    ///   ``RegistryError/notFound(_:)`` when there is no register.
    public static func make(
        of path: String, at copyPath: String,
        configuration: SQLiteConfiguration = SQLiteConfiguration(),
        report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> BackupSummary {
        try await onThread("register.backup") { () throws(StoreFailure) in
            try RegisterFile(path: path, configuration: configuration).requirePresentSchema()
            try refuseFile(at: copyPath)
            let file = try NewFile(path: copyPath)
            do throws(StoreFailure) {
                let summary = try copy(path, to: file, configuration, report)
                try refuseFile(at: copyPath)
                try file.complete()
                return summary
            } catch {
                file.abandon()
                throw error
            }
        }
    }

    private static func refuseFile(at path: String) throws(StoreFailure) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw .register(
            .conflict("There is a file at \(path) already: move it away, or name another one."))
    }

    private static func copy(
        _ path: String, to file: NewFile, _ configuration: SQLiteConfiguration,
        _ report: WorkProgress.Report
    ) throws(StoreFailure) -> BackupSummary {
        let source = try Connection(path: path, purpose: .snapshot, configuration: configuration)
        defer { source.closeQuietly() }
        let target = try Connection(
            path: file.temporaryPath, purpose: .copy, configuration: configuration)
        defer { target.closeQuietly() }
        try PageCopy(source: source, target: target, stepPages: configuration.copyPages)
            .run(report)
        try target.endLog()
        try target.requireSound(file.temporaryPath, .quick, report)
        return try target.summary()
    }

    // MARK: Bringing one back

    /// Brings a backup to a place where there is no register, at this program's schema. The
    /// backup is only read.
    ///
    /// - Parameter prepare: works on the register before it comes to its name.
    /// - Throws: ``RegistryError/conflict(_:)`` when the place is taken, or the backup is none,
    ///   damaged, or of a newer program; ``RegistryError/notFound(_:)`` when there is none.
    public static func restore(
        _ copyPath: String, to path: String,
        configuration: SQLiteConfiguration = SQLiteConfiguration(),
        report: @escaping WorkProgress.Report,
        prepare: (SQLiteStore) async throws(RegistryError) -> Void
    ) async throws(RegistryError) -> BackupSummary {
        let file = try await onThread("register.restore") { () throws(StoreFailure) in
            try refuseRegister(at: path)
            let backup = try BackupFile(path: copyPath)
            let file = try NewFile(path: path)
            do throws(StoreFailure) {
                try backup.copy(to: file.temporaryPath, report)
                try bringUpToDate(file, named: copyPath, configuration, report)
                return file
            } catch {
                file.abandon()
                throw error
            }
        }
        do throws(RegistryError) {
            let store = try await SQLiteStore.open(
                path: file.temporaryPath, mode: .existing, configuration: configuration)
            do throws(RegistryError) {
                try await prepare(store)
                await store.close()
            } catch {
                await store.close()
                throw error
            }
            return try await onThread("register.restore") { () throws(StoreFailure) in
                try finish(file, configuration)
            }
        } catch {
            file.abandon()
            throw error
        }
    }

    /// An empty file is as good as none. A log beside it is of a register that was here: SQLite
    /// would take its pages for the new one's.
    static func refuseRegister(
        at path: String, option: String = "--database"
    ) throws(StoreFailure) {
        var status = stat()
        guard stat(path, &status) != 0 || status.st_size == 0 else {
            throw .register(
                .conflict(
                    "\(path) is not empty: this makes a new file. Move it away, or name another "
                        + "one with \(option)."))
        }
        for leftover in NewFile.companions.map({ path + $0 })
        where FileManager.default.fileExists(atPath: leftover) {
            throw .register(
                .conflict(
                    "\(leftover) is left of another register: move it away, or name another file "
                        + "with \(option)."))
        }
    }

    private static func bringUpToDate(
        _ file: NewFile, named copyPath: String, _ configuration: SQLiteConfiguration,
        _ report: WorkProgress.Report
    ) throws(StoreFailure) {
        do throws(StoreFailure) {
            let connection = try Connection(
                path: file.temporaryPath, purpose: .reader, configuration: configuration)
            defer { connection.closeQuietly() }
            try connection.requireSound(copyPath, .full, report)
        } catch {
            throw error.asDamage(of: copyPath)
        }
        try RegisterFile(
            path: file.temporaryPath, name: copyPath, configuration: configuration
        ).migrate(ids: IDGenerator(clock: .system))
    }

    /// The register is closed, and all of it is in one file.
    private static func finish(
        _ file: NewFile, _ configuration: SQLiteConfiguration
    ) throws(StoreFailure) -> BackupSummary {
        let connection = try Connection(
            path: file.temporaryPath, purpose: .writer, configuration: configuration)
        let summary: BackupSummary
        do throws(StoreFailure) {
            summary = try connection.summary()
            try connection.close()
        } catch {
            connection.closeQuietly()
            throw error
        }
        try file.requireAlone()
        try refuseRegister(at: file.path)
        try file.complete()
        return summary
    }
}

extension Connection {
    /// The pages say "write-ahead log"; without one the file needs no other beside it, and whoever
    /// opens it leaves none.
    fileprivate func endLog() throws(StoreFailure) {
        let statement = try statement("PRAGMA journal_mode = DELETE")
        defer { statement.reset() }
        guard try statement.step(), statement.text() == "delete" else {
            throw .broken("the copy keeps its write-ahead log")
        }
    }

    fileprivate func summary() throws(StoreFailure) -> BackupSummary {
        let statement = try statement(
            """
            SELECT (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size),
                (SELECT count(*) FROM certifications),
                (SELECT ifnull(max(sequence), 0) FROM changes)
            """)
        defer { statement.reset() }
        guard try statement.step() else { throw .broken("a query of counts has no row") }
        return BackupSummary(
            bytes: Int(statement.integer()), certifications: Int(statement.integer()),
            lastChange: Int(statement.integer()))
    }
}
