import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistryPostgres

/// A register in a database of its own, on the test process's own server.
struct TemporaryDatabase {
    let url: String
    let clock: SampleClock

    /// - Throws: where there is no PostgreSQL: its tests are never left out in silence.
    init(clock: SampleClock = SampleClock()) async throws {
        self.clock = clock
        url = try SharedPostgres.database(like: try await Self.template.value)
    }

    var configuration: PostgresConfiguration {
        var configuration = PostgresConfiguration(url: url)
        // A test has a few connections, not a machine's worth.
        configuration.readers = 2
        configuration.writers = 3
        return configuration
    }

    func open(_ mode: PostgresStore.Mode = .create) async throws -> PostgresStore {
        try await PostgresStore.open(configuration, mode: mode, clock: clock.clock)
    }

    /// A register at the present schema, of which the others are copies.
    private static let template = Task {
        let url = try SharedPostgres.database()
        try await PostgresStore.migrate(PostgresConfiguration(url: url))
        return url
    }

    /// What must hold of every register and what the schema can't say.
    func checkInvariants(at location: SourceLocation = #_sourceLocation) async throws {
        for outcome in try await PostgresCheck.run(configuration, report: { _ in }) {
            #expect(
                outcome.found == 0, "\(outcome.name): \(outcome.findings)",
                sourceLocation: location)
        }
    }
}
