import RegistryPostgres
import RegistryTestKit
import Testing

@Suite("The store on PostgreSQL keeps the store contract", .needsPostgres)
struct StoreContractTests {
    @Test("promise", arguments: StoreContract.promises)
    func promise(_ promise: StorePromise) async throws {
        let database = try await TemporaryDatabase()
        let store = try await database.open()
        try await promise.check(store, database.clock)
        await store.close()
        // Whatever the promise did, what the schema can't say must hold too.
        try await database.checkInvariants()
    }
}
