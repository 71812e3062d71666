import RegistryJSON
import Testing

/// The root of a text that must be well-formed.
func parsed(_ text: String, depthMax: Int = 32) throws -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8), limits: JSONLimits(depthMax: depthMax)).root
}

@Suite("A value says what it is and how it was written")
struct JSONValueTests {
    @Test(
        "each accessor answers for its own kind and is nil for the others",
        arguments: [
            ("{}", .object), ("[]", .array), (#""text""#, .string), ("12", .number),
            ("-0.5", .number),
            ("true", .boolean), ("false", .boolean), ("null", .null), (#""true""#, .string),
            (#""12""#, .string), (#""""#, .string),
        ] as [(String, JSONValue.Kind)])
    func kinds(text: String, kind: JSONValue.Kind) throws {
        let value = try parsed(text)
        #expect(value.kind == kind)
        #expect(value.isNull == (kind == .null))
        #expect((value.string != nil) == (kind == .string))
        #expect((value.boolean != nil) == (kind == .boolean))
        #expect((value.numberText != nil) == (kind == .number))
        #expect(value.integer == (text == "12" ? 12 : nil))
        #expect(value.count == 0)
        #expect(value["a"] == nil)
        #expect(Array(value.members).isEmpty)
        #expect(Array(value.elements).isEmpty)
        #expect(value.sourceText(scalarsMax: 200) == text)
    }

    @Test("true and false")
    func booleans() throws {
        #expect(try parsed(" true ").boolean == true)
        #expect(try parsed("\nfalse").boolean == false)
    }

    @Test(
        "numbers of any size keep their text",
        arguments: [
            "0", "-0", "-1", "10", "1.0", "0.1", "1e5", "1E-5", "1.5e+300", "1e400", "-0e0",
            "123456789012345678901234567890", "0.000000000000000000000000000000000000000001",
            "1" + String(repeating: "0", count: 10_000),
        ])
    func numberText(text: String) throws {
        #expect(try parsed(text).numberText == text)
        #expect(try parsed("[\(text),\(text)]").elements.map(\.numberText) == [text, text])
    }

    @Test(
        "whole numbers that fit are integers; what is written otherwise is none",
        arguments: [
            ("0", 0), ("-0", 0), ("31", 31), ("-7", -7),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil),
            ("1.0", nil), ("1e2", nil), ("0.5", nil), (#""1""#, nil), ("true", nil), ("[1]", nil),
        ] as [(String, Int64?)])
    func integer(text: String, integer: Int64?) throws {
        #expect(try parsed(text).integer == integer)
    }

    @Test(
        "strings are decoded",
        arguments: [
            (#""""#, ""),
            (#"" a ""#, " a "),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u0041\u00e9\u00E9\u20AC\uFFFF""#, "A\u{E9}\u{E9}\u{20AC}\u{FFFF}"),
            (#""\uD834\uDD1E\uDBFF\uDFFF\uD800\uDC00""#, "\u{1D11E}\u{10FFFF}\u{10000}"),
            (#""a\u0000b""#, "a\0b"),
            (#""\\u0041""#, #"\u0041"#),
            ("\"é漢😀\u{10FFFF}\u{FFFE}\"", "é漢😀\u{10FFFF}\u{FFFE}"),
            // What looks odd in a string and needs no escaping.
            (
                "\"\u{7F}\u{80}\u{A0}\u{2028}\u{2029}\u{FEFF}'/\"",
                "\u{7F}\u{80}\u{A0}\u{2028}\u{2029}\u{FEFF}'/"
            ),
            (#""é\né""#, "é\né"),
        ])
    func strings(text: String, meaning: String) throws {
        let string = try #require(try parsed(text).string)
        #expect(Array(string.unicodeScalars) == Array(meaning.unicodeScalars))
        // The same as a key.
        let object = try parsed("{\(text):1}")
        let member = try #require(object.members.first { _ in true })
        #expect(Array(member.key.unicodeScalars) == Array(meaning.unicodeScalars))
        #expect(object[meaning]?.integer == 1)
    }

    @Test("members and elements come in the order of the text")
    func children() throws {
        let root = try parsed(#" {"b": [1, [2, 3], {}, "x"], "a": {"c": null}, "": true} "#)
        #expect(root.count == 3)
        #expect(root.members.map(\.key) == ["b", "a", ""])
        #expect(root.members.map(\.value.kind) == [.array, .object, .boolean])
        #expect(Array(root.elements).isEmpty)
        let list = try #require(root["b"])
        #expect(list.count == 4)
        #expect(list.elements.map(\.kind) == [.number, .array, .object, .string])
        #expect(Array(list.members).isEmpty)
        #expect(list.elements.dropFirst().first { _ in true }?.elements.map(\.integer) == [2, 3])
        #expect(root["a"]?.count == 1)
        #expect(root["a"]?["c"]?.isNull == true)
        #expect(root[""]?.boolean == true)
    }

    @Test("a member is found by its key, code point by code point")
    func lookUp() throws {
        let root = try parsed(#"{"a":{"x":1},"\u0062":2,"x":3,"é":4,"e\u0301":5,"n\u0000":6}"#)
        #expect(root["x"]?.integer == 3)
        #expect(root["b"]?.integer == 2)
        #expect(root["\u{E9}"]?.integer == 4)
        #expect(root["e\u{301}"]?.integer == 5)
        #expect(root["n\0"]?.integer == 6)
        for absent in ["", "A", "aa", "n", #"\u0062"#, "e", #""a""#] {
            #expect(root[absent] == nil)
        }
        #expect(try parsed("{}")["a"] == nil)
        #expect(try parsed(#"["a"]"#)["a"] == nil)
    }

    @Test("values and keys know where they stand")
    func offsets() throws {
        let text = " {\"é\" : [ -1.5 , \"a\\n\" ] , \"k\":{ } }\n"
        let bytes = Array(text.utf8)
        func source(_ value: JSONValue) -> String {
            String(decoding: bytes[value.offset..<value.endOffset], as: UTF8.self)
        }
        let root = try parsed(text)
        #expect(root.offset == 1)
        #expect(root.endOffset == bytes.count - 1)
        #expect(root.members.map { source($0.value) } == [#"[ -1.5 , "a\n" ]"#, "{ }"])
        #expect(root["é"]?.elements.map(source) == ["-1.5", #""a\n""#])
        #expect(root.members.map(\.keyOffset) == [2, 28])
        #expect(root.members.allSatisfy { bytes[$0.keyOffset] == UInt8(ascii: "\"") })
    }

    @Test(
        "the source text is cut by scalars and never inside one",
        arguments: [
            (0, ""), (1, "\""), (2, "\"é"), (3, "\"é漢"), (4, "\"é漢😀"), (5, "\"é漢😀e"),
            (6, "\"é漢😀e\u{301}"), (7, "\"é漢😀e\u{301}\""), (8, "\"é漢😀e\u{301}\""),
            (.max, "\"é漢😀e\u{301}\""), (-1, ""),
        ])
    func sourceText(scalarsMax: Int, expected: String) throws {
        let value = try #require(try parsed("[\"é漢😀e\u{301}\"]").elements.first { _ in true })
        let cut = value.sourceText(scalarsMax: scalarsMax)
        #expect(Array(cut.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("the source text is as sent, white space and escapes included")
    func sourceTextAsSent() throws {
        let root = try parsed(#" {"a" : [1,  "\u0041" ]}  "#)
        #expect(root.sourceText(scalarsMax: 200) == #"{"a" : [1,  "\u0041" ]}"#)
        #expect(root["a"]?.sourceText(scalarsMax: 5) == "[1,  ")
    }

    @Test("white space may stand around everything, and none is needed")
    func whiteSpace() throws {
        let tight = try parsed(#"{"a":[1,true,null,"x",{}],"b":[]}"#)
        let wide = try parsed(
            "\r\n\t {\t\"a\" :\r[ 1 , true\n, null , \"x\" , { } ] ,\n\n \"b\" : [\t] } \n")
        #expect(tight.isSame(as: wide))
    }
}
