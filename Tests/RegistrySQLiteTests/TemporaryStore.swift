import Foundation
import RegistryCore
import RegistryTestKit

@testable import RegistrySQL
@testable import RegistrySQLite

/// A register in a folder of its own, which goes with the test.
final class TemporaryStore: Sendable {
    let folder: URL
    let clock: SampleClock
    let configuration: SQLiteConfiguration

    var path: String { folder.appendingPathComponent("register.db").path }

    init(
        clock: SampleClock = SampleClock(),
        configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("register-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.clock = clock
        self.configuration = configuration
    }

    deinit {
        // A folder that is left behind costs no test its verdict.
        try? FileManager.default.removeItem(at: folder)
    }

    func open(_ mode: SQLiteStore.Mode = .create) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            path: path, mode: mode, clock: clock.clock, configuration: configuration)
    }
}
