import RegistryCore
import Testing

extension StoreContract {
    /// Accounts, keys and mappings, as the operator keeps them (contract section 15).
    static let accounts: [StorePromise] = [
        StorePromise("a cb account makes its certification body") {
            let account = try await $0.addAccount(
                NewAccount(
                    role: .certificationBody, name: "Alpha", acronym: "ALP", country: "DE"),
                origin: Scene.commandOrigin)
            let directory = try await $0.directory()
            let id = try #require(account.certificationBodyID)
            #expect(directory.accounts[account.id] == account)
            let body = try #require(try await $0.certificationBody(id))
            #expect(body.name == "Alpha" && body.acronym == "ALP" && body.country == "DE")
            #expect(account.createdAt == $1.seconds && !account.isSuspended)
        },
        StorePromise("name and country together are unique among cb accounts, as compared") {
            store, _ in
            for (name, country) in [("Alpha Süd", "DE"), ("Alpha Süd", "CH"), ("Alpha Süd", nil)] {
                _ = try await store.addAccount(
                    NewAccount(role: .certificationBody, name: name, country: country),
                    origin: Scene.commandOrigin)
            }
            _ = try await store.addAccount(
                NewAccount(
                    role: .multinationalCertificationBody, name: "Alpha Süd", country: "DE"),
                origin: Scene.commandOrigin)
            for country in ["DE", "CH", nil] {
                let version = try await store.directoryVersion()
                await expectError("\(country ?? "none")", matching: \.isConflict) {
                    _ = try await store.addAccount(
                        NewAccount(
                            role: .certificationBody, name: "ALPHA  SU\u{308}D", country: country),
                        origin: Scene.commandOrigin)
                }
                #expect(try await store.directoryVersion() == version)
            }
            #expect(try await store.directory().accounts.count == 4)
        },
        StorePromise("a body that has an account, or is not there, is not taken over") { store, _ in
            let account = try await store.addAccount(
                NewAccount(role: .certificationBody, name: "Alpha"), origin: Scene.commandOrigin)
            await expectError("taken", matching: \.isConflict) {
                _ = try await store.addAccount(
                    NewAccount(
                        role: .certificationBody, name: "Beta",
                        certificationBodyID: account.certificationBodyID),
                    origin: Scene.commandOrigin)
            }
            await expectError("not there", matching: \.isNotFound) {
                _ = try await store.addAccount(
                    NewAccount(
                        role: .certificationBody, name: "Beta", certificationBodyID: RecordID(7)),
                    origin: Scene.commandOrigin)
            }
        },
        StorePromise("an ab account with a listed acronym is that accreditation body") { store, _ in
            let account = try await store.addAccount(
                NewAccount(role: .accreditationBody, name: "UK Service", acronym: "u.k.a.s."),
                origin: Scene.commandOrigin)
            let bodies = try await store.directory().vocabularies.accreditationBodies
            let listed = try #require(bodies.first { $0.acronym == "UKAS" })
            #expect(account.accreditationBodyID == listed.id)
            #expect(listed.accountID == account.id && listed.accountName == "UK Service")
        },
        StorePromise("an ab account with another acronym becomes a new accreditation body") {
            store, _ in
            let before = try await store.directory().vocabularies.accreditationBodies.count
            let account = try await store.addAccount(
                NewAccount(
                    role: .accreditationBody, name: "Test AB", acronym: "TESTAB", country: "DE"),
                origin: Scene.commandOrigin)
            let bodies = try await store.directory().vocabularies.accreditationBodies
            #expect(bodies.count == before + 1)
            let body = try #require(bodies.first { $0.id == account.accreditationBodyID })
            #expect(body.acronym == "TESTAB" && body.name == "Test AB" && body.country == "DE")
            let history = try await store.history(of: body.id)
            #expect(history.map(\.action) == [.created])
            #expect(history.map(\.kind) == [.accreditationBody])
        },
        StorePromise("an ab account with a retired entry's acronym brings the entry back") {
            store, _ in
            let bodies = try await store.directory().vocabularies.accreditationBodies
            let listed = try #require(bodies.first { $0.acronym == "UKAS" })
            try await store.retireTerms([.accreditationBody(listed)], origin: Scene.commandOrigin)
            let account = try await store.addAccount(
                NewAccount(role: .accreditationBody, name: "UK Service", acronym: "UKAS"),
                origin: Scene.commandOrigin)
            #expect(account.accreditationBodyID == listed.id)
            let vocabularies = try await store.directory().vocabularies
            #expect(vocabularies.accreditationBody(listed.id)?.isRetired == false)
            let history = try await store.history(of: listed.id)
            #expect(history.map(\.action) == [.updated, .updated])
        },
        StorePromise("an ab's acronym is unique, spaces, dots, hyphens and case aside") {
            store, _ in
            _ = try await store.addAccount(
                NewAccount(role: .accreditationBody, name: "One", acronym: "TEST-AB"),
                origin: Scene.commandOrigin)
            await expectError("same acronym", matching: \.isConflict) {
                _ = try await store.addAccount(
                    NewAccount(role: .accreditationBody, name: "Two", acronym: "test ab"),
                    origin: Scene.commandOrigin)
            }
            // Others may have it.
            _ = try await store.addAccount(
                NewAccount(role: .certificationBody, name: "Three", acronym: "TEST-AB"),
                origin: Scene.commandOrigin)
        },
        StorePromise("a key is known by its hash until it is revoked, and after") {
            let scene = try await Scene($0, $1)
            let secret = KeySecret()
            let key = try await scene.store.addKey(
                NewKey(
                    accountID: scene.account.id, hash: secret.hash, label: "office",
                    scope: .read, profile: .certsearch, requestsPerMinute: 60,
                    expiresOn: .sample(2026, 1, 31)),
                origin: Scene.commandOrigin)
            #expect(try await scene.store.directory().keys[secret.hash] == key)
            scene.clock.advance(seconds: 60)
            let revoked = try await scene.store.revokeKey(key.id, origin: Scene.commandOrigin)
            #expect(revoked.revokedAt == scene.clock.seconds)
            #expect(try await scene.store.directory().keys[secret.hash] == revoked)
            scene.clock.advance(seconds: 60)
            let changes = try await scene.changes {
                let again = try await scene.store.revokeKey(key.id, origin: Scene.commandOrigin)
                #expect(again == revoked)
            }
            #expect(changes.isEmpty)
        },
        StorePromise("an account is suspended and resumed") {
            let scene = try await Scene($0, $1)
            for isSuspended in [true, true, false] {
                let account = try await scene.store.setSuspended(
                    isSuspended, account: scene.account.id, origin: Scene.commandOrigin)
                #expect(account.isSuspended == isSuspended)
                #expect(
                    try await scene.store.directory().accounts[scene.account.id]?.isSuspended
                        == isSuspended)
            }
            let history = try await scene.store.history(of: scene.account.id)
            #expect(history.map(\.action) == [.created, .updated, .updated])
        },
        StorePromise("an account, key or mapping that there is not is not found") { store, _ in
            let nobody = RecordID(9)
            await expectError("suspend", matching: \.isNotFound) {
                _ = try await store.setSuspended(
                    true, account: nobody, origin: Scene.commandOrigin)
            }
            await expectError("key", matching: \.isNotFound) {
                _ = try await store.addKey(
                    NewKey(accountID: nobody, hash: KeySecret().hash),
                    origin: Scene.commandOrigin)
            }
            await expectError("revoke", matching: \.isNotFound) {
                _ = try await store.revokeKey(nobody, origin: Scene.commandOrigin)
            }
            await expectError("mapping", matching: \.isNotFound) {
                try await store.setMapping(
                    NewMapping(accountID: nobody, field: .status, source: "a", target: "active"),
                    origin: Scene.commandOrigin)
            }
            await expectError("remove", matching: \.isNotFound) {
                try await store.removeMapping(
                    accountID: nil, field: .status, source: "a", origin: Scene.commandOrigin)
            }
            let changes = try await store.changes(since: 0, limit: 10)
            #expect(changes.isEmpty)
        },
        StorePromise("a mapping is set, replaced and removed by its source as compared") {
            let scene = try await Scene($0, $1)
            let id = scene.account.id
            try await scene.map(id, "In  Kraft", "active")
            try await scene.map(id, "in kraft", "suspended")
            try await scene.map(nil, "In Kraft", "hidden")
            let directory = try await scene.store.directory()
            #expect(
                directory.mappings[id]?.all == [
                    TermMapping(field: .status, source: "in kraft", target: "suspended")
                ])
            #expect(
                directory.sharedMappings.mapping(of: "in kraft", .status)
                    == TermMapping(field: .status, source: "In Kraft", target: "hidden"))
            try await scene.store.removeMapping(
                accountID: id, field: .status, source: "IN KRAFT", origin: Scene.commandOrigin)
            let after = try await scene.store.directory()
            #expect(after.mappings[id]?.all ?? [] == [])
            #expect(after.sharedMappings.mapping(of: "in kraft", .status) != nil)
        },
        StorePromise("several mappings are set together, and what is equal is left alone") {
            let scene = try await Scene($0, $1)
            let id = scene.account.id
            try await scene.map(id, "same", "active")
            try await scene.map(id, "old", "active")
            let mappings = [("same", "active"), ("OLD", "hidden"), ("new", "pending")].map {
                NewMapping(accountID: id, field: .status, source: $0.0, target: $0.1)
            }
            let counts = MappingCounts(added: 1, changed: 1, unchanged: 1)
            let version = try await scene.store.directoryVersion()
            let tried = try await scene.changes {
                let found = try await scene.store.setMappings(
                    mappings, validatesOnly: true, origin: Scene.commandOrigin)
                #expect(found == counts)
            }
            #expect(tried.isEmpty)
            #expect(try await scene.store.directoryVersion() == version)
            let changes = try await scene.changes {
                let found = try await scene.store.setMappings(
                    mappings, validatesOnly: false, origin: Scene.commandOrigin)
                #expect(found == counts)
            }
            #expect(changes.map(\.action) == [.updated, .created])
            #expect(try await scene.store.directoryVersion() == version + 1)
            #expect(
                try await scene.store.directory().mappings[id]?.all.map(\.source)
                    == ["new", "OLD", "same"])
        },
        StorePromise("of several mappings all are set or none") {
            let scene = try await Scene($0, $1)
            await expectError("unknown account", matching: \.isNotFound) {
                _ = try await scene.store.setMappings(
                    [scene.account.id, RecordID(9)].map {
                        NewMapping(accountID: $0, field: .status, source: "a", target: "active")
                    }, validatesOnly: false, origin: Scene.commandOrigin)
            }
            #expect(try await scene.store.directory().mappings[scene.account.id] == nil)
        },
    ]
}

extension Scene {
    func map(_ accountID: RecordID?, _ source: String, _ target: String) async throws {
        try await store.setMapping(
            NewMapping(accountID: accountID, field: .status, source: source, target: target),
            origin: Self.commandOrigin)
    }
}
