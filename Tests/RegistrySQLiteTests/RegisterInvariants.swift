import RegistryCore
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

/// What must hold of every register and what the schema can't say: what `certregistry check` looks
/// at.
struct RegisterInvariants {
    let path: String

    func check(at location: SourceLocation = #_sourceLocation) async throws {
        for outcome in try await RegisterCheck.run(path: path, report: { _ in }) {
            #expect(
                outcome.found == 0, "\(outcome.name): \(outcome.findings)",
                sourceLocation: location)
        }
    }
}
