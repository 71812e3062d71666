import Testing

@testable import RegistryCore

@Suite("Nearest words")
struct NearestTests {
    @Test(
        "a mistyped country's nearest comes first",
        arguments: [
            ("Germny", "Germany"), ("Holand", "Netherlands"), ("Untied Kingdom", "United Kingdom"),
            ("Cote d'Ivore", "Côte d'Ivoire"), ("SWITZERLAND.", "Switzerland"),
            ("Brasil", "Brazil"),
            ("Republic of Tanzania", "Tanzania, United Republic of"), ("Türkei", "Türkiye"),
        ])
    func countries(text: String, nearest: String) throws {
        let term = try #require(
            try SampleVocabularies.shippedReader.get().country(text).unknownTerm)
        #expect(term.nearest.first == nearest)
        #expect(term.nearest.count == 3)
        #expect(term.all == nil)
    }

    @Test("a part of a word finds the word")
    func parts() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(
            reader.standards("9001", namedBy: []).unknownTerm?.nearest.first == "ISO 9001:2015")
        #expect(
            reader.standards("IEC27001", namedBy: []).unknownTerm?.nearest.prefix(2)
                == ["ISO/IEC 27001:2013", "ISO/IEC 27001:2022"])
    }

    @Test("the message repeats the term and names the nearest three")
    func sentence() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        let term = try #require(reader.country("Germny").unknownTerm)
        #expect(
            term.sentence == """
                "Germny" is no country that the register knows. Nearest: "Germany", "Jersey", \
                "Armenia". Send one of these, or have your term mapped by the operator.
                """)
        let long = try #require(
            reader.country(String(repeating: "x", count: 5_000)).unknownTerm)
        #expect(long.sentence.hasPrefix("\"" + String(repeating: "x", count: 100) + "…\" is no"))
        #expect(long.nearest.count == 3)
    }

    @Test("the account's own terms are suggested too, those of the mapping for all are not")
    func ownTerms() throws {
        let own = TermMapping(field: .country, source: "Deutschland", target: "Germany")
        let shared = TermMapping(field: .country, source: "Deutschlaand", target: "Germany")
        let reader = try SampleVocabularies().reader(own: [own], shared: [shared])
        let nearest = try #require(reader.country("Deutschlnd").unknownTerm).nearest
        #expect(nearest.first == "Deutschland")
        #expect(!nearest.contains("Deutschlaand"))
    }

    @Test("the same text always has the same nearest words, each once")
    func deterministic() throws {
        let own = ["quaac", "quaaa", "quaab", "Chad"].map {
            TermMapping(field: .country, source: $0, target: "Chad")
        }
        let expected = ["quaaa", "quaab", "quaac"]
        for _ in 0..<5 {
            let reader = try SampleVocabularies().reader(own: own.shuffled())
            #expect(reader.country("quaaq").unknownTerm?.nearest == expected)
            let near = try #require(reader.country("Chadd").unknownTerm).nearest
            #expect(near.filter { $0 == "Chad" }.count == 1)
        }
    }

    @Test("distances are those of the textbook")
    func distances() {
        var generator = SeededGenerator(state: 42)
        let letters: [Character] = ["a", "b", "c", "é", "ß", "日"]
        func text() -> String {
            String(
                (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                    letters.randomElement(using: &generator) ?? "a"
                })
        }
        for _ in 0..<500 {
            let (one, other) = (text(), text())
            let distance = EditDistance(to: one)
            #expect(
                distance.edits(to: other) == textbook(one, other, free: false), "\(one) \(other)")
            #expect(
                distance.edits(toPartOf: other) == textbook(one, other, free: true),
                "\(one) \(other)")
        }
        let long = String(repeating: "ab", count: 32)
        #expect(EditDistance(to: long).edits(to: long) == 0)
        #expect(EditDistance(to: long + "xyz").edits(to: long) == 0)
        #expect(EditDistance(to: long).edits(to: long.dropLast() + "c") == 1)
    }

    /// The distance matrix row by row; with `free`, the least distance to any part of `other`.
    private func textbook(_ one: String, _ other: String, free: Bool) -> Int {
        let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
        var row = (0...other.count).map { free ? 0 : $0 }
        for (index, scalar) in one.enumerated() {
            var next = [index + 1]
            for (place, counterpart) in other.enumerated() {
                let replaced = row[place] + (scalar == counterpart ? 0 : 1)
                next.append(min(replaced, row[place + 1] + 1, next[place] + 1))
            }
            row = next
        }
        return free ? row.min() ?? 0 : row[other.count]
    }
}

/// Random numbers that are the same in every run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}
