import Foundation
import GRDB
import RegistryCore
import RegistrySQL

/// The database file before it is served: whether it is a register, and of which version.
struct RegisterFile {
    let path: String
    /// What messages call it.
    let name: String
    let configuration: SQLiteConfiguration

    init(path: String, name: String? = nil, configuration: SQLiteConfiguration) {
        self.path = path
        self.name = name ?? path
        self.configuration = configuration
    }

    private var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether the file says so itself.
    func isRegister() throws(StoreFailure) -> Bool {
        guard exists else { return false }
        let connection = try Connection(
            path: path, purpose: .reader, configuration: configuration)
        defer { connection.closeQuietly() }
        return try isRegister(connection)
    }

    private func isRegister(_ connection: Connection) throws(StoreFailure) -> Bool {
        try integer("PRAGMA application_id", connection) == Int64(Migrations.applicationID)
    }

    /// GRDB's list of migrations may be there alone: another program is just making the register.
    private func isEmpty(_ connection: Connection) throws(StoreFailure) -> Bool {
        try integer(
            "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'", connection)
            == 0
    }

    private func integer(
        _ sql: StaticString, _ connection: Connection
    ) throws(StoreFailure) -> Int64 {
        let statement = try connection.statement(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer() : 0
    }

    // MARK: Opening what is there

    func requirePresentSchema() throws(StoreFailure) {
        guard exists else {
            throw .register(.notFound("There is no register at \(name)."))
        }
        let connection = try Connection(
            path: path, purpose: .reader, configuration: configuration)
        defer { connection.closeQuietly() }
        guard try isRegister(connection) else { throw .register(notARegister) }
        try refuseNewerSchema(connection)
        let isPresent = try engineCall {
            try connection.queue.unsafeRead { try Migrations.migrator.hasCompletedMigrations($0) }
        }
        guard isPresent else {
            throw .register(
                .conflict(
                    "The register at \(name) is of an older version of this program: run "
                        + "`certregistry migrate` first."))
        }
    }

    private func refuseNewerSchema(_ connection: Connection) throws(StoreFailure) {
        let isNewer = try engineCall {
            try connection.queue.unsafeRead { try Migrations.migrator.hasBeenSuperseded($0) }
        }
        guard isNewer else { return }
        throw .register(
            .conflict(
                "The register at \(name) is of a newer version of this program: use that one."))
    }

    private var notARegister: RegistryError {
        .conflict("The file at \(name) is no register.")
    }

    // MARK: Migrating

    /// Makes the file where there is none, brings its schema up to date, and adds what the
    /// program ships and the lists lack.
    func migrate(ids: IDGenerator) throws(StoreFailure) {
        try migrateSchema()
        try waitingForOthers { () throws(StoreFailure) in try addLists(ids) }
    }

    private func addLists(_ ids: IDGenerator) throws(StoreFailure) {
        let lists = try coreCall { () throws(RegistryError) in try ShippedLists.load() }
        let connection = try Connection(
            path: path, purpose: .writer, configuration: configuration)
        defer { connection.closeQuietly() }
        try connection.statement("BEGIN IMMEDIATE").run()
        do throws(StoreFailure) {
            try VocabularySeed(connection: connection, ids: ids).run(lists)
            try connection.statement("COMMIT").run()
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// Brings the schema up to date, and adds nothing to the lists.
    func migrateSchema() throws(StoreFailure) {
        try waitingForOthers { () throws(StoreFailure) in
            let connection = try Connection(
                path: path, purpose: .migrator, configuration: configuration)
            defer { connection.closeQuietly() }
            if try !isEmpty(connection) {
                guard try isRegister(connection) else { throw .register(notARegister) }
                try refuseNewerSchema(connection)
            }
            try runMigrations(connection)
        }
    }

    private func runMigrations(_ connection: Connection) throws(StoreFailure) {
        var before = try appliedCount(connection)
        while true {
            do throws(StoreFailure) {
                return try engineCall { try Migrations.migrator.migrate(connection.queue) }
            } catch {
                // Two programs may start together, and the other was faster with a step: then the
                // rest is tried. Each round knows of more steps, so that it ends.
                let now = try appliedCount(connection)
                guard now > before else { throw error }
                before = now
            }
        }
    }

    private func appliedCount(_ connection: Connection) throws(StoreFailure) -> Int {
        try engineCall {
            try connection.queue.unsafeRead { database in
                guard try database.tableExists("grdb_migrations") else { return 0 }
                return try Migrations.migrator.appliedIdentifiers(database).count
            }
        }
    }

    // MARK: Waiting

    /// Does it again while another program holds the file: not everything that SQLite does waits by
    /// itself, such as the change to a write-ahead log of a file that somebody else opens.
    private func waitingForOthers(
        _ body: () throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let start = ContinuousClock.now
        while true {
            do throws(StoreFailure) {
                return try body()
            } catch {
                guard error.isLock, start.duration(to: .now) < Self.othersWait else { throw error }
                Thread.sleep(forTimeInterval: Self.othersPauseSeconds)
            }
        }
    }

    /// Another program's migration of a new file takes well under a second; what takes longer is
    /// better seen to its end by whoever started it.
    private static let othersWait = Duration.seconds(5)
    private static let othersPauseSeconds = 0.02
}

extension StoreFailure {
    /// Whether another program holds the file.
    fileprivate var isLock: Bool {
        guard case .engine(let failure as SQLiteFailure) = self else { return false }
        return failure.isLock
    }
}
