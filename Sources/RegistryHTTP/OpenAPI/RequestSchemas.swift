import RegistryCore
import RegistryJSON
import RegistryWire

/// The schemas of what callers of one role send in one version: from the fields that the reader
/// reads by. A schema admits what the reader admits, other spellings of a word included; so
/// the words of lists are examples here, while answers have them as enumerations.
struct RequestSchemas {
    let role: Role
    let version: WireVersion
    let limits: Limits

    private var variant: String { role.rawValue.typeName }

    // MARK: Bodies

    /// The schema of an object with these fields.
    ///
    /// - Parameter prefix: stands before the names of the objects in it.
    func object(
        _ fields: [WireField], prefix: String = "", _ components: inout SchemaComponents
    ) -> JSONTree {
        let existing = fields.filter { $0.exists(for: role) }
        let properties = existing.map { field in
            JSONTree.Member(field.name(for: role), property(field, prefix, &components))
        }
        let required = existing.filter { mustBeThere($0) && !$0.isOneOfSeveral }
        let alternatives = existing.filter(\.isOneOfSeveral)
        var schema: JSONTree = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty {
            schema = schema.adding(["required": names(required)])
        }
        if !alternatives.isEmpty {
            schema = schema.adding([
                "anyOf": .array(alternatives.map { ["required": names([$0])] })
            ])
        }
        return schema
    }

    private func names(_ fields: [WireField]) -> JSONTree {
        .texts(fields.map { $0.name(for: role) })
    }

    private func mustBeThere(_ field: WireField) -> Bool {
        field.isMandatory(for: role) && !field.isWaivable && !field.isIgnored(for: role)
    }

    private func property(
        _ field: WireField, _ prefix: String, _ components: inout SchemaComponents
    ) -> JSONTree {
        guard !field.isIgnored(for: role) else {
            return ["description": .text("Ignored: \(field.meaning).")]
        }
        let mustBeFilled = mustBeThere(field)
        // Null is as if not sent.
        let schema = schema(
            of: field, isNullable: !mustBeFilled,
            mayBeEmpty: !mustBeFilled && field.requirement != .filledWhenSent, prefix,
            &components)
        return schema.adding(["description": .text(description(of: field))])
    }

    private func description(of field: WireField) -> String {
        var sentences = [field.meaning]
        if let words = field.rule.fixedWords {
            let isMappable = field.rule.list?.isMappable ?? false
            sentences.append(
                words.joined(separator: ", ") + ", in any case"
                    + (isMappable ? ", or a term that the account maps" : ""))
        } else if let list = field.rule.list {
            sentences.append("\(list.noun), of its list or mapped by the account")
        }
        if let remark = field.rule.textRule?.remark { sentences.append(remark) }
        if let remark = field.remark { sentences.append(remark) }
        let aliases = field.aliases(for: role)
        if !aliases.isEmpty {
            sentences.append("also read: " + aliases.joined(separator: ", "))
        }
        return sentences.filter { !$0.isEmpty }.map { $0.asSentence }.joined(separator: " ")
    }

    private func schema(
        of field: WireField, isNullable: Bool, mayBeEmpty: Bool, _ prefix: String,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        let name = prefix + field.name(for: role).singularTypeName
        switch field.rule {
        case .text(let rule), .word(_, let rule):
            return text(rule, ["string"], isNullable, mayBeEmpty)
                .adding(["examples": examples(of: field)])
        case .wordOrNumber(_, let rule), .textOrNumber(let rule):
            return text(rule, ["string", "integer"], isNullable, mayBeEmpty)
                .adding(["examples": examples(of: field)])
        case .textOrBoolean(let rule):
            return text(rule, ["string", "boolean"], isNullable, mayBeEmpty)
                .adding(["examples": examples(of: field)])
        case .date:
            let empty = mayBeEmpty ? "?" : ""
            return [
                "type": .types(["string", "integer"], orNull: isNullable),
                "pattern": .text("^\\s*([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})\(empty)\\s*$"),
                "minimum": 10_000_101, "maximum": 99_991_231,
                "examples": examples(of: field),
            ]
        case .flag:
            return [
                "type": .types(["boolean", "string", "integer"], orNull: isNullable),
                "pattern": .text(Self.flagPattern(mayBeEmpty: mayBeEmpty)),
                "minimum": 0, "maximum": 1, "examples": examples(of: field),
            ]
        case .object(let fields):
            return components.reference(
                name, variant: variant, to: object(fields, &components)
            ).orNull(isNullable)
        case .objectOrOne(let fields):
            let one = components.reference(
                name, variant: variant, to: object(fields, &components))
            let either: JSONTree = [
                "anyOf": [one, ["type": "array", "items": one, "minItems": 1, "maxItems": 1]]
            ]
            return either.orNull(isNullable)
        case .objects(let fields, let countMax):
            return array(
                of: components.reference(
                    name, variant: variant, to: object(fields, &components)),
                countMax, isNullable, mayBeEmpty, &components)
        case .texts(let rule, let countMax):
            return array(
                of: text(rule, ["string"], false, false), countMax, isNullable, mayBeEmpty,
                &components)
        case .objectsOrObject(let fields, let group, let countMax):
            let element = components.reference(
                name, variant: variant, to: object(fields, &components))
            let whole = components.reference(
                name + "Group", variant: variant, to: object(group, &components))
            return [
                "anyOf": [
                    array(of: element, countMax, isNullable, mayBeEmpty, &components), whole,
                ]
            ]
        }
    }

    private func text(
        _ rule: TextRule, _ types: [String], _ isNullable: Bool, _ mayBeEmpty: Bool
    ) -> JSONTree {
        let schema: JSONTree = ["type": .types(types, orNull: isNullable)]
        return schema.adding([
            "minLength": mayBeEmpty ? nil : 1,
            "maxLength": rule.scalarsMax.map { .integer(Int64($0)) },
        ])
    }

    private func array(
        of element: JSONTree, _ countMax: WireRule.Count, _ isNullable: Bool, _ mayBeEmpty: Bool,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        let schema: JSONTree = [
            "type": .types(["array"], orNull: isNullable),
            "items": ["anyOf": [element, components.emptyElement()]],
            "maxItems": .integer(Int64(countMax.value(limits))),
        ]
        return schema.adding(["minItems": mayBeEmpty ? nil : 1])
    }

    private func examples(of field: WireField) -> JSONTree {
        [field.example(for: role)]
    }

    /// The words of ``Flag``, in any case.
    private static func flagPattern(mayBeEmpty: Bool) -> String {
        let words = ["true", "false", "yes", "no"].map { word in
            word.map { "[\($0.uppercased())\($0)]" }.joined()
        }
        return "^\\s*(\((words + ["0", "1"]).joined(separator: "|")))"
            + (mayBeEmpty ? "?" : "") + "\\s*$"
    }

    // MARK: Query

    func parameter(_ field: QueryField) -> JSONTree {
        let value = value(of: field.rule)
        let schema: JSONTree =
            field.isRepeatable
            ? [
                "type": "array", "items": value, "minItems": 1,
                "maxItems": .integer(Int64(QueryField.valuesMax)),
            ] : value
        let parameter: JSONTree = [
            "name": .text(field.name), "in": "query", "required": false,
            "description": .text(field.meaning.asSentence), "schema": schema,
        ]
        return field.isRepeatable
            ? parameter.adding(["style": "form", "explode": true]) : parameter
    }

    private func value(of rule: QueryField.Rule) -> JSONTree {
        switch rule {
        case .text(let rule): text(rule, ["string"], false, false)
        case .word(let list, let rule):
            text(rule, ["string"], false, false)
                .adding(["examples": list.fixedWords.map { .texts($0) }])
        case .date:
            [
                "type": "string",
                "pattern": "^([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
            ]
        case .wholeNumber(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .flag:
            [
                "type": ["boolean", "string"],
                "pattern": .text(Self.flagPattern(mayBeEmpty: false)),
            ]
        case .choice(let words): ["type": "string", "enum": .texts(words)]
        case .key: ["type": "string", "minLength": 1]
        }
    }
}

extension WireRule {
    var list: VocabularyList? {
        switch self {
        case .word(let list, _), .wordOrNumber(let list, _): list
        default: nil
        }
    }

    var fixedWords: [String]? { list?.fixedWords }

    var textRule: TextRule? {
        switch self {
        case .text(let rule), .word(_, let rule), .wordOrNumber(_, let rule),
            .textOrNumber(let rule), .textOrBoolean(let rule), .texts(let rule, _):
            rule
        case .date, .flag, .object, .objectOrOne, .objects, .objectsOrObject: nil
        }
    }
}

extension String {
    /// A phrase with its capital and full stop.
    var asSentence: String {
        guard let last else { return "" }
        let start = first == "`" ? self : prefix(1).uppercased() + dropFirst()
        return ".!?".contains(last) ? start : start + "."
    }
}
