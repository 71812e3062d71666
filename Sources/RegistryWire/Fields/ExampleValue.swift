public import RegistryCore
public import RegistryJSON

/// A JSON value of an example request.
public indirect enum ExampleValue: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    case array([ExampleValue])
    /// Members in their order.
    case object([Member])

    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: ExampleValue
    }
}

extension ExampleValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral text: String) { self = .text(text) }

    public init(booleanLiteral flag: Bool) { self = .boolean(flag) }
}

/// What documentation says of a datum: what it is, and what examples of requests say there.
struct About: Sendable {
    /// A phrase without capital or full stop.
    let meaning: String
    let example: Example
    /// Whether the body of an example request has it: no alternative to another field has a
    /// place in it, and no id that nobody knows beforehand.
    private(set) var isInBodies = true

    enum Example: Sendable {
        /// Of the first record of a body, and of the second where that has another.
        case value(ExampleValue, second: ExampleValue?)
        /// An object or an array, made of the examples of its fields; an array is of so many.
        case composed(count: Int)
    }

    init(_ meaning: String, example: ExampleValue, second: ExampleValue? = nil) {
        self.meaning = meaning
        self.example = .value(example, second: second)
    }

    /// What an object or an array of objects is.
    init(_ meaning: String, count: Int = 1) {
        self.meaning = meaning
        example = .composed(count: count)
    }

    var outsideBodies: About {
        var about = self
        about.isInBodies = false
        return about
    }
}

extension WireField {
    /// The value that an example request of this role has.
    public func example(for role: Role) -> ExampleValue { example(for: role, record: 0) }

    /// - Parameter record: which of the body's records it is of, from 0.
    func example(for role: Role, record: Int) -> ExampleValue {
        switch about.example {
        case .value(let first, let second): record == 0 ? first : second ?? first
        case .composed(let count):
            switch rule {
            case .object(let fields), .objectOrOne(let fields):
                .body(of: fields, for: role, record: record)
            case .objects(let fields, _), .objectsOrObject(let fields, _, _):
                .array(
                    (record..<record + count).map { .body(of: fields, for: role, record: $0) })
            default: .object([])
            }
        }
    }

    /// Whether the body of an example request of this role has it: what is ignored has no place
    /// there, nor what stands instead of another field.
    public func isInExampleBody(for role: Role) -> Bool {
        exists(for: role) && !isIgnored(for: role) && about.isInBodies
    }
}

extension ExampleValue {
    /// The body of an example request: every field that the role may send, in its order, but for
    /// alternatives to others.
    public static func body(of fields: [WireField], for role: Role) -> ExampleValue {
        body(of: fields, for: role, record: 0)
    }

    fileprivate static func body(
        of fields: [WireField], for role: Role, record: Int
    ) -> ExampleValue {
        .object(
            fields.filter { $0.isInExampleBody(for: role) }.map {
                Member(name: $0.name(for: role), value: $0.example(for: role, record: record))
            })
    }
}

// MARK: JSON

extension ExampleValue {
    public func write(into writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .integer(let number): writer.integer(number)
        case .boolean(let flag): writer.boolean(flag)
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

    /// JSON in UTF-8, compact.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(into: &writer)
        return writer.bytes
    }

    /// JSON for readers.
    ///
    /// - Parameter columnsMax: the longest line that is not broken.
    public func indented(columnsMax: Int = 90) -> String {
        let json = json
        // What the writer writes, the parser reads; if it did not, this would still be the value.
        guard let document = try? JSONDocument(parsing: json) else {
            return String(decoding: json, as: UTF8.self)
        }
        return document.root.indented(columnsMax: columnsMax)
    }
}
