import Foundation
import Testing

@Suite("A server that is killed")
struct KillTests {
    private static let kills = 50

    @Test("keeps what it acknowledged, and of each other call all or nothing, fifty times over")
    func kills() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        var register = try await LoadedRegister(seed: seed)
        for kill in 1...Self.kills {
            let server = try await register.start()
            let problems = try await register.check(server)
            try #require(problems.isEmpty, "kill \(kill), seed \(seed): \(problems.prefix(5))")
            // The whole file is looked at seldom: that takes longer with every record.
            if kill % 10 == 0 { try await register.checkFile(at: register.database) }
            let refused = try await register.loadUntilKilled(server, using: &random)
            #expect(refused.isEmpty, "kill \(kill), seed \(seed): \(refused.prefix(1))")
        }
        #expect(register.acknowledgedKinds == Set(LoadCall.Kind.allCases), "seed \(seed)")
        let last = try await register.start()
        try await register.checkAll(last)
        #expect(try await last.stop() == 0)
        try await register.checkChanges(at: register.database)
    }
}
