/// The headings of an article, each of which has an id.
enum Headings {
    /// To those of the second level, for a list above the text.
    static func links(in body: Markup) -> [LinkModel] {
        all(in: body).filter { $0.level == 2 }.map { heading in
            LinkModel(title: Markup(html: heading.contentHTML).text, address: "#" + heading.id)
        }
    }

    /// The same text with each heading a link to itself, so that its address can be copied.
    static func linked(in body: Markup) -> Markup {
        var html = ""
        var rest = body.html.startIndex
        for heading in all(in: body) {
            html += body.html[rest..<heading.range.lowerBound]
            html += "<h\(heading.level) id=\"\(heading.id)\"><a class=\"heading\" "
            html += "href=\"#\(heading.id)\">\(heading.contentHTML)</a></h\(heading.level)>"
            rest = heading.range.upperBound
        }
        return Markup(html: html + body.html[rest...])
    }

    private struct Heading {
        let level: Int
        let id: String
        let contentHTML: String
        let range: Range<String.Index>
    }

    private static func all(in body: Markup) -> [Heading] {
        body.html.matches(of: /<h([23]) id="([^"]*)">(.*?)<\/h[23]>/).map { match in
            Heading(
                level: match.1 == "2" ? 2 : 3, id: String(match.2),
                contentHTML: String(match.3), range: match.range)
        }
    }
}
