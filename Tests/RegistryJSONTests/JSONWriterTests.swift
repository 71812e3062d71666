import RegistryJSON
import Testing

/// What `body` writes.
func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite("The writer makes compact JSON")
struct JSONWriterTests {
    @Test("only quote, backslash and controls below U+0020 are escaped")
    func escapes() {
        for value in 0..<0x100 {
            let scalar = Unicode.Scalar(UInt8(value))
            let expected: String
            switch scalar {
            case "\"": expected = #"\""#
            case "\\": expected = #"\\"#
            case "\u{8}": expected = #"\b"#
            case "\t": expected = #"\t"#
            case "\n": expected = #"\n"#
            case "\u{C}": expected = #"\f"#
            case "\r": expected = #"\r"#
            case "\0"..<"\u{10}": expected = #"\u000"# + String(value, radix: 16, uppercase: true)
            case "\u{10}"..<"\u{20}":
                expected = #"\u00"# + String(value, radix: 16, uppercase: true)
            default: expected = String(Character(scalar))
            }
            #expect(written { $0.string("a\(scalar)b") } == "\"a\(expected)b\"")
            #expect(written { $0.string("\(scalar)\(scalar)") } == "\"\(expected)\(expected)\"")
        }
    }

    @Test(
        "strings, and keys that are not known beforehand",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), ("é漢😀", #""é漢😀""#),
            ("\u{7F}\u{2028}\u{2029}/", "\"\u{7F}\u{2028}\u{2029}/\""),
            ("\"", #""\"""#), ("a\"", #""a\"""#), ("\"a", #""\"a""#), (#"\"#, #""\\""#),
            ("Werk \"Nord\"\nHalle 2", #""Werk \"Nord\"\nHalle 2""#),
            (#"\u0041"#, #""\\u0041""#),
        ])
    func strings(text: String, expected: String) {
        #expect(written { $0.string(text) } == expected)
        let object = written { json in
            json.beginObject()
            json.key(text)
            json.null()
            json.endObject()
        }
        #expect(object == "{\(expected):null}")
    }

    @Test("scalars")
    func scalars() {
        #expect(written { $0.null() } == "null")
        #expect(written { $0.string(nil) } == "null")
        #expect(written { $0.boolean(true) } == "true")
        #expect(written { $0.boolean(false) } == "false")
        #expect(written { $0.integer(0) } == "0")
        #expect(written { $0.integer(-7) } == "-7")
        #expect(written { $0.integer(Int64.min) } == "-9223372036854775808")
        #expect(written { $0.integer(UInt64.max) } == "18446744073709551615")
        #expect(written { $0.raw(#"{"a":1}"#.utf8) } == #"{"a":1}"#)
    }

    @Test("commas stand between members and elements and nowhere else")
    func commas() {
        let text = written { json in
            json.beginObject()
            json.key("empty")
            json.beginArray()
            json.endArray()
            json.key("list")
            json.beginArray()
            json.integer(1)
            json.string("two")
            json.beginObject()
            json.endObject()
            json.beginArray()
            json.null()
            json.endArray()
            json.raw("[3]".utf8)
            json.boolean(true)
            json.endArray()
            json.key("last")
            json.raw("4".utf8)
            json.endObject()
        }
        #expect(text == #"{"empty":[],"list":[1,"two",{},[null],[3],true],"last":4}"#)
    }

    @Test("members, objects and arrays in one call")
    func conveniences() {
        let text = written { json in
            json.object { json in
                json.member("name", "Müller")
                json.member("none", nil as String?)
                json.member("number", 5 as Int64)
                json.member("small", 6 as Int?)
                json.member("noNumber", nil as Int64?)
                json.member("flag", true)
                json.member("noFlag", nil as Bool?)
                json.object("object") { $0.member("a", 1) }
                json.array("array") { json in
                    json.array { $0.integer(1) }
                    json.object { _ in }
                }
            }
        }
        #expect(
            text == #"{"name":"Müller","none":null,"number":5,"small":6,"noNumber":null,"#
                + #""flag":true,"noFlag":null,"object":{"a":1},"array":[[1],{}]}"#)
    }

    @Test("an error thrown in a body is passed on as it is")
    func typedThrow() {
        struct Stop: Error {}
        var writer = JSONWriter()
        #expect(throws: Stop.self) {
            try writer.object("a") { json throws(Stop) in
                json.member("b", 1)
                throw Stop()
            }
        }
    }
}
