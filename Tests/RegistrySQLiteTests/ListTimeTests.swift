import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

@Suite("The time of a list")
struct ListTimeTests {
    /// A register whose lists have no time at all, with more rows than one look at the clock.
    private static func scene(secondsMax: Double) async throws -> (TemporaryStore, Scene) {
        var configuration = SQLiteConfiguration()
        configuration.listSecondsMax = secondsMax
        let temporary = try TemporaryStore(configuration: configuration)
        let scene = try await Scene(try await temporary.open(), temporary.clock)
        _ = try await scene.upload(
            (0..<1_000).map { (index: Int) in
                scene.record("N-\(index)", index: index)
            })
        return (temporary, scene)
    }

    @Test("a filtered list that takes too long is refused, and says what to narrow")
    func tooLong() async throws {
        let (_, scene) = try await Self.scene(secondsMax: 0)
        for _ in 0..<2 {
            await expectError("answered") { error in
                guard case .faults(let faults) = error, let fault = faults.first else {
                    return false
                }
                return faults.count == 1 && fault.code == .validationError
                    && fault.field == "certification_status"
                    && fault.message.contains("certification_status, updated_since")
                    && fault.message.contains("in the order of certification_issue_date")
                    && fault.message.contains("Narrow it")
            } _: {
                _ = try await scene.page {
                    $0.filter.statuses = [.active]
                    $0.filter.updatedSince = 0
                    $0.page.sort = .issueDate
                }
            }
        }
        // The connection serves what follows, and a list of everything has no limit.
        #expect(try await scene.page().totalRows == 1_000)
        await scene.store.close()
    }

    @Test("a list that is done in time is answered")
    func inTime() async throws {
        let (_, scene) = try await Self.scene(secondsMax: 60)
        let page = try await scene.page {
            $0.filter.statuses = [.active]
            $0.filter.updatedSince = 0
            $0.page.sort = .issueDate
        }
        #expect(page.totalRows == 1_000)
        await scene.store.close()
    }
}
