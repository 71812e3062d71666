import RegistryCore
import Testing

@Suite("Rules of text fields")
struct TextRuleTests {
    private static func refusal(_ rule: TextRule, _ text: String) -> String? {
        if case .failure(let refusal) = rule.read(text) { refusal.message } else { nil }
    }

    private static func read(_ rule: TextRule, _ text: String) -> String? {
        if case .success(let text) = rule.read(text) { text } else { nil }
    }

    @Test("length counts Unicode scalars, not bytes and not characters")
    func length() {
        for letter in ["x", "é", "漢", "𝒜", "\u{301}"] {
            let longest = String(repeating: letter, count: 30)
            #expect(Self.read(FieldRules.postCode, longest) == longest)
            #expect(
                Self.refusal(FieldRules.postCode, longest + letter)
                    == "Shorten this value to at most 30 characters; it has 31.")
        }
    }

    @Test("every control character is refused, and nothing near them")
    func controls() {
        for value in (UInt32(0)...0x2FF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a" + String(Character(scalar)) + "b"
            let isControl = scalar.properties.generalCategory == .control
            #expect((Self.refusal(FieldRules.entityName, text) == nil) == !isControl, "\(value)")
            let mayStand = !isControl || [9, 10, 13].contains(value)
            #expect((Self.refusal(FieldRules.scope, text) == nil) == mayStand, "\(value)")
        }
    }

    @Test("a control character is named")
    func controlName() {
        let advice = "Remove the control character"
        #expect(Self.refusal(FieldRules.city, "\u{0}")?.hasPrefix("\(advice) U+0000 ") ?? false)
        #expect(Self.refusal(FieldRules.city, "é\u{85}")?.hasPrefix("\(advice) U+0085 ") ?? false)
        #expect(Self.refusal(FieldRules.scope, "x\u{1B}")?.hasPrefix("\(advice) U+001B ") ?? false)
    }

    @Test("one is found wherever it stands in a long text")
    func controlInLongText() {
        for place in 0..<70 {
            var text = String(repeating: "a", count: place) + "\u{1}"
            text += String(repeating: "é", count: 70 - place)
            #expect(Self.refusal(FieldRules.scope, text) != nil)
        }
        let clean = String(repeating: "Â\u{A0}À", count: 50)
        #expect(Self.refusal(FieldRules.scope, clean) == nil)
    }

    // MARK: Unique ids

    static let goodIDs = [
        "A", "CE-1", "a b c", "Ω-7", "漢字 1", "٣٤", "e\u{301}", "ⅷ", "x½", "नि", "@#-+=\\/:;,~_.",
        String(repeating: "9", count: 45),
    ]

    @Test("a unique id holds letters, marks and digits of any script", arguments: goodIDs)
    func goodID(text: String) {
        #expect(Self.read(FieldRules.entityUniqueID, text) == text)
    }

    static let badIDs = [
        "a  b", "a*b", "a!b", "(1)", "a&b", "a'b", "\"a\"", "a?b", "<a>", "a|b", "a%b", "a$b",
        "a\u{A0}b", "a\u{200B}b", "a\u{3000}b", "€1", "🏭", "a\tb", "a^b", "{a}", "[1]", "a–b",
        String(repeating: "9", count: 46),
    ]

    @Test("a unique id holds nothing else", arguments: badIDs)
    func badID(text: String) {
        #expect(Self.refusal(FieldRules.entityUniqueID, text) != nil)
    }

    // MARK: Web addresses

    static let goodAddresses: [(sent: String, kept: String)] = [
        ("https://www.example.com", "https://www.example.com"),
        ("http://example.com", "http://example.com"),
        ("HTTPS://Example.COM/", "HTTPS://Example.COM/"),
        ("www.example.com", "https://www.example.com"), ("example.com", "https://example.com"),
        ("example.com:8080/a?b=c#d", "https://example.com:8080/a?b=c#d"),
        ("https://münchen.example/ä", "https://münchen.example/ä"), ("例え.テスト", "https://例え.テスト"),
        ("example.com.", "https://example.com."), ("192.0.2.1", "https://192.0.2.1"),
        ("https://example.com?q=a:b@c", "https://example.com?q=a:b@c"),
        ("example.com/http://other", "https://example.com/http://other"),
    ]

    @Test("a bare host gets https, and what has http or https stays", arguments: goodAddresses)
    func goodAddress(sent: String, kept: String) {
        #expect(Self.read(FieldRules.website, sent) == kept)
    }

    static let badAddresses = [
        "n/a", "none", "-", "http://", "https://", "https:///path", "ftp://example.com",
        "javascript:alert(1)", "mailto:info@example.com", "info@example.com", "//example.com",
        "https:example.com", "https:/example.com", "https://exa mple.com", "example.com/a b",
        "https://user@example.com", "https://.com", "https://example..com", "https://example",
        "https://example.com:", "https://example.com:port", "https://example.com:123456",
        "data:text/html,x.y", "https://<b>.com", "https://[::1]", "htt\u{FF50}://example.com",
    ]

    @Test("anything else is no web address", arguments: badAddresses)
    func badAddress(text: String) {
        #expect(Self.refusal(FieldRules.website, text)?.contains("web address") ?? false)
    }

    @Test("an address is measured with what it gets, so that it can be sent back")
    func addressLength() {
        let path = String(repeating: "a", count: 500)
        let bare = String("example.com/\(path)".prefix(492))
        let kept = Self.read(FieldRules.website, bare)
        #expect(kept?.count == 500)
        #expect(kept.flatMap { Self.read(FieldRules.website, $0) } == kept)
        #expect(Self.refusal(FieldRules.website, bare + "a") != nil)
    }

    // MARK: Others

    @Test("a D-U-N-S number is nine digits, dashes ignored")
    func dunsNumber() {
        for text in ["123456789", "12-345-6789", "1-2-3-4-5-6-7-8-9"] {
            #expect(Self.read(FieldRules.dunsNumber, text) == "123456789")
        }
        for text in ["", "12345678", "1234567890", "12 345 6789", "١٢٣٤٥٦٧٨٩", "12345678X"] {
            #expect(Self.refusal(FieldRules.dunsNumber, text) != nil)
        }
    }

    @Test("an id that is looked up has no limit, but holds no control character")
    func guid() {
        #expect(FieldRules.entityGUID.scalarsMax == nil)
        let long = String(repeating: "*", count: 10_000)
        #expect(Self.read(FieldRules.entityGUID, long) == long)
        #expect(Self.refusal(FieldRules.entityGUID, "a\nb") != nil)
    }

    @Test("a flag is read in any case, and nothing else is one")
    func flag() {
        for text in ["true", "TRUE", "yes", "Yes", "1"] { #expect(Flag.read(text) == true) }
        for text in ["false", "False", "no", "NO", "0"] { #expect(Flag.read(text) == false) }
        for text in ["", "y", "on", "2", "01", "ja", "truе"] { #expect(Flag.read(text) == nil) }
    }
}
