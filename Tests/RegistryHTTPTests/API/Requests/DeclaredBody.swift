import RegistryCore
import RegistryWire

/// A request's body that is made from the declarations of its fields, so that a field which is
/// declared later is in it too: complete, or with one field sent wrongly.
struct DeclaredBody {
    /// A field of the body, where it stands.
    struct Place {
        /// `schemes[0].scheme_name`.
        let path: String
        let field: WireField
        /// The path of the array in whose element this is the only field, and that array's field:
        /// such an element without it is as if not sent.
        var onlyFieldOf: (path: String, field: WireField)?
    }

    let fields: [WireField]
    let role: Role
    /// JSON of good values, by the name of the field; a field without one is left out.
    let values: [String: String]

    /// A second spelling of `certified_entity` that may not stand beside it (contract section 6).
    private static let otherSpellings: [String: String] = [
        "certified_entities": "certified_entity"
    ]

    /// Every field that the body has, those inside others too.
    var places: [Place] { places(of: fields, within: "", onlyFieldOf: nil) }

    private func places(
        of fields: [WireField], within path: String, onlyFieldOf: (String, WireField)?
    ) -> [Place] {
        sent(fields).flatMap { field -> [Place] in
            let path = path + field.name(for: role)
            let place = Place(path: path, field: field, onlyFieldOf: onlyFieldOf)
            guard let inner = Self.inner(field) else { return [place] }
            let isArray = inner.prefix == "["
            return [place]
                + places(
                    of: inner.fields, within: path + (isArray ? "[0]." : "."),
                    onlyFieldOf: isArray && inner.fields.count == 1 ? (path, field) : nil)
        }
    }

    /// The body's JSON.
    ///
    /// - Parameters:
    ///   - path: of the field that is sent otherwise; nil for a complete body.
    ///   - json: what is sent there; nil leaves the field out.
    func json(_ path: String? = nil, _ json: String? = nil) -> String {
        object(fields, within: "", path, json)
    }

    private func object(
        _ fields: [WireField], within prefix: String, _ changed: String?, _ json: String?
    ) -> String {
        let members = sent(fields).compactMap { field -> String? in
            let name = field.name(for: role)
            let path = prefix + name
            let value: String?
            if path == changed {
                value = json
            } else if let inner = Self.inner(field) {
                let within = path + (inner.prefix == "[" ? "[0]." : ".")
                let members = object(inner.fields, within: within, changed, json)
                value = inner.prefix + members + inner.suffix
            } else {
                value = values[name]
            }
            return value.map { #""\#(name)":\#($0)"# }
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func sent(_ fields: [WireField]) -> [WireField] {
        let names = Set(fields.map { $0.name(for: role) })
        return fields.filter { field in
            let spelling = Self.otherSpellings[field.name(for: role)]
            return isSent(field) && !(spelling.map { names.contains($0) } ?? false)
        }
    }

    private func isSent(_ field: WireField) -> Bool {
        field.exists(for: role) && !field.isIgnored(for: role)
            && (Self.inner(field) != nil || values[field.name(for: role)] != nil)
    }

    /// The fields inside a field that holds objects, with what stands around one of them.
    private static func inner(
        _ field: WireField
    ) -> (fields: [WireField], prefix: String, suffix: String)? {
        switch field.rule {
        case .object(let fields): (fields, "", "")
        case .objects(let fields, _), .objectsOrObject(let fields, _, _): (fields, "[", "]")
        default: nil
        }
    }
}

extension WireField {
    /// How many scalars its text may have; nil where it is no text, or may be of any length.
    var scalarsMax: Int? {
        switch rule {
        case .text(let rule), .word(_, let rule), .wordOrNumber(_, let rule),
            .textOrNumber(let rule), .textOrBoolean(let rule):
            rule.scalarsMax
        default: nil
        }
    }
}
