import HTTPTypes
public import Hummingbird
import Synchronization

/// The outermost middleware: gives a request its id and the address it came from, and every
/// answer its `X-Request-Id` and the headers that were noted on the way (contract section 2).
public struct RequestIdentity: RouterMiddleware {
    public typealias Context = RegistryRequestContext

    private let clientAddress: ClientAddress
    private let generator: RequestIDGenerator

    public init(clientAddress: ClientAddress, generator: RequestIDGenerator) {
        self.clientAddress = clientAddress
        self.generator = generator
    }

    public func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let facts = context.facts
        let id = Self.accepted(request.headers[.xRequestID]) ?? generator.next()
        facts.requestID = id
        facts.clientAddress = clientAddress.resolve(
            peer: context.channel.remoteAddress, headers: request.headers)
        defer { facts.finish() }
        var response = try await next(request, context)
        for field in facts.answerHeaders { response.headers[field.name] = field.value }
        response.headers[.xRequestID] = id
        return response
    }

    /// The longest request id that is kept, in characters (contract section 2).
    static let idLengthMax = 128

    /// An incoming id, when it is one that can be repeated in a header and a log line as it is.
    static func accepted(_ id: String?) -> String? {
        guard let id, (1...idLengthMax).contains(id.utf8.count),
            id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return id
    }
}

/// Makes request ids: random for each start of the server, then counted, so that no two requests
/// share one and making it costs no system call.
public final class RequestIDGenerator: Sendable {
    private let prefix: String
    private let counter = Atomic<UInt64>(0)

    /// - Parameter random: tells the servers and their starts apart.
    public init(random: UInt64 = .random(in: .min ... .max)) {
        let digits = String(random, radix: 16)
        prefix = String(repeating: "0", count: 16 - digits.count) + digits + "-"
    }

    func next() -> String {
        let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
        return prefix + String(number, radix: 16)
    }
}
