import RegistryJSON

/// A JSON value that a test takes from a good request and spoils.
indirect enum EditableJSON: Sendable {
    case object([(key: String, value: EditableJSON)])
    case array([EditableJSON])
    /// The JSON text of anything else.
    case scalar(String)

    static let null = scalar("null")

    static func string(_ text: String) -> EditableJSON {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.string(text)
        return .scalar(String(decoding: writer.bytes, as: UTF8.self))
    }

    var text: String {
        switch self {
        case .scalar(let text): text
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.map { Self.string($0.key).text + ":" + $0.value.text }
                .joined(separator: ",") + "}"
        }
    }

    /// The root of its text, parsed.
    func parsed() throws -> JSONValue { try JSONDocument(parsing: Array(text.utf8)).root }

    // MARK: Editing by path, as a fault's `field` names it

    subscript(path: String) -> EditableJSON? { value(Self.steps(path)[...]) }

    /// With another value at a path; an object gets the key at its end if it has none.
    func setting(_ path: String, _ value: EditableJSON) -> EditableJSON {
        replacing(Self.steps(path)[...], by: value)
    }

    /// Without the member or element at a path.
    func removing(_ path: String) -> EditableJSON { replacing(Self.steps(path)[...], by: nil) }

    /// With a key renamed in its place.
    func renaming(_ path: String, _ key: String) -> EditableJSON {
        var steps = Self.steps(path)
        guard case .key(let old) = steps.removeLast(),
            case .object(let members) = value(steps[...])
        else { return self }
        let renamed = members.map { ($0.key == old ? key : $0.key, $0.value) }
        return steps.isEmpty ? .object(renamed) : replacing(steps[...], by: .object(renamed))
    }

    enum Step: Equatable {
        case key(String), index(Int)
    }

    static func steps(_ path: String) -> [Step] {
        path.split(separator: ".").flatMap { part -> [Step] in
            let pieces = part.split(separator: "[").map { $0.filter { $0 != "]" } }
            return pieces.enumerated().map { offset, piece in
                let isIndex = offset > 0 || part.hasPrefix("[")
                return isIndex ? .index(Int(piece) ?? -1) : .key(String(piece))
            }
        }
    }

    private func value(_ steps: ArraySlice<Step>) -> EditableJSON? {
        switch (self, steps.first) {
        case (_, nil): self
        case (.object(let members), .key(let key)):
            members.first { $0.key == key }?.value.value(steps.dropFirst())
        case (.array(let elements), .index(let index)) where elements.indices.contains(index):
            elements[index].value(steps.dropFirst())
        default: nil
        }
    }

    private func replacing(_ steps: ArraySlice<Step>, by value: EditableJSON?) -> EditableJSON {
        let rest = steps.dropFirst()
        switch (self, steps.first) {
        case (_, nil): return value ?? self
        case (.object(var members), .key(let key)):
            guard let index = members.firstIndex(where: { $0.key == key }) else {
                if rest.isEmpty, let value { members.append((key, value)) }
                return .object(members)
            }
            if rest.isEmpty, value == nil {
                members.remove(at: index)
            } else {
                members[index].value = members[index].value.replacing(rest, by: value)
            }
            return .object(members)
        case (.array(var elements), .index(let index)) where elements.indices.contains(index):
            if rest.isEmpty, value == nil {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].replacing(rest, by: value)
            }
            return .array(elements)
        default: return self
        }
    }
}

extension EditableJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .string(text) }
    init(integerLiteral number: Int) { self = .scalar(String(number)) }
    init(booleanLiteral flag: Bool) { self = .scalar(flag ? "true" : "false") }
    init(arrayLiteral elements: EditableJSON...) { self = .array(elements) }
    init(dictionaryLiteral members: (String, EditableJSON)...) {
        self = .object(members.map { (key: $0.0, value: $0.1) })
    }
}
