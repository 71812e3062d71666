public import Hummingbird
public import Logging
import HTTPTypes
import RegistryCore

/// Writes one line for each request, when its answer is made: id, method, route template, status,
/// duration, bytes in and out, client address, account. Never a path, since paths hold record
/// ids; never a key or a body.
///
/// `duration_ms` ends when the answer is made, not when the client has read it.
public struct RequestLog: RouterMiddleware {
    public typealias Context = RegistryRequestContext

    private let logger: Logger
    private let isEnabled: Bool
    /// Where the lines go without the detour over a dictionary of metadata, which would cost as
    /// much as the rest of a small request's way through the server.
    private let output: LogOutput?

    public init(logger: Logger) {
        self.logger = logger
        isEnabled = logger.logLevel <= .info
        output = (logger.handler as? RegistryLogHandler)?.output
    }

    public func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        if isEnabled { log(request, response, context) }
        return response
    }

    private func log(_ request: Request, _ response: Response, _ context: Context) {
        let facts = context.facts
        let method = facts.unroutedMethod ?? request.method.rawValue
        let sent = request.method == .head ? 0 : response.body.contentLength ?? 0
        let duration = facts.startedAt.duration(to: .now)
        if let output {
            output.write(level: "info", label: logger.label, message: "request") { line in
                line.add("id", facts.requestID)
                line.add("method", method)
                line.add("route", context.route)
                line.add("status", response.status.code)
                line.add("duration_ms", milliseconds: duration)
                line.add("bytes_in", facts.bodyBytes)
                line.add("bytes_out", sent)
                if let address = facts.clientAddress { line.add("client", "\(address)") }
                if let account = facts.accountID { line.add("account", "\(account)") }
            }
        } else {
            var metadata: Logger.Metadata = [
                "id": "\(facts.requestID)", "method": "\(method)", "route": "\(context.route)",
                "status": "\(response.status.code)",
                "duration_ms": "\(duration / .milliseconds(1))",
                "bytes_in": "\(facts.bodyBytes)", "bytes_out": "\(sent)",
            ]
            if let address = facts.clientAddress { metadata["client"] = "\(address)" }
            if let account = facts.accountID { metadata["account"] = "\(account)" }
            logger.info("request", metadata: metadata)
        }
    }
}
