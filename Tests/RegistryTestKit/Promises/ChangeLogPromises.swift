import RegistryCore
import RegistryJSON
import Testing

extension StoreContract {
    /// Who changed what when, and what it was before.
    static let changeLog: [StorePromise] = [
        StorePromise("an upload logs its entity and certification with who asked, and when") {
            let scene = try await Scene($0, $1)
            let entries = try await scene.changes { try await scene.upload("N-1") }
            #expect(entries.map(\.kind) == [.certifiedEntity, .certification])
            for entry in entries {
                #expect(entry.action == .created && entry.before == nil)
                #expect(entry.at == scene.clock.clock.milliseconds())
                #expect(entry.accountID == scene.account.id)
                guard case .key(_, let keyID) = scene.origin.caller else { continue }
                #expect(entry.keyID == keyID && entry.operatingSystemUser == nil)
                #expect(entry.requestID == "request-1" && entry.call == "Upload Certification V2")
            }
        },
        StorePromise("a command is logged with the operating-system user who ran it") {
            let scene = try await Scene($0, $1)
            let entries = try await scene.changes { try await scene.map(nil, "ok", "active") }
            #expect(entries.map(\.kind) == [.mapping])
            #expect(entries.map(\.operatingSystemUser) == ["root"])
            #expect(entries[0].keyID == nil && entries[0].accountID == nil)
        },
        StorePromise("the state before is complete: exactly what was read then") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1", identity: "I-1")
            let before = try await scene.read(id)
            let entries = try await scene.changes {
                try await scene.upload("N-2", identity: "I-1", name: "Renamed")
                try await scene.delete(id)
            }
            #expect(entries.map(\.kind) == [.certifiedEntity, .certification, .certification])
            #expect(entries.map(\.action) == [.updated, .updated, .deleted])
            #expect(entries[0].before == text(StoredDocuments.state(before.entity)))
            #expect(entries[1].before == text(StoredDocuments.state(before.stored)))
            let deleted = try JSONDocument(parsing: Array(try #require(entries[2].before).utf8))
            #expect(deleted.root["number"]?.string == "N-2")
        },
        StorePromise("sequence numbers start at 1 and have no gaps, whatever fails between") {
            let scene = try await Scene($0, $1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        try await scene.upload("N-\(index % 20)", entity: "E-\(index % 7)") {
                            certification, _ in
                            if index % 3 == 0 { certification.expiryDate = .sample(2000, 1, 1) }
                            certification.scope = .set("scope \(index)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            await expectError("unknown", matching: \.isNotFound) {
                try await scene.delete(RecordID(3))
            }
            let entries = try await scene.changes()
            #expect(entries.map(\.sequence) == Array(1...Int64(entries.count)))
        },
        StorePromise("the log is read on from any number, as much as is asked for") {
            let scene = try await Scene($0, $1)
            for number in 1...5 { try await scene.upload("N-\(number)") }
            let all = try await scene.changes()
            let middle = try await scene.store.changes(since: 3, limit: 2)
            #expect(middle.map(\.sequence) == [4, 5])
            #expect(middle.map(\.recordID) == all[3...4].map(\.recordID))
            #expect(try await scene.store.changes(since: Int64(all.count), limit: 10).isEmpty)
        },
        StorePromise("the history of a record is its own changes, in order") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            try await scene.stored("N-2")
            try await scene.upload("N-1") { certification, _ in certification.scope = .set("S") }
            let history = try await scene.store.history(of: id)
            #expect(history.map(\.action) == [.created, .updated])
            #expect(history.allSatisfy { $0.recordID == id })
            #expect(try await scene.store.history(of: RecordID(4)).isEmpty)
        },
        StorePromise("an entity's change is logged once, not for each of its certifications") {
            let scene = try await Scene($0, $1)
            try await scene.stored("N-1")
            try await scene.stored("N-2")
            let entries = try await scene.changes {
                try await scene.update("E-1") { $0.country = "CH" }
            }
            #expect(entries.map(\.kind) == [.certifiedEntity])
        },
        StorePromise("accounts, keys and mappings are logged, and never a key or its hash") {
            let scene = try await Scene($0, $1)
            let secret = KeySecret()
            let entries = try await scene.changes {
                let key = try await scene.store.addKey(
                    NewKey(accountID: scene.account.id, hash: secret.hash),
                    origin: Scene.commandOrigin)
                _ = try await scene.store.revokeKey(key.id, origin: Scene.commandOrigin)
                try await scene.map(scene.account.id, "ok", "active")
                try await scene.map(scene.account.id, "OK", "hidden")
                try await scene.store.removeMapping(
                    accountID: scene.account.id, field: .status, source: "ok",
                    origin: Scene.commandOrigin)
            }
            #expect(entries.map(\.kind) == [.key, .key, .mapping, .mapping, .mapping])
            #expect(
                entries.map(\.action) == [.created, .updated, .created, .updated, .deleted])
            let hash = secret.hash.bytes.map { String($0, radix: 16) }.joined()
            for before in entries.compactMap(\.before) {
                #expect(!before.contains(secret.text) && !before.contains(hash))
                #expect(!before.contains("hash"))
                _ = try JSONDocument(parsing: Array(before.utf8))
            }
            let account = try await scene.store.history(of: scene.account.id)
            #expect(account.map(\.kind) == [.account])
        },
    ]

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
