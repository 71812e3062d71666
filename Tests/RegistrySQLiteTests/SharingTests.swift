import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Commits are shared, between uploads and between processes")
struct SharingTests {
    @Test("uploads that arrive together share a commit, and each has its own answer")
    func groupCommit() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let before = try commits(temporary)
        // While another process holds the lock they gather.
        let results = try await withHeldLock(temporary) {
            try await withThrowingTaskGroup(of: RecordResult.self) { group in
                for index in 0..<64 {
                    group.addTask {
                        try await scene.upload("N-\(index)", entity: "E-\(index)") {
                            certification, _ in
                            if index % 8 == 0 { certification.expiryDate = .sample(2000, 1, 1) }
                        }
                    }
                }
                return try await group.reduce(into: [RecordResult]()) { $0.append($1) }
            }
        }
        #expect(results.count { $0.status == .created } == 56)
        #expect(results.count { $0.status == .rejected } == 8)
        #expect(try await scene.page().totalRows == 56)
        let made = try commits(temporary) - before
        #expect((1...8).contains(made), "\(made) commits")
        await store.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    @Test("a write that fails takes only its own changes with it, and the others are kept")
    func savepoints() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let outcomes = try await withHeldLock(temporary) {
            await withTaskGroup(of: Bool.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        do {
                            try await store.write { transaction throws(StoreFailure) in
                                _ = try transaction.upload(
                                    scene.batch([
                                        scene.record("N-\(index)", entity: "E-\(index)")
                                    ]))
                                if index % 2 == 0 { throw .broken("on purpose") }
                            }
                            return true
                        } catch {
                            #expect((error as? RegistryError)?.isBroken == true)
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        #expect(outcomes == 10)
        let numbers = try await scene.walk { $0.page.sort = .number }
        #expect(numbers.count == 10)
        #expect(numbers.allSatisfy { Int($0.dropFirst(2)).map { $0 % 2 == 1 } == true })
        await store.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    @Test("an id that is drawn twice is drawn again")
    func duplicateID() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let taken = try await scene.stored("N-1")
        let runs = Counter()
        try await store.write { transaction throws(StoreFailure) in
            let id = runs.next() == 1 ? taken : transaction.ids.next()
            try transaction.connection.statement(
                """
                INSERT INTO certifications SELECT ?, account_id, certification_body_id, entity_id,
                    'N-2', 'n-2', NULL, status, current_status, status_since, accreditation,
                    accreditation_body_id, type, original_issue_date, issue_date, expiry_date,
                    country, created_at, updated_at, confirmed_at, document FROM certifications
                """
            ).bind(id.value).run()
        }
        #expect(runs.count == 2)
        await store.close()
    }

    @Test("beyond its bound the queue refuses, and what it took is done")
    func bound() async throws {
        var configuration = SQLiteConfiguration()
        configuration.queueMax = 8
        let temporary = try TemporaryStore(configuration: configuration)
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let stored = try await withHeldLock(temporary) {
            await withTaskGroup(of: Bool.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        do {
                            try await scene.stored("N-\(index)", entity: "E-\(index)")
                            return true
                        } catch {
                            #expect((error as? RegistryError) == .storeIsBusy)
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        // One was with the writer, which waited for the lock.
        #expect((8...9).contains(stored))
        #expect(try await scene.page().totalRows == stored)
        await store.close()
    }

    @Test("two open stores on one file see each other's writes at once")
    func secondStore() async throws {
        let temporary = try TemporaryStore()
        let (one, two) = (try await temporary.open(), try await temporary.open(.existing))
        let scene = try await Scene(one, temporary.clock)
        let key = try await two.addKey(
            NewKey(accountID: scene.account.id, hash: KeySecret().hash),
            origin: Scene.commandOrigin)
        #expect(try await one.directory().keys[key.hash] == key)
        #expect(try await one.directoryVersion() == two.directoryVersion())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                let store = index % 2 == 0 ? one : two
                group.addTask {
                    let outcome = try await store.upload(
                        scene.batch([scene.record("N-\(index / 2)", entity: "E-\(index / 6)")]))
                    #expect(outcome.faults.isEmpty)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await scene.page().totalRows == 30)
        await one.close()
        await two.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    @Test("a lock that another process keeps makes writes unavailable until it is gone")
    func heldLock() async throws {
        var configuration = SQLiteConfiguration()
        // Long enough for the store's own connections to wait for each other on a busy machine.
        configuration.busyTimeoutSeconds = 2
        let temporary = try TemporaryStore(configuration: configuration)
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let id = try await scene.stored("N-1")
        let other = try lockingQueue(temporary)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await expectError("stored", matching: \.isUnavailable) { try await scene.stored("N-2") }
        // Reading goes on.
        #expect(try await scene.read(id).stored.id == id)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try await scene.stored("N-2")
        try other.close()
        await store.close()
    }

    // MARK: Frame

    /// Runs `work` while another connection holds the write lock, which is let go shortly after.
    private func withHeldLock<Value: Sendable>(
        _ temporary: TemporaryStore, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let other = try lockingQueue(temporary)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        async let value = work()
        try await Task.sleep(for: .milliseconds(300))
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        return try await value
    }

    /// A connection as another process would have it, which may keep a transaction open.
    private func lockingQueue(_ temporary: TemporaryStore) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: temporary.path, configuration: configuration)
    }

    /// How many commits the write-ahead log holds: a frame that ends one names the size of the
    /// database (https://www.sqlite.org/fileformat.html#the_write_ahead_log).
    private func commits(_ temporary: TemporaryStore) throws -> Int {
        let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: temporary.path + "-wal")))
        let (headBytes, frameBytes) = (32, 24 + 4_096)
        let salt = log[16..<24]
        return stride(from: headBytes, to: log.count - frameBytes + 1, by: frameBytes).count {
            // Frames behind the present end are of an older round, with another salt.
            log[$0 + 8..<$0 + 16].elementsEqual(salt)
                && log[$0 + 4..<$0 + 8].contains { $0 != 0 }
        }
    }
}

/// Counts across threads.
final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }
}
