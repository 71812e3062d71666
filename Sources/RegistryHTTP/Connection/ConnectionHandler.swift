import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Synchronization

/// One HTTP/1 connection: what lies between NIO's parser and the requests that Hummingbird sees.
///
/// It owns all that holds for a connection rather than for a request (contract sections 2, 3, 14):
/// its time limits; `Expect: 100-continue`; the bare answer to what is no request; whether an
/// answer ends the connection, and ending it so that the client gets the answer; leaving at the
/// server's shutdown. Which requests are right, and what they get, is no concern of it.
///
/// Requests may arrive while earlier ones are being answered; answers leave in the order of the
/// requests. Everything here happens on the connection's event loop.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// The connection's last steps.
    private enum Ending: Equatable {
        /// Its last answer is on its way. Then the rest of a body is thrown away, or not.
        case sending(lingers: Bool)
        /// All is sent; the client may still read.
        case lingering(until: NIODeadline)
    }

    private let state: ConnectionState
    private let limits: ConnectionLimits
    private let isDraining: @Sendable () -> Bool
    private let logger: Logger

    /// Requests that are not read or not answered to their end, in the order they came. Only the
    /// last may be unread.
    private var exchanges: [Exchange] = []
    private var ending: Ending?
    /// Whether something came that is no request; what follows it is not looked at.
    private var isDeaf = false

    /// When bytes of the next head were first waited for; nil between requests.
    private var headAwaitedSince: NIODeadline?
    private var isHeadBegun = false
    /// When something last moved that a time limit waits for.
    private var lastProgress = NIODeadline.now()
    /// Since when nothing was read because nobody asked; that is not the client's delay.
    private var readingPausedAt: NIODeadline?
    /// Bytes of answers that the client has not taken, when they are too many to write on.
    private var unsentBytes: Int?
    private var timer: (fires: NIODeadline, task: Scheduled<Void>)?

    /// The method of the head that comes next, where the parser was shown another one.
    var replacedMethod: String?

    init(
        state: ConnectionState, limits: ConnectionLimits,
        isDraining: @escaping @Sendable () -> Bool, logger: Logger
    ) {
        self.state = state
        self.limits = limits
        self.isDraining = isDraining
        self.logger = logger
    }

    private var isShuttingDown: Bool { state.isShuttingDown.load(ordering: .relaxed) }

    // MARK: Requests

    /// Called for bytes before they are parsed.
    ///
    /// - Returns: whether they start a request on a connection that is otherwise at rest.
    func bytesArrived() -> Bool {
        let now = NIODeadline.now()
        readingPausedAt = now
        guard ending == nil, !isHeadBegun, exchanges.last?.isRead ?? true else { return false }
        isHeadBegun = true
        headAwaitedSince = headAwaitedSince ?? now
        return exchanges.isEmpty
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard ending == nil, !isDeaf else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            begin(head, context)
        case .body(let bytes):
            lastProgress = .now()
            if !exchanges.isEmpty {
                let last = exchanges.endIndex - 1
                exchanges[last].awaitsContinue = false
                exchanges[last].bodyBytesLeft? -= bytes.readableBytes
            }
            context.fireChannelRead(wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            context.fireChannelRead(
                wrapInboundOut(.end(trailers.map { HTTPFields($0, splitCookie: false) })))
            guard !exchanges.isEmpty else { return }
            exchanges[exchanges.endIndex - 1].isRead = true
            removeFinished()
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        isHeadBegun = false
        headAwaitedSince = nil
        lastProgress = .now()
        guard Exchange.headBytes(head) <= limits.headBytesMax else {
            return notRequest(.requestHeaderFieldsTooLarge, reason: "head too large", context)
        }
        guard let request = HTTPRequest(head, replacedMethod: replacedMethod.take()) else {
            return notRequest(.badRequest, reason: "method or target", context)
        }
        exchanges.append(Exchange(head, method: request.method))
        context.fireChannelRead(wrapInboundOut(.head(request)))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // What is thrown away is asked for by nobody else.
        if ending != nil { context.read() }
        setTimer(context)
    }

    func read(context: ChannelHandlerContext) {
        if let pausedAt = readingPausedAt.take(), exchanges.last?.isRead == false {
            lastProgress = lastProgress + (.now() - pausedAt)
            setTimer(context)
        }
        context.read()
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // Hummingbird answers parser errors itself, after the answer that they already got.
        guard ending == nil, let exchange = exchanges.first, !exchange.isAnswered else {
            promise?.succeed()
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let response) where response.status.kind == .informational:
            guard exchange.awaitsContinue else {
                promise?.succeed()
                return
            }
            exchanges[0].awaitsContinue = false
            lastProgress = .now()
            context.write(wrapOutboundOut(.head(HTTPResponseHead(response))), promise: promise)
        case .head(let response):
            var head = HTTPResponseHead(response)
            exchanges[0].beginAnswer(
                &head, discardedBytesMax: limits.discardedBytesMax,
                isLast: isShuttingDown || isDraining())
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body where exchange.isHead:
            promise?.succeed()
        case .body(let bytes):
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: promise)
        case .end(let trailers):
            context.write(
                wrapOutboundOut(.end(trailers.map { HTTPHeaders($0) })), promise: promise)
            exchanges[0].isAnswered = true
            if exchange.endsConnection {
                end(lingers: !exchange.isRead, context)
            } else {
                removeFinished()
                setTimer(context)
            }
        }
    }

    private func removeFinished() {
        guard let first = exchanges.first, first.isRead, first.isAnswered else { return }
        exchanges.removeFirst()
        if exchanges.isEmpty { lastProgress = .now() }
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        guard unsentBytes == nil, !context.channel.isWritable else { return }
        watchUnsentBytes(context)
        setTimer(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if ending == nil, context.channel.isWritable, unsentBytes.take() != nil {
            lastProgress = .now()
            setTimer(context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func watchUnsentBytes(_ context: ChannelHandlerContext) {
        unsentBytes = Self.unsentBytes(context)
        lastProgress = .now()
    }

    private static func unsentBytes(_ context: ChannelHandlerContext) -> Int {
        // Every stream channel has this option; without it nothing is known to move.
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}

// MARK: - What is no request

extension ConnectionHandler {
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard ending == nil else { return }
        guard error is HTTPParserError || error is ByteToMessageDecoderError else {
            return context.fireErrorCaught(error)
        }
        // The parser repeats its first error for all that follows.
        guard !isDeaf else { return }
        if exchanges.last?.isRead == false {
            // The error belongs to a body, and whoever reads that answers it.
            isDeaf = true
            exchanges[exchanges.endIndex - 1].endsConnection = true
            context.fireErrorCaught(error)
        } else if exchanges.isEmpty, error as? HTTPParserError == .invalidEOFState {
            // The client left in the middle of a head: there is nobody to answer.
            context.close(promise: nil)
        } else {
            notRequest(Self.status(of: error), reason: "\(error)", context)
        }
    }

    private static func status(of error: any Error) -> HTTPResponseStatus {
        switch error as? HTTPParserError {
        case .headerOverflow: .requestHeaderFieldsTooLarge
        case .invalidVersion: .httpVersionNotSupported
        default: .badRequest
        }
    }

    /// Answers what is no HTTP request with a bare status (contract section 3), or ends the
    /// connection after the answers that are still due.
    private func notRequest(
        _ status: HTTPResponseStatus, reason: String, _ context: ChannelHandlerContext
    ) {
        isDeaf = true
        logger.info(
            "no HTTP request",
            metadata: [
                "client": "\(context.remoteAddress.flatMap(IPAddress.init)?.description ?? "")",
                "status": "\(status.code)",
                "reason": "\(reason)",
            ])
        guard exchanges.isEmpty else {
            exchanges[exchanges.endIndex - 1].endsConnection = true
            return
        }
        let headers: HTTPHeaders = ["Connection": "close", "Content-Length": "0"]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        end(lingers: true, context)
    }
}

// MARK: - The end of a connection

extension ConnectionHandler {
    /// Ends the connection once what is written is sent.
    private func end(lingers: Bool, _ context: ChannelHandlerContext) {
        ending = .sending(lingers: lingers)
        state.hasEnded.store(true, ordering: .relaxed)
        exchanges.removeAll()
        context.flush()
        watchUnsentBytes(context)
        context.close(mode: .output, promise: nil)
        setTimer(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            state.isShuttingDown.store(true, ordering: .relaxed)
            if case .lingering = ending {
                context.close(promise: nil)
            } else if ending == nil, exchanges.allSatisfy(\.isAnswered) {
                end(lingers: false, context)
            }
        case ChannelEvent.outputClosed:
            if ending == .sending(lingers: false) || isShuttingDown {
                context.close(promise: nil)
            } else {
                ending = .lingering(until: .now() + limits.lingerTimeout)
                context.read()
                setTimer(context)
            }
        default:
            break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer.take()?.task.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer.take()?.task.cancel()
    }
}

// MARK: - Time limits

extension ConnectionHandler {
    func channelActive(context: ChannelHandlerContext) {
        headAwaitedSince = .now()
        setTimer(context)
        context.fireChannelActive()
    }

    /// When the connection has waited long enough; nil while it waits for the server.
    private var deadline: NIODeadline? {
        switch ending {
        case .lingering(let until): return until
        case .sending: return lastProgress + limits.stallTimeout
        case nil: break
        }
        if unsentBytes != nil { return lastProgress + limits.stallTimeout }
        if let last = exchanges.last {
            let isClientsTurn = !last.isRead && !last.awaitsContinue && readingPausedAt == nil
            return isClientsTurn ? lastProgress + limits.stallTimeout : nil
        }
        if let headAwaitedSince { return headAwaitedSince + limits.headTimeout }
        return lastProgress + limits.idleTimeout
    }

    /// Makes the timer fire at the deadline or before. A timer that fires early finds that out,
    /// so that the many requests of a busy connection need not touch it.
    private func setTimer(_ context: ChannelHandlerContext) {
        guard let deadline, context.channel.isActive else { return }
        if let timer {
            guard deadline < timer.fires else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            self.timerFired(context)
        }
        timer = (deadline, task)
    }

    private func timerFired(_ context: ChannelHandlerContext) {
        guard let deadline, deadline <= .now() else { return setTimer(context) }
        if let unsentBytes, unsentBytes > Self.unsentBytes(context) {
            watchUnsentBytes(context)
            return setTimer(context)
        }
        context.close(promise: nil)
    }
}
