public import HTTPTypes
public import RegistryCore
import Synchronization

/// What is found out about one request on its way through the server, for the answer and the log.
public final class RequestFacts: Sendable {
    private struct Facts {
        var requestID = ""
        var clientAddress: IPAddress?
        var accountID: RecordID?
        var keyProfile: KeyProfile?
        var unroutedMethod: String?
        var bodyBytes = 0
        var answerHeaders = HTTPFields()
        var bodyReservation: BodyBudget.Reservation?
    }
    private let facts = Mutex(Facts())

    /// When the request's head had arrived.
    public let startedAt = ContinuousClock.now

    public init() {}

    /// The id that the answer carries and the log line names.
    public internal(set) var requestID: String {
        get { facts.withLock { $0.requestID } }
        set { facts.withLock { $0.requestID = newValue } }
    }

    /// Where the request came from, proxies left out (``ClientAddress``).
    public internal(set) var clientAddress: IPAddress? {
        get { facts.withLock { $0.clientAddress } }
        set { facts.withLock { $0.clientAddress = newValue } }
    }

    /// The account whose key the request carries, once that is known.
    public var accountID: RecordID? {
        get { facts.withLock { $0.accountID } }
        set { facts.withLock { $0.accountID = newValue } }
    }

    /// The profile of the request's key, once that is known: it decides the shape of errors.
    var keyProfile: KeyProfile? {
        get { facts.withLock { $0.keyProfile } }
        set { facts.withLock { $0.keyProfile = newValue } }
    }

    /// The method as it was sent, when no route knows it (``MethodAnswers``).
    var unroutedMethod: String? {
        get { facts.withLock { $0.unroutedMethod } }
        set { facts.withLock { $0.unroutedMethod = newValue } }
    }

    /// Bytes of the body that were read.
    public internal(set) var bodyBytes: Int {
        get { facts.withLock { $0.bodyBytes } }
        set { facts.withLock { $0.bodyBytes = newValue } }
    }

    /// Makes whatever answer this request gets carry a header.
    public func setAnswerHeader(_ name: HTTPField.Name, _ value: String) {
        facts.withLock { $0.answerHeaders[name] = value }
    }

    /// The headers that every answer to this request carries.
    public var answerHeaders: HTTPFields { facts.withLock { $0.answerHeaders } }

    /// Keeps the body's share of the memory for bodies until ``finish()``.
    func hold(_ reservation: BodyBudget.Reservation) {
        facts.withLock { $0.bodyReservation = reservation }
    }

    /// Gives back what was reserved for the request. Called once, when its answer is made.
    func finish() {
        facts.withLock { $0.bodyReservation.take() }?.release()
    }
}
