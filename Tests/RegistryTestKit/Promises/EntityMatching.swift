import RegistryCore
import Testing

extension StoreContract {
    /// The first table of contract section 11.
    static let entityMatching: [StorePromise] = [
        StorePromise("a unique id and name that are known update the stored entity") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1")
            let second = try await scene.upload("N-2") { _, entity in entity.vat = .set("DE1") }
            #expect(second.entityID == first.entityID)
            #expect(second.renamedFrom == nil)
            let entity = try await scene.entity(of: try #require(second.certificationID)).entity
            #expect(entity.legalIdentifiers.vat == "DE1")
            #expect(entity.formerNames.isEmpty)
        },
        StorePromise("a known unique id with another name renames, and the former name is dated") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", name: "Acme")
            scene.clock.advance(seconds: 60)
            let second = try await scene.upload("N-1", name: "Acme Holding")
            #expect(second.entityID == first.entityID)
            #expect(second.renamedFrom == "Acme")
            let entity = try await scene.entity(of: try #require(first.certificationID)).entity
            #expect(entity.name == "Acme Holding")
            #expect(entity.formerNames.map(\.name) == ["Acme"])
            #expect(entity.formerNames.map(\.until) == [scene.clock.seconds])
        },
        StorePromise("of several names in one upload the last wins, the others become former") {
            let scene = try await Scene($0, $1)
            let outcome = try await scene.upload([
                scene.record("N-1", name: "One", index: 0),
                scene.record("N-2", name: "Two", index: 1),
                scene.record("N-3", name: "Three", index: 2),
            ])
            #expect(Set(outcome.results.map(\.entityID)).count == 1)
            let id = try #require(outcome.results[0].certificationID)
            let entity = try await scene.entity(of: id).entity
            #expect(entity.name == "Three")
            #expect(entity.formerNames.map(\.name) == ["One", "Two"])
        },
        StorePromise("another unique id is a second entity, whatever the name") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", entity: "E-1", name: "Acme")
            let second = try await scene.upload("N-2", entity: "E-2", name: "Acme")
            #expect(second.entityID != first.entityID)
        },
        StorePromise("an alias finds its entity, which keeps its unique id and its name") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", entity: "E-1", name: "Acme")
            try await scene.setAliases([("ALIAS-1", "Acme Süd")], of: "E-1")
            let second = try await scene.upload("N-2", entity: "ALIAS-1", name: "ACME  SÜD")
            #expect(second.entityID == first.entityID)
            let entity = try await scene.entity(of: try #require(second.certificationID)).entity
            #expect(entity.uniqueID == "E-1")
            #expect(entity.name == "Acme")
            #expect(entity.aliases.map(\.uniqueID) == ["ALIAS-1"])
        },
        StorePromise("another name than the alias's own renames the alias's entity") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", entity: "E-1", name: "Acme")
            try await scene.setAliases([("ALIAS-1", "Acme Süd")], of: "E-1")
            let result = try await scene.upload("N-1", entity: "ALIAS-1", name: "Acme Nord")
            #expect(result.renamedFrom == "Acme")
        },
        StorePromise("an alias that is given up is free for a new entity") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", entity: "E-1")
            try await scene.setAliases([("ALIAS-1", nil)], of: "E-1")
            try await scene.setAliases([], of: "E-1")
            let second = try await scene.upload("N-2", entity: "ALIAS-1")
            #expect(second.entityID != first.entityID)
        },
        StorePromise("former names are a set: going back and forth adds each name once") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1", name: "Acme")
            for name in ["Beta", "Acme", "Beta", "ACME", "Beta"] {
                scene.clock.advance(seconds: 1)
                try await scene.upload("N-1", name: name)
            }
            let entity = try await scene.entity(of: id).entity
            #expect(entity.name == "Beta")
            #expect(
                entity.formerNames.map { ComparisonKey($0.name) } == [
                    ComparisonKey("Acme"), ComparisonKey("Beta"),
                ])
        },
        StorePromise("unique ids are compared code point by code point") {
            let scene = try await Scene($0, $1)
            let composed = try await scene.upload("N-1", entity: "Caf\u{E9}")
            let decomposed = try await scene.upload("N-2", entity: "Cafe\u{301}")
            let upperCase = try await scene.upload("N-3", entity: "CAF\u{E9}")
            #expect(Set([composed, decomposed, upperCase].map(\.entityID)).count == 3)
            let again = try await scene.upload("N-1", entity: "Caf\u{E9}")
            #expect(again.entityID == composed.entityID)
        },
        StorePromise("a name in another normal form is stored as sent, and renames nobody") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1", name: "Caf\u{E9}")
            let result = try await scene.upload("N-1", name: "Cafe\u{301}")
            #expect(result.renamedFrom == nil)
            #expect(result.status == .updated)
            let entity = try await scene.entity(of: id).entity
            #expect(Array(entity.name.unicodeScalars) == Array("Cafe\u{301}".unicodeScalars))
            #expect(entity.formerNames.isEmpty)
        },
    ]
}

extension Scene {
    /// Replaces the aliases of an entity.
    @discardableResult
    func setAliases(
        _ aliases: [(uniqueID: String, name: String?)], of guid: String
    ) async throws -> StoredEntity {
        try await update(guid) { update in
            update.aliases =
                aliases.isEmpty
                ? .clear : .set(aliases.map { EntityAlias(name: $0.name, uniqueID: $0.uniqueID) })
        }
    }

    @discardableResult
    func update(
        _ guid: String, validatesOnly: Bool = false, change: (inout EntityUpdate) -> Void
    ) async throws -> StoredEntity {
        var update = EntityUpdate(guid: guid, locator: DatumLocator())
        change(&update)
        return try await store.updateEntity(
            update, of: account.id, validatesOnly: validatesOnly, origin: origin)
    }
}
