import RegistryJSON
import Testing

/// A text that must be refused, and what must be said of it.
struct Refusal: CustomTestStringConvertible {
    let bytes: [UInt8]
    let description: String
    var testDescription: String { description }

    init(_ text: String, _ description: String) {
        self.init(bytes: Array(text.utf8), description)
    }

    init(bytes: [UInt8], _ description: String) {
        self.bytes = bytes
        self.description = description
    }
}

/// The error that parsing ends in; nil if there is none.
func refusal(of bytes: some Sequence<UInt8>, depthMax: Int = 32) -> JSONSyntaxError? {
    do {
        _ = try JSONDocument(parsing: Array(bytes), limits: JSONLimits(depthMax: depthMax))
        return nil
    } catch {
        return error
    }
}

@Suite("What is no JSON is refused, with reason and place")
struct JSONRefusalTests {
    static let structure = [
        Refusal("", "the text is empty at line 1, column 1"),
        Refusal(" \n\t", "the text is empty at line 2, column 2"),
        Refusal("{} {}", "more text follows the end of the JSON value at line 1, column 4"),
        Refusal("[1]]", "more text follows the end of the JSON value at line 1, column 4"),
        Refusal("1 é", "more text follows the end of the JSON value at line 1, column 3"),
        Refusal("]", #"a value was expected instead of "]" at line 1, column 1"#),
        Refusal("[1}", #""," or "]" was expected instead of "}" at line 1, column 3"#),
        Refusal("[1 2]", #""," or "]" was expected instead of "2" at line 1, column 4"#),
        Refusal("[1;2]", #""," or "]" was expected instead of ";" at line 1, column 3"#),
        Refusal("[,1]", #"a value was expected instead of "," at line 1, column 2"#),
        Refusal("[1,,2]", #"a value was expected instead of "," at line 1, column 4"#),
        Refusal("[1,]", #"a comma may not stand before "]" at line 1, column 3"#),
        Refusal(
            "[1,\n",
            "the text ends inside an array (begun at line 1, column 1)"
                + " at line 2, column 1"),
        Refusal(
            "[[1],",
            "the text ends inside an array (begun at line 1, column 1)"
                + " at line 1, column 6"),
        Refusal("[\u{C}1]", "a value was expected instead of U+000C at line 1, column 2"),
        Refusal("[\u{A0}1]", "a value was expected instead of U+00A0 at line 1, column 2"),
        Refusal("[1\0]", #""," or "]" was expected instead of U+0000 at line 1, column 3"#),
        Refusal(
            "{",
            "the text ends inside an object (begun at line 1, column 1)"
                + " at line 1, column 2"),
        Refusal(
            "{1:1}", #"a key in double quotes was expected instead of "1" at line 1, column 2"#),
        Refusal(
            "{a:1}", #"a key in double quotes was expected instead of "a" at line 1, column 2"#),
        Refusal(
            "{'a':1}", #"a key in double quotes was expected instead of "'" at line 1, column 2"#),
        Refusal(
            "{[]:1}", #"a key in double quotes was expected instead of "[" at line 1, column 2"#),
        Refusal(#"{"a" 1}"#, #"":" was expected instead of "1" at line 1, column 6"#),
        Refusal(#"{"a","b"}"#, #"":" was expected instead of "," at line 1, column 5"#),
        Refusal(#"{"a"}"#, #"":" was expected instead of "}" at line 1, column 5"#),
        Refusal(#"{"a"::1}"#, #"a value was expected instead of ":" at line 1, column 6"#),
        Refusal(#"{"a":}"#, #"a value was expected instead of "}" at line 1, column 6"#),
        Refusal(#"{"a":1,}"#, #"a comma may not stand before "}" at line 1, column 7"#),
        Refusal(
            #"{"a":1,,"b":2}"#,
            #"a key in double quotes was expected instead of "," at line 1, column 8"#),
        Refusal(#"{"a":1 "b":2}"#, #""," or "}" was expected instead of """ at line 1, column 8"#),
        Refusal(#"{"a":1]"#, #""," or "}" was expected instead of "]" at line 1, column 7"#),
        Refusal("[1] // one", "more text follows the end of the JSON value at line 1, column 5"),
        Refusal("[/* one */ 1]", "comments are no JSON at line 1, column 2"),
        Refusal("[# one\n 1]", "comments are no JSON at line 1, column 2"),
    ]

    static let words = [
        Refusal("[tru]", #"a value was expected instead of "t" at line 1, column 2"#),
        Refusal("nul", #"a value was expected instead of "n" at line 1, column 1"#),
        Refusal("falsy", #"a value was expected instead of "f" at line 1, column 1"#),
        Refusal("[True]", "true, false and null are written in lower case at line 1, column 2"),
        Refusal("NULL", "true, false and null are written in lower case at line 1, column 1"),
        Refusal("nulll", "more text follows the end of the JSON value at line 1, column 5"),
        Refusal("[NaN]", "there is no such number in JSON; send null at line 1, column 2"),
        Refusal("Infinity", "there is no such number in JSON; send null at line 1, column 1"),
        Refusal("[undefined]", "no value is written as null at line 1, column 2"),
        Refusal("None", "no value is written as null at line 1, column 1"),
        Refusal("['a']", "strings stand in double quotes, not in single ones at line 1, column 2"),
    ]

    static let numbers = [
        Refusal("01", "a number may not begin with a needless 0 at line 1, column 1"),
        Refusal("[-012]", "a number may not begin with a needless 0 at line 1, column 3"),
        Refusal("[+1]", "a number begins with a digit or with - at line 1, column 2"),
        Refusal("[.5]", "a number begins with a digit or with - at line 1, column 2"),
        Refusal("[-]", #"a digit was expected instead of "]" at line 1, column 3"#),
        Refusal("[- 1]", "a digit was expected instead of U+0020 at line 1, column 3"),
        Refusal("[--1]", #"a digit was expected instead of "-" at line 1, column 3"#),
        Refusal("-Infinity", #"a digit was expected instead of "I" at line 1, column 2"#),
        Refusal("[1.]", #"a digit was expected instead of "]" at line 1, column 4"#),
        Refusal("[1.e3]", #"a digit was expected instead of "e" at line 1, column 4"#),
        Refusal("[1e]", #"a digit was expected instead of "]" at line 1, column 4"#),
        Refusal("[1e+]", #"a digit was expected instead of "]" at line 1, column 5"#),
        Refusal("[1E+-2]", #"a digit was expected instead of "-" at line 1, column 5"#),
        Refusal("-", "the text ends inside a number at line 1, column 2"),
        Refusal("1.", "the text ends inside a number at line 1, column 3"),
        Refusal("1e-", "the text ends inside a number at line 1, column 4"),
        Refusal("[1.2.3]", #""," or "]" was expected instead of "." at line 1, column 5"#),
        Refusal("[0x1F]", #""," or "]" was expected instead of "x" at line 1, column 3"#),
        Refusal("[1_000]", #""," or "]" was expected instead of "_" at line 1, column 3"#),
        Refusal("[1+2]", #""," or "]" was expected instead of "+" at line 1, column 3"#),
        Refusal("[\u{FF11}]", "a value was expected instead of U+FF11 at line 1, column 2"),
    ]

    static let strings = [
        Refusal(
            #"["a"#,
            "the text ends inside a string (begun at line 1, column 2)"
                + " at line 1, column 4"),
        Refusal(
            #"{"a"#,
            "the text ends inside a string (begun at line 1, column 2)"
                + " at line 1, column 4"),
        Refusal(
            #"["a\"]"#,
            "the text ends inside a string (begun at line 1, column 2)"
                + " at line 1, column 7"),
        Refusal(#""\"#, "the text ends inside an escape at line 1, column 3"),
        Refusal(
            "[\"a\nb\"]",
            #"a line break in a string must be written as \n or \r at line 1, column 4"#),
        Refusal(
            "[\"a\r\nb\"]",
            #"a line break in a string must be written as \n or \r at line 1, column 4"#),
        Refusal("[\"\t\"]", #"a tab in a string must be written as \t at line 1, column 3"#),
        Refusal(
            "[\"\0\"]",
            #"a control character in a string must be written as \u0000 at line 1, column 3"#),
        Refusal(
            "{\"\u{1F}\":1}",
            #"a control character in a string must be written as \u001F at line 1, column 3"#),
        Refusal(
            #"["é\x"]"#,
            #"a backslash must be followed by one of " \ / b f n r t u at line 1, column 4"#),
        Refusal(
            #"["\'"]"#,
            #"a backslash must be followed by one of " \ / b f n r t u at line 1, column 3"#),
        Refusal(
            #"["\U0041"]"#,
            #"a backslash must be followed by one of " \ / b f n r t u at line 1, column 3"#),
        Refusal(
            "[\"\\\u{1F600}\"]",
            #"a backslash must be followed by one of " \ / b f n r t u at line 1, column 3"#),
        Refusal(#"["\u00A"]"#, #"four hexadecimal digits must follow \u at line 1, column 3"#),
        Refusal(#"["\u00G0"]"#, #"four hexadecimal digits must follow \u at line 1, column 3"#),
        Refusal(#"["\u+041"]"#, #"four hexadecimal digits must follow \u at line 1, column 3"#),
        Refusal(#""\u00"#, #"four hexadecimal digits must follow \u at line 1, column 2"#),
        Refusal(
            "\"\\u\u{FF11}\u{FF11}\u{FF11}\u{FF11}\"",
            #"four hexadecimal digits must follow \u at line 1, column 2"#),
    ]

    static let surrogates = [
        #""\uD834""#, #""\uDD1E""#, #""\uDD1E\uD834""#, #""\uD834\uD834""#, #""\uD834a""#,
        #""\uD834\n""#, #""\ud834\u0041""#, #""\uD834\uDD1""#, #""\uD834\uDD1G""#,
        #""\uDBFF\uE000""#, #""\uDFFF""#, #""\uD834"#, #""\uD834\"#, #""\uD834\uDD1"#,
    ]

    @Test(
        "malformed texts are refused with reason and place",
        arguments: [structure, words, numbers, strings].joined())
    func malformed(refusal expected: Refusal) {
        #expect(refusal(of: expected.bytes)?.description == expected.description)
    }

    @Test(
        "a surrogate without its other half is refused, in a value and in a key",
        arguments: surrogates)
    func loneSurrogate(text: String) throws {
        let inValue = try #require(refusal(of: text.utf8))
        #expect(inValue.reason.hasSuffix("stands without its other half"))
        #expect(inValue.offset == 1)
        let inKey = try #require(refusal(of: "{\(text):1}".utf8))
        #expect(inKey.reason == inValue.reason)
    }

    @Test(
        "malformed UTF-8 is refused at its first byte, in a string and outside",
        arguments: [
            [0x80], [0xBF], [0xC3], [0xC3, 0x28], [0xE9], [0xFF], [0xFE],
            // Overlong.
            [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x9F, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF],
            // Surrogates, and above U+10FFFF.
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
            // Cut short.
            [0xE0, 0xA0], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xE2, 0x82, 0x22],
            [0xF0, 0x9F, 0x98, 0x22],
        ] as [[UInt8]])
    func malformedUTF8(bytes: [UInt8]) {
        let name = "0x" + String(bytes[0], radix: 16, uppercase: true)
        let reason = "the byte \(name) is not part of well-formed UTF-8"
        let quote = UInt8(ascii: "\"")
        for (text, offset) in [
            ([quote, 0x61] + bytes + [quote], 2),
            ([quote, 0x61] + bytes, 2),
            (Array("{\"k\":\"".utf8) + bytes + Array("\"}".utf8), 6),
            (Array("{\"".utf8) + bytes + Array("\":1}".utf8), 2),
            (Array("[".utf8) + bytes + Array("]".utf8), 1),
            (Array("[1".utf8) + bytes + Array("]".utf8), 2),
            (Array("{".utf8) + bytes, 1),
            (Array("{\"a\"".utf8) + bytes, 4),
            (Array("[1.".utf8) + bytes, 3),
        ] {
            let error = refusal(of: text)
            #expect(error?.reason == reason, "\(text)")
            #expect(error?.offset == offset, "\(text)")
        }
    }

    @Test(
        "text that is not UTF-8 from its first bytes on is told so",
        arguments: [
            Refusal(
                bytes: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "JSON may not begin with a byte order mark"),
            Refusal(bytes: [0xEF, 0xBB, 0xBF], "JSON may not begin with a byte order mark"),
            Refusal(
                bytes: [0xFF, 0xFE, 0x5B, 0, 0x5D, 0],
                "the text is UTF-16 or UTF-32 instead of UTF-8"),
            Refusal(
                bytes: [0xFE, 0xFF, 0, 0x5B, 0, 0x5D],
                "the text is UTF-16 or UTF-32 instead of UTF-8"),
            Refusal(bytes: [0x5B, 0, 0x5D, 0], "the text is UTF-16 or UTF-32 instead of UTF-8"),
            Refusal(bytes: [0, 0x5B, 0, 0x5D], "the text is UTF-16 or UTF-32 instead of UTF-8"),
            Refusal(bytes: [0, 0, 0, 0x5B], "the text is UTF-16 or UTF-32 instead of UTF-8"),
        ])
    func encoding(refusal expected: Refusal) {
        #expect(refusal(of: expected.bytes)?.reason == expected.description)
        #expect(refusal(of: expected.bytes)?.offset == 0)
    }

    @Test("lines end with line feeds, columns count scalars, offsets count bytes")
    func place() throws {
        let text = "{\r\n  \"Größe\": \"😀e\u{301}\", x"
        let error = try #require(refusal(of: text.utf8))
        #expect(error.line == 2)
        #expect(error.column == 19)
        #expect(error.offset == 27)
        #expect(Array(text.utf8)[error.offset] == UInt8(ascii: "x"))
    }
}

@Suite("Nesting is limited")
struct JSONNestingTests {
    static func nested(_ depth: Int, _ opening: String, _ closing: String) -> [UInt8] {
        Array(
            (String(repeating: opening, count: depth) + "1"
                + String(repeating: closing, count: depth)).utf8)
    }

    @Test(
        "objects and arrays nest up to the limit and no deeper",
        arguments: [
            ("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]"),
        ])
    func limit(opening: String, closing: String) {
        let levels = opening.filter { "[{".contains($0) }.count
        #expect(refusal(of: Self.nested(32 / levels, opening, closing)) == nil)
        let error = refusal(of: Self.nested(32 / levels + 1, opening, closing))
        #expect(error?.reason == "objects and arrays are nested deeper than the limit of 32")
        #expect(error?.offset == opening.utf8.count * 32 / levels)
    }

    @Test("siblings are not nesting")
    func siblings() {
        let text = "[" + String(repeating: "[],{},", count: 1_000) + "[]]"
        #expect(refusal(of: text.utf8, depthMax: 2) == nil)
        #expect(refusal(of: text.utf8, depthMax: 1) != nil)
    }

    @Test("a limit of 0 allows no object and no array")
    func none() {
        #expect(refusal(of: "1".utf8, depthMax: 0) == nil)
        #expect(refusal(of: "[]".utf8, depthMax: 0) != nil)
        #expect(refusal(of: "{}".utf8, depthMax: 0) != nil)
    }

    @Test("a high limit and a hostile text do not overflow the stack")
    func stack() throws {
        let depth = 1_000_000
        let bytes = Self.nested(depth, "[", "]")
        #expect(refusal(of: bytes, depthMax: depth) == nil)
        #expect(refusal(of: bytes.prefix(depth), depthMax: depth)?.offset == depth)
        #expect(refusal(of: bytes)?.offset == 32)
    }
}
