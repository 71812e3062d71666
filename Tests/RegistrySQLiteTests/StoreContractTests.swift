import RegistrySQLite
import RegistryTestKit
import Testing

@Suite("The store on SQLite keeps the store contract")
struct StoreContractTests {
    @Test("promise", arguments: StoreContract.promises)
    func promise(_ promise: StorePromise) async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        try await promise.check(store, temporary.clock)
        await store.close()
        // Whatever the promise did, what the schema can't say must hold too.
        try await RegisterInvariants(path: temporary.path).check()
    }
}
