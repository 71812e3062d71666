import RegistryCore
import Testing

extension StoreContract {
    /// An account sees and changes only its own (contract section 1).
    static let isolation: [StorePromise] = [
        StorePromise("another account's records are not found, by whatever call") {
            let scene = try await Scene($0, $1)
            let other = try await Scene($0, $1, account: "Beta Cert")
            let id = try await scene.stored("N-1")
            let entityID = try await scene.entity(of: id).id
            #expect(try await other.store.certification(id, of: other.account.id) == nil)
            #expect(try await other.store.entity(entityID, of: other.account.id) == nil)
            let changes = try await scene.changes {
                await expectError("delete", matching: \.isNotFound) { try await other.delete(id) }
                await expectError("delete entity", matching: \.isNotFound) {
                    try await other.store.deleteEntity(
                        entityID, of: other.account.id, origin: other.origin)
                }
                for guid in ["E-1", entityID.description] {
                    await expectError("update", matching: \.isNotFound) {
                        try await other.update(guid) { $0.name = "Stolen" }
                    }
                }
            }
            #expect(changes.isEmpty)
            #expect(try await other.page().totalRows == 0)
            #expect(try await other.walk().isEmpty)
        },
        StorePromise("equal unique ids, numbers and identity numbers of two accounts stay apart") {
            let scene = try await Scene($0, $1)
            let other = try await Scene($0, $1, account: "Beta Cert")
            let one = try await scene.stored("N-1", identity: "I-1", name: "Acme")
            let two = try await other.stored("N-1", identity: "I-1", name: "Beta")
            #expect(one != two)
            #expect(try await scene.entity(of: one).id != other.entity(of: two).id)
            #expect(try await scene.entity(of: one).entity.name == "Acme")
            try await other.delete(two)
            #expect(try await scene.read(one).stored.id == one)
            #expect(try await scene.page().totalRows == 1)
        },
        StorePromise("another account's aliases and tombstones give nothing away") {
            let scene = try await Scene($0, $1)
            let other = try await Scene($0, $1, account: "Beta Cert")
            let id = try await scene.stored("N-1", identity: "I-1")
            try await scene.setAliases([("ALIAS-1", nil)], of: "E-1")
            try await scene.delete(id)
            let result = try await other.upload("N-1", identity: "I-1", entity: "ALIAS-1")
            #expect(result.certificationID != id)
            let entity = try await other.entity(of: try #require(result.certificationID))
            #expect(entity.entity.uniqueID == "ALIAS-1")
            try await other.setAliases([("E-1", nil)], of: "ALIAS-1")
        },
    ]
}
