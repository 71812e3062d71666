public import RegistryCore

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

extension WireField {
    /// What it is: a phrase without capital or full stop, for documentation.
    public var meaning: String { "" }

    /// The value that an example request of this role has.
    public func example(for role: Role) -> ExampleValue { .text("") }
}

extension ExampleValue {
    /// The body of an example request: every field that the role may send, in its order.
    public static func body(of fields: [WireField], for role: Role) -> ExampleValue {
        .object([])
    }
}
