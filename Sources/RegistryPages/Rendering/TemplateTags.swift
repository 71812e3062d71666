/// The tags of a template, as far as they must be looked at before it is used.
///
/// Mustache shows nothing for what it does not find. What a page is given is checked when it is
/// rendered; which templates there are, and what tags may say, before.
enum TemplateTags {
    /// - Throws: for a partial that is not there, and for every tag whose misses nobody would see:
    ///   dotted names, transforms, names computed while rendering, inheritance, other delimiters.
    static func check(
        _ text: String, of template: String, partials: Set<String>
    ) throws(TemplateError) {
        for tag in tags(of: text) {
            let name = tag.name
            switch tag.kind {
            case .comment: continue
            case .partial where !partials.contains(name):
                throw .unknownPartial(name, in: template)
            case .partial where tag.isIndented:
                // Its lines would be indented too, those of examples among them.
                throw .refusedTag("an indented {{> \(name)}}", in: template)
            case .partial: continue
            case .raw where !ModelNode.isMarkupName(name):
                throw .refusedTag("{{{\(name)}}}", in: template)
            case .escaped where ModelNode.isMarkupName(name):
                throw .refusedTag("{{\(name)}}", in: template)
            case .raw, .escaped, .section:
                guard name == "." || isPlain(name) else {
                    throw .refusedTag("{{\(name)}}", in: template)
                }
            case .other: throw .refusedTag("{{\(name)}}", in: template)
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private enum Kind { case escaped, raw, section, partial, comment, other }

    private struct Tag {
        let kind: Kind
        let name: String
        /// Whether only white space stands before it on its line, and some does.
        let isIndented: Bool
    }

    private static func tags(of text: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            let line = text[..<start.lowerBound].reversed().prefix { $0 != "\n" }
            let isIndented = !line.isEmpty && line.allSatisfy(\.isWhitespace)
            let end = rest[start.upperBound...].firstRange(of: "}}")
            let inside = rest[start.upperBound..<(end?.lowerBound ?? rest.endIndex)]
            tags.append(tag(inside, isIndented))
            rest = end.map { rest[$0.upperBound...] } ?? ""
        }
        return tags
    }

    private static func tag(_ inside: Substring, _ isIndented: Bool) -> Tag {
        func make(_ kind: Kind, _ name: Substring) -> Tag {
            Tag(
                kind: kind, name: name.filter { !$0.isWhitespace }, isIndented: isIndented)
        }
        return switch inside.first {
        case "!": make(.comment, "")
        case ">": make(.partial, inside.dropFirst())
        case "{", "&": make(.raw, inside.dropFirst())
        case "#", "^", "/": make(.section, inside.dropFirst())
        case "<", "$", "=", "%": make(.other, inside)
        default: make(.escaped, inside)
        }
    }
}
