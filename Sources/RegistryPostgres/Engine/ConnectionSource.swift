import RegistryCore
import RegistrySQL
import Synchronization

/// Connects for several threads, and remembers for all of them what one has found out: that the
/// server can't be reached, that the connections so far are lost, and which of several hosts is
/// the one.
final class ConnectionSource: Sendable {
    private struct Outage {
        var until: ContinuousClock.Instant
        var message: String
    }

    private struct State {
        /// For a moment everyone is told at once, instead of asking a server that is away.
        var outage: Outage?
        /// Moves when a connection was lost: those made before are not trusted any more, for each
        /// would have to be waited for until it is seen to be dead too.
        var generation = 0
        /// Where the last connection was made.
        var host: ServerHost?
    }

    let configuration: PostgresConfiguration
    private let url: String
    private let hosts: [ServerHost]
    private let state = Mutex(State())

    /// Service returns so much later than the server at most.
    private static let pause = Duration.milliseconds(500)

    init(url: String, configuration: PostgresConfiguration) {
        self.url = url
        self.configuration = configuration
        hosts = ServerHost.all(in: url)
    }

    /// Moves with each lost connection.
    var generation: Int { state.withLock { $0.generation } }

    func noteLoss() { state.withLock { $0.generation += 1 } }

    func connect(
        for purpose: PostgresConnection.Purpose = .lists
    ) throws(StoreFailure) -> PostgresConnection {
        let (outage, last) = state.withLock { ($0.outage, $0.host) }
        if let outage, outage.until > .now { throw .unreachable(outage.message) }
        // A host that does not answer takes seconds each time: the last good one goes first.
        let order = last.map { last in [last] + hosts.filter { $0 != last } } ?? hosts
        do throws(StoreFailure) {
            let connection = try PostgresConnection(
                url: url, hosts: order, purpose: purpose, configuration: configuration)
            let host = hosts.first { $0.isOf(connection.link) }
            state.withLock { state in
                state.outage = nil
                state.host = host
            }
            return connection
        } catch {
            let message = error.postgres?.message ?? "no connection"
            state.withLock {
                $0.outage = Outage(until: .now.advanced(by: Self.pause), message: message)
            }
            throw error
        }
    }
}

/// The connection of one thread, made when it is first needed and again when it is lost.
final class KeptConnection {
    private let source: ConnectionSource
    private let purpose: PostgresConnection.Purpose
    private var kept: PostgresConnection?
    private var generation = 0

    init(_ source: ConnectionSource, for purpose: PostgresConnection.Purpose) {
        self.source = source
        self.purpose = purpose
    }

    func connection() throws(StoreFailure) -> PostgresConnection {
        if let kept, generation == source.generation { return kept }
        kept = nil
        generation = source.generation
        let made = try source.connect(for: purpose)
        kept = made
        return made
    }

    /// Whether a connection was there before it was asked for: it may have been lost unnoticed.
    var isOpen: Bool { kept != nil }

    /// After each piece of work: what is not idle is of no more use.
    func review() {
        if let kept, !kept.isIdle { self.kept = nil }
    }

    /// The connection is of no more use, which says nothing of those of other threads.
    func discard() { kept = nil }

    /// The connection failed under a piece of work, as those of other threads will.
    func drop() {
        if kept != nil { source.noteLoss() }
        kept = nil
    }
}
