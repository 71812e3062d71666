import Mustache

/// What a template shows: a struct of texts, numbers, booleans, markup, other models, and arrays
/// and optionals of these.
protocol PageModel: Sendable {}

/// What is wrong with a template or with what it is given. Found by tests, which render every page.
enum TemplateError: Error, Equatable {
    case unknownTemplate(String)
    /// A partial that is named in a template and isn't there.
    case unknownPartial(String, in: String)
    /// A tag of a kind that can go wrong without anybody noticing.
    case refusedTag(String, in: String)
    /// Names that nothing on the way to the root has.
    case missingKeys([String], in: String)
    /// A property of a type that templates don't show.
    case unfitValue(String)
}

/// A model as Mustache looks into it.
///
/// Models are turned into these once, since Mustache finds by reflection otherwise, at each look.
struct ModelNode: MustacheParent {
    let values: [String: Any]

    func child(named name: String) -> Any? { values[name] }
}

/// An optional without value: a name that is known, and shows nothing.
struct AbsentValue: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}

extension ModelNode {
    init(_ model: any PageModel) throws(TemplateError) {
        var values: [String: Any] = [:]
        for property in Mirror(reflecting: model).children {
            guard let name = property.label else { continue }
            let value = try Self.value(of: property.value, name)
            // Only what is called so can be put in as it is, so a text can't be by mistake.
            guard (property.value is Markup) == Self.isMarkupName(name) else {
                throw .unfitValue(name)
            }
            values[name] = value
        }
        self.values = values
    }

    static func isMarkupName(_ name: String) -> Bool { name.hasSuffix("HTML") }

    private static func value(of value: Any, _ name: String) throws(TemplateError) -> Any {
        switch value {
        case let text as String: return text
        case let number as Int: return String(number)
        case let flag as Bool: return flag
        case let markup as Markup: return markup.html
        case let model as any PageModel: return try ModelNode(model)
        case let list as [Any]:
            var nodes: [Any] = []
            for element in list { nodes.append(try Self.value(of: element, name)) }
            return nodes
        default:
            let mirror = Mirror(reflecting: value)
            guard mirror.displayStyle == .optional else { throw .unfitValue(name) }
            guard let wrapped = mirror.children.first else { return AbsentValue() }
            return try Self.value(of: wrapped.value, name)
        }
    }
}
