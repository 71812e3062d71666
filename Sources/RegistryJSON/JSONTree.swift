/// A JSON value that is put together in the program, its members in their order: for documents,
/// where clarity counts for more than speed. Answers are written by ``JSONWriter`` directly.
public indirect enum JSONTree: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
    case array([JSONTree])
    case object([Member])

    public struct Member: Sendable, Hashable {
        public let name: String
        public let value: JSONTree

        public init(_ name: String, _ value: JSONTree) {
            self.name = name
            self.value = value
        }
    }

    /// What was parsed.
    public init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean(value.boolean ?? false)
        case .number:
            // A number that is none of ours stays readable as its text.
            self = value.integer.map { .integer($0) } ?? .text(value.sourceText(scalarsMax: .max))
        case .string: self = .text(value.string ?? "")
        case .array: self = .array(value.elements.map { JSONTree($0) })
        case .object:
            self = .object(value.members.map { Member($0.key, JSONTree($0.value)) })
        }
    }

    /// Compact JSON in UTF-8.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 65_536)
        write(into: &writer)
        return writer.bytes
    }

    /// JSON for readers.
    ///
    /// - Parameter columnsMax: the longest line that is not broken.
    public func indented(columnsMax: Int = 90) -> String {
        // What the writer writes, the parser reads; if it did not, this would still be the value.
        guard let document = try? JSONDocument(parsing: bytes) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return document.root.indented(columnsMax: columnsMax)
    }

    private func write(into writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .text(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(into: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.name)
                member.value.write(into: &writer)
            }
            writer.endObject()
        }
    }

    /// The value of a member of an object.
    public subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The object with further members, those that have no value left out.
    public func adding(_ further: KeyValuePairs<String, JSONTree?>) -> JSONTree {
        guard case .object(let members) = self else { return self }
        return .object(
            members
                + further.compactMap { name, value in
                    value.map { Member(name, $0) }
                })
    }

    public static func texts(_ texts: some Sequence<String>) -> JSONTree {
        .array(texts.map { .text($0) })
    }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .text(text) }

    public init(integerLiteral value: Int64) { self = .integer(value) }

    public init(booleanLiteral value: Bool) { self = .boolean(value) }

    public init(arrayLiteral elements: JSONTree...) { self = .array(elements) }

    public init(dictionaryLiteral members: (String, JSONTree)...) {
        self = .object(members.map { Member($0, $1) })
    }
}
