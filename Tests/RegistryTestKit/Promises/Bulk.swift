import RegistryCore
import Testing

extension StoreContract {
    /// Several records in one call (contract section 7).
    static let bulk: [StorePromise] = [
        StorePromise("all or nothing: one bad record and nothing of the call is stored") {
            let scene = try await Scene($0, $1)
            let changes = try await scene.changes {
                let outcome = try await scene.upload([
                    scene.record("N-1", entity: "E-1", index: 0), bad(scene, "N-2", index: 1),
                    scene.record("N-3", entity: "E-3", index: 2), bad(scene, "N-4", index: 3),
                ])
                #expect(outcome.faults.map(\.recordIndex) == [1, 3])
            }
            #expect(changes.isEmpty)
            #expect(try await scene.page().totalRows == 0)
        },
        StorePromise("partial: good records are stored, bad ones are not") {
            let scene = try await Scene($0, $1)
            let outcome = try await scene.upload(
                [
                    scene.record("N-1", entity: "E-1", index: 0), bad(scene, "N-2", index: 1),
                    scene.record("N-3", entity: "E-3", index: 2),
                ], mode: .partial)
            #expect(outcome.results.map(\.status) == [.created, .rejected, .created])
            #expect(outcome.results[1].faults.map(\.recordIndex) == [1])
            #expect(try await scene.walk().sorted() == ["N-1", "N-3"])
        },
        StorePromise("records are taken one after the other: a later one finds an earlier one") {
            let scene = try await Scene($0, $1)
            let outcome = try await scene.upload([
                scene.record("N-1", index: 0) { certification, _ in
                    certification.scope = .set("first")
                },
                scene.record("N-1", identity: "I-1", index: 1),
                scene.record("N-2", identity: "I-1", index: 2) { certification, _ in
                    certification.sites = .set([Site(city: "Bern", country: "CH")])
                },
            ])
            let ids = Set(outcome.results.compactMap(\.certificationID))
            #expect(ids.count == 1)
            #expect(outcome.results.map(\.status) == [.created, .updated, .updated])
            let stored = try await scene.read(try #require(ids.first)).stored.certification
            #expect(stored.number == "N-2" && stored.identityNumber == "I-1")
            #expect(stored.scope == "first" && stored.sites.count == 1)
            #expect(try await scene.page().totalRows == 1)
        },
        StorePromise("a number that becomes ambiguous within the call is a fault there") {
            let scene = try await Scene($0, $1)
            let outcome = try await scene.upload(
                [
                    scene.record("N-1", identity: "I-1", index: 0),
                    scene.record("N-1", identity: "I-2", index: 1), scene.record("N-1", index: 2),
                ], mode: .partial)
            #expect(outcome.results.map(\.status) == [.created, .created, .rejected])
        },
        StorePromise("two numbers that change places within a call both hold after it") {
            let scene = try await Scene($0, $1)
            let first = try await scene.stored("N-1", identity: "I-1")
            let second = try await scene.stored("N-2", identity: "I-2")
            let outcome = try await scene.upload([
                scene.record("N-2", identity: "I-1", index: 0),
                scene.record("N-1", identity: "I-2", index: 1),
            ])
            #expect(outcome.results.map(\.certificationID) == [first, second])
            #expect(try await scene.read(first).stored.certification.number == "N-2")
            #expect(try await scene.read(second).stored.certification.number == "N-1")
        },
        StorePromise("a number that moves on is free for a new certification in the same call") {
            let scene = try await Scene($0, $1)
            let first = try await scene.stored("N-1")
            try await scene.stored("N-1", identity: "I-1")
            let outcome = try await scene.upload([
                scene.record("N-9", identity: "I-1", index: 0), scene.record("N-1", index: 1),
            ])
            #expect(outcome.results.map(\.status) == [.updated, .created])
            #expect(outcome.results[0].certificationID == first)
            #expect(try await scene.walk().sorted() == ["N-1", "N-9"])
        },
        StorePromise("an entity's own data is settled once a call, from its last record") {
            let scene = try await Scene($0, $1)
            let changes = try await scene.changes {
                let outcome = try await scene.upload([
                    scene.record("N-1", index: 0) { _, entity in entity.vat = .set("first") },
                    scene.record("N-2", index: 1) { _, entity in entity.taxID = .set("T") },
                ])
                let id = try #require(outcome.results[1].certificationID)
                let identifiers = try await scene.entity(of: id).entity.legalIdentifiers
                #expect(identifiers.vat == nil && identifiers.taxID == "T")
            }
            #expect(changes.count { $0.kind == .certifiedEntity } == 1)
        },
        StorePromise("a record is unchanged when neither it nor its entity differs afterwards") {
            let scene = try await Scene($0, $1)
            try await scene.stored("N-1", entity: "E-1")
            try await scene.stored("N-2", entity: "E-2")
            let outcome = try await scene.upload([
                scene.record("N-1", entity: "E-1", index: 0),
                scene.record("N-2", entity: "E-2", name: "New name", index: 1),
            ])
            #expect(outcome.results.map(\.status) == [.unchanged, .updated])
        },
        StorePromise("an entity may come without certification, and stays without") {
            let scene = try await Scene($0, $1)
            var record = scene.record("N-1", entity: "E-1", index: 0)
            record.certification = nil
            let outcome = try await scene.upload([record])
            #expect(outcome.results.map(\.status) == [.created])
            #expect(outcome.results[0].certificationID == nil)
            let id = try #require(outcome.results[0].entityID)
            let entity = try #require(await scene.store.entity(id, of: scene.account.id))
            #expect(entity.entity.uniqueID == "E-1")
            #expect(try await scene.page().totalRows == 0)
        },
        StorePromise("a record may name an entity of the call or a stored one, but no other") {
            let scene = try await Scene($0, $1)
            let stored = try await scene.upload("N-0", entity: "STORED")
            let outcome = try await scene.upload(
                [
                    naming("STORED", scene, "N-1", index: 0),
                    scene.record("N-2", entity: "NEW", index: 1),
                    naming("NEW", scene, "N-3", index: 2), naming("NONE", scene, "N-4", index: 3),
                ], mode: .partial)
            #expect(outcome.results.map(\.status) == [.created, .created, .created, .rejected])
            #expect(outcome.results[0].entityID == stored.entityID)
            #expect(outcome.results[2].entityID == outcome.results[1].entityID)
            #expect(outcome.results[3].faults.map(\.field) == ["entityUniqueID"])
        },
        StorePromise("a thousand records in one call are stored, and all found again unchanged") {
            let scene = try await Scene($0, $1)
            let records = (0..<1_000).map { index in
                scene.record(
                    "N-\(index)", identity: index % 2 == 0 ? "I-\(index)" : nil,
                    entity: "E-\(index / 3)", index: index)
            }
            let first = try await scene.upload(records)
            #expect(first.count(.created) == 1_000)
            #expect(try await scene.page().totalRows == 1_000)
            let changes = try await scene.changes {
                let second = try await scene.upload(records)
                #expect(second.count(.unchanged) == 1_000)
                #expect(
                    second.results.map(\.certificationID) == first.results.map(\.certificationID))
            }
            #expect(changes.isEmpty)
        },
    ]

    /// A record whose dates are out of order.
    private static func bad(_ scene: Scene, _ number: String, index: Int) -> UploadRecord {
        scene.record(number, entity: "E-\(index)", index: index) { certification, _ in
            certification.expiryDate = .sample(2000, 1, 1)
        }
    }

    /// A record that names an entity without its data.
    private static func naming(
        _ uniqueID: String, _ scene: Scene, _ number: String, index: Int
    ) -> UploadRecord {
        var record = scene.record(number, index: index)
        record.entity = .named(uniqueID: uniqueID)
        return record
    }
}
