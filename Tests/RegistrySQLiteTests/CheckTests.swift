import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Checking a register")
struct CheckTests {
    /// Something done to a register behind the program's back.
    struct Damage: CustomTestStringConvertible, Sendable {
        let sql: String
        /// The check that finds it, and words of what it says.
        let check: String
        let words: String

        init(_ sql: String, _ check: String, _ words: String) {
            self.sql = sql
            self.check = check
            self.words = words
        }

        var testDescription: String { sql }
    }

    static let damages = [
        Damage(
            "UPDATE accounts SET certifications = 5 WHERE role = 'cb'", "counters",
            "counts 5 certifications and has 2"),
        Damage(
            "UPDATE certifications SET current_status = 'expired'", "certifications",
            "has the status expired on"),
        Damage(
            "UPDATE certifications SET number_key = 'other' WHERE number = 'N-1'",
            "certifications", "is found by another number"),
        Damage(
            "UPDATE certifications SET country = 'FR'", "certifications",
            "has another country than its entity"),
        Damage(
            "UPDATE certifications SET account_id = (SELECT max(id) FROM accounts)",
            "certifications", "has another account than its entity"),
        Damage(
            "UPDATE certifications SET document = '{' WHERE number = 'N-1'", "certifications",
            "can't be read"),
        Damage(
            "DELETE FROM certification_standards", "certifications",
            "is found by other standards"),
        Damage(
            """
            UPDATE certification_standards SET standard_id = (
                SELECT max(id) FROM standards WHERE id <> standard_id)
            """, "certifications", "is found by other standards"),
        Damage(
            "UPDATE certification_standards SET created_at = created_at + 1", "certifications",
            "has a standard with another account, time or status"),
        Damage(
            "UPDATE certification_standards SET current_status = 'hidden'", "certifications",
            "has a standard with another account, time or status"),
        Damage(
            "UPDATE certifications SET entity_id = -1", "certifications",
            "has or names a negative id"),
        Damage(
            """
            UPDATE certifications SET certification_body_id = (
                SELECT max(id) FROM certification_bodies)
            """, "certifications", "is of a body that its account can't upload for"),
        Damage("DELETE FROM register_state", "certifications", "register_state names no day"),
        Damage(
            "UPDATE certified_entities SET document = '[1, '", "certified entities",
            "can't be read"),
        Damage("DELETE FROM entity_aliases", "certified entities", "is found by other aliases"),
        Damage(
            "UPDATE entity_aliases SET alias = 'other'", "certified entities",
            "is found by other aliases"),
        Damage(
            "UPDATE entity_aliases SET scope = 1", "certified entities",
            "has an alias of another account or scope"),
        Damage(
            "UPDATE certification_bodies SET name = 'Other'", "certification bodies",
            "is not called as its account is"),
        Damage(
            "UPDATE accounts SET name_key = 'other' WHERE name = 'Alpha Cert'",
            "accounts, keys and lists", "is found by another name"),
        Damage(
            "PRAGMA ignore_check_constraints = ON; UPDATE api_keys SET scope = 'all'",
            "accounts, keys and lists", "unknown scope"),
        Damage(
            "PRAGMA ignore_check_constraints = ON; UPDATE api_keys SET scope = 'all'", "file",
            "CHECK constraint failed in api_keys"),
        Damage(
            "DELETE FROM certified_entities", "foreign keys",
            "a row of certifications"),
        Damage(
            """
            INSERT INTO deleted_certifications
                SELECT id, account_id, certification_body_id, number_key, NULL, 1
                FROM certifications
            """, "deleted records", "is there and deleted"),
        Damage(
            "DROP TRIGGER changes_are_not_removed; DELETE FROM changes WHERE sequence = 2",
            "change log", "change 2 is missing"),
        Damage(
            "DROP TRIGGER changes_are_not_removed; DELETE FROM changes WHERE sequence IN (1, 2)",
            "change log", "changes 1 to 2 are missing"),
        Damage(
            """
            DROP TRIGGER changes_are_not_altered;
            UPDATE changes SET kind = 'rumour' WHERE sequence = 2
            """, "change log", "unknown kind rumour"),
        Damage(
            """
            DROP TRIGGER changes_are_not_removed;
            DELETE FROM changes WHERE kind = 'certification'
            """, "creation of records", "no change says that it was created"),
    ]

    @Test("what was done to a register is found, and told of the record", arguments: damages)
    func damage(_ damage: Damage) async throws {
        let temporary = try await Self.register()
        try await Self.execute(damage.sql, temporary)
        let outcomes = try await RegisterCheck.run(path: temporary.path, report: { _ in })
        let found = try #require(outcomes.first { $0.name == damage.check })
        #expect(found.found > 0)
        #expect(found.findings.contains { $0.contains(damage.words) }, "\(outcomes)")
    }

    @Test("all is well with a register as the program made it, and a check leaves it as it is")
    func undamaged() async throws {
        let temporary = try await Self.register()
        let before = try Self.files(temporary)
        try await RegisterInvariants(path: temporary.path).check()
        #expect(try Self.files(temporary) == before)
    }

    @Test("of many findings the first are told, and all are counted")
    func many() async throws {
        let temporary = try await Self.register(certifications: 25)
        try await Self.execute("UPDATE certifications SET country = 'FR'", temporary)
        let outcomes = try await RegisterCheck.run(path: temporary.path, report: { _ in })
        let found = try #require(outcomes.first { $0.name == "certifications" })
        #expect(found.found == 25)
        #expect(found.findings.count == 20)
    }

    @Test("a page of garbage is found, in a table or in an index")
    func garbage() async throws {
        for name in ["certified_entities", "certifications_by_number", "changes"] {
            let temporary = try await Self.register()
            let queue = try DatabaseQueue(path: temporary.path)
            let page = try await queue.read {
                try Int.fetchOne(
                    $0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?",
                    arguments: [name])
            }
            try queue.close()
            let file = try #require(FileHandle(forUpdatingAtPath: temporary.path))
            try file.seek(toOffset: UInt64((try #require(page) - 1) * 4_096))
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
            try file.close()
            let outcomes = try await RegisterCheck.run(path: temporary.path, report: { _ in })
            #expect(outcomes.count == Check.all.count)
            let damaged = try #require(outcomes.first { $0.isOfFile })
            #expect(damaged.found > 0, "\(name)")
        }
    }

    // MARK: A register to damage

    /// A `cb` account with a key, an entity with an alias and certifications.
    private static func register(certifications: Int = 2) async throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        for index in 1...certifications {
            try await scene.stored("N-\(index)")
        }
        var update = EntityUpdate(guid: "E-1", locator: DatumLocator())
        update.aliases = .set([EntityAlias(name: "Acme Old", uniqueID: "A-1")])
        _ = try await store.updateEntity(
            update, of: scene.account.id, validatesOnly: false, origin: scene.origin)
        _ = try await Scene(store, temporary.clock, account: "Beta Cert")
        await store.close()
        return temporary
    }

    private static func execute(_ sql: String, _ temporary: TemporaryStore) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: temporary.path, configuration: configuration)
        try await queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    private static func files(_ temporary: TemporaryStore) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path)
        return Dictionary(
            uniqueKeysWithValues: try names.map { name in
                (name, try Data(contentsOf: temporary.folder.appendingPathComponent(name)))
            })
    }
}
