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
        url = try await SharedPostgres.database { url in
            // Earlier than any test, so that what it makes has later ids than what was shipped.
            let before = SampleClock(day: .sample(2020, 1, 1))
            try await PostgresStore.migrate(
                PostgresConfiguration(url: url), clock: before.clock)
        }
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

    /// What must hold of every register and what the schema can't say.
    func checkInvariants(at location: SourceLocation = #_sourceLocation) async throws {
        for outcome in try await PostgresCheck.run(configuration, report: { _ in }) {
            #expect(
                outcome.found == 0, "\(outcome.name): \(outcome.findings)",
                sourceLocation: location)
        }
    }
}
