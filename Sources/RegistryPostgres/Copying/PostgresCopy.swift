import RegistryCore
package import RegistrySQL

/// Copies of a whole register, from a PostgreSQL database or to one.
package enum PostgresCopy {
    /// Reads a register as it is at one moment, while others may write to it.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is none,
    ///   ``RegistryError/conflict(_:)`` when it is of another program's version.
    package static func reading<Value>(
        _ configuration: PostgresConfiguration,
        _ body: (CopySource) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        var configuration = configuration
        configuration.secondsMax = PostgresCheck.wholeTableSecondsMax
        configuration.servers = "any"
        let database = try open(configuration)
        try database.requirePresentSchema()
        let connection = database.connection
        connection.isStreaming = true
        return try connection.reading { () throws(StoreFailure) in
            try body(CopySource(name: database.name, connection: connection))
        }
    }

    /// Fills a database in one transaction: what the body adds is there wholly, with all of its
    /// tables, or nothing is.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` when the database holds anything but a register in
    ///   which nothing was recorded.
    package static func filling<Value>(
        _ configuration: PostgresConfiguration,
        _ body: (any CopyTarget) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        var configuration = configuration
        configuration.secondsMax = PostgresCheck.wholeTableSecondsMax
        let target = PostgresCopyTarget(database: try open(configuration))
        do throws(StoreFailure) {
            try target.begin()
            let value = try body(target)
            try target.commit()
            return value
        } catch {
            target.database.connection.rollBack()
            throw error.whileCopying(target.name)
        }
    }

    /// An operator is told what the way to the server said: where the register is served, only the
    /// log is.
    private static func open(
        _ configuration: PostgresConfiguration
    ) throws(StoreFailure) -> RegisterDatabase {
        do throws(StoreFailure) {
            return try PostgresStore.database(configuration)
        } catch {
            guard let failure = error.postgres, failure.isLoss else { throw error }
            let reason = failure.message.split(separator: "\n").joined(separator: " ")
            throw .register(
                .unavailable(
                    "\(configuration.publicURL) can't be reached: \(reason). Nothing was copied.",
                    retryAfterSeconds: 2))
        }
    }
}

/// A database that is being filled.
private struct PostgresCopyTarget: CopyTarget {
    let database: RegisterDatabase

    var name: String { database.name }
    var connection: any SQLConnection { database.connection }

    // MARK: The transaction

    func begin() throws(StoreFailure) {
        let connection = database.connection
        let settings =
            connection.configuration.preparesStatements
            ? "" : connection.settings(isLocal: true) + ";"
        let locks = PostgresConnection.AdvisoryLock.self
        // A node that starts meanwhile would make tables too, and one that serves would write.
        try connection.execute(
            """
            BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; \(settings)
            SELECT pg_advisory_xact_lock(\(locks.migrations))
            """)
        try database.makeTables()
        try connection.execute("SELECT pg_advisory_xact_lock(\(locks.register))")
        try requireNothingRecorded()
        for table in CopiedTable.all.reversed() where table.isShipped {
            try connection.execute("DELETE FROM \(table.name)")
        }
        // Whole tables are read to compare them, and don't fit into memory.
        connection.isStreaming = true
    }

    private func requireNothingRecorded() throws(StoreFailure) {
        for table in CopiedTable.all where !table.isShipped {
            let statement = try connection.statement(
                composed: "SELECT 1 FROM \(table.name) LIMIT 1")
            defer { statement.reset() }
            guard try !statement.step() else {
                throw .register(
                    .conflict(
                        "There are records in the register in \(name) already: a register is "
                            + "copied to an empty database, or to one that only `certregistry "
                            + "migrate` has touched. Make a new one, with `createdb` for "
                            + "instance. Nothing was changed."))
            }
        }
    }

    /// - Throws: ``PostgresFailure/unsure`` as what it means for a copy.
    func commit() throws(StoreFailure) {
        let connection = database.connection
        // A replica that has not replayed the copy yet must not answer from what it has.
        try connection.execute(
            """
            UPDATE accounts
            SET written_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
            """)
        let warnings = connection.link.warningCount
        let answer: Answer?
        do throws(StoreFailure) {
            answer = try connection.execute("COMMIT")
        } catch {
            guard error.isLoss else { throw error }
            throw unsure
        }
        // A commit that did not wait for its standby is one of this server alone.
        guard answer?.command == "COMMIT", connection.link.warningCount == warnings else {
            throw unsure
        }
    }

    private var unsure: StoreFailure {
        .register(
            .unavailable(
                "\(name) did not confirm the copy: it is there wholly or not at all. Look with "
                    + "`certregistry check`, and where there is no register, copy again.",
                retryAfterSeconds: 2))
    }

    // MARK: Rows

    func add(_ rows: [[CopiedValue]], to table: CopiedTable) throws(StoreFailure) {
        var lines: [UInt8] = []
        lines.reserveCapacity(rows.count * 256)
        var parameters = Parameters()
        for row in rows {
            parameters.removeAll()
            for value in row { parameters.append(value) }
            parameters.appendLine(to: &lines)
        }
        try database.connection.copy(
            lines: lines, into: table.name, columns: table.columnList)
    }

    /// What is added next is checked against this table, by plans for the size that it has now.
    func complete(_ table: CopiedTable) throws(StoreFailure) {
        try database.connection.execute("ANALYZE \(table.name)")
    }
}

extension Parameters {
    fileprivate mutating func append(_ value: CopiedValue) {
        switch value {
        case .null: appendNull()
        case .integer(let integer): append(integer)
        case .text(let bytes): append(utf8: bytes)
        case .blob(let bytes): append(blob: bytes)
        }
    }
}
