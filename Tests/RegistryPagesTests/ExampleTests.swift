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

    @Test("Python's words of truth are its own, and its strings are JSON's")
    func python() {
        let value = JSONTree.array([.boolean(true), .boolean(false), .text("a\"é\n")])
        let text = PythonText.text(of: value)
        #expect(
            text == """
                [
                    True,
                    False,
                    "a\\"é\\n",
                ]
                """)
        #expect(PythonText.text(of: .object([])) == "{}")
    }

    @Test("every call that takes a body has an example of one", arguments: RoleCall.all)
    func bodies(call: RoleCall) throws {
        let example = RequestExample(call, GuideConfiguration())
        #expect((example.body == nil) == call.call.fields[call.version].isEmpty)
        guard let text = example.bodyJSON else { return }
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(document.root.kind == .object)
        #expect(document.root.count > 0)
    }

    @Test("a value within a URL is escaped")
    func urls() {
        #expect(URLText.escape("A-1/ä b&c") == "A-1%2F%C3%A4%20b%26c")
    }
}
