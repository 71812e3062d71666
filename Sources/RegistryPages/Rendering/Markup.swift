/// HTML that is finished: templates put it in as it is, by `{{{nameHTML}}}`.
struct Markup: Sendable, Equatable {
    let html: String

    init(html: String) { self.html = html }

    static let none = Markup(html: "")
}

extension Markup {
    /// A text that may have words in backticks, which become code.
    init(phrase text: String) {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        self.init(
            html: pieces.enumerated().map { index, piece in
                let escaped = Self.escape(String(piece))
                // An odd piece stands between two backticks, unless the last one is missing.
                guard index % 2 == 1 else { return escaped }
                return index + 1 < pieces.count ? "<code>\(escaped)</code>" : "`" + escaped
            }.joined())
    }

    /// A phrase as a sentence: with a capital, where it begins with a word, and a full stop.
    init(sentence phrase: String) {
        guard let first = phrase.first else {
            self = .none
            return
        }
        let text = first.uppercased() + phrase.dropFirst()
        self.init(phrase: text.last.map { ".!?".contains($0) } == true ? text : text + ".")
    }

    /// Text as HTML shows it, within elements and attributes.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// What a reader sees of it: without tags, escapes undone, white space run together.
    var text: String {
        var text = ""
        var tag: String?
        for character in html {
            switch (character, tag) {
            case ("<", nil): tag = ""
            case (">", let ended?):
                let name = ended.drop { $0 == "/" }.prefix { $0.isLetter }
                if !Self.inlineTags.contains(name) { text.append(" ") }
                tag = nil
            case (_, let begun?): tag = begun + String(character)
            case (_, nil): text.append(character)
            }
        }
        for (escape, meaning) in Self.escapes { text = text.replacing(escape, with: meaning) }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What part of a sentence may stand in: the next character may be its full stop.
    private static let inlineTags: Set<Substring> = ["a", "code", "q", "strong"]

    /// The ampersand last, or what it stands before would be an escape.
    private static let escapes = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "),
        ("&mdash;", "—"), ("&ndash;", "–"), ("&hellip;", "…"), ("&rarr;", "→"), ("&amp;", "&"),
    ]
}
