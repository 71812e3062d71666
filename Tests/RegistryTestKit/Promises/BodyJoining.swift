import RegistryCore
import Testing

extension StoreContract {
    /// One certification body, several accreditation bodies (contract section 10).
    static let bodyJoining: [StorePromise] = [
        StorePromise("a new record joins the one body with its name and country, as compared") {
            let scene = try await Scene($0, $1)
            let recorder = try await Recorder($0, $1)
            let other = try await Recorder($0, $1, acronym: "OTHER")
            let changes = try await recorder.changes {
                let ids = try await [
                    recorder.body("B-1", name: "ALPHA  cert"),
                    other.body("77", name: "\u{FF21}lpha Cert"),
                ]
                #expect(ids == [scene.bodyID, scene.bodyID])
            }
            #expect(changes.map(\.kind) == [.recordedBody, .recordedBody])
            let record = try await recorder.read(scene.bodyID)
            #expect(record.accountName == "Alpha Cert" && record.stored.body.name == "ALPHA  cert")
            #expect(record.stored.body.identityNumber == "B-1")
            #expect(try await other.read(scene.bodyID).stored.body.identityNumber == "77")
        },
        StorePromise("another name or country, or a body without country, is another body") {
            store, clock in
            let scene = try await Scene(store, clock)
            let account = try await store.addAccount(
                NewAccount(role: .certificationBody, name: "Delta"), origin: Scene.commandOrigin)
            let recorder = try await Recorder(store, clock)
            let ids = try await [
                recorder.body("1", name: "Alpha Cert", country: "CH"),
                recorder.body("2", name: "Alpha Cert GmbH"), recorder.body("3", name: "Delta"),
            ]
            let all = ids + [scene.bodyID, try #require(account.certificationBodyID)]
            #expect(Set(all).count == 5)
        },
        StorePromise("of two bodies with its name and country a new record joins none") {
            let first = try await Recorder($0, $1)
            // The second is new, since the account has recorded the first already.
            let ids = try await [first.body("B-1"), first.body("B-2")]
            let other = try await Recorder($0, $1, acronym: "OTHER")
            let third = try await other.body("B-1")
            #expect(Set(ids + [third]).count == 3)
            // Of the two that it has no record of, one was joined before.
            let fourth = try await other.link("B-1", to: ids[0])
            #expect(fourth.certificationBodyID == ids[0])
            #expect(try await other.body("B-2") == ids[1])
        },
        StorePromise("an accreditation body sees and changes its own record alone") {
            let one = try await Recorder($0, $1)
            let two = try await Recorder($0, $1, acronym: "OTHER")
            let shared = try await one.body("B-1")
            #expect(try await two.body("B-1", status: .suspended) == shared)
            let own = try await one.body("B-2", name: "Beta")
            try await two.update("B-1") {
                $0.name = "Two"
                $0.status = .withdrawn
            }
            let record = try await one.read(shared).stored
            #expect(record.body.name == "Alpha Cert" && record.body.status == .active)
            #expect(record.withdrawnAt == nil)
            #expect(try await two.store.recordedBody(own, by: two.account.id) == nil)
            #expect(try await one.walk().sorted() == ["B-1", "B-2"])
            #expect(try await two.walk() == ["B-1"])
            #expect(try await two.page { $0.filter.identityNumbers = ["B-2"] }.totalRows == 0)
        },
        StorePromise("a body without account is called as its oldest record calls it") {
            let one = try await Recorder($0, $1)
            let two = try await Recorder($0, $1, acronym: "OTHER")
            let id = try await one.body("B-1") { $0.acronym = .set("ALP") }
            #expect(try await two.body("B-1") == id)
            let byOther = try await two.changes {
                try await two.update("B-1") { $0.name = "Two" }
            }
            #expect(byOther.map(\.kind) == [.recordedBody])
            #expect(try await one.name(of: id) == "Alpha Cert")
            let byOldest = try await one.changes {
                try await one.upload("B-1", name: "One", country: "CH")
            }
            #expect(Set(byOldest.map(\.kind)) == [.recordedBody, .certificationBody])
            let body = try #require(await one.store.certificationBody(id))
            #expect(body.name == "One" && body.acronym == "ALP" && body.country == "CH")
        },
        StorePromise("a body with an account is called as the account is") { store, clock in
            let recorder = try await Recorder(store, clock)
            let id = try await recorder.body("B-1")
            _ = try await store.addAccount(
                NewAccount(role: .certificationBody, name: "Delta", certificationBodyID: id),
                origin: Scene.commandOrigin)
            #expect(try await recorder.name(of: id) == "Delta")
            let changes = try await recorder.changes {
                try await recorder.update("B-1") { $0.name = "Beta" }
            }
            #expect(changes.map(\.kind) == [.recordedBody])
            #expect(try await recorder.name(of: id) == "Delta")
            let record = try await recorder.read(id)
            #expect(record.accountName == "Delta" && record.stored.body.name == "Beta")
        },
    ]
}

extension Recorder {
    /// What the certification body itself is called.
    func name(of body: RecordID) async throws -> String? {
        try await store.certificationBody(body)?.name
    }
}
