import RegistryCore
import Testing

extension StoreContract {
    /// Terms that accounts sent in vain (contract section 15, `mapping unmapped`).
    static let unmappedTerms: [StorePromise] = [
        StorePromise("a term that is sent in vain is counted as compared, with its last spelling") {
            let scene = try await Scene($0, $1)
            let id = scene.account.id
            try await scene.store.noteUnmapped([
                tally(id, .status, "in force", 2, at: 10), tally(id, .country, "in force", at: 11),
                tally(id, .standard, "ISO 1", at: 12),
                tally(id, .standard, "ISO 1", scheme: scene.schemeID, at: 13),
            ])
            try await scene.store.noteUnmapped([
                tally(id, .status, "In  Force", 3, at: 20), tally(id, .standard, "ISO1", at: 5),
            ])
            let stored = try await scene.store.unmappedTerms(of: id)
                .sorted { $0.lastSentAt < $1.lastSentAt }
            #expect(
                stored == [
                    tally(id, .country, "in force", at: 11),
                    tally(id, .standard, "ISO1", 2, at: 12),
                    tally(id, .standard, "ISO 1", scheme: scene.schemeID, at: 13),
                    tally(id, .status, "In  Force", 5, at: 20),
                ])
        },
        StorePromise("terms that are sent in vain are their account's, and no change of a record") {
            let scene = try await Scene($0, $1)
            let other = try await Scene($0, $1, account: "Beta")
            let version = try await scene.store.directoryVersion()
            let changes = try await scene.changes {
                try await scene.store.noteUnmapped([tally(scene.account.id, .type, "MS", at: 1)])
            }
            #expect(changes.isEmpty)
            #expect(try await scene.store.directoryVersion() == version)
            #expect(try await scene.store.unmappedTerms(of: scene.account.id).count == 1)
            #expect(try await scene.store.unmappedTerms(of: other.account.id).isEmpty)
        },
        StorePromise("of very many terms of an account those are kept that were sent last") {
            let scene = try await Scene($0, $1)
            let other = try await Scene($0, $1, account: "Beta")
            let max = UnmappedTally.countMaxPerAccount
            try await scene.store.noteUnmapped(
                (1...max).map { tally(scene.account.id, .sector, "sector \($0)", at: Int64($0)) }
                    + [tally(other.account.id, .sector, "sector 0", at: 0)])
            try await scene.store.noteUnmapped([
                tally(scene.account.id, .sector, "sector 1", at: 9_000),
                tally(scene.account.id, .sector, "new", at: 9_000),
            ])
            let kept = try await scene.store.unmappedTerms(of: scene.account.id).map(\.term.text)
            #expect(kept.count == max)
            #expect(kept.contains("new") && kept.contains("sector 1"))
            #expect(!kept.contains("sector 2"))
            #expect(try await scene.store.unmappedTerms(of: other.account.id).count == 1)
        },
    ]

    private static func tally(
        _ accountID: RecordID, _ field: MappingField, _ text: String, _ count: Int = 1,
        scheme: RecordID? = nil, at seconds: Int64
    ) -> UnmappedTally {
        UnmappedTally(
            accountID: accountID, term: UnmappedTerm(field: field, text: text, schemeID: scheme),
            count: count, lastSentAt: seconds)
    }
}
