public import RegistryCore
import RegistrySQL

/// Looks whether a register is as it must be, beyond what its schema can say. Reads one moment of
/// it, also while it is served, and changes nothing. What PostgreSQL promises of its own files,
/// `pg_amcheck` looks at.
public enum PostgresCheck {
    /// Runs every check, one after the other.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is no register,
    ///   ``RegistryError/conflict(_:)`` when it is of another program's version. What is wrong in
    ///   the register is an outcome.
    public static func run(
        _ configuration: PostgresConfiguration, report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> [CheckOutcome] {
        var configuration = configuration
        configuration.secondsMax = wholeTableSecondsMax
        configuration.servers = "any"
        return try await onThread("register.check") { [configuration] () throws(StoreFailure) in
            let database = try PostgresStore.database(configuration)
            try database.requirePresentSchema()
            let connection = database.connection
            connection.isStreaming = true
            return try connection.reading { () throws(StoreFailure) in
                try Check.run(Check.ofRecords, connection, report)
            }
        }
    }

    /// A query that joins whole tables may take minutes.
    static let wholeTableSecondsMax = 24.0 * 3_600
}
