import Foundation
import RegistryTestKit
import Testing

/// A register in a PostgreSQL server of its own, which may be stopped, hung or lost.
struct PostgresScene {
    let cluster: PostgresCluster
    let url: String
    var register: LoadedRegister

    /// - Parameter address: how the program gets to the database, made of its plain address.
    init(
        _ cluster: PostgresCluster, address: (String) -> String = { $0 }
    ) async throws {
        self.cluster = cluster
        url = address(cluster.url(database: try cluster.createDatabase()))
        register = try await LoadedRegister(seed: .random(in: 0...UInt64.max), postgres: url)
    }

    /// A node whose waiting is short enough for a test.
    func start(_ options: String...) async throws -> Server {
        let seconds = options.isEmpty ? ["--database-seconds", "3"] : options
        return try await register.start(options: ["--connect-seconds", "2"] + seconds)
    }

    /// A new record, sent to a node.
    func upload(_ number: String, to server: Server) async throws -> Server.Reply {
        let call = LoadCall.upload(.newRecord, number, revision: 1)
        return try await server.send(call.method, call.path, key: register.key, body: call.body)
    }

    func list(_ query: String = "limit=1", from server: Server) async throws -> Server.Reply {
        try await server.send("GET", "/api/client/v2/cb/cert?\(query)", key: register.key)
    }

    /// As everyone is told whose request needs a database that is away.
    func expectUnavailable(
        _ reply: Server.Reply, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(reply.status == 503, sourceLocation: location)
        #expect(
            reply.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0, sourceLocation: location)
    }
}

/// Asks again and again until something holds.
///
/// - Returns: how long it took.
@discardableResult
func wait(
    atMost duration: Duration, for what: String,
    at location: SourceLocation = #_sourceLocation,
    until holds: () async throws -> Bool
) async throws -> Duration {
    let start = ContinuousClock.now
    while start.duration(to: .now) < duration {
        if try await holds() { return start.duration(to: .now) }
        try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("waited \(duration) in vain for \(what)", sourceLocation: location)
    return duration
}
