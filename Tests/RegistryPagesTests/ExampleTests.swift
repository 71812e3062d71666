import RegistryHTTP
import RegistryJSON
import RegistryWire
import Testing

@testable import RegistryPages

@Suite("Examples")
struct ExampleTests {
    @Test("a shell reads a quoted word as the text it was")
    func shell() {
        #expect(Quoting.shell("plain") == "'plain'")
        #expect(Quoting.shell("O'Hara") == #"'O'\''Hara'"#)
    }

    @Test("a string of Swift has as many number signs as its text needs")
    func swift() {
        #expect(Quoting.swiftLines("a") == "#\"\"\"\na\n\"\"\"#")
        #expect(Quoting.swiftLines("\"\"\"#") == "##\"\"\"\n\"\"\"#\n\"\"\"##")
        #expect(Quoting.swiftLines("\\#(x)").hasPrefix("##"))
    }

    @Test("Python's words of truth are its own, and JSON's are JSON's")
    func booleans() {
        let value = JSONTree.array([.boolean(true), .boolean(false), .text("a\"é\n")])
        #expect(ExampleText.json(value).contains("true"))
        #expect(ExampleText.python(value).contains("True"))
        #expect(ExampleText.python(value).contains(#""a\"é\n""#))
    }

    @Test("the body of every example is the JSON of its value", arguments: RoleCall.all)
    func bodies(call: RoleCall) throws {
        let example = RequestExample(call, GuideConfiguration())
        guard let body = example.body, let text = example.bodyJSON else {
            #expect(call.call.fields[call.version].isEmpty)
            return
        }
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(document.root.indented(columnsMax: 80) == body.indented(columnsMax: 80))
        #expect(document.root.kind == .object)
    }

    @Test("a value within a URL is escaped")
    func urls() {
        #expect(URLText.escape("A-1/ä b&c") == "A-1%2F%C3%A4%20b%26c")
    }
}
