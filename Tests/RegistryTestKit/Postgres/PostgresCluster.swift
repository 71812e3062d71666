public import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server with a folder and a port of its own, for a test to throw away.
///
/// It ends with `stop()`, with the last reference to it, and with the test process however that
/// ends.
public final class PostgresCluster: Sendable {
    /// Where the server's data, log and socket are; removed by `stop()`.
    public let folder: URL
    let watcher: ServerWatcher
    private let programs: PostgresPrograms
    private let reservation: PortReservation
    /// Nil while the server is down. Held while one of the methods starts or ends it.
    private let server = Mutex<pid_t?>(nil)

    /// Makes an empty cluster and starts its server.
    ///
    /// - Parameter settings: of `postgresql.conf`, over those that make tests fast: a test of
    ///   durability sets `fsync` to `on`.
    /// - Throws: `ClusterFailure` where PostgreSQL isn't installed or doesn't start.
    public static func start(settings: [String: String] = [:]) throws -> PostgresCluster {
        let cluster = try PostgresCluster()
        try cluster.watcher.run(
            ServerUser.command([
                cluster.programs.path("initdb"), "--pgdata=\(cluster.data.path)", "--auth=trust",
                "--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8",
                "--username=\(user)",
            ]))
        try cluster.configure(testSettings.merging(settings) { $1 })
        try cluster.startAgain()
        return cluster
    }

    /// Copies a running cluster into a standby of it, and starts the standby's server.
    static func copy(
        of primary: PostgresCluster, name: String, settings: [String: String]
    ) throws -> PostgresCluster {
        let cluster = try PostgresCluster()
        try cluster.watcher.run(
            ServerUser.command([
                cluster.programs.path("pg_basebackup"), "--pgdata=\(cluster.data.path)",
                "--dbname=\(primary.url(database: "postgres"))?application_name=\(name)",
                "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync",
            ]))
        // Else a standby of a synchronous primary, once promoted, would wait for itself.
        try cluster.append(["synchronous_standby_names": ""], to: "postgresql.auto.conf")
        try cluster.configure(["hot_standby": "on"].merging(settings) { $1 })
        try cluster.startAgain()
        return cluster
    }

    private init() throws {
        programs = try PostgresPrograms.required()
        reservation = try PortReservation()
        folder = try ServerUser.makeFolder(named: "certregistry-postgres")
        watcher = try ServerWatcher(folder: folder, stopSignal: "INT")
    }

    deinit { stop() }

    static let user = "certregistry"

    private static let testSettings = [
        "fsync": "off",
        "full_page_writes": "off",
        "shared_buffers": "64MB",
        "max_connections": "60",
        // A standby may fall back without losing what it has yet to read.
        "wal_keep_size": "512MB",
        // A killed server then leaves no shared memory behind but what the watcher removes.
        "dynamic_shared_memory_type": "mmap",
    ]

    private var data: URL { folder.appendingPathComponent("data") }

    private func configure(_ settings: [String: String]) throws {
        let own = [
            "listen_addresses": "127.0.0.1",
            "port": "\(port)",
            "unix_socket_directories": folder.path,
        ]
        try append(settings.merging(own) { $1 }, to: "postgresql.conf")
    }

    /// Adds settings to one of the server's files, which keeps its owner.
    private func append(_ settings: [String: String], to name: String) throws {
        let lines = settings.sorted { $0.key < $1.key }.map { name, value in
            let escaped = value.replacingOccurrences(of: #"\"#, with: #"\\"#)
                .replacingOccurrences(of: "'", with: "''")
            return "\(name) = '\(escaped)'\n"
        }
        let file = try FileHandle(forWritingTo: data.appendingPathComponent(name))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(lines.joined().utf8))
    }

    // MARK: Asking

    /// Where the server listens, on 127.0.0.1; the same as long as the cluster lives.
    public var port: Int { reservation.port }

    /// The address of a database for a client.
    public func url(database: String) -> String {
        "postgres://\(Self.user)@127.0.0.1:\(port)/\(database)"
    }

    /// Runs statements by `psql`, each in a transaction of its own.
    ///
    /// - Returns: the rows as lines, with `|` between the columns, without a last line feed.
    /// - Throws: `ClusterFailure` at the first statement that fails, or after a minute.
    @discardableResult
    public func query(_ sql: String, database: String = "postgres") throws -> String {
        let output = try ChildProcess.output(
            of: [
                programs.path("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                url(database: database),
            ], input: sql)
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    /// Makes a database whose name no other cluster of this process uses.
    ///
    /// - Parameter template: a database of this cluster to copy, to which nobody is connected; nil
    ///   for an empty one.
    /// - Returns: its name.
    /// - Throws: `ClusterFailure` where it can't be made.
    public func createDatabase(template: String? = nil) throws -> String {
        let number = Self.databases.add(1, ordering: .relaxed).newValue
        let name = "test_\(number)"
        // The default strategy writes every block of the template to the log as well.
        try query(
            "CREATE DATABASE \(name) TEMPLATE \"\(template ?? "template1")\" STRATEGY FILE_COPY")
        return name
    }

    /// Unique over all clusters, for a promoted standby has the databases of its primary.
    private static let databases = Atomic<Int>(0)

    /// Removes a database; clients that are connected to it lose their connections.
    ///
    /// - Throws: `ClusterFailure` where there is no such database.
    public func dropDatabase(_ name: String) throws {
        try query("DROP DATABASE \"\(name)\" WITH (FORCE)")
    }

    /// The error of a server that doesn't do what it should.
    func failure(_ description: String) -> ClusterFailure {
        ClusterFailure(
            "the PostgreSQL server at port \(port) \(description)", log: watcher.endOfLog)
    }

    // MARK: Starting and ending

    /// Starts the server after `kill()` or `shutDown()`, with the same folder and port, and waits
    /// until it takes connections.
    ///
    /// - Throws: `ClusterFailure` where it runs already or doesn't start.
    public func startAgain() throws {
        try server.withLock { server in
            guard server == nil else { throw failure("runs already") }
            let process = try watcher.start(
                ServerUser.command([programs.path("postgres"), "-D", data.path]))
            let isDecided = Polling.wait(within: .seconds(60)) {
                isReady(process) || !watcher.isRunning(process)
            }
            guard isDecided, watcher.isRunning(process) else { throw failure("didn't start") }
            server = process
        }
    }

    /// Reads what `pg_ctl` reads too when it waits for a server.
    private func isReady(_ process: pid_t) -> Bool {
        let file = data.appendingPathComponent("postmaster.pid")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // What a killed server has left behind names another process.
        guard lines.count > 7, lines[0] == "\(process)" else { return false }
        return ["ready", "standby"].contains(lines[7].trimmingCharacters(in: .whitespaces))
    }

    /// Kills the server and all of its processes at once, as a crash of the machine would, and
    /// waits until they are gone; the folder stays.
    ///
    /// - Throws: `ClusterFailure` where it doesn't run.
    public func kill() throws {
        try end { process in
            // Stopped first, so that none of them can react to the end of another.
            guard let processes = ProcessTable.stop(process) else { return false }
            for process in processes { Glibc.kill(process, SIGKILL) }
            return Polling.wait(within: .seconds(30)) {
                processes.allSatisfy { ProcessTable.entry(of: $0) == nil }
            }
        }
    }

    /// Stops the server as an operator would who doesn't wait for its clients; the folder stays.
    ///
    /// - Throws: `ClusterFailure` where it doesn't run, or doesn't stop.
    public func shutDown() throws {
        try end { process in
            ProcessTable.resume(process)
            Glibc.kill(process, SIGINT)
            return Polling.wait(within: .seconds(60)) { !watcher.isRunning(process) }
        }
    }

    private func end(_ isEnded: (pid_t) -> Bool) throws {
        try server.withLock { server in
            guard isEnded(try running(server)) else { throw failure("didn't end") }
            server = nil
        }
    }

    private func running(_ server: pid_t?) throws -> pid_t {
        guard let server, watcher.isRunning(server) else { throw failure("doesn't run") }
        return server
    }

    /// Stops the server's processes in the middle of what they do: it takes connections but
    /// doesn't answer, until `resume()`.
    ///
    /// - Throws: `ClusterFailure` where it doesn't run.
    public func pause() throws {
        try server.withLock { server in
            guard ProcessTable.stop(try running(server)) != nil else {
                throw failure("can't be paused")
            }
        }
    }

    /// Lets the server go on after `pause()`.
    ///
    /// - Throws: `ClusterFailure` where it doesn't run.
    public func resume() throws {
        try server.withLock { ProcessTable.resume(try running($0)) }
    }

    /// Stops the server and removes its folder; may be called again.
    public func stop() {
        server.withLock { server in
            watcher.end()
            server = nil
        }
    }
}
