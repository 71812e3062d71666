import RegistryCore
import Testing

extension StoreContract {
    /// Joining and parting of records by the operator (contract sections 10 and 15).
    static let bodyLinks: [StorePromise] = [
        StorePromise("a link takes everything that the account uploaded for the body with it") {
            store, clock in
            let target = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            let old = try await recorder.body("B-1", name: "Alfa")
            let scene = try await recorder.scene("B-1")
            let other = try await recorder.otherScene()
            let kept = try await other.stored("N-1", entity: "E-1")
            let ids = try await Uploaded(by: scene)
            clock.advance(seconds: 60)
            let changes = try await recorder.changes {
                let stored = try await recorder.link("B-1", to: target.bodyID)
                #expect(stored.certificationBodyID == target.bodyID)
            }
            #expect(
                changes.map(\.recordID).sorted()
                    == [ids.record, ids.entity, ids.certification].sorted())
            #expect(changes.allSatisfy { $0.action == .updated })
            #expect(changes.allSatisfy { $0.before?.contains(old.description) ?? false })
            let moved = try await recorder.scene("B-1")
            #expect(moved.bodyID == target.bodyID)
            let read = try await moved.read(ids.certification)
            #expect(read.stored.certificationBodyID == target.bodyID)
            #expect(read.entity.certificationBodyID == target.bodyID)
            #expect(read.stored.updatedAt == clock.seconds)
            #expect(read.entity.updatedAt == clock.seconds)
            try await ids.expectSameIDs(uploadedBy: moved)
            #expect(try await other.read(kept).stored.certificationBodyID == other.bodyID)
            #expect(try await store.recordedBody(old, by: recorder.account.id) == nil)
            #expect(try await recorder.read(target.bodyID).accountName == "Alpha Cert")
        },
        StorePromise("a link leaves what others uploaded for either body") { store, clock in
            let target = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            let two = try await Recorder(store, clock, acronym: "OTHER")
            let old = try await recorder.body("B-1", name: "Alfa")
            #expect(try await two.body("B-1", name: "Alfa") == old)
            let byCB = try await target.stored("N-1")
            let byOther = try await two.scene("B-1").stored("N-1")
            _ = try await recorder.link("B-1", to: target.bodyID)
            #expect(try await target.read(byCB).stored.certificationBodyID == target.bodyID)
            let read = try await two.scene("B-1").read(byOther)
            #expect(read.stored.certificationBodyID == old)
            #expect(read.entity.certificationBodyID == old)
        },
        StorePromise("a link to a body that the account has recorded is a conflict") {
            let recorder = try await Recorder($0, $1)
            try await recorder.body("B-1")
            let other = try await recorder.body("B-2", name: "Beta")
            let changes = try await recorder.changes {
                await expectError("recorded", matching: \.isConflict) {
                    _ = try await recorder.link("B-1", to: other)
                }
                await expectError("no such body", matching: \.isNotFound) {
                    _ = try await recorder.link("B-1", to: RecordID(5))
                }
                await expectError("no such record", matching: \.isNotFound) {
                    _ = try await recorder.link("B-9", to: other)
                }
                await expectError("no such record to part", matching: \.isNotFound) {
                    _ = try await recorder.unlink("B-9")
                }
                let same = try await recorder.link("B-2", to: other)
                #expect(same.certificationBodyID == other)
            }
            #expect(changes.isEmpty)
        },
        StorePromise("an unlink gives the record a body of its own, with all that goes with it") {
            store, clock in
            let one = try await Recorder(store, clock)
            let two = try await Recorder(store, clock, acronym: "OTHER")
            let shared = try await one.body("B-1")
            #expect(try await two.body("B-2") == shared)
            try await two.update("B-2") { $0.name = "Two" }
            let scene = try await two.scene("B-2")
            let ids = try await Uploaded(by: scene)
            let changes = try await one.changes {
                let parted = try await two.unlink("B-2")
                #expect(parted.certificationBodyID != shared)
                #expect(try await two.name(of: parted.certificationBodyID) == "Two")
            }
            #expect(
                Set(changes.map(\.kind))
                    == [.certificationBody, .recordedBody, .certifiedEntity, .certification])
            #expect(changes.count == 4)
            let parted = try await two.scene("B-2")
            #expect(parted.bodyID != shared)
            try await ids.expectSameIDs(uploadedBy: parted)
            #expect(try await one.read(shared).stored.body.identityNumber == "B-1")
            #expect(try await two.store.recordedBody(shared, by: two.account.id) == nil)
        },
        StorePromise("an unlink from an account's or a group's body parts too") { store, clock in
            let target = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            #expect(try await recorder.body("B-1") == target.bodyID)
            #expect(try await recorder.unlink("B-1").certificationBodyID != target.bodyID)
            let named = try await recorder.body("B-2", name: "Beta")
            let group = try await store.addAccount(
                NewAccount(role: .multinationalCertificationBody, name: "Group"),
                origin: Scene.commandOrigin)
            _ = try await store.setAssociated(
                true, body: named, with: group.id, origin: Scene.commandOrigin)
            #expect(try await recorder.unlink("B-2").certificationBodyID != named)
        },
        StorePromise("an unlink of a record that shares its body with nobody changes nothing") {
            let recorder = try await Recorder($0, $1)
            let id = try await recorder.body("B-1")
            let changes = try await recorder.changes {
                let stored = try await recorder.unlink("B-1")
                #expect(stored.certificationBodyID == id)
            }
            #expect(changes.isEmpty)
        },
        StorePromise("a body goes by its oldest record, whichever links have come or gone") {
            let one = try await Recorder($0, $1)
            let two = try await Recorder($0, $1, acronym: "OTHER")
            let first = try await one.body("B-1", name: "One")
            let second = try await two.body("B-2", name: "Two")
            _ = try await one.link("B-1", to: second)
            #expect(try await one.name(of: second) == "One")
            let parted = try await one.unlink("B-1")
            #expect(try await one.name(of: second) == "Two")
            #expect(try await one.name(of: parted.certificationBodyID) == "One")
            _ = try await two.link("B-2", to: first)
            #expect(try await one.name(of: first) == "Two")
        },
        StorePromise("a body that a link has left to nobody is joined by nobody") { store, clock in
            let recorder = try await Recorder(store, clock)
            let old = try await recorder.body("B-1", name: "Alpha Cert")
            let target = try await Scene(store, clock)
            #expect(target.bodyID != old)
            _ = try await recorder.link("B-1", to: target.bodyID)
            let two = try await Recorder(store, clock, acronym: "OTHER")
            #expect(try await two.body("B-1") == target.bodyID)
            // It is still there to be linked to.
            #expect(try await recorder.link("B-1", to: old).certificationBodyID == old)
        },
        StorePromise("a link or unlink moves the directory's version, for who is withdrawn") {
            let one = try await Recorder($0, $1)
            let two = try await Recorder($0, $1, acronym: "OTHER")
            let id = try await one.body("B-1", status: .withdrawn)
            try await two.body("B-1", name: "Beta")
            #expect(try await one.store.directory().withdrawnByAll == [id])
            let version = try await one.store.directoryVersion()
            _ = try await two.link("B-1", to: id)
            #expect(try await one.store.directoryVersion() > version)
            #expect(try await one.store.directory().withdrawnByAll.isEmpty)
            let linked = try await one.store.directoryVersion()
            _ = try await two.unlink("B-1")
            #expect(try await one.store.directoryVersion() > linked)
            #expect(try await one.store.directory().withdrawnByAll == [id])
        },
    ]

    /// What an account has uploaded for a body: a certification, and keys that were deleted.
    private struct Uploaded {
        let record: RecordID
        let entity: RecordID
        let certification: RecordID
        let deletedEntity: RecordID
        let deletedCertification: RecordID

        init(by scene: Scene) async throws {
            certification = try await scene.stored("N-1", identity: "I-1", entity: "E-1")
            entity = try await scene.entity(of: certification).id
            deletedCertification = try await scene.stored("N-2", identity: "I-2", entity: "E-2")
            deletedEntity = try await scene.entity(of: deletedCertification).id
            try await scene.store.deleteEntity(
                deletedEntity, of: scene.account.id, origin: scene.origin)
            record = try #require(
                await scene.store.recordedBody(scene.bodyID, by: scene.account.id)
            ).stored.id
        }

        /// The same keys find what they found before.
        func expectSameIDs(uploadedBy scene: Scene) async throws {
            let again = try await scene.upload("N-1", identity: "I-1", entity: "E-1")
            #expect(again.status == .unchanged)
            #expect(again.certificationID == certification && again.entityID == entity)
            let back = try await scene.upload("N-2", identity: "I-2", entity: "E-2")
            #expect(back.status == .created)
            #expect(back.certificationID == deletedCertification)
            #expect(back.entityID == deletedEntity)
            let walked = try await scene.walk()
            #expect(walked.filter { $0 == "N-2" }.count == 1)
        }
    }
}

extension Recorder {
    /// A body beside the one that a promise is about.
    fileprivate func otherScene() async throws -> Scene {
        try await body("OTHER", name: "Other Cert")
        return try await scene("OTHER")
    }
}
