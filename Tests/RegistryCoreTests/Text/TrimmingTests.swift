import RegistryCore
import Testing

@Suite("Trimming and lengths")
struct TrimmingTests {
    @Test(
        "white space goes from both ends and stays inside",
        arguments: [
            ("", ""), (" ", ""), ("\r\n\t\u{B}\u{C}\u{85}\u{2029}\u{3000}", ""), ("a", "a"),
            ("  a  b\t", "a  b"), ("\u{A0}a\u{202F}b\u{205F}", "a\u{202F}b"),
            ("é ", "é"), (" é", "é"), ("\u{200B}a\u{FEFF}", "\u{200B}a\u{FEFF}"),
            ("\u{1C}a\u{7F}", "\u{1C}a\u{7F}"), (" \u{301}a", "\u{301}a"),
            ("\r\na\r\nb\r\n", "a\r\nb"),
        ])
    func trimmed(source: String, expected: String) {
        #expect(source.trimmed().unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(
        "a length counts Unicode scalars",
        arguments: [
            ("", 0), ("abc", 3), ("e\u{301}", 2), ("é", 1), ("日本語", 3), ("👩‍👩‍👧", 5), ("\r\n", 2),
            ("𝔘", 1),
        ])
    func length(text: String, scalars: Int) {
        #expect(!text.isLonger(thanScalars: scalars))
        if scalars > 0 { #expect(text.isLonger(thanScalars: scalars - 1)) }
    }

    @Test("a text is cut after so many scalars, and stays whole if it has no more")
    func prefix() {
        #expect("👩‍👩‍👧x".prefix(scalars: 2) == "👩\u{200D}")
        #expect("日本語".prefix(scalars: 2) == "日本")
        #expect("日本語".prefix(scalars: 3) == "日本語")
        #expect("abc".prefix(scalars: 0) == "")
    }
}
