extension PostgresCluster {
    /// Starts a standby that follows this server, and waits until it does.
    ///
    /// - Parameters:
    ///   - name: its `application_name`, by which `makeSynchronous(with:)` knows it.
    ///   - settings: of `postgresql.conf`, over those of this server.
    /// - Throws: `ClusterFailure` where it can't be copied or doesn't start.
    public func startStandby(
        name: String = "standby", settings: [String: String] = [:]
    ) throws -> PostgresCluster {
        let standby = try PostgresCluster.copy(of: self, name: name, settings: settings)
        let streams = """
            SELECT count(*) FROM pg_stat_replication
            WHERE application_name = '\(name)' AND state = 'streaming'
            """
        guard try Polling.wait(within: .seconds(30), until: { try query(streams) != "0" }) else {
            throw standby.failure("doesn't follow its primary")
        }
        return standby
    }

    /// Makes every commit wait until that standby has it, and waits until this holds.
    ///
    /// - Parameter name: what `startStandby(name:settings:)` was given.
    /// - Throws: `ClusterFailure` where no such standby follows this server.
    public func makeSynchronous(with name: String) throws {
        // The setting is changed where no transaction is open, so that it can't wait for itself.
        try query("ALTER SYSTEM SET synchronous_standby_names = '\(name)'")
        try query("SELECT pg_reload_conf()")
        let isSynchronous = try Polling.wait(within: .seconds(30)) {
            try query("SHOW synchronous_standby_names") == name
                && query("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                    != "0"
        }
        guard isSynchronous else { throw failure("isn't followed by \(name)") }
        // The process that makes checkpoints is the one that tells the others to wait; it reads
        // the settings before it makes one.
        try query("CHECKPOINT")
    }

    /// Makes this standby a primary, and waits until it takes writes.
    ///
    /// - Throws: `ClusterFailure` where it is no standby, or stays one.
    public func promote() throws {
        try query("SELECT pg_promote()")
        let isPrimary = try Polling.wait(within: .seconds(60)) {
            try query("SELECT pg_is_in_recovery()") == "f"
        }
        guard isPrimary else { throw failure("is still a standby") }
    }
}
