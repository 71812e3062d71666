import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Opening a register")
struct OpeningTests {
    @Test(
        "where there is none it is only made when asked for",
        arguments: [
            SQLiteStore.Mode.existing, .readOnly,
        ])
    func none(mode: SQLiteStore.Mode) async throws {
        let temporary = try TemporaryStore()
        await expectError("opened", matching: \.isNotFound) { _ = try await temporary.open(mode) }
        #expect(!FileManager.default.fileExists(atPath: temporary.path))
        #expect(await !SQLiteStore.isRegister(at: temporary.path))
    }

    @Test("in a folder that is not there it is unavailable")
    func noFolder() async throws {
        await expectError("opened", matching: \.isUnavailable) {
            _ = try await SQLiteStore.open(path: "/no/such/folder/r.db", mode: .create)
        }
    }

    @Test(
        "another program's SQLite file is left alone",
        arguments: [
            SQLiteStore.Mode.create, .existing, .readOnly,
        ])
    func foreign(mode: SQLiteStore.Mode) async throws {
        let temporary = try TemporaryStore()
        let queue = try DatabaseQueue(path: temporary.path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE theirs (a INTEGER)") }
        try queue.close()
        await expectError("opened", matching: \.isConflict) { _ = try await temporary.open(mode) }
        #expect(await !SQLiteStore.isRegister(at: temporary.path))
        let tables = try await DatabaseQueue(path: temporary.path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema")
        }
        #expect(tables == ["theirs"])
    }

    @Test("a file that is no database is refused and stays as it is")
    func noDatabase() async throws {
        let temporary = try TemporaryStore()
        let text = String(repeating: "not a database ", count: 100)
        try text.write(toFile: temporary.path, atomically: true, encoding: .utf8)
        for mode in [SQLiteStore.Mode.create, .existing, .readOnly] {
            await expectError("opened", matching: \.isConflict) {
                _ = try await temporary.open(mode)
            }
        }
        #expect(try String(contentsOfFile: temporary.path, encoding: .utf8) == text)
    }

    @Test(
        "what was stored is there when it is opened again, in every mode",
        arguments: [
            SQLiteStore.Mode.create, .existing, .readOnly,
        ])
    func again(mode: SQLiteStore.Mode) async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let id = try await scene.stored("N-1")
        await store.close()
        #expect(await SQLiteStore.isRegister(at: temporary.path))
        let opened = try await temporary.open(mode)
        let record = try await opened.certification(id, of: scene.account.id)
        #expect(record?.stored.certification.number == "N-1")
        await opened.close()
    }

    @Test(
        "a register of a newer program is refused",
        arguments: [
            SQLiteStore.Mode.create, .existing, .readOnly,
        ])
    func newer(mode: SQLiteStore.Mode) async throws {
        let temporary = try TemporaryStore()
        try await temporary.open().close()
        try await alter(temporary, "INSERT INTO grdb_migrations VALUES ('m9999_later')")
        await expectError("opened", matching: \.isConflict) { _ = try await temporary.open(mode) }
        await expectError("migrated", matching: \.isConflict) {
            try await SQLiteStore.migrate(path: temporary.path)
        }
        #expect(await SQLiteStore.isRegister(at: temporary.path))
    }

    @Test("a register of an older program is opened only after its migration")
    func older() async throws {
        let temporary = try TemporaryStore()
        try await temporary.open().close()
        try await alter(temporary, "DELETE FROM grdb_migrations WHERE identifier <> 'm0000'")
        for mode in [SQLiteStore.Mode.existing, .readOnly] {
            await expectError("opened", matching: \.isConflict) {
                _ = try await temporary.open(mode)
            }
        }
    }

    @Test("two programs may make the same register at once")
    func together() async throws {
        let temporary = try TemporaryStore()
        let (path, clock) = (temporary.path, temporary.clock.clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await SQLiteStore.open(path: path, mode: .create, clock: clock).close()
                }
            }
            try await group.waitForAll()
        }
        let store = try await temporary.open(.existing)
        let countries = try await store.directory().vocabularies.countries.count
        #expect(try countries == ShippedLists.load().countries.count)
        await store.close()
    }

    @Test("a later start adds what the lists lack, and leaves alone what was changed or retired")
    func seedAgain() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let version = try await store.directoryVersion()
        await store.close()
        try await alter(
            temporary,
            """
            DELETE FROM sectors WHERE code = 7;
            UPDATE countries SET name = 'Schland' WHERE alpha2 = 'DE';
            UPDATE accreditation_bodies SET is_retired = 1 WHERE acronym = 'UKAS';
            """)
        let again = try await temporary.open()
        let directory = try await again.directory()
        let vocabularies = directory.vocabularies
        #expect(vocabularies.sector(code: 7) != nil)
        #expect(vocabularies.country(alpha2: "DE")?.name == "Schland")
        #expect(vocabularies.accreditationBodies.first { $0.acronym == "UKAS" }?.isRetired == true)
        #expect(directory.version == version + 1)
        await again.close()
        try await temporary.open().close()
        let last = try await temporary.open()
        #expect(try await last.directoryVersion() == version + 1)
        await last.close()
    }

    @Test("adoptions that were removed or changed stay so at a later start, and new ones are added")
    func adoptionsAgain() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let shipped = try await store.directory().sharedMappings.all
        #expect(try shipped.count == ShippedLists.load().adoptions.count)
        try await store.removeMapping(
            accountID: nil, field: .standard, source: "EN ISO9001:2015",
            origin: Scene.commandOrigin)
        try await store.setMapping(
            NewMapping(
                accountID: nil, field: .standard, source: "din en iso 9001:2015",
                target: "ISO 14001:2015"), origin: Scene.commandOrigin)
        await store.close()
        // One that this program has not brought yet, as after an update of it.
        try await alter(
            temporary,
            """
            DELETE FROM shipped_adoptions WHERE name = 'BS ISO 9001:2015';
            DELETE FROM mappings WHERE source = 'BS ISO 9001:2015';
            """)
        for _ in 0..<2 {
            let again = try await temporary.open()
            let mappings = try await again.directory().sharedMappings
            #expect(mappings.all.count == shipped.count - 1)
            #expect(mappings.mapping(of: "EN ISO 9001:2015", .standard) == nil)
            #expect(
                mappings.mapping(of: "DIN EN ISO 9001:2015", .standard)?.target == "ISO 14001:2015")
            #expect(mappings.mapping(of: "BS ISO 9001:2015", .standard) != nil)
            await again.close()
        }
    }

    @Test("a store that only reads refuses every write and answers every read")
    func readOnly() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        try await scene.stored("N-1")
        await store.close()
        let reading = try await temporary.open(.readOnly)
        temporary.clock.set(.sample(2030, 1, 1))
        var query = CertificationQuery(
            accountID: scene.account.id, today: temporary.clock.today)
        query.filter.statuses = [.expired]
        #expect(try await reading.certifications(query).totalRows == 1)
        await expectError("suspended", matching: \.isUnavailable) {
            _ = try await reading.setSuspended(
                true, account: scene.account.id, origin: Scene.commandOrigin)
        }
        let outcome = try await reading.upload(
            scene.batch([scene.record("N-2")], mode: .validate))
        #expect(outcome.count(.created) == 1)
        await reading.close()
    }

    private func alter(_ temporary: TemporaryStore, _ sql: String) async throws {
        let queue = try DatabaseQueue(path: temporary.path)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
