import RegistryCore
import Testing

extension StoreContract {
    /// `update-all-cert` (contract sections 8 and 9).
    static let confirmations: [StorePromise] = [
        StorePromise("an update-all confirms all of an account's certifications, and no other's") {
            store, clock in
            let scene = try await Scene(store, clock)
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let foreign = try await scene.stored("N-1")
            let ids = try await [group.stored("N-1"), group.stored("N-2")]
            let before = try await group.read(ids[0]).stored
            clock.advance(seconds: 100)
            let confirmation = try await group.confirmAll()
            #expect(confirmation == RegistryCore.Confirmation(certifications: 2, at: clock.seconds))
            for id in ids {
                let record = try await group.read(id)
                #expect(record.confirmedAt == clock.seconds)
                #expect(record.stored.updatedAt == before.updatedAt)
                #expect(record.stored.statusSince == before.statusSince)
            }
            #expect(try await group.page().rows.allSatisfy { $0.confirmedAt == clock.seconds })
            #expect(try await scene.read(foreign).confirmedAt == clock.seconds - 100)
            // A later upload is heard of later.
            clock.advance(seconds: 100)
            try await group.stored("N-1")
            #expect(try await group.read(ids[0]).confirmedAt == clock.seconds)
            #expect(try await group.read(ids[1]).confirmedAt == clock.seconds - 100)
        },
        StorePromise("an update-all is one row of the log, however many certifications there are") {
            store, clock in
            let scene = try await Scene(store, clock)
            let group = try await Scene(store, clock, over: [scene.bodyID])
            _ = try await group.upload(
                (0..<300).map { group.record("N-\($0)", entity: "E-\($0 % 7)", index: $0) })
            let version = try await store.directoryVersion()
            let changes = try await group.changes {
                let confirmation = try await group.confirmAll()
                #expect(confirmation.certifications == 300)
            }
            #expect(changes.map(\.recordID) == [group.account.id])
            #expect(changes[0].kind == .account && changes[0].action == .updated)
            // Nobody's request is judged by it.
            #expect(try await store.directoryVersion() == version)
            #expect(
                try await store.directory().accounts[group.account.id]?.confirmedAt
                    == clock.seconds)
        },
        StorePromise("a confirmation doesn't go back with the clock, and counts what is there") {
            store, clock in
            let scene = try await Scene(store, clock)
            let group = try await Scene(store, clock, over: [scene.bodyID])
            #expect(try await group.confirmAll().certifications == 0)
            let id = try await group.stored("N-1")
            try await group.stored("N-2")
            try await group.delete(id)
            let first = clock.seconds
            clock.advance(seconds: -1_000)
            #expect(
                try await group.confirmAll()
                    == RegistryCore.Confirmation(certifications: 1, at: first))
        },
        StorePromise("a validated update-all stores nothing, and of no account is not found") {
            store, clock in
            let scene = try await Scene(store, clock)
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let id = try await group.stored("N-1")
            clock.advance(seconds: 100)
            let changes = try await group.changes {
                let confirmation = try await group.confirmAll(validatesOnly: true)
                #expect(
                    confirmation == RegistryCore.Confirmation(certifications: 1, at: clock.seconds))
                for validatesOnly in [true, false] {
                    await expectError("nobody", matching: \.isNotFound) {
                        _ = try await store.confirmAll(
                            of: RecordID(5), validatesOnly: validatesOnly, origin: group.origin)
                    }
                }
            }
            #expect(changes.isEmpty)
            #expect(try await group.read(id).confirmedAt == clock.seconds - 100)
        },
    ]
}

extension Scene {
    fileprivate func confirmAll(validatesOnly: Bool = false) async throws
        -> RegistryCore.Confirmation
    {
        try await store.confirmAll(of: account.id, validatesOnly: validatesOnly, origin: origin)
    }
}
