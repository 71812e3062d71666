public import Hummingbird
public import NIOCore

/// What travels with a request from the socket to its endpoint and back.
///
/// Hummingbird copies the context from middleware to middleware; what a later part finds out and
/// an earlier one needs for the answer or the log goes into ``facts``, which all copies share.
public struct RegistryRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The connection that the request came on.
    public let channel: any Channel
    /// What is found out about the request on its way.
    public let facts = RequestFacts()

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The id that the answer carries and the log line names (contract section 2).
    public var requestID: String { facts.requestID }

    /// The template of the route that the request matched, as the log names it: never the path
    /// itself, which may hold a record's id.
    public var route: String {
        guard let path = endpointPath, path != Self.hummingbirdsNotFound else { return "unmatched" }
        return path
    }

    /// What Hummingbird's router notes when no route matches.
    private static let hummingbirdsNotFound = "NotFound"
}
