import RegistryCore
import RegistrySQL
import Synchronization

/// The quotas of keys in the table `rate_limits`, which all nodes share.
///
/// They have connections of their own: a lease is on the way of every call, uploads among them, and
/// must not wait behind lists. A lease is one statement outside of a transaction; as nothing of the
/// table goes to the write-ahead log, its commit waits for no disk and for no standby.
final class PostgresQuotas: SharedQuotas {
    private let threads: ReadThreads
    /// A node that only reads is content with a standby, on which nothing can be taken.
    private let mayBeStandby: Bool
    private let sweptAt = Mutex(ContinuousClock.Instant.now)

    /// A request that waits longer is better counted by the node alone.
    private static let secondsMax = 2

    init(_ configuration: PostgresConfiguration, mayBeStandby: Bool) {
        var quick = configuration
        quick.secondsMax = min(quick.secondsMax, Double(Self.secondsMax))
        quick.connectSecondsMax = min(quick.connectSecondsMax, Self.secondsMax)
        threads = ReadThreads(
            ConnectionSource(url: quick.url, configuration: quick), count: quick.quotaKeepers,
            name: "register.quotas")
        self.mayBeStandby = mayBeStandby
    }

    func close() async { await threads.close() }

    /// A lease whose answer is lost with its connection is taken again, and then for good: too few
    /// requests rather than too many.
    func lease(
        _ key: RecordID, requests: Int, intervalNanoseconds: Int64, capacityNanoseconds: Int64
    ) async throws(RegistryError) -> QuotaLease {
        let mayBeStandby = mayBeStandby
        let isSweeping = isTimeToSweep()
        return try await threads.read { connection throws(StoreFailure) in
            if mayBeStandby { try Self.refuseStandby(connection) }
            let statement = try connection.statement(Self.leaseSQL)
                .bind(key.value).bind(Int64(requests))
                .bind(intervalNanoseconds).bind(capacityNanoseconds)
            defer { statement.reset() }
            guard try statement.step() else { throw .broken("a lease has no answer") }
            let lease = QuotaLease(
                granted: Int(statement.integer()), missingNanoseconds: statement.integer())
            if isSweeping {
                // The lease is taken all the same, and the next sweep finds what this one left.
                try? Self.sweep(connection)
            }
            return lease
        }
    }

    /// The bucket lacks so many nanoseconds of being full as it will take until `full_at`. What is
    /// inserted, and proposed as `EXCLUDED`, is a lease from a full bucket, as for a key without
    /// row. A clock that was set back, or a quota that was, leaves no bucket emptier than empty.
    ///
    /// The time is read once where a bucket is there, behind the lock of its row: read before, it
    /// would be earlier than what another node has just stored. A subquery whose column is
    /// volatile is not merged into those around it, which would read the clock for each mention.
    private static let leaseSQL: StaticString = """
        INSERT INTO rate_limits AS bucket (key_id, full_at, granted)
        SELECT ?1::bigint, moment.now + asked.requests * ?3::bigint, asked.requests
        FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint AS now) AS moment,
            (SELECT least(?2::bigint, ?4::bigint / ?3::bigint) AS requests) AS asked
        ON CONFLICT (key_id) DO UPDATE SET (full_at, granted) = (
            SELECT moment.now + lack.missing + found.requests * ?3::bigint, found.requests
            FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint AS now)
                    AS moment,
                LATERAL (
                    SELECT least(greatest(bucket.full_at - moment.now, 0), ?4::bigint) AS missing
                ) AS lack,
                LATERAL (
                    SELECT least(
                        EXCLUDED.granted, (?4::bigint - lack.missing) / ?3::bigint) AS requests
                ) AS found)
        RETURNING granted, greatest(
            full_at - (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint, 0)
        """

    private static func refuseStandby(_ connection: any SQLConnection) throws(StoreFailure) {
        let statement = try connection.statement("SELECT pg_is_in_recovery()")
        defer { statement.reset() }
        guard try statement.step(), statement.integer() == 0 else {
            throw .register(
                .unavailable(
                    "A standby counts no requests.", retryAfterSeconds: Self.secondsMax))
        }
    }

    // MARK: Sweeping

    private static let sweepPause = Duration.seconds(60)

    private func isTimeToSweep() -> Bool {
        sweptAt.withLock { sweptAt in
            let now = ContinuousClock.now
            guard sweptAt.duration(to: now) >= Self.sweepPause else { return false }
            sweptAt = now
            return true
        }
    }

    /// Removes rows of full buckets, which say what no row says too: the table holds the keys that
    /// were used a moment ago, not all that ever were. Rows that a lease is being taken from are
    /// passed over.
    static func sweep(_ connection: any SQLConnection) throws(StoreFailure) {
        try connection.statement(
            """
            DELETE FROM rate_limits WHERE key_id = ANY (ARRAY(
                SELECT key_id FROM rate_limits
                WHERE full_at < (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint
                LIMIT 10000 FOR UPDATE SKIP LOCKED))
            """
        ).run()
    }
}
