public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import RegistryCore
public import ServiceLifecycle
import UnixSignals

/// The HTTP server: everything between the socket and the routes, and its life from start to end.
///
/// The middleware that every request passes, from the outside: ``RequestIdentity``,
/// ``RequestLog``, ``Problems``; then the routes, `/health/*` among them. So every answer to an
/// HTTP request has its id and its log line; only what is no HTTP request is answered by the
/// connection itself (contract section 3).
public struct RegistryServer: Sendable {
    /// How the server serves.
    public struct Configuration: Sendable, Equatable {
        /// Name or address to listen on.
        public var host = "127.0.0.1"
        /// 0 takes a free port.
        public var port = 8080
        public var limits = Limits()
        /// Proxies whose `X-Forwarded-For` is believed.
        public var trustedProxies: [IPAddressRange] = []
        /// Open connections; further ones wait to be accepted. Less where the system allows the
        /// process fewer open files.
        public var connectionsMax = 10_000
        /// How long a connection may rest between two requests. Longer than what load balancers
        /// keep theirs for (60 s is usual), so that it is they who close it.
        public var idleSeconds = 75
        /// How long requests are taken after the order to stop.
        public var drainDelaySeconds = 0
        /// How long requests in flight have to finish after that.
        public var shutdownSeconds = 30

        public init() {}
    }

    public typealias Responder =
        AnyMethodResponder<RouterResponder<RegistryRequestContext>>

    private let configuration: Configuration
    private let application: Application<Responder>
    private let readinessService: ReadinessService
    private let logger: Logger

    /// - Parameters:
    ///   - readiness: told when the server listens and when it is to stop.
    ///   - rendering: makes the bodies of errors.
    ///   - probe: whether the database answers; asked each second.
    ///   - onListening: called with the port, once connections are accepted.
    ///   - routes: adds the routes; with the reader of their bodies.
    public init(
        configuration: Configuration, readiness: Readiness, logger: Logger,
        rendering: @escaping ErrorRendering,
        probe: @escaping @Sendable () async -> Bool,
        onListening: @escaping @Sendable (Int) -> Void = { _ in },
        routes: (Router<RegistryRequestContext>, BodyReader) -> Void
    ) {
        self.configuration = configuration
        self.logger = logger
        let router = Router(
            context: RegistryRequestContext.self, options: .autoGenerateHeadEndpoints)
        let clientAddress = ClientAddress(trustedProxies: configuration.trustedProxies)
        router.add(
            middleware: RequestIdentity(
                clientAddress: clientAddress, generator: RequestIDGenerator()))
        router.add(middleware: RequestLog(logger: logger))
        router.add(middleware: Problems(rendering: rendering, logger: logger))
        router.addHealth(readiness)
        let budget = BodyBudget(bytesMax: configuration.limits.bodiesInFlightBytesMax)
        routes(router, BodyReader(budget: budget))
        router.addMethodAnswers()
        application = Self.application(
            AnyMethodResponder(inner: router.buildResponder()), configuration, readiness, logger,
            onListening)
        readinessService = ReadinessService(
            readiness: readiness, drainDelay: .seconds(configuration.drainDelaySeconds),
            logger: logger, probe: probe)
    }

    private static func application(
        _ responder: Responder, _ configuration: Configuration, _ readiness: Readiness,
        _ logger: Logger, _ onListening: @escaping @Sendable (Int) -> Void
    ) -> Application<Responder> {
        let limits = ConnectionLimits(
            configuration.limits, idleTimeout: .seconds(Int64(configuration.idleSeconds)))
        let connectionsMax = min(configuration.connectionsMax, OpenFiles.connectionsMax())
        // Its own lines at info say in words what ours say in fields.
        var hummingbirdsLogger = logger
        hummingbirdsLogger.logLevel = max(logger.logLevel, .notice)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                HTTPConnection(
                    responder: responder, limits: limits, isDraining: { readiness.isDraining },
                    logger: logger)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(connectionsMax, logger: logger)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.info(
                    "listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
                readiness.startedListening()
                onListening(port)
            },
            logger: hummingbirdsLogger)
    }

    /// What has to run for the server to serve, in the order for a `ServiceGroup`'s list; what
    /// the routes need stands before it. A group stops its services from the last to the first:
    /// readiness turns and the drain delay passes, then the server takes no new requests and
    /// finishes those in flight, then what stood before it is stopped.
    public var services: [any Service] { [application, readinessService] }

    /// Runs the server until the process is told to stop by SIGTERM or SIGINT.
    ///
    /// - Parameter services: what the routes need while they run, such as a database.
    /// - Throws: what a service fails with, such as a port that is taken.
    public func run(after services: [any Service] = []) async throws {
        var group = ServiceGroupConfiguration(
            services: services + self.services, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(
            configuration.drainDelaySeconds + configuration.shutdownSeconds)
        defer { (logger.handler as? RegistryLogHandler)?.output.flush() }
        try await ServiceGroup(configuration: group).run()
        logger.info("stopped")
    }
}
