import RegistryTestKit
import Testing

@testable import RegistryPostgres
@testable import RegistrySQL

@Suite("What a copy takes over of a PostgreSQL register")
struct CopiedTablesTests {
    private struct Column: Hashable {
        let table: String
        let name: String
        let type: String
    }

    /// What is PostgreSQL's own: how it is served, and which migrations have run.
    private static let ownTables: Set = ["rate_limits", "register_migrations"]
    private static let ownColumns: Set = ["accounts.written_at"]

    @Test("every table, with every stored column")
    func schema() async throws {
        let connection = try PostgresStore.database(
            try await TemporaryDatabase().configuration
        ).connection
        let statement = try connection.statement(
            """
            SELECT table_name::text, column_name::text, data_type::text
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND is_generated = 'NEVER'
            """)
        let found = try connection.rows(of: statement) {
            Column(table: $0.text(), name: $0.text(), type: $0.text())
        }
        let expected = CopiedTable.all.flatMap { table in
            table.columns.map {
                Column(table: table.name, name: $0.name, type: Self.type($0.kind))
            }
        }
        #expect(Set(expected).count == expected.count)
        let shared = found.filter {
            !Self.ownTables.contains($0.table)
                && !Self.ownColumns.contains("\($0.table).\($0.name)")
        }
        #expect(Set(shared) == Set(expected))
    }

    @Test("the order of rows is that of the primary key, by bytes")
    func keys() async throws {
        let connection = try PostgresStore.database(
            try await TemporaryDatabase().configuration
        ).connection
        for table in CopiedTable.all {
            let statement = try connection.statement(
                composed: """
                    SELECT a.attname::text, coalesce(l.collname::text, 'C')
                    FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (number, place)
                        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                        LEFT JOIN pg_collation l ON l.oid = a.attcollation
                    WHERE i.indrelid = '\(table.name)'::regclass AND i.indisprimary
                    ORDER BY k.place
                    """)
            let key = try connection.rows(of: statement) { ($0.text(), $0.text()) }
            statement.reset()
            #expect(key.map(\.0) == table.key, "\(table.name)")
            #expect(key.allSatisfy { $0.1 == "C" }, "\(table.name)")
        }
    }

    private static func type(_ kind: CopiedColumn.Kind) -> String {
        switch kind {
        case .integer: "bigint"
        case .text: "text"
        case .blob: "bytea"
        }
    }
}
