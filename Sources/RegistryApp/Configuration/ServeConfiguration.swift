public import Logging
public import RegistryHTTP
public import RegistrySQLite

/// Everything that `serve` can be told, one struct a concern; what each holds when nobody says
/// otherwise stands in it. ``settings`` says how each value is named and what it may be.
public struct ServeConfiguration: Sendable {
    /// Address, limits of a request, and the end of serving.
    public var server = RegistryServer.Configuration()
    public var api = APIConfiguration()
    public var storage = StorageConfiguration()
    public var log = LogConfiguration()

    public init() {}
}

/// Where the register's data is, and how the machine is used for it.
public struct StorageConfiguration: Sendable {
    public var database = DatabaseURL.sqlite(path: "certregistry.db")
    public var sqlite = SQLiteConfiguration()

    public init() {}
}

/// What is logged, and how.
public struct LogConfiguration: Sendable {
    public var format = LogFormat.text
    /// Lines below it are not written.
    public var level = Logger.Level.info

    public init() {}
}
