import NIOCore
import NIOPosix
import Synchronization

/// A client that says exactly what a test says, byte by byte, and never waits without an end.
final class RawConnection: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// One answer as it came.
    struct Answer {
        let status: Int
        /// By lower-case name.
        let headers: [String: String]
        let body: String
    }

    private struct Received {
        var bytes: [UInt8] = []
        var count = 0
        var isClosed = false
        var isReset = false
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let received = Mutex(Received())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            received.withLock {
                $0.count += buffer.readableBytes
                // Of an answer larger than that, only the size is looked at.
                if $0.bytes.count < 1_000_000 { $0.bytes += buffer.readableBytesView }
            }
        }

        /// The server will send no more.
        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { received.withLock { $0.isClosed = true } }
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.withLock {
                $0.isClosed = true
                $0.isReset = true
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    private let channel: any Channel
    private let collector: Collector

    private init(channel: any Channel, collector: Collector) {
        self.channel = channel
        self.collector = collector
    }

    /// - Parameter reads: whether the client takes what it is sent.
    static func open(port: Int, reads: Bool = true) async throws -> RawConnection {
        let collector = Collector()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(collector)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, collector: collector)
    }

    /// Opens a connection and closes it when the test is done with it.
    static func with<Result>(
        port: Int, reads: Bool = true, _ use: (RawConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await open(port: port, reads: reads)
        do {
            let result = try await use(connection)
            connection.close()
            return result
        } catch {
            connection.close()
            throw error
        }
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends without waiting for it to be taken.
    func sendLater(_ bytes: ByteBuffer) {
        channel.writeAndFlush(bytes, promise: nil)
    }

    /// Sends a request of a head alone.
    func request(_ method: String, _ path: String, _ headers: String...) async throws {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + headers
        try await send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    /// Says that no more will be sent.
    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    func close() {
        channel.close(promise: nil)
    }

    /// Whether the server has ended the connection.
    var isClosed: Bool { collector.received.withLock { $0.isClosed } }

    /// Whether nothing can be sent any more, either.
    var isReset: Bool { collector.received.withLock { $0.isReset } }

    /// What came and was not taken as an answer yet.
    var unread: String { collector.received.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// All bytes that came.
    var receivedCount: Int { collector.received.withLock { $0.count } }

    /// Begins to take what is sent, after it was opened not to.
    func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    /// Takes at least so many bytes more, or all of `total`, then no more.
    func readSome(_ count: Int, of total: Int) async throws {
        let enough = min(receivedCount + count, total)
        try await channel.setOption(.autoRead, value: true).get()
        try await eventually("\(count) bytes") { receivedCount >= enough }
        try await channel.setOption(.autoRead, value: false).get()
    }

    /// How long it took until the server ended the connection.
    func closing(within limit: Duration = .seconds(10)) async throws -> Duration {
        let start = ContinuousClock.now
        try await eventually("the connection to end", within: limit) { isClosed }
        return start.duration(to: .now)
    }

    /// Takes the next answer, be it 100.
    ///
    /// - Parameter toHead: an answer to HEAD, which has no body whatever its length.
    func answer(
        toHead: Bool = false, within limit: Duration = .seconds(10)
    ) async throws -> Answer {
        var answer: Answer?
        try await eventually("an answer", within: limit) {
            answer = collector.received.withLock { Self.take(from: &$0.bytes, toHead: toHead) }
            return answer != nil
        }
        return answer!
    }

    private static func take(from bytes: inout [UInt8], toHead: Bool) -> Answer? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        // What is no answer has no status.
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.last?.trimmingPrefix(" ").description
        }
        let hasBody = !toHead && status >= 200 && status != 204
        let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        guard bytes.count >= end.upperBound + length else { return nil }
        let body = String(decoding: bytes[end.upperBound..<end.upperBound + length], as: UTF8.self)
        bytes.removeFirst(end.upperBound + length)
        return Answer(status: status, headers: headers, body: body)
    }
}

/// Waits until a condition holds, looking every few milliseconds.
func eventually(
    _ what: String, within limit: Duration = .seconds(10), _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else {
            throw RawConnection.Failure(description: "waited in vain for \(what)")
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        var rest = self[...]
        var parts: [String] = []
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
