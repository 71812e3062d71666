public import RegistryCore
import RegistrySQL

/// Looks whether a register is as it must be: what SQLite promises, and what its schema can't say.
/// Reads one moment of it, also while it is served, and changes nothing.
public enum RegisterCheck {
    /// Runs every check, one after the other.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is no register at the path,
    ///   ``RegistryError/conflict(_:)`` when it is of another program's version. What is wrong in
    ///   the register is an outcome.
    public static func run(
        path: String, configuration: SQLiteConfiguration = SQLiteConfiguration(),
        report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> [CheckOutcome] {
        try await onThread("register.check") { () throws(StoreFailure) in
            do throws(StoreFailure) {
                try RegisterFile(path: path, configuration: configuration).requirePresentSchema()
                let connection = try Connection(
                    path: path, purpose: .snapshot, configuration: configuration)
                defer { connection.closeQuietly() }
                // Of one moment. It ends without a commit, which a damaged file may refuse.
                try connection.statement("BEGIN").run()
                defer { connection.rollBack() }
                return try Check.run(Check.all, connection, report)
            } catch {
                throw error.asDamage(of: path)
            }
        }
    }
}

extension Check {
    static let all: [Check] = [file, foreignKeys] + ofRecords

    /// SQLite's own structures.
    fileprivate static let file = Check("file", isOfFile: true) {
        connection, findings, _ throws(StoreFailure) in
        for text in try connection.damage(.full) { findings.add(text) }
    }

    fileprivate static let foreignKeys = Check("foreign keys") {
        connection, findings, _ throws(StoreFailure) in
        let statement = try connection.statement(
            """
            SELECT f."table", f.rowid, f.parent FROM pragma_foreign_key_check f
            """)
        defer { statement.reset() }
        while try statement.step() {
            let table = statement.text()
            let row = statement.optionalInteger()
            let parent = statement.text()
            findings.add(
                "a row of \(table)\(row.map { " (\($0))" } ?? "") names no row of \(parent)")
        }
    }
}
