import RegistryJSON

/// The named schemas of a document. Where roles differ in what a name means, each has a schema of
/// its own, with the role behind the name.
///
/// Which names that are is known when all are seen: a document is made anew, with the
/// ``contestedNames`` of the time before, until there are no further ones.
struct SchemaComponents {
    private var schemas: [(name: String, schema: JSONTree)] = []
    private let contested: Set<String>
    /// Names that more than one schema was to have.
    private(set) var contestedNames: Set<String> = []

    init(contested: Set<String> = []) {
        self.contested = contested
    }

    /// - Parameters:
    ///   - name: what the schema is called: `Site`.
    ///   - variant: what is added where there are several: `Ab`.
    /// - Returns: a reference to it.
    mutating func reference(_ name: String, variant: String, to schema: JSONTree) -> JSONTree {
        let full = contested.contains(name) ? "\(name)For\(variant)" : name
        if let known = schemas.first(where: { $0.name == full })?.schema {
            if known != schema {
                contestedNames.insert(name)
                assert(!contested.contains(name), "one role has two schemas called \(full)")
                return schema
            }
        } else {
            schemas.append((full, schema))
        }
        return ["$ref": .text("#/components/schemas/\(full)")]
    }

    /// An element of an array whose values are all empty, at whatever depth: it is passed over,
    /// and so may lack what is required (contract section 2, "Text").
    mutating func emptyElement() -> JSONTree {
        let reference: JSONTree = ["$ref": "#/components/schemas/EmptyElement"]
        return self.reference(
            "EmptyElement", variant: "",
            to: [
                "description": "Passed over: all its values are empty.",
                "type": ["null", "string", "array", "object"], "pattern": "^\\s*$",
                "items": reference, "additionalProperties": reference,
            ])
    }

    /// In the order of their names.
    var tree: JSONTree {
        .object(
            schemas.sorted { $0.name < $1.name }.map { JSONTree.Member($0.name, $0.schema) })
    }
}

extension JSONTree {
    /// The schema or null.
    func orNull(_ isNullable: Bool) -> JSONTree {
        isNullable ? ["anyOf": [self, ["type": "null"]]] : self
    }

    /// `"string"`, or a list of types where there are several.
    static func types(_ types: [String], orNull isNullable: Bool = false) -> JSONTree {
        let all = types + (isNullable ? ["null"] : [])
        return all.count == 1 ? .text(all[0]) : .texts(all)
    }

    /// The schema with a description, unless there is nothing to say.
    func described(_ text: String?) -> JSONTree {
        adding(["description": text.map { .text($0) }])
    }
}

extension String {
    /// `standard_and_schemes` as `StandardAndScheme`: what one element of such a list is called.
    var singularTypeName: String {
        var words = split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
        if words.last == "list" { words.removeLast() }
        if let last = words.last {
            if last.hasSuffix("ies") {
                words[words.count - 1] = last.dropLast(3) + "y"
            } else if last.hasSuffix("s"), !last.hasSuffix("ss") {
                words[words.count - 1] = String(last.dropLast())
            }
        }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// `Upload Certification` as `UploadCertification`.
    var typeName: String {
        split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
