import RegistryCore
import RegistrySQL
import Synchronization

/// Connects for several threads. A server that can't be reached is not asked by each request anew:
/// for a moment everyone is told at once.
final class ConnectionSource: Sendable {
    private struct Outage {
        var until: ContinuousClock.Instant
        var message: String
    }

    let url: String
    let configuration: PostgresConfiguration
    private let outage = Mutex<Outage?>(nil)

    /// Service returns so much later than the server at most.
    private static let pause = Duration.milliseconds(500)

    init(url: String, configuration: PostgresConfiguration) {
        self.url = url
        self.configuration = configuration
    }

    func connect() throws(StoreFailure) -> PostgresConnection {
        if let outage = outage.withLock({ $0 }), outage.until > .now {
            throw .unreachable(outage.message)
        }
        do throws(StoreFailure) {
            let connection = try PostgresConnection(url: url, configuration: configuration)
            outage.withLock { $0 = nil }
            return connection
        } catch {
            let message = error.postgres?.message ?? "no connection"
            outage.withLock {
                $0 = Outage(until: .now.advanced(by: Self.pause), message: message)
            }
            throw error
        }
    }
}

/// The connection of one thread, made when it is first needed and again when it is lost.
final class KeptConnection {
    private let source: ConnectionSource
    private var kept: PostgresConnection?

    init(_ source: ConnectionSource) { self.source = source }

    func connection() throws(StoreFailure) -> PostgresConnection {
        if let kept { return kept }
        let made = try source.connect()
        kept = made
        return made
    }

    /// Whether a connection was there before it was asked for: it may have been lost unnoticed.
    var isOpen: Bool { kept != nil }

    /// After each piece of work: what is not idle is of no more use.
    func review() {
        if let kept, !kept.isIdle { drop() }
    }

    func drop() { kept = nil }
}
