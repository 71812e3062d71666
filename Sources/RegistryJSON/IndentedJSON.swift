extension JSONValue {
    /// JSON for readers: what is short stands on one line, everything else on a line a member.
    ///
    /// - Parameter columnsMax: the longest line that is not broken.
    public func indented(columnsMax: Int = 90) -> String {
        IndentedJSON(columnsMax: columnsMax).text(of: self, indent: 0)
    }
}

private struct IndentedJSON {
    let columnsMax: Int

    func text(of value: JSONValue, indent: Int) -> String {
        let line = oneLine(value)
        guard line.count + indent > columnsMax || indent == 0 else { return line }
        let margin = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch value.kind {
        case .object where value.count > 0:
            let members = value.members.map { member in
                "\(margin)\"\(member.key)\": " + text(of: member.value, indent: indent + 2)
            }
            return "{\n" + members.joined(separator: ",\n") + end + "}"
        case .array where value.count > 0:
            let elements = value.elements.map { margin + text(of: $0, indent: indent + 2) }
            return "[\n" + elements.joined(separator: ",\n") + end + "]"
        default: return line
        }
    }

    private func oneLine(_ value: JSONValue) -> String {
        switch value.kind {
        case .object:
            "{"
                + value.members.map { "\"\($0.key)\": \(oneLine($0.value))" }
                .joined(separator: ", ") + "}"
        case .array: "[" + value.elements.map(oneLine).joined(separator: ", ") + "]"
        default: value.sourceText(scalarsMax: .max)
        }
    }
}
