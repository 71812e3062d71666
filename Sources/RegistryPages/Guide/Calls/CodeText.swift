import RegistryJSON

/// An example value as Python writes it: JSON but for its three words.
enum PythonText {
    /// The longest line that is not broken.
    private static let columnsMax = 68

    static func text(of value: JSONTree, indent: Int = 0) -> String {
        let line = oneLine(value)
        guard line.count + indent > columnsMax || indent == 0 else { return line }
        let margin = String(repeating: " ", count: indent + 4)
        let end = ",\n" + String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                margin + Quoting.string(member.name) + ": "
                    + text(of: member.value, indent: indent + 4)
            }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { margin + text(of: $0, indent: indent + 4) }
            return "[\n" + lines.joined(separator: ",\n") + end + "]"
        case .object, .array, .text, .integer, .boolean, .null: return line
        }
    }

    private static func oneLine(_ value: JSONTree) -> String {
        switch value {
        case .text(let text): Quoting.string(text)
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "True" : "False"
        case .null: "None"
        case .array(let elements):
            "[" + elements.map(oneLine).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { Quoting.string($0.name) + ": " + oneLine($0.value) }
                .joined(separator: ", ") + "}"
        }
    }
}

/// Texts inside the quotes of languages.
enum Quoting {
    /// One word of a POSIX shell.
    static func shell(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// A string of JSON, which Python and Swift read as the same text, as long as it has none of
    /// the control characters below U+0020 that JSON writes by number.
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
