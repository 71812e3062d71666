import RegistryCore
import Testing

extension StoreContract {
    /// What every request needs, and when it has moved.
    static let directory: [StorePromise] = [
        StorePromise("a new register has every shipped list") { store, _ in
            let directory = try await store.directory()
            let shipped = try ShippedLists.load()
            let vocabularies = directory.vocabularies
            #expect(
                vocabularies.countries.sorted { $0.alpha2 < $1.alpha2 }
                    == shipped.countries.sorted { $0.alpha2 < $1.alpha2 })
            #expect(
                vocabularies.sectors.sorted { $0.code < $1.code }
                    == shipped.sectors.sorted { $0.code < $1.code })
            let pairs = Set(
                vocabularies.standards.map { standard in
                    [standard.name, vocabularies.scheme(standard.schemeID)?.name ?? ""]
                })
            #expect(pairs == Set(shipped.standards.map { [$0.standard, $0.scheme] }))
            #expect(vocabularies.standards.count == shipped.standards.count)
            #expect(
                Set(vocabularies.accreditationBodies.map(\.acronym))
                    == Set(shipped.accreditationBodies.map(\.acronym)))
            let ukas = try #require(
                shipped.accreditationBodies.first { !$0.knownNames.isEmpty })
            #expect(
                vocabularies.accreditationBodies.first { $0.acronym == ukas.acronym }?.knownNames
                    == ukas.knownNames)
        },
        StorePromise("the directory says the version that it is of") {
            _ = try await Scene($0, $1)
            #expect(try await $0.directory().version == $0.directoryVersion())
        },
        StorePromise("its version moves with every change of accounts, keys and mappings") {
            let scene = try await Scene($0, $1)
            let store = scene.store
            var versions = [try await store.directoryVersion()]
            func note() async throws { versions.append(try await store.directoryVersion()) }
            let key = try await store.addKey(
                NewKey(accountID: scene.account.id, hash: KeySecret().hash),
                origin: Scene.commandOrigin)
            try await note()
            _ = try await store.revokeKey(key.id, origin: Scene.commandOrigin)
            try await note()
            _ = try await store.setSuspended(
                true, account: scene.account.id, origin: Scene.commandOrigin)
            try await note()
            try await scene.map(nil, "ok", "active")
            try await note()
            try await scene.map(nil, "ok", "hidden")
            try await note()
            try await store.removeMapping(
                accountID: nil, field: .status, source: "ok", origin: Scene.commandOrigin)
            try await note()
            _ = try await Scene(store, scene.clock, account: "Beta")
            try await note()
            #expect(versions == versions.sorted() && Set(versions).count == versions.count)
        },
        StorePromise("its version stays when certifications and entities change") {
            let scene = try await Scene($0, $1)
            let version = try await scene.store.directoryVersion()
            let id = try await scene.stored("N-1")
            try await scene.update("E-1") { $0.name = "Renamed" }
            try await scene.delete(id)
            #expect(try await scene.store.directoryVersion() == version)
        },
        StorePromise("a store that is open answers a ping") { store, _ in
            try await store.ping()
        },
    ]
}
