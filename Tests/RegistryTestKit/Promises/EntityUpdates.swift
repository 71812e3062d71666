import RegistryCore
import Testing

extension StoreContract {
    /// Updates of certified entities (contract section 9).
    static let entityUpdates: [StorePromise] = [
        StorePromise("an update finds its entity by unique id, then alias, then our own id") {
            let scene = try await Scene($0, $1)
            let id = try #require(await scene.upload("N-1", entity: "E-1").entityID)
            try await scene.setAliases([("ALIAS-1", nil)], of: "E-1")
            for guid in ["E-1", "ALIAS-1", id.description] {
                let entity = try await scene.update(guid) { $0.vat = .set(guid) }
                #expect(entity.id == id && entity.entity.legalIdentifiers.vat == guid)
            }
            // A unique id that looks like another entity's own id goes first.
            let other = try await scene.upload("N-2", entity: id.description)
            let updated = try await scene.update(id.description) { $0.vat = .set("x") }
            #expect(updated.id == other.entityID)
        },
        StorePromise("an update changes only what it names, and its certifications read it") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            scene.clock.advance(seconds: 5)
            let updated = try await scene.update("E-1") {
                $0.country = "CH"
                $0.address.city = .set("Genève")
            }
            let read = try await scene.entity(of: id)
            for entity in [updated, read] {
                #expect(entity.entity.country == "CH" && entity.entity.address.city == "Genève")
                #expect(entity.entity.address.street == "Hauptstraße 1")
                #expect(entity.updatedAt == scene.clock.seconds)
            }
        },
        StorePromise("a rename keeps the former name") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", name: "Acme")
            let entity = try await scene.update("E-1") { $0.name = "Beta" }.entity
            #expect(entity.name == "Beta" && entity.formerNames.map(\.name) == ["Acme"])
        },
        StorePromise("an update that changes nothing logs nothing and moves no time") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            scene.clock.advance(seconds: 5)
            let changes = try await scene.changes {
                try await scene.update("E-1") { $0.address.city = .set("Köln") }
            }
            #expect(changes.isEmpty)
            #expect(try await scene.read(id).stored.updatedAt == scene.clock.seconds - 5)
        },
        StorePromise("a validated update answers as the real one, and stores nothing") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let changes = try await scene.changes {
                let entity = try await scene.update("E-1", validatesOnly: true) { $0.name = "Beta" }
                #expect(entity.entity.name == "Beta")
            }
            #expect(changes.isEmpty)
            #expect(try await scene.entity(of: id).entity.name == "Acme")
        },
        StorePromise("a guid that the account doesn't have is not found") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", entity: "Caf\u{E9}")
            for guid in ["E-9", "Cafe\u{301}", RecordID(5).description] {
                await expectError("\(guid)", matching: \.isNotFound) {
                    try await scene.update(guid) { $0.name = "Beta" }
                }
            }
        },
        StorePromise("an alias that is another entity's unique id or alias is a fault on it") {
            let scene = try await Scene($0, $1)
            for entity in ["E-1", "E-2", "E-3"] {
                try await scene.upload("N-\(entity)", entity: entity)
            }
            try await scene.setAliases([("ALIAS-3", nil)], of: "E-3")
            let changes = try await scene.changes {
                do throws(RegistryError) {
                    var update = EntityUpdate(guid: "E-1", locator: DatumLocator())
                    update.aliases = .set(
                        ["FREE", "E-2", "ALIAS-3"].map { EntityAlias(name: nil, uniqueID: $0) })
                    _ = try await scene.store.updateEntity(
                        update, of: scene.account.id, validatesOnly: false, origin: scene.origin)
                    Issue.record("the aliases were taken")
                } catch {
                    guard case .faults(let faults) = error else { throw error }
                    #expect(faults.map(\.field) == ["alias(1)", "alias(2)"])
                }
            }
            #expect(changes.isEmpty)
        },
        StorePromise("an entity may have its own unique id among its aliases, and one id twice") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", entity: "E-1")
            let entity = try await scene.setAliases(
                [("E-1", "Self"), ("A-1", "One"), ("A-1", "Two")], of: "E-1")
            #expect(entity.entity.aliases.compactMap(\.name) == ["Self", "One", "Two"])
            #expect(try await scene.upload("N-2", entity: "A-1").entityID == entity.id)
        },
        StorePromise("a hundred aliases are kept in their order") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let aliases = (0..<EntityAlias.countMax).map {
                (uniqueID: "A-\(99 - $0)", name: "n\($0)")
            }
            try await scene.setAliases(aliases.map { ($0.uniqueID, $0.name) }, of: "E-1")
            let read = try await scene.entity(of: id).entity.aliases
            #expect(read.map(\.uniqueID) == aliases.map(\.uniqueID))
        },
    ]
}
