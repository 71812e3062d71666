import RegistryJSON
import Testing

@Suite("A key stands once in an object")
struct JSONDuplicateKeyTests {
    @Test(
        "equal keys are refused at the second, however they are written",
        arguments: [
            (#"{"a":1,"a":2}"#, #""a""#, 7),
            (#"{"a":1,"a":1}"#, #""a""#, 7),
            (#"{"a":1,"b":2,"a":3}"#, #""a""#, 13),
            (#"{"a":1,"\u0061":2}"#, #""\u0061""#, 7),
            (#"{"\u0061":1,"a":2}"#, #""a""#, 12),
            (#"{"\/":1,"/":2}"#, #""/""#, 8),
            (#"{"\n":1,"\u000A":2}"#, #""\u000A""#, 8),
            (#"{"\u0000":1,"\u0000":2}"#, #""\u0000""#, 12),
            (#"{"😀":1,"\uD83D\uDE00":2}"#, #""\uD83D\uDE00""#, 10),
            (#"{"":1,"":2}"#, #""""#, 6),
            (#"[{"x":{"a":{},"a":[]}}]"#, #""a""#, 14),
            (#"{"a":{"a":1},"a":2}"#, #""a""#, 13),
        ])
    func equal(text: String, name: String, offset: Int) {
        let error = refusal(of: text.utf8)
        #expect(error?.reason == "the key \(name) stands twice in one object")
        #expect(error?.offset == offset)
    }

    @Test(
        "keys that differ in any code point are different keys",
        arguments: [
            #"{"a":1,"A":2}"#,
            // Equal in Unicode, composed and decomposed, but not the same code points.
            "{\"\u{E9}\":1,\"e\u{301}\":2}",
            #"{"\u00E9":1,"e\u0301":2}"#,
            #"{"a":1,"a ":2}"#,
            #"{"a":1,"a\u0000":2}"#,
            #"{"":1,"\u0000":2}"#,
            #"{"\\u0061":1,"a":2}"#,
            // Same length, beginning, middle and end.
            #"{"abcde":1,"aXcYe":2}"#,
            #"{"a":{"a":{"a":1}}}"#,
            #"[{"a":1},{"a":1}]"#,
        ])
    func different(text: String) {
        #expect(refusal(of: text.utf8) == nil)
    }

    /// Sizes around the step from pairs to a hash table, and the table's powers of two.
    @Test(
        "found in small and large objects alike",
        arguments: [
            2, 3, 31, 32, 33, 34, 63, 64, 65, 127, 128, 129, 1_000,
        ])
    func sizes(count: Int) throws {
        let keys = (0..<count).map { #""field_\#($0)_name""# }
        let members = keys.map { $0 + ":0" }
        #expect(refusal(of: "{\(members.joined(separator: ","))}".utf8) == nil)
        for (first, second) in [(0, count - 1), (0, 1), (count / 2, count - 1)]
        where first < second {
            var doubled = members
            doubled[second] = keys[first] + ":1"
            let error = refusal(of: "{\(doubled.joined(separator: ","))}".utf8)
            #expect(error?.reason == "the key \(keys[first]) stands twice in one object")
            #expect(error?.offset == 1 + members[..<second].reduce(0) { $0 + $1.utf8.count + 1 })
        }
    }

    @Test("a long key is cut in the message, and never inside a character")
    func longKey() throws {
        let key = String(repeating: "é", count: 500)
        let error = try #require(refusal(of: "{\"\(key)\":1,\"\(key)\":2}".utf8))
        let shown = "\"" + String(repeating: "é", count: 99)
        #expect(error.reason == "the key \(shown) stands twice in one object")
    }

    @Test("an object with 100,000 keys costs what its size says", .timeLimit(.minutes(1)))
    func hostile() {
        let keys = (0..<100_000).map { #""\#($0 % 10)key\#($0)":0"# }
        #expect(refusal(of: "{\(keys.joined(separator: ","))}".utf8) == nil)
        let doubled = keys + [keys[0]]
        #expect(refusal(of: "{\(doubled.joined(separator: ","))}".utf8) != nil)
    }
}
