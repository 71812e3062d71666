public import RegistryCore
public import RegistryJSON

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
        case value(JSONTree, second: JSONTree?)
        /// An object or an array, made of the examples of its fields; an array is of so many.
        case composed(count: Int)
    }

    init(_ meaning: String, example: JSONTree, second: JSONTree? = nil) {
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
    public func example(for role: Role) -> JSONTree { example(for: role, record: 0) }

    /// - Parameter record: which of the body's records it is of, from 0.
    func example(for role: Role, record: Int) -> JSONTree {
        switch about.example {
        case .value(let first, let second): record == 0 ? first : second ?? first
        case .composed(let count):
            switch rule {
            case .object(let fields), .objectOrOne(let fields):
                WireField.exampleBody(of: fields, for: role, record: record)
            case .objects(let fields, _), .objectsOrObject(let fields, _, _):
                .array(
                    (record..<record + count).map {
                        WireField.exampleBody(of: fields, for: role, record: $0)
                    })
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

extension WireField {
    /// The body of an example request: every field that the role may send, in its order, but for
    /// alternatives to others.
    public static func exampleBody(of fields: [WireField], for role: Role) -> JSONTree {
        exampleBody(of: fields, for: role, record: 0)
    }

    fileprivate static func exampleBody(
        of fields: [WireField], for role: Role, record: Int
    ) -> JSONTree {
        .object(
            fields.filter { $0.isInExampleBody(for: role) }.map {
                JSONTree.Member(
                    $0.name(for: role), $0.example(for: role, record: record))
            })
    }
}
