/// A page taken apart at its headings, each with the text up to the next.
struct PageSections {
    let entries: [SearchEntry]

    init(_ content: Markup, of place: Place) {
        var entries: [SearchEntry] = []
        var rest = content.html[...]
        let head = Self.takeText(&rest)
        entries.append(
            SearchEntry(
                .page, title: place.title, context: "", address: place.path, text: head,
                weight: Self.weight(of: place) + 1))
        while let heading = Self.takeHeading(&rest) {
            entries.append(
                SearchEntry(
                    .section, title: heading.title, context: place.title,
                    address: "\(place.path)#\(heading.id)", text: Self.takeText(&rest),
                    weight: Self.weight(of: place)))
        }
        self.entries = entries
    }

    /// What is for some readers alone stands below what is for all.
    private static func weight(of place: Place) -> Int {
        if case .article(.movingFromCertSearch) = place { 0 } else { 5 }
    }

    /// Everything before the next heading that has an anchor.
    private static func takeText(_ rest: inout Substring) -> String {
        let end = nextHeading(in: rest) ?? rest.endIndex
        let text = Markup(html: String(rest[..<end])).text
        rest = rest[end...]
        return text
    }

    private static func nextHeading(in html: Substring) -> Substring.Index? {
        ["<h2 id=\"", "<h3 id=\""].compactMap { html.firstRange(of: $0)?.lowerBound }.min()
    }

    private static func takeHeading(_ rest: inout Substring) -> (id: String, title: String)? {
        guard rest.hasPrefix("<h"), let quote = rest.firstRange(of: "id=\"") else { return nil }
        let id = rest[quote.upperBound...].prefix { $0 != "\"" }
        guard let end = rest.firstRange(of: "</h") else { return nil }
        let title = Markup(html: String(rest[..<end.lowerBound])).text
        rest = rest[end.upperBound...].drop { $0 != ">" }.dropFirst()
        return (String(id), title)
    }
}
