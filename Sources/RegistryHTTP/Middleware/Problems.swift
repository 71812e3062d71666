public import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
public import RegistryCore

/// Makes the body of an error's answer, in the shape that the request asks for (contract
/// section 3). The status is set and headers are added by ``Problems``.
public typealias ErrorRendering =
    @Sendable ([Fault], HTTPResponse.Status, Request, RegistryRequestContext) -> Response

/// Turns everything that is thrown inside into an answer of contract section 3, so that what is
/// outside sees answers only. What is the server's own failure is logged here, once.
public struct Problems: RouterMiddleware {
    public typealias Context = RegistryRequestContext

    private let rendering: ErrorRendering
    private let logger: Logger
    /// How much of an error's own text a log line repeats, in characters: such a text may hold
    /// a whole statement.
    private static let defectCharactersMax = 1_000

    public init(rendering: @escaping ErrorRendering, logger: Logger) {
        self.rendering = rendering
        self.logger = logger
    }

    public func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: Context) -> Response {
        let diagnosis = Diagnosis(error, requestID: context.requestID)
        if let defect = diagnosis.defect {
            logger.error(
                "request failed",
                metadata: [
                    "id": "\(context.requestID)",
                    "route": "\(context.route)",
                    "defect": "\(defect.prefix(Self.defectCharactersMax))",
                ])
        }
        let problem = diagnosis.problem
        var response = rendering(problem.faults, problem.status, request, context)
        response.status = problem.status
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }
}
