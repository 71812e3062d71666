/// How the store uses a PostgreSQL server.
public struct PostgresConfiguration: Sendable, Equatable {
    /// Where the register is, as libpq takes it: `postgres://user@host:5432/name?sslmode=…`.
    /// Several hosts, TLS and all else that libpq knows may be in it.
    public var url: String
    /// A standby of the same register, for reads that may lag; nil where there is none.
    public var replicaURL: String?
    /// Which of the URL's servers are asked, as `target_session_attrs` of libpq: the one that may
    /// be written; `any` for a node that only reads.
    public var servers = "read-write"
    /// Connections, each with its thread, that read.
    public var readers = 6
    /// Connections, each with its thread, that read single rows, many at once.
    public var pointReaders = 2
    /// Connections, each with its thread, that write.
    public var writers = 4
    /// Connections, each with its thread, that count requests against the quotas of keys.
    public var quotaKeepers = 2
    /// Connections to the replica.
    public var replicaReaders = 4
    /// Whether statements are prepared once a connection. Not through a pooler that gives each
    /// transaction another server connection.
    public var preparesStatements = true
    /// Reads, and also writes, that wait for their turn; beyond, the store is unavailable.
    public var queueMax = 10_000
    /// How long a write waits in the queue, and then each of its statements for the server.
    public var secondsMax = 10.0
    /// How long a statement waits for another transaction's lock.
    public var lockSecondsMax = 5.0
    /// How long a connection to one host may take.
    public var connectSecondsMax = 3
    /// How long a transaction goes on to take in what arrives for the same account.
    public var groupMilliseconds = 20
    /// How long a filtered list may look for its rows.
    public var listSecondsMax = 5.0
    /// How far behind a replica may be to be asked, and for how long an account's reads stay away
    /// from it after a write.
    public var replicaLagSecondsMax = 5.0

    public init(url: String, replicaURL: String? = nil) {
        self.url = url
        self.replicaURL = replicaURL
    }
}
