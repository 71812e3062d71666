import Foundation
import GRDB
import GRDBSQLite
import RegistryCore
import RegistrySQL

/// One connection to the database file with its prepared statements.
///
/// GRDB opens, configures, prepares and closes; statements are stepped here.
///
/// `@unchecked Sendable`: used by one thread at a time, either the worker that owns it for good
/// or whoever has taken it out of a pool. SQLite asks for nothing more ("multi-thread" mode).
final class Connection: SQLConnection, @unchecked Sendable {
    /// What a connection is for decides how it is set up.
    enum Purpose {
        /// The only one that writes, in this process.
        case writer
        case reader
        /// Reads one moment of a register that nobody else may have open, and leaves no log beside
        /// it, as a connection does that may not write.
        case snapshot
        /// Moves the write-ahead log into the database file.
        case checkpointer
        /// Left to GRDB's migrator, which runs its own statements.
        case migrator
        /// Fills a new file with another's pages. Nothing of it holds before all of it does, so
        /// it needs neither journal nor sync.
        case copy
    }

    let queue: DatabaseQueue
    /// For SQLite's own functions that GRDB has no name for.
    let handle: OpaquePointer
    /// By the address of the SQL: it is a literal of this program, so its address names it, and
    /// looking at its text would cost more than some of the queries.
    private var fixed: [UnsafePointer<UInt8>: PreparedStatement] = [:]
    /// By the text of SQL that is put together from literals.
    private var composed: [String: PreparedStatement] = [:]
    private var insertions: [InsertedTable: PreparedStatement] = [:]

    /// How many composed statements are kept prepared; lists have that many shapes in use at a
    /// time, and few more.
    private static let composedMax = 64

    init(
        path: String, purpose: Purpose, configuration: SQLiteConfiguration
    ) throws(StoreFailure) {
        queue = try engineCall {
            try DatabaseQueue(
                path: path, configuration: Self.settings(for: purpose, configuration))
        }
        handle = try engineCall { [queue] in
            try queue.unsafeRead { database in
                guard let handle = database.sqliteConnection else {
                    throw StoreFailure.broken("a connection that was opened has no handle")
                }
                return handle
            }
        }
        if purpose == .writer || purpose == .migrator { try makeDurable() }
        if purpose != .migrator { endObservation() }
    }

    private static func settings(
        for purpose: Purpose, _ configuration: SQLiteConfiguration
    ) -> GRDB.Configuration {
        var settings = GRDB.Configuration()
        settings.label = "register.\(purpose)"
        settings.readonly = purpose == .reader
        settings.busyMode = .timeout(configuration.busyTimeoutSeconds)
        // Transactions are begun and ended by our own statements, which GRDB doesn't see.
        settings.allowsUnsafeTransactions = true
        let cacheKiB =
            purpose == .writer ? configuration.writerCacheKiB : configuration.readerCacheKiB
        settings.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // Debian builds SQLite to overwrite what is deleted; the change log keeps it anyway.
            try database.execute(sql: "PRAGMA secure_delete = OFF")
            if purpose == .snapshot { try database.execute(sql: "PRAGMA query_only = ON") }
            if purpose == .copy {
                try database.execute(sql: "PRAGMA journal_mode = OFF")
                try database.execute(sql: "PRAGMA synchronous = OFF")
            }
        }
        return settings
    }

    /// Write-ahead log, and every commit on the disk before it is answered. Set after opening,
    /// for GRDB has its own idea of `synchronous`.
    private func makeDurable() throws(StoreFailure) {
        try engineCall {
            try queue.unsafeRead { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else {
                    throw StoreFailure.broken("the database can't keep a write-ahead log here")
                }
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
        }
    }

    /// GRDB observes each commit for what the register doesn't use, and expects to have begun it.
    private func endObservation() {
        sqlite3_commit_hook(handle, nil, nil)
        sqlite3_rollback_hook(handle, nil, nil)
    }

    // MARK: Statements

    func statement(_ sql: StaticString) throws(StoreFailure) -> any SQLStatement {
        if let statement = fixed[sql.utf8Start] { return statement }
        let statement = try prepare(sql.description)
        fixed[sql.utf8Start] = statement
        return statement
    }

    func statement(composed sql: String) throws(StoreFailure) -> any SQLStatement {
        if let statement = composed[sql] { return statement }
        let statement = try prepare(sql)
        if composed.count == Self.composedMax { composed.removeAll() }
        composed[sql] = statement
        return statement
    }

    func statement(varying sql: String) throws(StoreFailure) -> any SQLStatement {
        try statement(composed: sql)
    }

    func insertion(into table: InsertedTable) throws(StoreFailure) -> any SQLStatement {
        if let statement = insertions[table] { return statement }
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let statement = try prepare(
            """
            INSERT INTO \(table.name) (\(table.columns.joined(separator: ", ")))
            VALUES (\(marks))
            """)
        insertions[table] = statement
        return statement
    }

    private func prepare(_ sql: String) throws(StoreFailure) -> PreparedStatement {
        let sql = try SQLSpelling.sqlite.spell(sql)
        return PreparedStatement(
            try engineCall { try queue.unsafeRead { try $0.makeStatement(sql: sql) } }, sql: sql)
    }

    // MARK: Transactions

    /// Whether a transaction is open. Some errors (a full disk) end it on SQLite's side.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func reading<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        try statement("BEGIN").run()
        let value: Value
        do {
            value = try body()
        } catch {
            rollBack()
            throw error
        }
        try statement("COMMIT").run()
        return value
    }

    func planning<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        try reading(body)
    }

    func rows<Value>(at points: [PointRead<Value>]) throws(StoreFailure) -> [Value?] {
        var rows: [Value?] = []
        for point in points { rows.append(try point.run(on: self)) }
        return rows
    }

    /// Ends a transaction without keeping anything. There is nothing to be done when that fails
    /// too: SQLite has ended it itself, or the file is gone.
    func rollBack() {
        guard isInTransaction else { return }
        do {
            try statement("ROLLBACK").run()
        } catch {
            return
        }
    }

    func within<Value>(
        seconds: Double, _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value? {
        let deadline = Deadline(.now.advanced(by: .seconds(seconds)))
        sqlite3_progress_handler(
            handle, Deadline.instructions,
            { context in
                guard let context else { return 0 }
                return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().isOver
                    ? 1 : 0
            }, Unmanaged.passUnretained(deadline).toOpaque())
        defer { withExtendedLifetime(deadline) { sqlite3_progress_handler(handle, 0, nil, nil) } }
        do throws(StoreFailure) {
            return try body()
        } catch {
            if error.isInterruption { return nil }
            throw error
        }
    }

    // MARK: The write-ahead log

    /// Calls back after each commit of this connection with the log's length in pages. Replaces
    /// SQLite's own checkpoints, which run inside the committing call.
    func observeLog(_ log: LogLength) {
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                if let context {
                    Unmanaged<LogLength>.fromOpaque(context).takeUnretainedValue().pages = pages
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(log).toOpaque())
    }

    /// Moves pages of the log into the database file, as many as no reader needs any more, and
    /// waits for nobody. When all were moved, the next write begins the log anew.
    func checkpoint() throws(StoreFailure) {
        let code = sqlite3_wal_checkpoint_v2(
            handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code == SQLITE_OK else { throw lastFailure }
    }

    /// What SQLite says of its last call on this connection.
    var lastFailure: StoreFailure {
        .engine(
            SQLiteFailure(
                code: sqlite3_extended_errcode(handle),
                message: String(cString: sqlite3_errmsg(handle))))
    }

    // MARK: Closing

    /// Closes the connection; it is not to be used again.
    func close() throws(StoreFailure) {
        fixed.removeAll()
        composed.removeAll()
        insertions.removeAll()
        try engineCall { try queue.close() }
    }
}

/// When a query has to be done.
private final class Deadline {
    private let instant: ContinuousClock.Instant
    /// Of SQLite's machine, between two looks at the clock: some tenths of a millisecond.
    static let instructions: Int32 = 4_000

    init(_ instant: ContinuousClock.Instant) { self.instant = instant }

    var isOver: Bool { ContinuousClock.now >= instant }
}

/// How long the write-ahead log is, in pages, since it was last written from its start. Kept on
/// the writer's thread.
final class LogLength {
    fileprivate(set) var pages: Int32 = 0
}
