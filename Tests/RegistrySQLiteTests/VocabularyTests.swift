import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQLite

@Suite("Pairs that accreditation bodies added for themselves")
struct VocabularyTests {
    private static let new = NewTerm.standard(name: "OIC/SMIIC 1", scheme: "Halal")

    /// A register in which two accreditation bodies added the same pair.
    private func run(
        _ body: (SQLiteStore, _ pairs: () async throws -> [Standard]) async throws -> Void
    ) async throws {
        let temporary = try TemporaryStore()
        try await temporary.open().close()
        let queue = try DatabaseQueue(path: temporary.path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO schemes (id, name, name_key) VALUES (1, 'Halal', 'halal');
                    INSERT INTO standards (id, scheme_id, name, name_key, added_by)
                    SELECT iif(acronym = 'UKAS', 3, 2), 1, 'oic/smiic 1', 'oic/smiic1', id
                    FROM accreditation_bodies WHERE acronym IN ('UKAS', 'ANAB');
                    """)
        }
        try queue.close()
        let store = try await temporary.open()
        try await body(store) {
            try await store.directory().vocabularies.standards
                .filter { $0.schemeID == RecordID(1) }
        }
        await store.close()
        try RegisterInvariants(path: temporary.path).check()
    }

    @Test("one that the operator adds becomes everyone's, under its id and in its spelling")
    func promotion() async throws {
        try await run { store, pairs in
            let addition = try await store.addTerm(Self.new, origin: Scene.commandOrigin)
            #expect(addition.change == .changed)
            #expect(addition.term.recordID == RecordID(2), "the oldest")
            let after = try await pairs()
            #expect(after.map(\.id) == [RecordID(2), RecordID(3)], "no second row is made")
            #expect(after[0].addedBy == nil && after[0].name == "oic/smiic 1")
            #expect(after[1].addedBy != nil)
            let history = try await store.history(of: RecordID(2))
            #expect(history.map(\.action) == [.updated])
            #expect(history.first?.before?.contains("added_by") == true)
            let again = try await store.addTerm(Self.new, origin: Scene.commandOrigin)
            #expect(again.change == .unchanged)
        }
    }

    @Test("a retired one of everyone's comes back before another's becomes everyone's")
    func retiredFirst() async throws {
        try await run { store, pairs in
            let everyones = try await store.addTerm(Self.new, origin: Scene.commandOrigin).term
            try await store.retireTerms([everyones], origin: Scene.commandOrigin)
            let addition = try await store.addTerm(Self.new, origin: Scene.commandOrigin)
            #expect(addition.change == .restored)
            #expect(addition.term.recordID == everyones.recordID)
            #expect(try await pairs().count { $0.addedBy == nil } == 1)
        }
    }
}
