import RegistryJSON
import RegistryWire

/// An example value as the text of a language.
struct ExampleText {
    enum Language { case json, python }

    let language: Language
    /// The longest line that is not broken.
    private static let columnsMax = 68

    static func json(_ value: JSONTree) -> String {
        ExampleText(language: .json).text(of: value, indent: 0)
    }

    static func python(_ value: JSONTree) -> String {
        ExampleText(language: .python).text(of: value, indent: 0)
    }

    private func text(of value: JSONTree, indent: Int) -> String {
        let line = oneLine(value)
        guard line.count + indent > Self.columnsMax || indent == 0 else { return line }
        let margin = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                margin + Self.quoted(member.name) + ": " + text(of: member.value, indent: indent + 2)
            }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { margin + text(of: $0, indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + end + "]"
        case .object, .array, .text, .integer, .boolean, .null: return line
        }
    }

    private func oneLine(_ value: JSONTree) -> String {
        switch value {
        case .text(let text): Self.quoted(text)
        case .integer(let number): String(number)
        case .boolean(let flag): word(flag)
        case .null: none
        case .array(let elements):
            "[" + elements.map(oneLine).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { Self.quoted($0.name) + ": " + oneLine($0.value) }
                .joined(separator: ", ") + "}"
        }
    }

    private var none: String {
        switch language {
        case .json: "null"
        case .python: "None"
        }
    }

    private func word(_ flag: Bool) -> String {
        switch language {
        case .json: flag ? "true" : "false"
        case .python: flag ? "True" : "False"
        }
    }

    /// A string of JSON, which Python reads as the same.
    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Texts inside the quotes of other languages.
enum Quoting {
    /// One word of a POSIX shell.
    static func shell(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// A string that both Python and Swift read: JSON's escapes mean the same there, but that
    /// Swift would take `\(` for more than text, which JSON never writes.
    static func string(_ text: String) -> String {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A multi-line string of Swift without escapes: as many number signs as it needs.
    static func swiftLines(_ text: String) -> String {
        var signs = "#"
        while text.contains("\"\"\"" + signs) || text.contains("\\" + signs) { signs += "#" }
        return "\(signs)\"\"\"\n\(text)\n\"\"\"\(signs)"
    }
}
