import RegistryCore
import Testing

extension StoreContract {
    /// What arrives at the same time (contract sections 6 and 11).
    static let concurrency: [StorePromise] = [
        StorePromise("32 concurrent uploads of a new unique id make one entity") {
            let scene = try await Scene($0, $1)
            let results = try await inParallel(32) { try await scene.upload("N-\($0)") }
            #expect(Set(results.map(\.entityID)).count == 1)
            #expect(Set(results.map(\.certificationID)).count == 32)
            #expect(results.allSatisfy { $0.status == .created })
            #expect(try await scene.changes().count { $0.kind == .certifiedEntity } == 1)
        },
        StorePromise("32 concurrent uploads of a new certification make one") {
            let scene = try await Scene($0, $1)
            let results = try await inParallel(32) { _ in try await scene.upload("N-1") }
            #expect(Set(results.map(\.certificationID)).count == 1)
            #expect(results.count { $0.status == .created } == 1)
            #expect(results.count { $0.status == .unchanged } == 31)
            #expect(try await scene.page().totalRows == 1)
        },
        StorePromise("good and bad uploads that arrive together each get their own answer") {
            let scene = try await Scene($0, $1)
            let results = try await inParallel(64) { index in
                try await scene.upload("N-\(index)", entity: "E-\(index)") { certification, _ in
                    if index % 2 == 1 { certification.expiryDate = .sample(2000, 1, 1) }
                }
            }
            for (index, result) in results.enumerated() {
                #expect(result.status == (index % 2 == 0 ? .created : .rejected))
                guard let id = result.certificationID else { continue }
                #expect(try await scene.read(id).stored.certification.number == "N-\(index)")
            }
            #expect(try await scene.page().totalRows == 32)
        },
        StorePromise("of concurrent deletes of one certification one succeeds") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let results = try await inParallel(16) { _ in
                do throws(RegistryError) {
                    try await scene.store.deleteCertification(
                        id, of: scene.account.id, origin: scene.origin)
                    return true
                } catch {
                    #expect(error.isNotFound)
                    return false
                }
            }
            #expect(results.count { $0 } == 1)
            #expect(try await scene.page().totalRows == 0)
        },
        StorePromise("an answer to an upload means that it can be read, by id and in the list") {
            let scene = try await Scene($0, $1)
            try await inParallel(16) { index in
                for step in 0..<8 {
                    let number = "N-\(index)-\(step)"
                    let id = try await scene.stored(number)
                    #expect(try await scene.read(id).stored.certification.number == number)
                    let page = try await scene.page {
                        $0.filter.numbers = [ComparisonKey(number)]
                    }
                    #expect(page.rows.map(\.stored.id) == [id])
                }
            }
            #expect(try await scene.page().totalRows == 128)
        },
        StorePromise("bulk calls and single uploads at once leave every count right") {
            let scene = try await Scene($0, $1)
            try await inParallel(12) { index in
                if index % 3 == 0 {
                    let outcome = try await scene.upload(
                        (0..<50).map { (number: Int) in
                            scene.record("B-\(index)-\(number)", index: number)
                        })
                    #expect(outcome.count(.created) == 50)
                } else {
                    let id = try await scene.stored("S-\(index)")
                    if index % 3 == 1 { try await scene.delete(id) }
                }
            }
            #expect(try await scene.page().totalRows == 4 * 50 + 4)
            #expect(try await scene.walk { $0.page.limit = 100 }.count == 204)
        },
    ]

    @discardableResult
    static func inParallel<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for index in 0..<count { group.addTask { (index, try await body(index)) } }
            return try await group.reduce(into: [(Int, Value)]()) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
