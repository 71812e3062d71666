import Logging
import RegistryCore
import RegistryHTTP
import RegistryPostgres
import RegistrySQLite
import RegistryWire

extension ServeConfiguration {
    /// Every setting there is, in the order of the help text. A new one needs its row here and a
    /// property with its default, and nothing else.
    public static let settings: [Setting] =
        serverSettings + apiSettings + limitSettings + docsSettings + storageSettings + logSettings
        + lifecycleSettings

    private static let serverSettings: [Setting] = [
        .text(
            "host", .server, \.server.host, "a host name or address",
            read: { $0.isEmpty ? nil : $0 }, write: { $0 },
            "where the server listens"),
        .integer(
            "port", .server, \.server.port, 0...65_535,
            "port it listens on; 0 takes a free one and logs it"),
        .list(
            "trustedProxies", .server, \.server.trustedProxies,
            of: "an IP address or a range such as 10.0.0.0/8",
            read: { IPAddressRange($0) }, write: \.description,
            "proxies whose X-Forwarded-For is believed"),
        .integer(
            "connectionsMax", .server, \.server.connectionsMax, 1...1_000_000,
            "open connections; further ones wait"),
        .integer(
            "idleSeconds", .server, \.server.idleSeconds, 1...3_600,
            "how long a connection may rest between requests"),
    ]

    private static let apiSettings: [Setting] = [
        .choice(
            "acceptHeader", .api, \.api.requiresAcceptHeader,
            ["required": true, "optional": false],
            "whether a request without Accept is refused"),
        .choice(
            "errorFormat", .api, \.api.errorShape, ["list": .list, "object": .object],
            "shape of errors: the list of the guide's start, or the object of its endpoint pages"),
        .integer(
            "requestsPerMinute", .api, \.api.requestsPerMinute,
            Administration.requestsPerMinuteRange,
            "requests a minute of each key that has no number of its own"),
        .integer(
            "burst", .api, \.api.burst, 1...10_000_000,
            "requests a key may send at once after a pause"),
        .integer(
            "failedAuthenticationsPerMinute", .api, \.api.failedAuthenticationsPerMinute,
            1...1_000_000,
            "requests without a valid key from one address, a minute"),
    ]

    private static let limitSettings: [Setting] = [
        .integer(
            "singleBodyBytesMax", .limits, \.server.limits.singleBodyBytesMax, bodyBytes,
            "body of a single call, in bytes"),
        .integer(
            "bulkBodyBytesMax", .limits, \.server.limits.bulkBodyBytesMax, bodyBytes,
            "body of a bulk call, in bytes"),
        .integer(
            "bodiesInFlightBytesMax", .limits, \.server.limits.bodiesInFlightBytesMax,
            bodyBytes, "all bodies in flight together, in bytes; more wait, then 503"),
        .integer(
            "bulkRecordsMax", .limits, \.server.limits.bulkRecordsMax, 1...100_000,
            "records of a bulk call"),
        .integer(
            "schemesMax", .limits, \.server.limits.schemesMax, 1...10_000,
            "schemes of one certification"),
        .integer(
            "standardsPerSchemeMax", .limits, \.server.limits.standardsPerSchemeMax, 1...10_000,
            "standards of one scheme"),
        .integer(
            "sitesMax", .limits, \.server.limits.sitesMax, 1...1_000_000,
            "sites of one certification"),
        .integer(
            "sectorsMax", .limits, \.server.limits.sectorsMax, 1...10_000,
            "sectors of one certification"),
        .integer(
            "jsonDepthMax", .limits, \.server.limits.jsonDepthMax, 8...1_000,
            "nesting of a body's objects and arrays"),
        .integer(
            "requestHeadBytesMax", .limits, \.server.limits.requestHeadBytesMax,
            1_024...1_048_576, "request line and headers, in bytes"),
        .integer(
            "requestHeadSeconds", .limits, \.server.limits.requestHeadSeconds, 1...3_600,
            "until a request's head is complete"),
        .integer(
            "bodyStallSeconds", .limits, \.server.limits.bodyStallSeconds, 1...3_600,
            "between two parts of a body"),
    ]

    /// Large enough for one certification, small enough for one machine's memory.
    private static let bodyBytes = 1_024...(4 * 1024 * 1024 * 1024)

    private static let docsSettings: [Setting] = [
        .flag(
            "docs.tryIt", .docs, \.docs.isTryItOn,
            "a form on each call's page of the guide that sends it here; the demo's default")
    ]

    private static let storageSettings: [Setting] =
        [
            database,
            .integer(
                "writerCacheKibibytes", .storage, \.storage.sqlite.writerCacheKiB, cacheKibibytes,
                "SQLite: memory for database pages of the connection that writes"),
            .integer(
                "readerCacheKibibytes", .storage, \.storage.sqlite.readerCacheKiB, cacheKibibytes,
                "SQLite: memory for database pages of each connection that reads"),
            .integer(
                "readers", .storage, \.storage.sqlite.readers, 1...256,
                "SQLite: connections that read at the same time"),
            .integer(
                "busyTimeoutSeconds", .storage, \.storage.sqlite.busyTimeoutWholeSeconds, 0...3_600,
                "SQLite: how long a write waits for another process"),
        ] + postgresSettings

    private static let postgresSettings: [Setting] = [
        replica,
        .integer(
            "postgresReaders", .storage, \.storage.postgres.readers, 1...256,
            "PostgreSQL: connections that read"),
        .integer(
            "postgresWriters", .storage, \.storage.postgres.writers, 1...256,
            "PostgreSQL: connections that write"),
        .integer(
            "replicaReaders", .storage, \.storage.postgres.replicaReaders, 1...256,
            "PostgreSQL: connections that read from the replica"),
        .integer(
            "replicaLagSeconds", .storage, \.storage.postgres.replicaLagWholeSeconds, 1...3_600,
            "PostgreSQL: how long an account's reads stay away from the replica after a write"),
        .integer(
            "databaseSeconds", .storage, \.storage.postgres.wholeSecondsMax, 1...3_600,
            "PostgreSQL: how long a statement may take"),
        .integer(
            "connectSeconds", .storage, \.storage.postgres.connectSecondsMax, 2...60,
            "PostgreSQL: how long a connection to one host may take"),
        .choice(
            "statements", .storage, \.storage.postgres.preparesStatements,
            ["prepared": true, "unprepared": false],
            "PostgreSQL: unprepared through a pooler of transactions, such as pgbouncer"),
    ]

    private static var replica: Setting {
        var setting = Setting.text(
            "replica", .storage, \.storage.postgres.replicaURL, "postgres://HOST/NAME",
            read: { text in
                if text.isEmpty { return .some(nil) }
                guard case .postgres = DatabaseURL(text) else { return nil }
                return text
            }, write: { $0 ?? "" },
            "PostgreSQL: a standby for lists, which may lag behind")
        setting.advice = DatabaseURL.advice
        return setting
    }

    private static let cacheKibibytes = 1_024...16_777_216

    private static var database: Setting {
        var setting = Setting.text(
            "database", .storage, \.storage.database, DatabaseURL.demand,
            read: { DatabaseURL($0) }, write: \.text, "where the register is")
        setting.advice = DatabaseURL.advice
        return setting
    }

    private static let logSettings: [Setting] = [
        .choice(
            "logFormat", .log, \.log.format, ["text": .text, "json": .json],
            "form of the log, on standard error"),
        .choice(
            "logLevel", .log, \.log.level,
            [
                "trace": .trace, "debug": .debug, "info": .info, "notice": .notice,
                "warning": .warning, "error": .error,
            ],
            "what is logged: this and graver; requests are info"),
    ]

    private static let lifecycleSettings: [Setting] = [
        .integer(
            "drainDelaySeconds", .lifecycle, \.server.drainDelaySeconds, 0...3_600,
            "after SIGTERM, still serves so long while not ready"),
        .integer(
            "shutdownSeconds", .lifecycle, \.server.shutdownSeconds, 0...3_600,
            "how long requests in flight may take to finish then"),
        .flag(
            "readOnly", .lifecycle, \.api.isReadOnly, "refuses every write with 503"),
    ]
}

extension PostgresConfiguration {
    fileprivate var wholeSecondsMax: Int {
        get { Int(secondsMax) }
        set { secondsMax = Double(newValue) }
    }

    fileprivate var replicaLagWholeSeconds: Int {
        get { Int(replicaLagSecondsMax) }
        set { replicaLagSecondsMax = Double(newValue) }
    }
}

extension SQLiteConfiguration {
    fileprivate var busyTimeoutWholeSeconds: Int {
        get { Int(busyTimeoutSeconds) }
        set { busyTimeoutSeconds = Double(newValue) }
    }
}
