/// What an upload or update says of an optional value (contract section 2, "Missing, null, empty").
public enum Change<Value> {
    /// Key missing, or null: left as stored.
    case keep
    /// Empty: cleared.
    case clear
    case set(Value)

    /// The value after the change.
    public func applied(to stored: Value?) -> Value? {
        switch self {
        case .keep: stored
        case .clear: nil
        case .set(let value): value
        }
    }

    /// The value after the change of something that always has one: clearing gives the default.
    public func applied(to stored: Value?, default defaultValue: Value) -> Value {
        switch self {
        case .keep: stored ?? defaultValue
        case .clear: defaultValue
        case .set(let value): value
        }
    }

    public var isKeep: Bool {
        if case .keep = self { true } else { false }
    }
}

extension Change: Sendable where Value: Sendable {}
extension Change: Equatable where Value: Equatable {}
