public import Logging
public import ServiceLifecycle
import Synchronization

/// Whether requests should be sent to this server: what `/health/ready` answers.
public final class Readiness: Sendable {
    public enum State: String, Sendable {
        /// Not listening yet.
        case starting
        case ready
        /// Running, but the database has not answered of late.
        case unavailable
        /// Told to stop.
        case draining
    }

    private struct Observations {
        var isListening = false
        var isDraining = false
        var databaseAnsweredAt: ContinuousClock.Instant?
    }
    private let observations = Mutex(Observations())
    private let draining = Atomic(false)
    private let answerAgeMax: Duration
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameter answerAgeMax: how old the database's last sign of life may be. Our choice: a
    ///   busy second or two of a working database don't take the server out of service.
    public init(
        answerAgeMax: Duration = .seconds(5),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.answerAgeMax = answerAgeMax
        self.now = now
    }

    public var state: State {
        let now = now()
        return observations.withLock { seen in
            if seen.isDraining { return .draining }
            guard seen.isListening, let answeredAt = seen.databaseAnsweredAt else {
                return .starting
            }
            return answeredAt.duration(to: now) <= answerAgeMax ? .ready : .unavailable
        }
    }

    /// Whether the server was told to stop. Asked for every answer.
    public var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// The server takes connections.
    public func startedListening() {
        observations.withLock { $0.isListening = true }
    }

    /// The server was told to stop.
    public func startDraining() {
        observations.withLock { $0.isDraining = true }
        draining.store(true, ordering: .relaxed)
    }

    /// The database has just done what it was asked.
    public func databaseAnswered() {
        let now = now()
        observations.withLock { $0.databaseAnsweredAt = now }
    }
}

/// Asks the database each second whether it is there, until the server is told to stop; then
/// keeps the server serving for the drain delay, so that load balancers see `/health/ready` turn
/// before connections are refused.
///
/// Services are stopped in reverse order, each when the one after it is done: this one belongs
/// behind the server in a service group's list.
public struct ReadinessService: Service {
    private let readiness: Readiness
    private let drainDelay: Duration
    private let logger: Logger
    private let probe: @Sendable () async -> Bool

    /// Between two probes.
    private static let probeInterval = Duration.seconds(1)

    /// - Parameter probe: whether the database answers. It may take its time: meanwhile the last
    ///   answer grows old.
    public init(
        readiness: Readiness, drainDelay: Duration, logger: Logger,
        probe: @escaping @Sendable () async -> Bool
    ) {
        self.readiness = readiness
        self.drainDelay = drainDelay
        self.logger = logger
        self.probe = probe
    }

    public func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    if await probe() { readiness.databaseAnswered() }
                    // Ends early when cancelled, which the loop sees.
                    try? await Task.sleep(for: Self.probeInterval)
                }
            }
        } onGracefulShutdown: {
            readiness.startDraining()
            logger.info("stopping")
        }
        // Ends early when the time for a graceful end is over.
        try? await Task.sleep(for: drainDelay)
    }
}
