import RegistryCore
import RegistryJSON
import RegistryWire

/// The schemas of answers, from the shapes that are noted while the program writes them.
enum AnswerSchemas {
    /// - Parameters:
    ///   - path: the names of the members that lead to it, for what is said of them.
    ///   - names: what parts of the answer are called.
    static func schema(
        of shape: AnswerShape, at path: [String] = [], _ names: Names,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        switch shape {
        case .object(let members):
            let schema = object(members, at: path, names, &components)
            guard let name = names.name(at: path) else { return schema }
            return components.reference(name, variant: names.variant, to: schema)
        case .array(let element):
            let array: JSONTree = ["type": "array"]
            guard let element else { return array.adding(["maxItems": 0]) }
            return array.adding(["items": schema(of: element, at: path, names, &components)])
        case .text(let form, let isNullable): return text(form, isNullable)
        case .integer(let form, let isNullable): return integer(form, isNullable)
        case .boolean(let isNullable):
            return ["type": .types(["boolean"], orNull: isNullable)]
        case .anyOf(let shapes, let isNullable):
            let null: [JSONTree] = isNullable ? [["type": "null"]] : []
            let all = shapes.map { schema(of: $0, at: path, names, &components) } + null
            return ["anyOf": .array(all)]
        case .null: return ["type": "null"]
        }
    }

    /// What the objects in an answer are called, so that one thing is one type to whoever
    /// generates a client.
    struct Names {
        /// Of what `data` holds; nil where that is not a record.
        let record: String?
        /// Of what `meta` holds.
        let meta: String
        /// Stands before the names of what is otherwise in bulk calls.
        let prefix: String
        let variant: String

        func name(at path: [String]) -> String? {
            switch path.last {
            case "data": record
            case "errors": "Fault"
            case "warnings": prefix + "Warning"
            case "meta": meta
            case "results": "RecordResult"
            default: nil
            }
        }
    }

    private static func object(
        _ members: [AnswerShape.Member], at path: [String], _ names: Names,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        let properties = members.map { member in
            let inner = schema(
                of: member.shape, at: path + [member.name], names, &components)
            let meaning = meaning(of: member, at: path)
            return JSONTree.Member(
                member.name, inner.described(meaning.map { $0.asSentence }))
        }
        let required = members.filter(\.isAlwaysThere).map(\.name)
        let object: JSONTree = ["type": "object", "properties": .object(properties)]
        return object.adding(["required": required.isEmpty ? nil : .texts(required)])
    }

    /// What it is: at its place, else as a request says that has the same in what it calls alike,
    /// else by its name.
    static func meaning(of member: AnswerShape.Member, at path: [String]) -> String? {
        if case .null = member.shape { return "always null: it means nothing in this register" }
        return AnswerMeanings.meaning(at: path + [member.name])
            ?? path.last.flatMap { requestMeanings[$0]?[member.name] }
            ?? AnswerMeanings.meaning(of: member.name)
    }

    /// By the name of the object or array in which a field stands, and by its own. A name alone
    /// says too little: the `city` of an office is no city of a site. So fields at the root of a
    /// body lend their meanings to nothing.
    static let requestMeanings: [String: [String: String]] = {
        let fields = ClientAPI.calls.flatMap { call in
            WireVersion.allCases.flatMap { call.fields[$0] }
        }
        var meanings: [String: [String: String]] = [:]
        for parent in fields.flatMap(\.withInnerFields) {
            for role in Role.allCases {
                for field in parent.innerFields {
                    let known = meanings[parent.name(for: role)]?[field.name(for: role)]
                    meanings[parent.name(for: role), default: [:]][field.name(for: role)] =
                        known ?? field.meaning
                }
            }
        }
        return meanings
    }()

    private static func text(_ form: AnswerShape.TextForm, _ isNullable: Bool) -> JSONTree {
        let text: JSONTree = ["type": .types(["string"], orNull: isNullable)]
        switch form {
        case .plain: return text
        case .id: return text.adding(["pattern": .text(idPattern)])
        case .date: return text.adding(["pattern": "^[0-9]{8}$"])
        case .timestamp: return text.adding(["format": "date-time"])
        case .word(let words):
            let values = words.map { JSONTree.text($0) } + (isNullable ? [.null] : [])
            return text.adding(["enum": .array(values)])
        }
    }

    private static func integer(
        _ form: AnswerShape.IntegerForm, _ isNullable: Bool
    ) -> JSONTree {
        let integer: JSONTree = ["type": .types(["integer"], orNull: isNullable)]
        switch form {
        case .plain: return integer
        case .epochSeconds: return integer.adding(["format": "int64"])
        case .oneOf(let numbers):
            return integer.adding(["enum": .array(numbers.map { .integer(Int64($0)) })])
        }
    }

    /// The ids that the register gives (contract section 4).
    static let idPattern = "^[A-Za-z0-9_-]{1,36}$"
}
