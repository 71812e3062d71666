public import Logging
public import RegistryHTTP
public import RegistryPostgres
public import RegistrySQLite

/// Everything that `serve` can be told, one struct a concern; what each holds when nobody says
/// otherwise stands in it. ``settings`` says how each value is named and what it may be.
public struct ServeConfiguration: Sendable {
    /// Address, limits of a request, and the end of serving.
    public var server = RegistryServer.Configuration()
    public var api = APIConfiguration()
    public var storage = StorageConfiguration()
    public var log = LogConfiguration()
    public var docs = DocsConfiguration()

    public init() {}
}

/// Where the register's data is, and how the machine is used for it.
public struct StorageConfiguration: Sendable {
    public var database = DatabaseURL.sqlite(path: "certregistry.db")
    public var sqlite = SQLiteConfiguration()
    /// But for its URL, which `database` is.
    public var postgres = PostgresConfiguration(url: "")

    public init() {}

    /// How the store is to use the PostgreSQL server of a URL.
    func postgres(at url: String) -> PostgresConfiguration {
        var configuration = postgres
        configuration.url = url
        return configuration
    }
}

/// What the guide offers beside reading.
public struct DocsConfiguration: Sendable {
    /// Whether each call's page has a form that sends it.
    public var isTryItOn = false

    public init() {}
}

/// What is logged, and how.
public struct LogConfiguration: Sendable {
    public var format = LogFormat.text
    /// Lines below it are not written.
    public var level = Logger.Level.info

    public init() {}
}
