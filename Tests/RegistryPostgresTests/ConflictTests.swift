import RegistryCore
import RegistrySQL
import RegistryTestKit
import Testing

@testable import RegistryPostgres

@Suite("Conflicts in PostgreSQL", .needsPostgres)
struct ConflictTests {
    /// Makes the database refuse so many insertions into the change log. A sequence counts them,
    /// which no rollback sets back.
    private func refuse(
        _ count: Int, as state: String, in database: TemporaryDatabase
    ) throws {
        let name = try #require(database.url.split(separator: "/").last)
        try SharedPostgres.server().query(
            """
            CREATE SEQUENCE attempts;
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('attempts') <= \(count) THEN
                    RAISE EXCEPTION 'refused by the test' USING ERRCODE = '\(state)';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON changes
            FOR EACH ROW EXECUTE FUNCTION refuse();
            """, database: String(name))
    }

    private func uploadError(_ scene: Scene) async -> RegistryError? {
        do {
            _ = try await scene.upload([scene.record("N-1")])
            return nil
        } catch {
            return error as? RegistryError
        }
    }

    @Test(
        "what may go well the next time is tried again",
        arguments: [("40001", 4), ("40P01", 4), ("23505", 1)])
    func again(state: String, count: Int) async throws {
        let database = try await TemporaryDatabase()
        let store = try await database.open()
        let scene = try await Scene(store, database.clock)
        try refuse(count, as: state, in: database)
        #expect(await uploadError(scene) == nil)
        await store.close()
        try await database.checkInvariants()
    }

    @Test(
        "but not for ever, and then nothing is stored",
        arguments: [("40001", 5), ("23505", 2), ("57014", 1), ("53100", 1), ("55P03", 1)])
    func notForEver(state: String, count: Int) async throws {
        let database = try await TemporaryDatabase()
        let store = try await database.open()
        let scene = try await Scene(store, database.clock)
        let before = try await store.changes(since: 0, limit: 100).count
        try refuse(count, as: state, in: database)
        let error = await uploadError(scene)
        if state == "23505" {
            guard case .broken = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        } else {
            guard case .unavailable(_, let seconds) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(seconds > 0)
        }
        #expect(try await store.changes(since: 0, limit: 100).count == before)
        // The next one has nothing to do with it.
        #expect(await uploadError(scene) == nil)
        await store.close()
        try await database.checkInvariants()
    }
}
