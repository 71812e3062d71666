import HTTPTypes
public import Hummingbird
import NIOCore
import NIOHTTPTypes
public import RegistryCore

/// Reads bodies of requests: within their limit and the memory for all of them, and asking for
/// them where the client waits to be asked.
public struct BodyReader: Sendable {
    private let budget: BodyBudget

    /// What is reserved at first for a body that may grow, in bytes. Most are smaller.
    private static let firstStepBytes = 256 * 1024

    public init(budget: BodyBudget) {
        self.budget = budget
    }

    /// Reads a request's body to its end. Its memory counts until the request's answer is made.
    ///
    /// - Parameter bytesMax: the limit of this call. A longer body is refused by the length it
    ///   announces, before it is asked for or read, else when it passes the limit.
    /// - Throws: `content_too_large`; `bad_request` when the connection ended or the transfer
    ///   coding broke before the body was whole; `unavailable` when there was no memory for it
    ///   in time.
    public func read(
        _ request: Request, _ context: RegistryRequestContext, bytesMax: Int
    ) async throws(RegistryError) -> [UInt8] {
        let length = try Self.announcedLength(of: request, bytesMax: bytesMax)
        let reservation = budget.begin()
        context.facts.hold(reservation)
        if let length { try await reservation.grow(by: min(length, Self.firstStepBytes)) }
        if request.headers.contains(.expect) { await context.sendContinue() }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(reservation.bytes)
        defer { context.facts.bodyBytes = bytes.count }
        var parts = request.body.makeAsyncIterator()
        while let part = try await Self.next(&parts) {
            let count = bytes.count + part.readableBytes
            guard count <= bytesMax else { throw Self.tooLarge(bytesMax) }
            if count > reservation.bytes {
                // Of an announced length twice as much each time, so that the bytes are moved a
                // few times at most; an array that grows by itself does likewise.
                let announced = min(length ?? count, 2 * max(bytes.count, Self.firstStepBytes))
                try await reservation.grow(by: max(count, announced) - reservation.bytes)
                if length != nil { bytes.reserveCapacity(reservation.bytes) }
            }
            bytes.append(contentsOf: part.readableBytesView)
        }
        // Hummingbird takes the end of a connection for the end of a body, unless the parser has
        // complained first.
        if let length, bytes.count < length { throw Self.incomplete }
        return bytes
    }

    /// The length by `Content-Length`; nil when the body comes in chunks.
    private static func announcedLength(
        of request: Request, bytesMax: Int
    ) throws(RegistryError) -> Int? {
        guard let header = request.headers[.contentLength] else {
            return request.headers.contains(.transferEncoding) ? nil : 0
        }
        // The parser has seen to it that these are digits; more than fit a number are too many.
        guard let length = Int(header), length <= bytesMax else { throw tooLarge(bytesMax) }
        return length
    }

    private static func next(
        _ parts: inout RequestBody.AsyncIterator
    ) async throws(RegistryError) -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch {
            // Whatever went wrong, it was with this client's connection.
            throw incomplete
        }
    }

    private static func tooLarge(_ bytesMax: Int) -> RegistryError {
        .faults([
            Fault(
                .contentTooLarge,
                "Send a body of at most \(bytesMax) bytes: that is the limit of this call.")
        ])
    }

    private static var incomplete: RegistryError {
        .faults([
            Fault(
                .badRequest,
                "Send the whole body: it broke off, or its chunked coding is malformed.")
        ])
    }
}

extension RegistryRequestContext {
    /// Lets a client send its body that waits to be asked (`Expect: 100-continue`). Does nothing
    /// when the client doesn't wait: the connection knows.
    func sendContinue() async {
        let part = HTTPResponsePart.head(HTTPResponse(status: .continue))
        // If it can't be sent, the connection is gone, and reading the body says so.
        try? await channel.writeAndFlush(part).get()
    }
}
