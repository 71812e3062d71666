import Synchronization

/// The cluster that all tests of a process share: it starts when the first of them asks for a
/// database, and ends with the process.
public enum SharedPostgres {
    /// Started once, even where tests run at the same time; a failure is kept for all of them.
    private static let cluster = Result {
        // Many tests run at the same time, each with a pool of connections.
        try PostgresCluster.start(settings: ["max_connections": "200"])
    }

    /// The server itself, which no test may stop.
    ///
    /// - Throws: `ClusterFailure` where it doesn't start.
    public static func server() throws -> PostgresCluster { try cluster.get() }

    /// Makes an empty database.
    ///
    /// - Returns: its address for a client.
    /// - Throws: `ClusterFailure` where the cluster doesn't start.
    public static func database() throws -> String {
        let cluster = try cluster.get()
        return cluster.url(database: try cluster.createDatabase())
    }

    /// Makes a copy of a database of the shared cluster, to which nobody is connected.
    ///
    /// - Parameter template: its name, or its address.
    /// - Returns: the copy's address for a client.
    /// - Throws: `ClusterFailure` where there is no such database.
    public static func database(like template: String) throws -> String {
        let cluster = try cluster.get()
        return cluster.url(database: try cluster.createDatabase(template: name(of: template)))
    }

    /// Makes a copy of a database that is prepared once for the process.
    ///
    /// - Parameter prepare: given the address of an empty database; leaves no connection to it.
    /// - Returns: the copy's address for a client.
    public static func database(
        preparedBy prepare: @escaping @Sendable (_ url: String) async throws -> Void
    ) async throws -> String {
        let task = template.withLock { template in
            let task =
                template
                ?? Task {
                    let url = try database()
                    try await prepare(url)
                    return url
                }
            template = task
            return task
        }
        return try database(like: try await task.value)
    }

    private static let template = Mutex<Task<String, any Error>?>(nil)

    /// Removes a database; clients that are connected to it lose their connections.
    ///
    /// - Parameter url: what one of the other methods returned.
    /// - Throws: `ClusterFailure` where there is no such database.
    public static func drop(_ url: String) throws {
        try cluster.get().dropDatabase(name(of: url))
    }

    /// What follows the last slash of an address; a name has none.
    private static func name(of database: String) -> String {
        database.split(separator: "/").last.map(String.init) ?? database
    }
}
