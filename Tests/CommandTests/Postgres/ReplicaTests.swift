import RegistryJSON
import RegistryTestKit
import Testing

@Suite("A replica for reads that may lag", .needsPostgres)
struct ReplicaTests {
    @Test("an account sees what it has just written, on each node, however late the replica is")
    func ownWrites() async throws {
        let primary = try PostgresCluster.start()
        let standby = try primary.startStandby()
        defer {
            primary.stop()
            standby.stop()
        }
        let scene = try await PostgresScene(primary)
        let replica = scene.url.replacing(":\(primary.port)/", with: ":\(standby.port)/")
        let options = ["--replica", replica, "--replica-lag-seconds", "1"]
        let nodes = [
            try await scene.register.start(options: options),
            try await scene.register.start(options: options),
        ]
        func rows(_ node: Server) async throws -> Int64? {
            try await scene.list(from: node).body["meta"]?["total_rows"]?.integer
        }
        /// How many queries of lists the standby has answered.
        func isAsked() async throws -> Bool {
            let before = try lists(standby)
            _ = try await rows(nodes[0])
            return try lists(standby) > before
        }
        #expect(try await scene.upload("A-1", to: nodes[0]).status == 200)
        for node in nodes { #expect(try await rows(node) == 1) }
        // Later it is the replica that answers.
        try await wait(atMost: .seconds(10), for: "a list from the replica") {
            try await isAsked()
        }
        // It stands still from here on, and the primary goes on.
        try standby.query("SELECT pg_wal_replay_pause()")
        #expect(try await scene.upload("A-2", to: nodes[0]).status == 200)
        for node in nodes { #expect(try await rows(node) == 2) }
        try await Task.sleep(for: .seconds(2))
        // Long after the write the replica still lacks it, and is still not asked.
        for node in nodes { #expect(try await rows(node) == 2) }
        try standby.query("SELECT pg_wal_replay_resume()")
        try await wait(atMost: .seconds(10), for: "the replica to be asked again") {
            try await isAsked()
        }
        for node in nodes { #expect(try await rows(node) == 2) }
        // Lost, it is missed by nobody.
        standby.stop()
        for node in nodes {
            #expect(try await rows(node) == 2)
            #expect(try await node.stop() == 0)
        }
    }

    /// What the server counts of queries of certifications' tables: each list looks at its index.
    private func lists(_ cluster: PostgresCluster) throws -> Int {
        let databases = try cluster.query(
            "SELECT datname FROM pg_database WHERE datname LIKE 'test_%'"
        ).split(separator: "\n")
        return try databases.reduce(0) { sum, database in
            let scans = try cluster.query(
                """
                SELECT coalesce(sum(idx_scan + seq_scan), 0) FROM pg_stat_user_tables
                WHERE relname = 'certifications'
                """, database: String(database))
            return sum + (Int(scans) ?? 0)
        }
    }
}
