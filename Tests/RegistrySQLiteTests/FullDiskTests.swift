import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("A full disk")
struct FullDiskTests {
    @Test("makes writes unavailable and loses nothing; they go on when there is space again")
    func full() async throws {
        let temporary = try TemporaryStore()
        let store = try await temporary.open()
        let scene = try await Scene(store, temporary.clock)
        let id = try await scene.stored("N-0")
        let pages = try await store.pageCount()
        try await store.limitPages(to: pages + 20)
        var stored = 1
        await expectError("the disk was never full", matching: \.isUnavailable) {
            for round in 0..<100 {
                let count = round % 3 == 0 ? 50 : 1
                let outcome = try await scene.upload(
                    (0..<count).map { (index: Int) in
                        scene.record(
                            "N-\(round)-\(index)", entity: "E-\(round)-\(index)", index: index
                        ) { certification, _ in
                            certification.scope = .set(String(repeating: "s", count: 3_000))
                        }
                    })
                stored += outcome.count(.created)
            }
        }
        // Still full, for many at once, and each is told.
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<16 {
                group.addTask {
                    await expectError("stored on a full disk", matching: \.isUnavailable) {
                        _ = try await scene.upload([
                            scene.record("F-\(index)", entity: "F-\(index)") { certification, _ in
                                // More than the twenty pages that there were.
                                certification.sites = .set(
                                    (0..<400).map {
                                        Site(
                                            street: String(repeating: "t", count: 300),
                                            city: "C\($0)", country: "DE")
                                    })
                            }
                        ])
                    }
                }
            }
        }
        #expect(try await scene.read(id).stored.certification.number == "N-0")
        #expect(try await scene.page().totalRows == stored)
        try await store.limitPages(to: 1_000_000)
        try await scene.stored("N-AFTER")
        #expect(try await scene.page().totalRows == stored + 1)
        await store.close()
        try await RegisterInvariants(path: temporary.path).check()
    }
}

extension SQLiteStore {
    fileprivate func pageCount() async throws -> Int64 {
        try await write { transaction throws(StoreFailure) in
            let statement = try transaction.connection.statement("PRAGMA page_count")
            defer { statement.reset() }
            return try statement.step() ? statement.integer() : 0
        }
    }

    fileprivate func limitPages(to pages: Int64) async throws {
        try await write { transaction throws(StoreFailure) in
            try transaction.connection.statement(composed: "PRAGMA max_page_count = \(pages)").run()
        }
    }
}
