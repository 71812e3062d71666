import Hummingbird
import Logging
import NIOCore
import RegistryCore
import RegistryHTTP
import RegistryWire
import ServiceLifecycle
import Synchronization

/// A server on a free port of the loopback, for the time of one test.
struct TestServer: Sendable {
    let port: Int
    let readiness: Readiness
    let log: CapturedLog
    private let group: ServiceGroup

    /// Runs a server with routes that show what it does with requests, and stops it after the test.
    static func run(
        _ configure: (inout RegistryServer.Configuration) -> Void = { _ in },
        logger: (CapturedLog) -> Logger = \.logger,
        rendering: @escaping ErrorRendering = ErrorAnswers.rendering(
            configured: .list, clock: .system),
        routes: (Router<RegistryRequestContext>, BodyReader) -> Void = { _, _ in },
        _ test: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        var configuration = RegistryServer.Configuration()
        configuration.port = 0
        configure(&configuration)
        let log = CapturedLog()
        let readiness = Readiness()
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = RegistryServer(
            configuration: configuration, readiness: readiness, logger: logger(log),
            rendering: rendering, probe: { true }, onListening: { listening.yield($0) },
            routes: { router, reader in
                addRoutes(to: router, reader)
                routes(router, reader)
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: server.services,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                // Ends when the server fails to start, too: its task then cancels this one.
                guard let port = await ports.first(where: { _ in true }) else { return }
                try await eventually("the server to be ready") { readiness.state == .ready }
                let result = await Result {
                    try await test(
                        TestServer(port: port, readiness: readiness, log: log, group: group))
                }
                await group.triggerGracefulShutdown()
                try result.get()
            }
            // The first to fail ends the other.
            for try await _ in tasks {}
        }
    }

    /// What SIGTERM does.
    func stop() async {
        await group.triggerGracefulShutdown()
    }

    /// Opens a raw connection for as long as it is used.
    func connect<Result>(
        reads: Bool = true, _ use: (RawConnection) async throws -> Result
    ) async throws -> Result {
        try await RawConnection.with(port: port, reads: reads, use)
    }

    /// Sends one request on a connection of its own.
    func answer(
        _ method: String, _ path: String, _ headers: String..., body: String = ""
    ) async throws -> RawConnection.Answer {
        try await connect { connection in
            let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
            let lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + headers + length
            try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
            return try await connection.answer(toHead: method == "HEAD")
        }
    }
}

extension TestServer {
    /// Bytes that `/read` takes.
    static let bodyBytesMax = 1_000

    private static func addRoutes(
        to router: Router<RegistryRequestContext>, _ reader: BodyReader
    ) {
        // Reads its body and says how long it was.
        router.post("/read") { request, context in
            let body = try await reader.read(request, context, bytesMax: bodyBytesMax)
            return "\(body.count)"
        }
        // The same, for bodies of any length.
        router.post("/read-all") { request, context in
            let body = try await reader.read(request, context, bytesMax: .max)
            return "\(body.count)"
        }
        // Reads its body after a while.
        router.post("/read-late/{milliseconds}") { request, context in
            try await sleep(context)
            let body = try await reader.read(request, context, bytesMax: .max)
            return "\(body.count)"
        }
        // Answers after a while.
        router.get("/slow/{milliseconds}") { _, context in
            try await sleep(context)
            return "slow"
        }
        router.get("/hello") { _, _ in "hello" }
        router.get("/records/{id}") { _, context in context.pathParameter("id") ?? "malformed" }
        // Answers with so many bytes.
        router.get("/large/{bytes}") { _, context in
            let count = try context.parameters.require("bytes", as: Int.self)
            return ByteBuffer(repeating: UInt8(ascii: "x"), count: count)
        }
    }

    private static func sleep(_ context: RegistryRequestContext) async throws {
        let milliseconds = try context.parameters.require("milliseconds", as: Int.self)
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}

/// What a server logs.
final class CapturedLog: Sendable {
    private let bytes = Bytes()
    private let output: LogOutput

    private final class Bytes: Sendable {
        let all = Mutex([UInt8]())
    }

    init(format: LogFormat = .text) {
        let bytes = bytes
        output = LogOutput(format: format, write: { line in bytes.all.withLock { $0 += line } })
    }

    var logger: Logger { RegistryLogHandler.logger(label: "test", output: output) }

    /// All lines so far.
    var lines: [String] {
        output.flush()
        return bytes.all.withLock { String(decoding: $0, as: UTF8.self) }
            .split(separator: "\n").map(String.init)
    }

    /// The lines about requests.
    var requests: [String] { lines.filter { $0.contains(" test request id=") } }
}

extension Result where Failure == any Error {
    init(_ operation: () async throws -> Success) async {
        do { self = .success(try await operation()) } catch { self = .failure(error) }
    }
}
