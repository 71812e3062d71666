/// One `name=value` of a request's query, decoded.
public struct QueryParameter: Sendable, Equatable {
    public let name: String
    /// Empty for a parameter without value.
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
