import HTTPTypes
public import Hummingbird
import RegistryCore

extension Router where Context == RegistryRequestContext {
    /// Answers, at each path that has a route by now, the methods that have none: OPTIONS with 204
    /// and every other with 405, both with `Allow` (contract section 2). HEAD is left to
    /// Hummingbird where GET is. To be called once, after the last route.
    public func addMethodAnswers() {
        for (path, routes) in Dictionary(grouping: routes, by: \.path.description) {
            var served = Set(routes.map(\.method))
            if served.contains(.get) { served.insert(.head) }
            let allow = served.union([.options]).map(\.rawValue).sorted().joined(separator: ", ")
            for method in RoutedMethods.all.subtracting(served) {
                on(RouterPath(path), method: method) { request, context in
                    guard request.method != .options else {
                        return Response(status: .noContent, headers: [.allow: allow])
                    }
                    let sent = context.facts.unroutedMethod ?? request.method.rawValue
                    throw Problem(
                        .methodNotAllowed,
                        "This path does not take \(sent). It takes \(allow).",
                        headers: [.allow: allow])
                }
            }
        }
    }
}

/// The methods that the router is asked for.
enum RoutedMethods {
    /// Those of the contract (section 2), and the stand-in for all others.
    static let all: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .delete, .options, standIn,
    ]

    /// A name of our own, so that no route can ever serve it.
    static let standIn = HTTPRequest.Method("UNROUTED")!
}

/// Lets a request with any other method find its path all the same, so that `TRACE` and
/// `FROBNICATE` get 405 at a known path and 404 elsewhere.
public struct AnyMethodResponder<Inner: HTTPResponder>: HTTPResponder
where Inner.Context == RegistryRequestContext {
    let inner: Inner

    public func respond(
        to request: Request, context: RegistryRequestContext
    ) async throws -> Response {
        guard !RoutedMethods.all.contains(request.method) else {
            return try await inner.respond(to: request, context: context)
        }
        context.facts.unroutedMethod = request.method.rawValue
        var head = request.head
        head.method = RoutedMethods.standIn
        return try await inner.respond(
            to: Request(head: head, body: request.body), context: context)
    }
}
