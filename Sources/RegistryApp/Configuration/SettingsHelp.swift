extension ServeConfiguration {
    /// Every setting as a flag with what it may be and what holds without it: for help texts.
    /// Lines are short enough for 80 columns.
    public static var settingsHelp: String {
        let lists = Setting.Concern.allCases.map { concern in
            let rows = settings.filter { $0.concern == concern }.flatMap(\.helpRows)
            return ([concern.rawValue + ":"] + rows).joined(separator: "\n")
        }
        return ([settingsIntroduction] + lists).joined(separator: "\n\n")
    }

    private static let settingsIntroduction = """
        Each setting is a flag, or an environment variable (--accept-header is \
        CERTREGISTRY_ACCEPT_HEADER), or a key of the configuration file (acceptHeader), in \
        this order.
        """
}

extension Setting {
    /// Where the texts begin, as in the help of all other options.
    private static let textColumn = 26
    private static let textWidth = 79 - textColumn

    fileprivate var helpRows: [String] {
        let name = "  " + [flag, kind.placeholder].compactMap { $0 }.joined(separator: " ")
        let standard = defaultText.isEmpty ? "none" : defaultText
        var lines = Self.wrap(kind == .flag ? help : "\(help) (default: \(standard))")
        if name.count < Self.textColumn {
            let padding = String(repeating: " ", count: Self.textColumn - name.count)
            lines[0] = name + padding + lines[0]
            return [lines[0]] + lines.dropFirst().map(Self.indented)
        }
        return [name] + lines.map(Self.indented)
    }

    private static func indented(_ line: String) -> String {
        String(repeating: " ", count: textColumn) + line
    }

    /// At least one line.
    private static func wrap(_ text: String) -> [String] {
        text.split(separator: " ").reduce(into: [""]) { lines, word in
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= textWidth {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }
}
