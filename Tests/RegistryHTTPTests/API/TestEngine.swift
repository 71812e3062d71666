import Foundation
import RegistryCore
import RegistryPostgres
import RegistrySQLite
import RegistryTestKit

/// The engines that scenarios run on.
enum TestEngine {
    case sqlite
    case postgres

    /// - Throws: where PostgreSQL is missing and required, as in `.ci/run`. Elsewhere its absence
    ///   is told on standard error.
    static var installed: [TestEngine] {
        get throws {
            if PostgresRequirement.isInstalled { return [.sqlite, .postgres] }
            guard !PostgresRequirement.isRequired else {
                throw ClusterFailure(PostgresRequirement.missingMessage())
            }
            FileHandle.standardError.write(
                Data((PostgresRequirement.missingMessage() + "\n").utf8))
            return [.sqlite]
        }
    }

    /// Opens an empty register, and removes it at the end.
    func withStore(
        clock: SampleClock, _ body: (any RegistryStore) async throws -> Void
    ) async throws {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("api-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // A folder that is left behind costs no test its verdict.
            defer { try? FileManager.default.removeItem(at: folder) }
            let store = try await SQLiteStore.open(
                path: folder.appendingPathComponent("register.db").path, mode: .create,
                clock: clock.clock)
            try await Self.use(store, body)
        case .postgres:
            let url = try await SharedPostgres.database { url in
                // Earlier than any scenario, as what is shipped is in a register.
                let before = SampleClock(day: .sample(2020, 1, 1))
                try await PostgresStore.migrate(
                    PostgresConfiguration(url: url), clock: before.clock)
            }
            var configuration = PostgresConfiguration(url: url)
            configuration.readers = 2
            configuration.writers = 2
            let store = try await PostgresStore.open(
                configuration, mode: .existing, clock: clock.clock)
            try await Self.use(store, body)
        }
    }

    private static func use(
        _ store: any RegistryStore, _ body: (any RegistryStore) async throws -> Void
    ) async throws {
        do {
            try await body(store)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}
