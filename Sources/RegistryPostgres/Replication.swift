import RegistryCore
import RegistrySQL

/// What a replica must have replayed to be asked by an account.
struct WritePosition: Sendable {
    /// The write-ahead log of the primary, as the server writes it.
    let log: String
    /// When the account has written, and some seconds more; epoch milliseconds of the server.
    let settledAt: Int64
}

extension SQLConnection {
    /// Asks the primary how much of it an account must see.
    ///
    /// - Returns: nil when the account has written within the last seconds, or there is none.
    func writePosition(
        of accountID: RecordID, restSeconds: Double
    ) throws(StoreFailure) -> WritePosition? {
        let statement = try statement(
            """
            SELECT pg_current_wal_lsn()::text, coalesce(written_at, 0),
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint
            FROM accounts WHERE id = ?
            """)
        defer { statement.reset() }
        guard try statement.bind(accountID.value).step() else { return nil }
        let log = statement.text()
        let settledAt = statement.integer() + Int64(restSeconds * 1_000)
        return statement.integer() > settledAt
            ? WritePosition(log: log, settledAt: settledAt) : nil
    }

    /// Whether this server, a replica, has all that an account wrote: everything, or what was
    /// committed some seconds after that.
    func hasReplayed(_ position: WritePosition) throws(StoreFailure) -> Bool {
        let statement = try statement(
            """
            SELECT coalesce(pg_last_wal_replay_lsn() >= ?::pg_lsn
                OR extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000 >= ?, false)
            """)
        defer { statement.reset() }
        return try statement.bind(position.log).bind(position.settledAt).step()
            && statement.integer() == 1
    }
}
