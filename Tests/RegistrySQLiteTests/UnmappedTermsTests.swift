import RegistryCore
import RegistrySQLite
import RegistryTestKit
import Testing

@Suite("Counting terms that are sent in vain")
struct UnmappedTermsTests {
    private static func faults(_ texts: [String]) -> [Fault] {
        texts.map {
            Fault(.dataMappingRequired, "", unmapped: UnmappedTerm(field: .status, text: $0))
        }
    }

    /// Terms and their counts.
    private static func stored(_ scene: Scene) async throws -> [String: Int] {
        let tallies = try await scene.store.unmappedTerms(of: scene.account.id)
        return Dictionary(uniqueKeysWithValues: tallies.map { ($0.term.text, $0.count) })
    }

    @Test("terms are stored when they are flushed, each once however it was written")
    func flush() async throws {
        let temporary = try TemporaryStore()
        let scene = try await Scene(try await temporary.open(), temporary.clock)
        let terms = UnmappedTerms()
        let long = String(repeating: "ß", count: 400)
        terms.note(Self.faults(["gültig", "ok", long]), of: scene.account.id, at: 1)
        terms.note([Fault(.validationError, "no term")], of: scene.account.id, at: 2)
        terms.note(Self.faults(["GÜLTIG"]), of: scene.account.id, at: 2)
        #expect(try await Self.stored(scene).isEmpty)
        let expected = ["GÜLTIG": 2, "ok": 1, String(long.prefix(300)): 1]
        for _ in 0..<2 {
            try await terms.flush(to: scene.store)
            #expect(try await Self.stored(scene) == expected, "flushed once")
        }
        await scene.store.close()
    }

    @Test("what can't be stored is kept for the next time")
    func failure() async throws {
        let temporary = try TemporaryStore()
        let scene = try await Scene(try await temporary.open(), temporary.clock)
        let reading = try await temporary.open(.readOnly)
        let terms = UnmappedTerms()
        terms.note(Self.faults(["ok"]), of: scene.account.id, at: 1)
        await expectError("read-only", matching: \.isUnavailable) {
            try await terms.flush(to: reading)
        }
        terms.note(Self.faults(["ok", "on"]), of: scene.account.id, at: 2)
        try await terms.flush(to: scene.store)
        #expect(try await Self.stored(scene) == ["ok": 2, "on": 1])
        await reading.close()
        await scene.store.close()
    }

    @Test("memory is bounded: what is beyond is forgotten, what is known goes on being counted")
    func bound() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let terms = UnmappedTerms()
        var scenes: [Scene] = []
        for index in 0...10 {
            let scene = try await Scene(store, temporary.clock, account: "Account \(index)")
            terms.note(Self.faults((1...1_000).map { "t\($0)" }), of: scene.account.id, at: 1)
            scenes.append(scene)
        }
        terms.note(Self.faults(["t1"]), of: scenes[0].account.id, at: 2)
        try await terms.flush(to: store)
        #expect(try await Self.stored(scenes[9]).count == 1_000)
        #expect(try await Self.stored(scenes[10]).isEmpty)
        #expect(try await Self.stored(scenes[0])["t1"] == 2)
        await store.close()
    }
}
