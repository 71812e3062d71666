public import HTTPTypes
import Hummingbird
public import RegistryCore

/// Why a request gets an error: its faults, and the headers that such an answer must carry.
/// What the register throws becomes one, and so does what only HTTP knows.
public struct Problem: Error, Sendable {
    /// Never empty. The first one's code decides the status.
    public var faults: [Fault]
    /// `Allow` of a 405, `Retry-After` of a 429 or 503.
    public var headers: HTTPFields

    public init(_ code: FaultCode, _ message: String, headers: HTTPFields = [:]) {
        self.init([Fault(code, message)], headers: headers)
    }

    public init(_ faults: [Fault], headers: HTTPFields = [:]) {
        self.faults = faults
        self.headers = headers
    }

    public var status: HTTPResponse.Status { faults.first?.code.httpStatus ?? .internalServerError }

    /// 429, to be tried again after so many seconds.
    public static func rateLimitExceeded(
        _ message: String, retryAfterSeconds: Int
    ) -> Problem {
        Problem(.rateLimitExceeded, message, headers: [.retryAfter: "\(retryAfterSeconds)"])
    }

    /// 503, to be tried again after so many seconds.
    public static func unavailable(_ message: String, retryAfterSeconds: Int) -> Problem {
        Problem(.unavailable, message, headers: [.retryAfter: "\(retryAfterSeconds)"])
    }
}

/// What is known of a thrown error: how to answer it, and what to log when it is ours to mend.
struct Diagnosis {
    let problem: Problem
    /// For the log alone; nil when the error is the request's own.
    let defect: String?

    /// - Parameter requestID: named in the message of an answer that can't say more.
    init(_ error: any Error, requestID: String) {
        switch error {
        case let problem as Problem where !problem.faults.isEmpty:
            self.init(problem: problem, defect: nil)
        case let error as RegistryError:
            self.init(error, requestID: requestID)
        case let error as HTTPError where error.status == .notFound:
            self.init(
                problem: Problem(.notFound, "There is nothing at this path."), defect: nil)
        case is CancellationError:
            // Only the end of the server's own shutdown cancels a request.
            self.init(
                problem: .unavailable(
                    "The server is stopping. Send the request again.", retryAfterSeconds: 1),
                defect: nil)
        default:
            self.init(defect: "\(type(of: error)): \(error)", requestID: requestID)
        }
    }

    private init(_ error: RegistryError, requestID: String) {
        switch error {
        case .faults(let faults) where !faults.isEmpty:
            self.init(problem: Problem(faults), defect: nil)
        case .notFound(let message):
            self.init(problem: Problem(.notFound, message), defect: nil)
        case .forbidden(let message):
            self.init(problem: Problem(.forbidden, message), defect: nil)
        case .unavailable(let message, let retryAfterSeconds):
            self.init(
                problem: .unavailable(message, retryAfterSeconds: retryAfterSeconds), defect: nil)
        case .faults:
            self.init(defect: "an error without faults", requestID: requestID)
        case .conflict(let text):
            self.init(defect: "an operator's conflict in a request: \(text)", requestID: requestID)
        case .broken(let text):
            self.init(defect: text, requestID: requestID)
        }
    }

    private init(defect: String, requestID: String) {
        let message = """
            The server failed to answer this request. Send it again later, or report it with its \
            request id \(requestID).
            """
        self.init(problem: Problem(.internalError, message), defect: defect)
    }

    private init(problem: Problem, defect: String?) {
        self.problem = problem
        self.defect = defect
    }
}
