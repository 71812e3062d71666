import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Backups")
struct BackupTests {
    /// Uploads one certification and waits for it, on the thread of the backup.
    private final class Uploads: Sendable {
        let scene: Scene
        private let count = Mutex(0)
        private let longest = Mutex(Duration.zero)

        init(_ scene: Scene) { self.scene = scene }

        var number: Int { count.withLock { $0 } }
        var longestWait: Duration { longest.withLock { $0 } }

        func uploadOne() {
            let number = count.withLock { count in
                count += 1
                return count
            }
            let start = ContinuousClock.now
            let isDone = DispatchSemaphore(value: 0)
            Task {
                do {
                    try await scene.stored("W-\(number)", entity: "W-\(number)")
                } catch {
                    Issue.record(error)
                }
                isDone.signal()
            }
            isDone.wait()
            longest.withLock { $0 = max($0, start.duration(to: .now)) }
        }
    }

    /// Makes a backup of 50 certifications in small steps, with an upload between any two.
    private func backUp(
        _ temporary: TemporaryStore
    ) async throws -> (copy: String, uploads: Uploads) {
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        for index in 0..<50 { try await scene.stored("N-\(index)", entity: "E-\(index)") }
        let uploads = Uploads(scene)
        let copy = temporary.folder.appendingPathComponent("copy.db").path
        var configuration = temporary.configuration
        configuration.copyPages = 8
        let summary = try await SQLiteBackup.make(
            of: temporary.path, at: copy, configuration: configuration
        ) { progress throws(RegistryError) in
            guard uploads.number < 500 else { throw .conflict("the backup doesn't end") }
            uploads.uploadOne()
        }
        #expect(summary.certifications == 50)
        #expect(uploads.number > 5)
        #expect(try await scene.page().totalRows == 50 + uploads.number)
        await store.close()
        return (copy, uploads)
    }

    @Test("a backup ends though there is a write between any two of its steps; it is one moment's")
    func steadyWrites() async throws {
        let temporary = try TemporaryStore()
        let (copy, _) = try await backUp(temporary)
        try await RegisterInvariants(path: copy).check()
        let queue = try DatabaseQueue(path: copy)
        let numbers = try await queue.read {
            try String.fetchSet($0, sql: "SELECT number FROM certifications")
        }
        try queue.close()
        #expect(numbers == Set((0..<50).map { "N-\($0)" }))
        for ending in NewFile.companions {
            #expect(!FileManager.default.fileExists(atPath: copy + ending))
        }
    }

    @Test("no write waits for a backup, however long the log grows meanwhile")
    func longLog() async throws {
        var configuration = SQLiteConfiguration()
        configuration.checkpointPages = 4
        configuration.checkpointPagesMax = 16
        let (_, uploads) = try await backUp(try TemporaryStore(configuration: configuration))
        #expect(uploads.longestWait < .seconds(configuration.busyTimeoutSeconds / 2))
    }

    @Test("a backup that is broken off leaves nothing behind")
    func brokenOff() async throws {
        let temporary = try TemporaryStore()
        await (try temporary.open()).close()
        let before = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path)
        let copy = temporary.folder.appendingPathComponent("copy.db").path
        await expectError("backed up", matching: \.isConflict) {
            _ = try await SQLiteBackup.make(of: temporary.path, at: copy) {
                _ throws(RegistryError) in throw .conflict("on purpose")
            }
        }
        let after = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path)
        #expect(Set(after) == Set(before))
    }

    @Test("a backup of a newer program is refused by its name, and nothing is left behind")
    func newerSchema() async throws {
        let temporary = try TemporaryStore()
        await (try temporary.open()).close()
        let queue = try DatabaseQueue(path: temporary.path)
        try await queue.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('m9999_later')")
        }
        try queue.close()
        let target = temporary.folder.appendingPathComponent("new.db").path
        await expectError("restored") { error in
            guard case .conflict(let message) = error else { return false }
            return message.contains("\(temporary.path) is of a newer version")
        } _: {
            _ = try await SQLiteBackup.restore(
                temporary.path, to: target, report: { _ in }, prepare: { _ in })
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path)
        #expect(!files.contains { $0.hasPrefix("new.db") })
    }
}
