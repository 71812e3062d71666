import RegistryJSON

/// The named schemas of a document. Equal ones share a name; of different ones that would have
/// the same name, all but the first get their variant's behind it.
struct SchemaComponents {
    private var schemas: [(name: String, schema: JSONTree)] = []

    /// - Parameters:
    ///   - name: what the schema should be called: `Site`.
    ///   - variant: what tells it from others of that name: `V1Ab`.
    /// - Returns: a reference to it.
    mutating func reference(_ name: String, variant: String, to schema: JSONTree) -> JSONTree {
        for candidate in [name, "\(name)For\(variant)"] + (2...99).map({ "\(name)\($0)" }) {
            let known = schemas.first { $0.name == candidate }
            if known == nil { schemas.append((candidate, schema)) }
            if known == nil || known?.schema == schema {
                return ["$ref": .text("#/components/schemas/\(candidate)")]
            }
        }
        return schema
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
