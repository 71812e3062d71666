public import Foundation
import Glibc

/// A PgBouncer in front of a cluster that gives a client a connection for a transaction only.
///
/// It ends with `stop()`, with the last reference to it, and with the test process however that
/// ends.
public final class PgBouncer: Sendable {
    /// Where its settings and log are; removed by `stop()`.
    public let folder: URL
    private let watcher: ServerWatcher
    private let reservation: PortReservation

    /// Starts it, and waits until it takes connections.
    ///
    /// - Parameters:
    ///   - cluster: whose databases it gives connections to.
    ///   - settings: of the section `pgbouncer`, over those of the tests.
    /// - Throws: `ClusterFailure` where PgBouncer isn't installed or doesn't start.
    public static func start(
        before cluster: PostgresCluster, settings: [String: String] = [:]
    ) throws -> PgBouncer {
        guard let program = PostgresPrograms.pgBouncer else {
            throw ClusterFailure(PostgresRequirement.missingMessage())
        }
        let bouncer = try PgBouncer()
        try bouncer.configure(cluster, settings)
        try bouncer.run(program)
        return bouncer
    }

    private init() throws {
        reservation = try PortReservation()
        folder = try ServerUser.makeFolder(named: "certregistry-pgbouncer")
        // It keeps nothing that would be worth a gentler end, and its gentler ends differ from
        // version to version.
        watcher = try ServerWatcher(folder: folder, stopSignal: "KILL")
    }

    deinit { stop() }

    private var settingsFile: URL { folder.appendingPathComponent("pgbouncer.ini") }

    private func configure(_ cluster: PostgresCluster, _ settings: [String: String]) throws {
        let users = folder.appendingPathComponent("users.txt")
        try Data("\"\(PostgresCluster.user)\" \"\"\n".utf8).write(to: users)
        let own = [
            "listen_addr": "127.0.0.1",
            "listen_port": "\(port)",
            "unix_socket_dir": folder.path,
            "auth_type": "trust",
            "auth_file": users.path,
        ]
        let all = ["pool_mode": "transaction", "max_client_conn": "200"]
            .merging(settings) { $1 }.merging(own) { $1 }
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        let text = """
            [databases]
            * = host=127.0.0.1 port=\(cluster.port)

            [pgbouncer]
            \(lines.joined(separator: "\n"))

            """
        try Data(text.utf8).write(to: settingsFile)
    }

    private func run(_ program: String) throws {
        let process = try watcher.start(ServerUser.command([program, settingsFile.path]))
        let hasStarted = Polling.wait(within: .seconds(30)) {
            reservation.isListenedTo || !watcher.isRunning(process)
        }
        guard hasStarted, watcher.isRunning(process) else {
            throw ClusterFailure("PgBouncer didn't start", log: watcher.endOfLog)
        }
    }

    /// Where it listens, on 127.0.0.1.
    public var port: Int { reservation.port }

    /// The address of a database of the cluster for a client that comes through PgBouncer.
    public func url(database: String) -> String {
        "postgres://\(PostgresCluster.user)@127.0.0.1:\(port)/\(database)"
    }

    /// Stops it and removes its folder; may be called again.
    public func stop() { watcher.end() }
}
