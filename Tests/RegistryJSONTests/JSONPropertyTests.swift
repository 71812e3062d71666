import Foundation
import RegistryJSON
import Testing

@Suite("What holds for every text and every value")
struct JSONPropertyTests {
    @Test("a value that is written and read is the same value")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let value = RandomJSON.random(depth: 4, using: &generator)
            var writer = JSONWriter()
            value.write(to: &writer)
            let root = try JSONDocument(parsing: writer.bytes).root
            #expect(value.isSame(as: root), "\(String(decoding: writer.bytes, as: UTF8.self))")
            #expect(JSONPromises.broken(by: writer.bytes) == nil)
        }
    }

    /// Texts with a bit of everything, small so that a change hits something.
    static let seeds = [
        #"{"data":[{"id":"a-1","n":-12.5e+3,"ok":true,"none":null,"list":[]},{}],"meta":{"t":0}}"#,
        #"["\"\\\/\b\f\n\r\t","\u0041\u00e9\uD834\uDD1E","é漢😀",""]"#,
        " {\r\n\t\"entity\" : { \"name\" : \"Müller & Söhne\", \"sites\" : [ 1 , 2 ] } }\n",
        #"{"a":1,"b":2,"c":{"a":1,"b":[[[{"x":[]}]]]},"\u0064":4,"é":5,"e\u0301":6}"#,
        "[0,-0,1.0,1e5,9223372036854775807,-9223372036854775808,123456789012345678901]",
    ]

    /// Pieces that matter to a parser, put in where they don't belong.
    static let pieces: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\uD834", "\\uDD1E", "\\u0061",
            "\"a\":1,", "null", "true", "-", "0", "1e", ".", " ", "\n", "\0", "é",
            "[[[[[[[[[[[[[[[[", "/",
        ].map { Array($0.utf8) } + [
            [0xEF, 0xBB, 0xBF], [0xC0], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0x80],
        ]

    static func mutated(_ text: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let index = Int.random(in: 0...text.count, using: &generator)
            let end = min(text.count, index + Int.random(in: 0...8, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: text.removeSubrange(index..<end)
            case 1: text.insert(contentsOf: text[index..<end], at: index)
            case 2: text.insert(contentsOf: pieces.randomElement(using: &generator)!, at: index)
            case 3 where index < text.count:
                text[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            default: text.removeSubrange(index...)
            }
        }
        return text
    }

    @Test("no changed text breaks a promise, and none is accepted that Foundation refuses")
    func mutations() throws {
        var generator = SeededGenerator(seed: 3)
        var accepted = 0
        let count = 20_000
        for round in 0..<count {
            let seed = Self.seeds[round % Self.seeds.count]
            let bytes = Self.mutated(Array(seed.utf8), using: &generator)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(JSONPromises.broken(by: bytes) == nil, "\(text)")
            guard refusal(of: bytes) == nil else { continue }
            accepted += 1
            let root = try JSONDocument(parsing: bytes).root
            #expect(Self.isAcceptedByFoundation(bytes) || Self.holdsHugeExponent(root), "\(text)")
        }
        // Else the test would say nothing of one of the two.
        #expect(accepted > count / 50)
        #expect(accepted < count / 2)
    }

    static func isAcceptedByFoundation(_ text: [UInt8]) -> Bool {
        let value = try? JSONSerialization.jsonObject(
            with: Data(text), options: [.fragmentsAllowed])
        return value != nil
    }

    /// Foundation refuses numbers that no `Double` is near to; here they are kept as text.
    static func holdsHugeExponent(_ value: JSONValue) -> Bool {
        let parts = value.numberText?.lowercased().split(separator: "e") ?? []
        return parts.count == 2 && parts[1].count > 3
            || value.elements.contains { holdsHugeExponent($0) }
            || value.members.contains { holdsHugeExponent($0.value) }
    }
}
