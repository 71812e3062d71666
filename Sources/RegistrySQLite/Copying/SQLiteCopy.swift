import RegistryCore
package import RegistrySQL

/// Copies of a whole register, from a SQLite file or to one, row by row. A copy from file to file
/// is rather made by ``SQLiteBackup``.
package enum SQLiteCopy {
    /// Reads a register as it is at one moment, while others may write to it. Meanwhile the
    /// write-ahead log keeps what they write.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is none,
    ///   ``RegistryError/conflict(_:)`` for what is no register, or of another program's version.
    package static func reading<Value>(
        _ path: String, configuration: SQLiteConfiguration,
        _ body: (CopySource) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        let connection = try opened(path, configuration)
        defer { connection.closeQuietly() }
        // It ends without a commit, which a damaged file may refuse.
        defer { connection.rollBack() }
        return try body(CopySource(name: "sqlite:\(path)", connection: connection))
    }

    private static func opened(
        _ path: String, _ configuration: SQLiteConfiguration
    ) throws(StoreFailure) -> Connection {
        do throws(StoreFailure) {
            try RegisterFile(path: path, configuration: configuration).requirePresentSchema()
            let connection = try Connection(
                path: path, purpose: .snapshot, configuration: configuration)
            do throws(StoreFailure) {
                try connection.statement("BEGIN").run()
                // The transaction's moment begins with its first read.
                _ = try connection.directoryVersion()
                return connection
            } catch {
                connection.closeQuietly()
                throw error
            }
        } catch {
            throw error.asDamage(of: path)
        }
    }

    /// Makes a new file, which has its name when the body has filled it and it is on the disk.
    ///
    /// - Parameter option: by which the path was given, for messages.
    /// - Throws: ``RegistryError/conflict(_:)`` when there is a file at the path.
    package static func filling<Value>(
        _ path: String, option: String, configuration: SQLiteConfiguration,
        _ body: (any CopyTarget) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        try SQLiteBackup.refuseRegister(at: path, option: option)
        let file = try NewFile(path: path)
        do throws(StoreFailure) {
            let register = RegisterFile(
                path: file.temporaryPath, name: path, configuration: configuration)
            try register.migrateSchema()
            let value = try fill(file, configuration, body)
            try file.requireAlone()
            try SQLiteBackup.refuseRegister(at: path, option: option)
            try file.complete()
            return value
        } catch {
            file.abandon()
            throw error.whileCopying("sqlite:\(path)")
        }
    }

    private static func fill<Value>(
        _ file: NewFile, _ configuration: SQLiteConfiguration,
        _ body: (any CopyTarget) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        let connection = try Connection(
            path: file.temporaryPath, purpose: .copy, configuration: configuration)
        defer { connection.closeQuietly() }
        try connection.statement("BEGIN IMMEDIATE").run()
        for table in CopiedTable.all.reversed() where table.isShipped {
            try connection.statement(composed: "DELETE FROM \(table.name)").run()
        }
        let value = try body(SQLiteCopyTarget(name: "sqlite:\(file.path)", file: connection))
        try connection.statement("COMMIT").run()
        return value
    }
}

/// A file that is being filled.
private struct SQLiteCopyTarget: CopyTarget {
    let name: String
    let file: Connection

    var connection: any SQLConnection { file }

    func add(_ rows: [[CopiedValue]], to table: CopiedTable) throws(StoreFailure) {
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let statement = try file.statement(
            composed: "INSERT INTO \(table.name) (\(table.columnList)) VALUES (\(marks))")
        for row in rows {
            for value in row { statement.bind(value) }
            try statement.run()
        }
    }

    /// The queries of this engine name their indexes, and need no statistics.
    func complete(_ table: CopiedTable) {}
}

extension SQLStatement {
    fileprivate func bind(_ value: CopiedValue) {
        switch value {
        case .null: bindNull()
        case .integer(let integer): bind(integer)
        case .text(let bytes): bind(text: bytes)
        case .blob(let bytes): bind(blob: bytes)
        }
    }
}
