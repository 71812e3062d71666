import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Migrating a register of an earlier schema")
struct MigrationTests {
    @Test("what the first schema held is there afterwards, and found by the new filters")
    func first() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        try await scene.stored("N-1")
        try await scene.stored("N-2") { certification, _ in certification.status = .suspended }
        await store.close()
        try await Self.returnToFirstSchema(temporary.path)

        await expectError("opened", matching: \.isConflict) {
            _ = try await temporary.open(.existing)
        }
        let migrated = try await temporary.open(.create)
        var query = CertificationQuery(accountID: scene.account.id, today: temporary.clock.today)
        query.filter.statuses = [.suspended]
        query.filter.standardIDs = [scene.standardIDs[0]]
        let page = try await migrated.certifications(query)
        #expect(page.rows.map(\.stored.certification.number) == ["N-2"])
        await migrated.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    /// Undoes what came after the first migration.
    private static func returnToFirstSchema(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER status_of_standards_follows;
                    DROP INDEX certifications_by_country_and_status;
                    DROP INDEX certification_standards_by_status;
                    ALTER TABLE certification_standards DROP COLUMN current_status;
                    DELETE FROM grdb_migrations WHERE identifier <> 'm0001_register';
                    """)
        }
        try queue.close()
    }
}
