import RegistryCore
import Testing

extension StoreContract {
    /// Deleting, and what comes back after it (contract sections 4 and 9).
    static let deletes: [StorePromise] = [
        StorePromise("a deleted certification is gone, and deleting it again finds nothing") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            try await scene.delete(id)
            #expect(try await scene.store.certification(id, of: scene.account.id) == nil)
            #expect(try await scene.page().totalRows == 0)
            await expectError("deleted twice", matching: \.isNotFound) {
                try await scene.delete(id)
            }
        },
        StorePromise("the same number after a delete gets the same id back, and is new otherwise") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1") { certification, _ in
                certification.scope = .set("old")
            }
            scene.clock.advance(seconds: 10)
            try await scene.delete(id)
            scene.clock.advance(seconds: 10)
            let result = try await scene.upload("n-1")
            #expect(result.certificationID == id && result.status == .created)
            let stored = try await scene.read(id).stored
            #expect(stored.certification.scope == nil)
            #expect(stored.createdAt == scene.clock.seconds)
        },
        StorePromise("the same identity number after a delete gets the same id back") {
            let scene = try await Scene($0, $1)
            let first = try await scene.stored("N-1", identity: "I-1")
            let second = try await scene.stored("N-1", identity: "I-2")
            try await scene.delete(first)
            try await scene.delete(second)
            #expect(try await scene.stored("N-1", identity: "I-2") == second)
            #expect(try await scene.stored("N-7", identity: "I-1") == first)
        },
        StorePromise("a number that several deleted ones shared gives none of their ids") {
            let scene = try await Scene($0, $1)
            let first = try await scene.stored("N-1", identity: "I-1")
            let second = try await scene.stored("N-1", identity: "I-2")
            try await scene.delete(first)
            try await scene.delete(second)
            let third = try await scene.stored("N-1")
            #expect(third != first && third != second)
        },
        StorePromise("an id is given back once, whatever keys of it one call names") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1", identity: "I-1")
            try await scene.delete(id)
            let outcome = try await scene.upload([
                scene.record("N-1", index: 0), scene.record("N-2", identity: "I-1", index: 1),
            ])
            let ids = outcome.results.compactMap(\.certificationID)
            #expect(ids.count == 2 && Set(ids).count == 2 && ids.contains(id))
        },
        StorePromise("ids come back again and again") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            for _ in 0..<3 {
                try await scene.delete(id)
                #expect(try await scene.stored("N-1") == id)
            }
            try await scene.delete(id)
            let entityID = try #require(await scene.upload("N-2").entityID)
            for _ in 0..<3 {
                try await scene.store.deleteEntity(
                    entityID, of: scene.account.id, origin: scene.origin)
                #expect(try await scene.upload("N-2").entityID == entityID)
            }
        },
        StorePromise("an entity left without certifications stays") {
            let scene = try await Scene($0, $1)
            let result = try await scene.upload("N-1")
            try await scene.delete(try #require(result.certificationID))
            let entityID = try #require(result.entityID)
            #expect(try await scene.store.entity(entityID, of: scene.account.id) != nil)
            #expect(try await scene.upload("N-2").entityID == entityID)
        },
        StorePromise("deleting an entity deletes its certifications, and each comes back") {
            let scene = try await Scene($0, $1)
            let first = try await scene.stored("N-1")
            let second = try await scene.stored("N-2", identity: "I-2")
            let other = try await scene.stored("N-3", entity: "E-2")
            let entityID = try await scene.entity(of: first).id
            let changes = try await scene.changes {
                try await scene.store.deleteEntity(
                    entityID, of: scene.account.id, origin: scene.origin)
            }
            #expect(changes.map(\.recordID) == [first, second, entityID])
            #expect(changes.allSatisfy { $0.action == .deleted && $0.before != nil })
            #expect(try await scene.walk() == ["N-3"])
            #expect(try await scene.store.entity(entityID, of: scene.account.id) == nil)
            #expect(try await scene.read(other).entity.id != entityID)
            let back = try await scene.upload("N-1", name: "Anybody")
            #expect(back.certificationID == first && back.entityID == entityID)
            #expect(back.renamedFrom == nil)
            #expect(try await scene.stored("N-2", identity: "I-2") == second)
        },
        StorePromise("a deleted entity's unique id and aliases are free for others") {
            let scene = try await Scene($0, $1)
            let entityID = try #require(await scene.upload("N-1", entity: "E-1").entityID)
            try await scene.setAliases([("ALIAS-1", nil)], of: "E-1")
            try await scene.upload("N-2", entity: "E-2")
            try await scene.store.deleteEntity(
                entityID, of: scene.account.id, origin: scene.origin)
            let entity = try await scene.setAliases([("E-1", nil), ("ALIAS-1", nil)], of: "E-2")
            #expect(try await scene.upload("N-3", entity: "E-1").entityID == entity.id)
        },
        StorePromise("the history of an id spans its delete and its return") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            try await scene.delete(id)
            try await scene.stored("N-1")
            try await scene.upload("N-1") { certification, _ in certification.scope = .set("S") }
            let history = try await scene.store.history(of: id)
            #expect(history.map(\.action) == [.created, .deleted, .created, .updated])
            #expect(history.map { $0.before == nil } == [true, false, true, false])
        },
        StorePromise("deleting what is not there finds nothing and changes nothing") {
            let scene = try await Scene($0, $1)
            let changes = try await scene.changes {
                await expectError("no certification", matching: \.isNotFound) {
                    try await scene.delete(RecordID(1))
                }
                await expectError("no entity", matching: \.isNotFound) {
                    try await scene.store.deleteEntity(
                        RecordID(1), of: scene.account.id, origin: scene.origin)
                }
            }
            #expect(changes.isEmpty)
        },
    ]
}

extension Scene {
    func delete(_ id: RecordID) async throws {
        try await store.deleteCertification(id, of: account.id, origin: origin)
    }
}
