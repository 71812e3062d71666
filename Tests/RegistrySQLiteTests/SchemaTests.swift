import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

/// The schema refuses what the code should never do.
@Suite("Constraints of the schema")
struct SchemaTests {
    @Test(
        "what may not be stored is refused by the database itself",
        arguments: [
            "UPDATE certifications SET number = ''",
            "UPDATE certifications SET number = printf('%.61c', 'x')",
            "UPDATE certifications SET identity_number = ''",
            "UPDATE certifications SET identity_number = 'I' WHERE number IN ('N-1', 'N-2')",
            "UPDATE certifications SET number_key = 'n-1' WHERE number = 'N-2'",
            "UPDATE certifications SET status = 'Active'",
            "UPDATE certifications SET current_status = 'gone'",
            "UPDATE certifications SET accreditation = 'accredited'",
            "UPDATE certifications SET accreditation = 'Unaccredited'",
            "UPDATE certifications SET issue_date = '2024-01-01'",
            "UPDATE certifications SET issue_date = 20241301",
            "UPDATE certifications SET issue_date = 20240132",
            "UPDATE certifications SET issue_date = 20300101",
            "UPDATE certifications SET expiry_date = 20200101",
            "UPDATE certifications SET original_issue_date = 20991231",
            "UPDATE certifications SET updated_at = created_at - 1",
            "UPDATE certifications SET created_at = 'yesterday'",
            "UPDATE certifications SET entity_id = 5",
            "UPDATE certifications SET certification_body_id = 5",
            "UPDATE certifications SET accreditation_body_id = 5",
            "UPDATE certifications SET document = NULL",
            "UPDATE certified_entities SET unique_id = printf('%.46c', 'x')",
            "UPDATE certified_entities SET unique_id = 'E-1'",
            "UPDATE certified_entities SET name = ''",
            "UPDATE certified_entities SET country = 'Germany'",
            "UPDATE certified_entities SET is_confidential = 2",
            "DELETE FROM certified_entities",
            "DELETE FROM accounts",
            "INSERT INTO entity_aliases SELECT account_id, 'E-2', 0, id FROM certified_entities "
                + "WHERE unique_id = 'E-1'",
            "INSERT INTO certified_entities (id, account_id, unique_id, name, country, "
                + "is_confidential, created_at, updated_at, document) SELECT 5, account_id, "
                + "'ALIAS-1', 'n', 'DE', 0, 0, 0, '{}' FROM certified_entities LIMIT 1",
            "UPDATE accounts SET role = 'admin'",
            "UPDATE accounts SET role = 'mncb'",
            "UPDATE accounts SET certification_body_id = NULL",
            "UPDATE accounts SET certifications = -1",
            "UPDATE accounts SET accreditation_body_id = NULL WHERE role = 'ab'",
            "UPDATE accounts SET acronym = NULL",
            "UPDATE accounts SET certification_body_id = (SELECT min(id) FROM "
                + "certification_bodies) WHERE role = 'mncb'",
            "UPDATE recorded_bodies SET identity_number = ''",
            "UPDATE recorded_bodies SET identity_number = printf('%.46c', 'x')",
            "UPDATE recorded_bodies SET identity_number = 'B-1'",
            "UPDATE recorded_bodies SET name = ''",
            "UPDATE recorded_bodies SET name = printf('%.301c', 'x')",
            "UPDATE recorded_bodies SET country = 'Germany'",
            "UPDATE recorded_bodies SET status = 'active'",
            "UPDATE recorded_bodies SET status = 'Withdrawn'",
            "UPDATE recorded_bodies SET withdrawn_at = 5",
            "UPDATE recorded_bodies SET updated_at = created_at - 1",
            "UPDATE recorded_bodies SET document = NULL",
            "UPDATE recorded_bodies SET account_id = 5",
            "UPDATE recorded_bodies SET accreditation_body_id = 5",
            "UPDATE recorded_bodies SET certification_body_id = 5",
            "UPDATE recorded_bodies SET certification_body_id = (SELECT "
                + "min(certification_body_id) FROM recorded_bodies)",
            "INSERT INTO associated_bodies SELECT * FROM associated_bodies",
            "UPDATE associated_bodies SET certification_body_id = 5",
            "UPDATE associated_bodies SET account_id = 5",
            "DELETE FROM certification_bodies",
            "UPDATE certification_bodies SET name = ''",
            "UPDATE certification_bodies SET country = 'Germany'",
            "UPDATE standards SET added_by = 5",
            "INSERT INTO standards SELECT 5, scheme_id, name, name_key, added_by, 0 FROM standards "
                + "WHERE added_by IS NOT NULL",
            "INSERT INTO schemes SELECT 5, name, name_key FROM schemes WHERE name = 'Truffles'",
            "UPDATE api_keys SET hash = x'00'",
            "UPDATE api_keys SET scope = 'admin'",
            "UPDATE api_keys SET account_id = 5",
            "UPDATE changes SET call = 'x'",
            "DELETE FROM changes",
            "INSERT INTO changes (at, request_id, call, action, kind, record_id) "
                + "VALUES (0, 'r', 'c', 'created', 'key', 1)",
            "INSERT INTO changes (at, operating_system_user, request_id, call, action, kind, "
                + "record_id) VALUES (0, 'u', 'r', 'c', 'updated', 'key', 1)",
            "INSERT INTO register_state VALUES (2, 0, 10101)",
            "INSERT INTO mappings VALUES (5, NULL, 'colour', 's', 's', 't')",
            "INSERT INTO mappings VALUES (5, NULL, 'status', 's', 's', 't'), "
                + "(6, NULL, 'status', 'S', 's', 't')",
        ])
    func refused(sql: String) async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        try await scene.stored("N-1", entity: "E-1")
        try await scene.stored("N-2", entity: "E-2")
        var update = EntityUpdate(guid: "E-2", locator: DatumLocator())
        update.aliases = .set([EntityAlias(name: nil, uniqueID: "ALIAS-1")])
        _ = try await store.updateEntity(
            update, of: scene.account.id, validatesOnly: false, origin: scene.origin)
        let recorder = try await Recorder(store, temporary.clock)
        try await recorder.body("B-1") {
            $0.standards = .set([
                AccreditedStandard(schemeName: "Truffles", standardName: "TMS 1")
            ])
        }
        try await recorder.body("B-2", name: "Beta")
        _ = try await Scene(store, temporary.clock, over: [scene.bodyID])
        await store.close()
        let queue = try DatabaseQueue(path: temporary.path)
        #expect(throws: DatabaseError.self, "\(sql)") {
            do {
                try queue.write { try $0.execute(sql: sql) }
            } catch let error as DatabaseError {
                #expect(error.resultCode == .SQLITE_CONSTRAINT, "\(error)")
                throw error
            }
        }
        try queue.close()
    }

    @Test("every table is strict")
    func strict() async throws {
        let temporary = try TemporaryStore()
        try await temporary.open().close()
        let queue = try DatabaseQueue(path: temporary.path)
        let loose = try await queue.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE strict = 0 AND schema = 'main'
                        AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                    """)
        }
        #expect(loose.isEmpty)
        try queue.close()
    }
}
