import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Synchronization

/// How each accepted connection is set up: NIO's parser and writer of HTTP/1 with our
/// ``ConnectionHandler`` above them and our ``RequestStartHandler`` below; Hummingbird runs the
/// requests.
///
/// Hummingbird's own channel has no place below the parser, where the first byte of a request can
/// be seen, and its translation of heads parses every target as a URL.
struct HTTPConnection: ServerChildChannel, HTTPChannelHandler {
    /// A connection that is set up.
    struct Value: ServerChildChannelValue {
        let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let state: ConnectionState
        var channel: any Channel { parts.channel }
    }

    var responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    /// Whether answers should ask clients to leave.
    let isDraining: @Sendable () -> Bool
    /// For what is refused here and reaches no other log.
    let logger: Logger

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var decoderLimits = NIOHTTPDecoderLimitConfiguration()
            decoderLimits.maxHeaderFieldSize = limits.headBytesMax
            decoderLimits.maxHeaderListSize = limits.headBytesMax
            decoderLimits.maxHeaderFieldCount = ConnectionLimits.headerFieldsMax
            let state = ConnectionState()
            let connection = ConnectionHandler(
                state: state, limits: limits, isDraining: isDraining, logger: self.logger)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(RequestStartHandler(connection: connection))
            try pipeline.configureHTTPServerPipeline(
                // Requests that arrive together wait in the channel's sequence of parts.
                withPipeliningAssistance: false,
                // The connection handler answers what is no request.
                withErrorHandling: false,
                // Header fields are checked when they are made.
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: decoderLimits)
            try pipeline.addHandler(connection)
            let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
            return Value(parts: parts, state: state)
        }
    }

    func handle(value: Value, logger: Logger) async {
        var connection = self
        connection.responder = { [responder] request, writer, channel in
            // What arrived behind a request whose answer was the connection's last would be done
            // without an answer.
            guard !value.state.hasEnded.load(ordering: .relaxed) else {
                channel.close(mode: .output, promise: nil)
                return
            }
            try await responder(request, writer, channel)
            if value.state.isShuttingDown.load(ordering: .relaxed) {
                value.state.hasEnded.store(true, ordering: .relaxed)
            }
        }
        await connection.handleHTTP(asyncChannel: value.parts, logger: logger)
    }
}

/// What the tasks of a connection's requests know of it.
final class ConnectionState: Sendable {
    /// Whether the connection's last answer is made.
    let hasEnded = Atomic(false)
    /// Whether the answer that is being made is the last.
    let isShuttingDown = Atomic(false)
}
