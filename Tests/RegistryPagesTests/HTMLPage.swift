/// As much of HTML as the tests of our own pages need.
struct HTMLPage {
    let path: String
    let text: String

    /// The values of an attribute, in the order of the page.
    func values(of attribute: String) -> [String] {
        var values: [String] = []
        var rest = text[...]
        let start = " \(attribute)=\""
        while let found = rest.firstRange(of: start) {
            let value = rest[found.upperBound...].prefix { $0 != "\"" }
            values.append(
                String(value).replacing("&amp;", with: "&").replacing("&#39;", with: "'"))
            rest = rest[value.endIndex...]
        }
        return values
    }

    /// The text of the element with this id, as far as it has no further ones.
    func text(ofID id: String) -> String? {
        guard let found = text.firstRange(of: "id=\"\(id)\"") else { return nil }
        let content = text[found.upperBound...].drop { $0 != ">" }.dropFirst()
        return String(content.prefix { $0 != "<" })
    }

    func count(of piece: String) -> Int { text.ranges(of: piece).count }

    var headingLevels: [Int] {
        text.ranges(of: "<h").compactMap { range in
            let after = text[range.upperBound...].prefix(2)
            guard let level = after.first?.wholeNumberValue, (1...6).contains(level),
                after.last == " " || after.last == ">"
            else { return nil }
            return level
        }
    }
}
