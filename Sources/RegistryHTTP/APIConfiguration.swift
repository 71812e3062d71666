public import RegistryCore
public import RegistryWire

/// How the client API answers, where the contract leaves it to the operator.
public struct APIConfiguration: Sendable {
    /// Whether a request without `Accept` is refused (contract section 2).
    public var requiresAcceptHeader = true
    /// `errorFormat`: the shape of errors until a key's profile is known.
    public var errorShape = ErrorShape.list
    /// Requests a minute of a key that has no number of its own.
    public var requestsPerMinute = 1_200
    /// Requests that a key may send at once after a pause.
    public var burst = 200
    /// Failed authentications a minute from one client address, then 429.
    public var failedAuthenticationsPerMinute = 60
    /// Refuses every write with 503.
    public var isReadOnly = false

    public init() {}
}
