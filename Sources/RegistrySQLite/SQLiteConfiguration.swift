/// How the store uses the machine.
public struct SQLiteConfiguration: Sendable, Equatable {
    /// Page cache of the writing connection, in KiB.
    public var writerCacheKiB = 32 * 1024
    /// Page cache of each reading connection, in KiB.
    public var readerCacheKiB = 8 * 1024
    /// How long a connection waits for another process's lock.
    public var busyTimeoutSeconds = 5.0
    /// Threads and connections that read.
    public var readers = 2
    /// Reads, and also writes, that wait for their turn; beyond, the store is unavailable.
    public var queueMax = 10_000
    /// How long a commit goes on to take in what arrives; a bulk call in it may take longer.
    public var groupMilliseconds = 20
    /// Pages of the write-ahead log after which they are moved into the database file, beside
    /// the writing.
    public var checkpointPages = 1_000
    /// Pages of the write-ahead log after which the writer empties it between two groups: 64 MiB.
    /// It grows beyond while a long read, such as a backup, needs its end.
    public var checkpointPagesMax = 16_384
    /// How long a filtered list may look for its rows.
    public var listSecondsMax = 5.0

    /// Pages that a backup copies between two reports: 4 MiB.
    public var copyPages = 1_024

    public init() {}
}
