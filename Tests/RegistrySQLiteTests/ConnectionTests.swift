import Foundation
import GRDB
import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("Connections are set up to lose nothing")
struct ConnectionTests {
    @Test(
        "the writing connection",
        arguments: [
            ("PRAGMA journal_mode", "wal"), ("PRAGMA synchronous", "2"),
            ("PRAGMA foreign_keys", "1"), ("PRAGMA busy_timeout", "5000"),
            ("PRAGMA query_only", "0"), ("PRAGMA cache_size", "-32768"),
        ])
    func writer(pragma: String, value: String) async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let found = try await store.write { transaction throws(StoreFailure) in
            let statement = try transaction.connection.statement(composed: pragma)
            defer { statement.reset() }
            return try statement.step() ? statement.text() : ""
        }
        #expect(found == value)
        await store.close()
    }

    @Test("a reading connection can't write")
    func readerIsReadOnly() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        await expectError("the reader wrote", matching: \.isUnavailable) {
            try await store.readers.read { connection throws(StoreFailure) in
                try connection.statement("DELETE FROM countries").run()
            }
        }
        await store.close()
    }

    @Test("a text is bound and read back whole: empty, long, with a zero byte inside")
    func texts() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        for text in ["", "a", "Ä𐐀🏭", String(repeating: "x", count: 100_000), "a\u{0}b"] {
            let found = try await store.readers.read { connection throws(StoreFailure) in
                let statement = try connection.statement("SELECT ?, ?, ?")
                defer { statement.reset() }
                guard try statement.bind(text).bind(nil as String?).bind(Int64.min).step() else {
                    return "no row"
                }
                let read = statement.text()
                #expect(statement.optionalText() == nil)
                #expect(statement.optionalInteger() == .min)
                return read
            }
            #expect(Array(found.utf8) == Array(text.utf8))
        }
        await store.close()
    }

    @Test("a store that was closed answers unavailable, and closing it again does nothing")
    func closed() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let id = try await scene.stored("N-1")
        await store.close()
        await store.close()
        await expectError("ping", matching: \.isUnavailable) { try await store.ping() }
        await expectError("read", matching: \.isUnavailable) { _ = try await scene.read(id) }
        await expectError("write", matching: \.isUnavailable) { try await scene.delete(id) }
        #expect(!FileManager.default.fileExists(atPath: temporary.path + "-wal"))
    }

    @Test("what is in flight when the store is closed is finished or refused, never half done")
    func closing() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let stored = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await scene.stored("N-\(number)", entity: "E-\(number)")
                        return true
                    } catch {
                        #expect((error as? RegistryError)?.isUnavailable == true)
                        return false
                    }
                }
            }
            group.addTask {
                await store.close()
                return false
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let again = try await temporary.open(.existing)
        let page = try await again.certifications(
            CertificationQuery(accountID: scene.account.id, today: temporary.clock.today))
        #expect(page.totalRows == stored)
        await again.close()
        try await RegisterInvariants(path: temporary.path).check()
    }

    @Test("steady writing doesn't let the write-ahead log grow without end")
    func logStaysShort() async throws {
        var configuration = SQLiteConfiguration()
        configuration.checkpointPages = 50
        configuration.checkpointPagesMax = 200
        let temporary = try TemporaryStore(configuration: configuration)
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        for round in 0..<60 {
            _ = try await scene.upload(
                (0..<20).map { (index: Int) in
                    scene.record("N-\(round)-\(index)", entity: "E-\(index)", index: index)
                })
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path + "-wal")
        let bytes = try #require(attributes[.size] as? Int)
        // The bound, and what one call may put on top of it before it is looked at again.
        #expect(bytes < 500 * 4_120)
        await store.close()
    }
}

extension Scene {
    func delete(_ id: RecordID) async throws {
        try await store.deleteCertification(id, of: account.id, origin: origin)
    }
}
