import RegistryCore
import RegistrySQL

/// The database before it is served: whether it is a register, and of which version.
struct RegisterDatabase {
    let connection: PostgresConnection
    /// What messages call it; no password is in it.
    let name: String

    // MARK: Opening what is there

    func requirePresentSchema() throws(StoreFailure) {
        guard try isRegister() else {
            throw .register(.notFound("There is no register in \(name)."))
        }
        let known = Migrations.all.map(\.name)
        let run = try migrationsRun()
        try refuseNewerSchema(run)
        guard run.count == known.count else {
            throw .register(
                .conflict(
                    "The register in \(name) is of an older version of this program: run "
                        + "`certregistry migrate` first."))
        }
    }

    func isRegister() throws(StoreFailure) -> Bool {
        try integer("SELECT to_regclass('register_migrations') IS NOT NULL") == 1
    }

    private func migrationsRun() throws(StoreFailure) -> [String] {
        let statement = try connection.statement(
            "SELECT name FROM register_migrations ORDER BY name")
        defer { statement.reset() }
        return try connection.rows(of: statement) { $0.text() }
    }

    private func refuseNewerSchema(_ run: [String]) throws(StoreFailure) {
        guard Set(run).isSubset(of: Migrations.all.map(\.name)) else {
            throw .register(
                .conflict(
                    "The register in \(name) is of a newer version of this program: use that one."))
        }
    }

    private func integer(_ sql: StaticString) throws(StoreFailure) -> Int64 {
        let statement = try connection.statement(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer() : 0
    }

    // MARK: Migrating

    private static let migrationSecondsMax = 3_600.0

    /// Makes the tables where there are none, brings the schema up to date, and adds what the
    /// program ships and the lists lack. All of it is one transaction, and nodes that start
    /// together do it one after the other.
    func migrate(ids: IDGenerator) throws(StoreFailure) {
        let lists = try coreCall { () throws(RegistryError) in try ShippedLists.load() }
        let lock = PostgresConnection.AdvisoryLock.migrations
        // Another node may be at it, and each may take its time with a large register.
        try connection.execute(
            """
            BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
            SELECT pg_advisory_xact_lock(\(lock))
            """, secondsMax: Self.migrationSecondsMax)
        do throws(StoreFailure) {
            try makeTables()
            // Nobody writes meanwhile: what is seeded is of nobody's account.
            try connection.execute(
                "SELECT pg_advisory_xact_lock(\(PostgresConnection.AdvisoryLock.register))",
                secondsMax: Self.migrationSecondsMax)
            try VocabularySeed(connection: connection, ids: ids).run(lists)
            try connection.execute("COMMIT")
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// Runs inside a transaction that excludes others that migrate.
    func makeTables() throws(StoreFailure) {
        try requireUTF8()
        try runMigrations()
    }

    private func runMigrations() throws(StoreFailure) {
        if try !isRegister() { try requireEmpty() }
        try connection.execute(Migrations.table)
        let run = try migrationsRun()
        try refuseNewerSchema(run)
        for migration in Migrations.all where !run.contains(migration.name) {
            for sql in migration.sql {
                try connection.execute(sql, secondsMax: Self.migrationSecondsMax)
            }
            try connection.statement("INSERT INTO register_migrations (name) VALUES (?)")
                .bind(migration.name).run()
        }
    }

    private func requireUTF8() throws(StoreFailure) {
        guard try integer("SELECT current_setting('server_encoding') = 'UTF8'") == 1 else {
            throw .register(
                .conflict(
                    "\(name) is not in UTF-8: make the database with ENCODING 'UTF8' "
                        + "TEMPLATE template0."))
        }
    }

    /// A database of something else is left alone.
    private func requireEmpty() throws(StoreFailure) {
        let tables = try integer(
            """
            SELECT count(*) FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v')
            """)
        guard tables == 0 else {
            throw .register(
                .conflict(
                    "\(name) holds tables, and no register: name an empty database or schema."))
        }
    }
}
