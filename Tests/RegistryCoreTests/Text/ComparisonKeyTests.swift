import RegistryCore
import Testing

@Suite("Comparison keys")
struct ComparisonKeyTests {
    @Test(
        "texts that differ in case, form or white space only have one key",
        arguments: [
            ("", ""), (" \t\u{3000}\u{2028}", ""),
            ("ACME  Ltd", "acme ltd"), (" Acme\t\r\nLtd ", "acme ltd"), ("acme ltd", "acme ltd"),
            ("Acme\u{A0}Ltd\u{2003}", "acme ltd"), ("a\u{85}b\u{1680}c\u{205F}d", "a b c d"),
            ("Müller", "MU\u{308}LLER"), ("\u{212B}", "å"), ("Ⅳ", "IV"), ("ﬁnance", "FINANCE"),
            ("Straße", "STRASSE"), ("STRAẞE", "strasse"), ("ΟΔΟΣ", "οδος"),
            ("ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"),
            ("İzmir", "i\u{307}zmir"), ("ſ", "S"), ("µ", "μ"), ("K", "k"), ("ŉ", "ʼN"),
            ("ᾳ", "ΑΙ"), ("ᾼ", "αι"), ("\u{345}", "ι"), ("ᾲ", "ὰι"), ("ΐ", "Ϊ\u{301}"),
            ("ǰ", "J\u{30C}"),
            ("Ꭰ", "ꭰ"), ("Ᏸ", "ᏸ"), ("Ა", "ა"), ("Ԥ", "ԥ"), ("ᲀ", "В"), ("𐐀", "𐐨"), ("𞤀", "𞤢"),
            ("ＡＢＣ　１２３", "abc 123"), ("ｶﾞ", "ガ"), ("㈱", "(株)"), ("①", "1"), ("㎏", "KG"),
            ("한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"), ("ㄷㅕ", "뎌"),
            ("각", "가\u{11A8}"),
            ("ﻣﺤﻤﺪ", "محمد"), ("ﷺ", "صلى الله عليه وسلم"), ("שׁ", "ש\u{5C1}"),
            ("\u{958}", "क\u{93C}"),
            ("豈", "豈"), ("丽", "丽"), ("™", "TM"), ("½", "1⁄2"), ("…", "..."), ("‑", "‐"),
            ("a\u{301}\u{323}", "a\u{323}\u{301}"), ("\u{344}", "\u{308}\u{301}"),
            ("ω\u{345}\u{301}", "ώι"), ("\u{F73}\u{F71}", "\u{F71}\u{F71}\u{F72}"),
            ("¨x", "\u{308}x"), ("x ¨", "x \u{308}"),
        ])
    func equal(one: String, other: String) {
        #expect(ComparisonKey(one) == ComparisonKey(other))
        #expect(ComparisonKey(one).text == ComparisonKey(other).text)
        #expect(ComparisonKey(one).hashValue == ComparisonKey(other).hashValue)
    }

    @Test(
        "texts that differ otherwise have different keys",
        arguments: [
            ("acme", "acmé"), ("ı", "i"), ("İ", "i"), ("Müller", "Mueller"), ("A-1", "A1"),
            ("a b", "ab"), ("ø", "o"), ("a\u{200B}b", "ab"), ("a\u{301}\u{300}", "a\u{300}\u{301}"),
            ("ア", "あ"), ("гг", "rr"), ("\u{30418}\u{300}", "\u{418}\u{300}"), ("0", "O"),
        ])
    func different(one: String, other: String) {
        #expect(ComparisonKey(one) != ComparisonKey(other))
    }

    @Test(
        "the key is decomposed, folded, ordered and collapsed, code point by code point",
        arguments: [
            ("  ISO  9001 ", "iso 9001"),
            ("É", "e\u{301}"), ("ẞ", "ss"), ("ᾼ\u{301}", "α\u{301}ι"),
            ("각", "\u{1100}\u{1161}\u{11A8}"),
            ("a\u{301}\u{323}\u{302}", "a\u{323}\u{301}\u{302}"), ("ﬄ", "ffl"), ("ꭰ", "Ꭰ"),
        ])
    func form(source: String, key: String) {
        #expect(ComparisonKey(source).text.unicodeScalars.elementsEqual(key.unicodeScalars))
    }

    @Test("the key of a key is the key itself, for every scalar that could change")
    func stable() {
        var unstable: [UInt32] = []
        for value in UInt32(0)..<0x30000 {
            guard let scalar = Unicode.Scalar(value), !scalar.properties.isUnifiedIdeograph,
                scalar.properties.generalCategory != .unassigned
            else { continue }
            let key = ComparisonKey("a\(scalar) \(scalar)B").text
            let again = ComparisonKey(key).text
            if !again.utf8.elementsEqual(key.utf8) { unstable.append(value) }
        }
        #expect(unstable == [])
    }

    @Test("a text of many marks takes time in proportion, not to its square")
    func manyMarks() {
        let marks = String(repeating: "\u{301}\u{323}", count: 50_000)
        let key = ComparisonKey("a" + marks).text
        #expect(key.unicodeScalars.dropFirst().prefix(50_000).allSatisfy { $0 == "\u{323}" })
        #expect(key.unicodeScalars.count == 100_001)
    }
}
