import RegistryPostgres
import RegistryTestKit
import Testing

@Suite(
    "Through pgbouncer, which gives each transaction another connection",
    .enabled(
        if: PostgresRequirement.isPgBouncerInstalled || PostgresRequirement.isRequired,
        "\(PostgresRequirement.missingMessage())"))
struct PoolerTests {
    @Test("the store keeps its promises with unprepared statements")
    func promises() async throws {
        let pooler = try PgBouncer.start(before: try SharedPostgres.server())
        defer { pooler.stop() }
        for promise in StoreContract.writing {
            let database = try await TemporaryDatabase()
            let name = try #require(database.url.split(separator: "/").last)
            var configuration = database.configuration
            configuration.url = pooler.url(database: String(name))
            configuration.preparesStatements = false
            let store = try await PostgresStore.open(
                configuration, mode: .create, clock: database.clock.clock)
            try await promise.check(store, database.clock)
            await store.close()
            try await database.checkInvariants()
        }
    }
}
