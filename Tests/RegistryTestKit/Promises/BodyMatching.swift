import RegistryCore
import Testing

extension StoreContract {
    /// Certifications of several bodies under one account (contract section 11).
    static let bodyMatching: [StorePromise] = [
        StorePromise("two bodies of one ab stay apart: client numbers and both numbers") {
            let (first, second) = try await scenesOfRecorder($0, $1)
            let one = try await first.upload("N-1", identity: "I-1", name: "Acme")
            let two = try await second.upload("N-1", identity: "I-1", name: "Beta")
            #expect(two.status == .created && two.renamedFrom == nil)
            #expect(one.certificationID != two.certificationID && one.entityID != two.entityID)
            for (scene, result, name) in [(first, one, "Acme"), (second, two, "Beta")] {
                let again = try await scene.upload("N-1", identity: "I-1", name: name)
                #expect(again.status == .unchanged)
                #expect(again.certificationID == result.certificationID)
                #expect(again.entityID == result.entityID)
                // Each by its number alone, too.
                let byNumber = try await scene.upload("N-1", name: name)
                #expect(byNumber.certificationID == result.certificationID)
            }
            try await first.delete(try #require(one.certificationID))
            let kept = try await second.read(try #require(two.certificationID))
            #expect(kept.stored.certificationBodyID == second.bodyID)
            #expect(try await first.stored("N-1", identity: "I-1") == one.certificationID)
        },
        StorePromise("two bodies of one ab stay apart in one bulk call, and in the next") {
            let (first, second) = try await scenesOfRecorder($0, $1)
            var ids: [[RecordID?]] = []
            for status in [RecordResult.Status.created, .unchanged] {
                let outcome = try await first.upload([
                    first.record("N-1", identity: "I-1", index: 0),
                    second.record("N-1", identity: "I-1", name: "Beta", index: 1),
                    first.record("N-2", index: 2), second.record("N-2", name: "Beta", index: 3),
                ])
                #expect(outcome.results.map(\.status) == Array(repeating: status, count: 4))
                #expect(Set(outcome.results.map(\.certificationID)).count == 4)
                let entities = outcome.results.map(\.entityID)
                #expect(entities[0] == entities[2] && entities[1] == entities[3])
                #expect(entities[0] != entities[1])
                ids.append(outcome.results.map(\.certificationID) + entities)
            }
            #expect(ids[0] == ids[1])
            let names = try await first.page().rows.map(\.entity.entity.name)
            #expect(names.sorted() == ["Acme", "Acme", "Beta", "Beta"])
        },
        StorePromise("an ab's deleted client number comes back for its own body alone") {
            let (first, second) = try await scenesOfRecorder($0, $1)
            let one = try await first.upload("N-1", identity: "I-1")
            let entityID = try #require(one.entityID)
            try await first.store.deleteEntity(
                entityID, of: first.account.id, origin: first.origin)
            let other = try await second.upload("N-1", identity: "I-1")
            #expect(other.entityID != entityID && other.certificationID != one.certificationID)
            let back = try await first.upload("N-1", identity: "I-1")
            #expect(back.entityID == entityID && back.certificationID == one.certificationID)
        },
        StorePromise("two bodies of one mncb stay apart, and share the group's entities") {
            store, clock in
            let (first, second) = try await scenesOfGroup(store, clock)
            let one = try await first.upload("N-1", identity: "I-1", name: "Acme")
            let two = try await second.upload("N-1", identity: "I-1", name: "Acme")
            #expect(one.certificationID != two.certificationID)
            #expect(one.entityID == two.entityID)
            #expect(two.status == .created)
            for (scene, result) in [(first, one), (second, two)] {
                let again = try await scene.upload("N-1")
                #expect(again.status == .unchanged)
                #expect(again.certificationID == result.certificationID)
            }
            let outcome = try await first.upload([
                first.record("N-1", identity: "I-1", index: 0),
                second.record("N-1", identity: "I-1", index: 1), first.record("N-2", index: 2),
                second.record("N-2", index: 3),
            ])
            #expect(
                outcome.results.map(\.status) == [.unchanged, .unchanged, .created, .created])
            #expect(outcome.results[0].certificationID == one.certificationID)
            #expect(outcome.results[1].certificationID == two.certificationID)
            #expect(Set(outcome.results.map(\.entityID)).count == 1)
        },
        StorePromise("an ab names a body by the identity number that it has recorded itself") {
            let (first, _) = try await scenesOfRecorder($0, $1)
            let stranger = try await Recorder($0, $1, acronym: "OTHER")
            try await stranger.body("S-1", name: "Sigma")
            let changes = try await first.changes {
                for number in ["S-1", "b-1", "B-1 "] {
                    let record = first.record("N-1", body: .recorded(identityNumber: number))
                    let result = try #require(try await first.upload([record]).results.first)
                    #expect(result.faults.map(\.field) == ["certificationBodyIdentityNumber"])
                    #expect(result.faults.map(\.code) == [.validationError])
                }
            }
            #expect(changes.isEmpty)
        },
        StorePromise("an mncb names its associated bodies by what they are called now") {
            store, clock in
            let recorder = try await Recorder(store, clock)
            let id = try await recorder.body("B-1", name: "Alpha") { $0.acronym = .set("ALP") }
            try await recorder.body("B-2", name: "Foreign")
            let group = try await Scene(store, clock, group: "Group", over: [id])
            func upload(_ name: String, _ acronym: String) async throws -> [String?] {
                let record = group.record("N-1", body: .associated(name: name, acronym: acronym))
                return try await group.upload([record]).faults.map(\.field)
            }
            #expect(try await upload("ALPHA", "alp") == [])
            #expect(try await upload("Foreign", "x") == ["certificationBodyName"])
            #expect(try await upload("Alpha", "ALF") == ["certificationBodyAcronym"])
            try await recorder.update("B-1") {
                $0.name = "Omega"
                $0.acronym = .clear
            }
            #expect(try await upload("Alpha", "ALP") == ["certificationBodyName"])
            #expect(try await upload("Omega", "whatever") == [])
            #expect(try await group.page().totalRows == 1)
        },
        StorePromise("what was uploaded for a dissociated body is readable and deletable, no more")
        {
            store, clock in
            let (first, second) = try await scenesOfGroup(store, clock)
            let id = try await first.stored("N-1")
            let kept = try await second.stored("N-1")
            let account = try await store.setAssociated(
                false, body: first.bodyID, with: first.account.id, origin: Scene.commandOrigin)
            #expect(account.associatedBodyIDs == [second.bodyID])
            let changes = try await first.changes {
                let outcome = try await first.upload([
                    first.record("N-1", index: 0), second.record("N-1", index: 1),
                ])
                #expect(outcome.faults.map(\.field) == ["certificationBodyName"])
                #expect(outcome.faults.map(\.recordIndex) == [0])
            }
            #expect(changes.isEmpty)
            #expect(try await first.read(id).stored.certificationBodyID == first.bodyID)
            #expect(try await first.page().totalRows == 2)
            try await first.delete(id)
            #expect(try await first.page().rows.map(\.stored.id) == [kept])
            _ = try await store.setAssociated(
                true, body: first.bodyID, with: first.account.id, origin: Scene.commandOrigin)
            #expect(try await first.stored("N-1") == id)
        },
        StorePromise("bodies are associated and dissociated once, and each is logged") {
            store, clock in
            let scene = try await Scene(store, clock)
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let version = try await store.directoryVersion()
            let changes = try await group.changes {
                for isAssociated in [true, false, false] {
                    let account = try await store.setAssociated(
                        isAssociated, body: scene.bodyID, with: group.account.id,
                        origin: Scene.commandOrigin)
                    #expect(account.associatedBodyIDs == (isAssociated ? [scene.bodyID] : []))
                    #expect(try await store.directory().accounts[account.id] == account)
                }
                await expectError("no such body", matching: \.isNotFound) {
                    _ = try await store.setAssociated(
                        true, body: RecordID(5), with: group.account.id,
                        origin: Scene.commandOrigin)
                }
                await expectError("no such account", matching: \.isNotFound) {
                    _ = try await store.setAssociated(
                        true, body: scene.bodyID, with: RecordID(5), origin: Scene.commandOrigin)
                }
            }
            #expect(changes.map(\.recordID) == [group.account.id])
            #expect(changes[0].kind == .account && changes[0].action == .updated)
            #expect(changes[0].before?.contains(scene.bodyID.description) ?? false)
            #expect(try await store.directoryVersion() == version + 1)
        },
        StorePromise("32 concurrent uploads of an ab's new certification make one, and one entity")
        {
            let (first, second) = try await scenesOfRecorder($0, $1)
            try await expectOneEach(first)
            try await expectOneEach(second)
            #expect(try await first.page().totalRows == 2)
        },
        StorePromise(
            "32 concurrent uploads of an mncb's new certification make one, and one entity"
        ) {
            store, clock in
            let (first, second) = try await scenesOfGroup(store, clock)
            try await expectOneEach(first)
            let results = try await inParallel(32) { _ in try await second.upload("N-1") }
            #expect(Set(results.map(\.certificationID)).count == 1)
            #expect(try await first.page().totalRows == 2)
            let entities = try await first.changes().filter { $0.kind == .certifiedEntity }
            #expect(entities.count == 1)
        },
    ]

    private static func expectOneEach(_ scene: Scene) async throws {
        let results = try await inParallel(32) { _ in try await scene.upload("N-1") }
        #expect(Set(results.map(\.certificationID)).count == 1)
        #expect(Set(results.map(\.entityID)).count == 1)
        #expect(results.count { $0.status == .created } == 1)
        #expect(results.count { $0.status == .unchanged } == 31)
    }

    /// An `ab` account uploading for each of two bodies.
    private static func scenesOfRecorder(
        _ store: any RegistryStore, _ clock: SampleClock
    ) async throws -> (Scene, Scene) {
        let recorder = try await Recorder(store, clock)
        try await recorder.body("B-1", name: "Alpha")
        try await recorder.body("B-2", name: "Beta")
        return try await (recorder.scene("B-1"), recorder.scene("B-2"))
    }

    /// An `mncb` account uploading for each of two bodies.
    private static func scenesOfGroup(
        _ store: any RegistryStore, _ clock: SampleClock
    ) async throws -> (Scene, Scene) {
        let one = try await Scene(store, clock, account: "Alpha Cert")
        let two = try await Scene(store, clock, account: "Beta Cert")
        let group = try await Scene(store, clock, over: [one.bodyID, two.bodyID])
        return try await (group, group.uploading(for: two.bodyID))
    }
}

extension Scene {
    /// A record that names its body in another way than this scene does.
    fileprivate func record(_ number: String, body: BodyReference) -> UploadRecord {
        var record = record(number)
        record.body = body
        return record
    }
}
