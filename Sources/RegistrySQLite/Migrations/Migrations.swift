import GRDB
import RegistryCore

/// The schema's versions, in order. They only go forward; each stands in a file of its own and is
/// never changed once it is out.
enum Migrations {
    private static let all = [m0001Register, m0002Filters]

    /// Marks a database file as a register (`CReg`): other SQLite files are left alone.
    static let applicationID = 0x4352_6567

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(migration.name, migrate: migration.run)
        }
        return migrator
    }
}

/// One step of the schema.
struct Migration: Sendable {
    let name: String
    let run: @Sendable (Database) throws -> Void
}
