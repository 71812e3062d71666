import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Pairs that accreditation bodies added for themselves")
struct VocabularyTests {
    private static let new = NewTerm.standard(name: "OIC/SMIIC 1", scheme: "Halal")

    /// A register in which two accreditation bodies added the same pair, the older first.
    private func run(
        _ body: (SQLiteStore, _ pairs: () async throws -> [Standard]) async throws -> Void
    ) async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        for acronym in ["ONE", "TWO"] {
            try await Recorder(store, temporary.clock, acronym: acronym).upload("B-1") {
                $0.standards = .set([
                    AccreditedStandard(schemeName: "Halal", standardName: "oic/smiic 1")
                ])
            }
        }
        try await body(store) {
            let vocabularies = try await store.directory().vocabularies
            return vocabularies.standards.filter {
                vocabularies.scheme($0.schemeID)?.name == "Halal"
            }
        }
        await store.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    @Test("one that the operator adds becomes everyone's, under its id and in its spelling")
    func promotion() async throws {
        try await run { store, pairs in
            let before = try await pairs()
            #expect(before.count == 2 && before.allSatisfy { $0.addedBy != nil })
            let addition = try await store.addTerm(Self.new, origin: Scene.commandOrigin)
            #expect(addition.change == .changed)
            #expect(addition.term.recordID == before[0].id, "the oldest")
            let after = try await pairs()
            #expect(after.map(\.id) == before.map(\.id), "no row is made")
            #expect(after[0].addedBy == nil && after[0].name == "oic/smiic 1")
            #expect(after[1].addedBy != nil)
            let history = try await store.history(of: before[0].id)
            #expect(history.map(\.action) == [.created, .updated])
            #expect(history.last?.before?.contains("added_by") == true)
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
