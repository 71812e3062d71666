import RegistryCore
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("What a copy takes over of a SQLite register")
struct CopiedTablesTests {
    private struct Column: Equatable {
        let name: String
        let type: String
    }

    @Test("every table, with every stored column and its primary key")
    func schema() async throws {
        let store = try TemporaryStore()
        await (try store.open()).close()
        let connection = try Connection(
            path: store.path, purpose: .reader, configuration: store.configuration)
        defer { connection.closeQuietly() }
        let tables = try Self.texts(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                + "AND name <> 'grdb_migrations'", connection)
        #expect(Set(tables) == Set(CopiedTable.all.map(\.name)))
        #expect(CopiedTable.all.count == tables.count)
        for table in CopiedTable.all {
            // Without what is generated, which `pragma_table_info` leaves out.
            let statement = try connection.statement(
                composed: "SELECT name, type FROM pragma_table_info('\(table.name)')")
            let columns = try connection.rows(of: statement) {
                Column(name: $0.text(), type: $0.text())
            }
            #expect(Set(columns.map(\.name)) == Set(table.columns.map(\.name)), "\(table.name)")
            #expect(columns.count == table.columns.count)
            for column in table.columns {
                #expect(columns.contains(Column(name: column.name, type: Self.type(column.kind))))
            }
            let key = try Self.texts(
                "SELECT name FROM pragma_table_info('\(table.name)') WHERE pk > 0 ORDER BY pk",
                connection)
            #expect(key == table.key, "\(table.name)")
        }
    }

    @Test("a row is copied after the rows that it names")
    func order() async throws {
        let store = try TemporaryStore()
        await (try store.open()).close()
        let connection = try Connection(
            path: store.path, purpose: .reader, configuration: store.configuration)
        defer { connection.closeQuietly() }
        for (index, table) in CopiedTable.all.enumerated() {
            let parents = try Self.texts(
                "SELECT \"table\" FROM pragma_foreign_key_list('\(table.name)')", connection)
            let before = Set(CopiedTable.all[..<index].map(\.name))
            #expect(before.isSuperset(of: parents), "\(table.name)")
        }
    }

    private static func type(_ kind: CopiedColumn.Kind) -> String {
        switch kind {
        case .integer: "INTEGER"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
    }

    private static func texts(
        _ sql: String, _ connection: Connection
    ) throws(StoreFailure) -> [String] {
        let statement = try connection.statement(composed: sql)
        defer { statement.reset() }
        return try connection.rows(of: statement) { $0.text() }
    }
}
