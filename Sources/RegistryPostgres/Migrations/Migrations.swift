import RegistryCore
import RegistrySQL

/// The schema's versions, in order. They only go forward; each stands in a file of its own and is
/// never changed once it is out. The version before must be able to go on with what a migration
/// makes, for nodes are replaced one after the other (docs/OPERATING.md).
enum Migrations {
    static let all = [m0001Register]

    /// Which have been run, in a table that also marks a database as a register.
    static let table = """
        CREATE TABLE IF NOT EXISTS register_migrations (
            name TEXT COLLATE "C" PRIMARY KEY,
            run_at TIMESTAMPTZ NOT NULL DEFAULT now()
        )
        """
}

/// One step of the schema.
struct Migration: Sendable {
    let name: String
    /// Texts of one or several statements.
    let sql: [String]
}
