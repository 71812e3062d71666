import Foundation
import Testing

@Suite("A power cut", .enabled(if: LossyDisk.isPossible))
struct PowerCutTests {
    private static let cuts = 11

    /// Of 1,000 pieces of unsynced writes so many are on the disk all the same.
    @Test(
        "loses nothing that was acknowledged, whichever unsynced writes are lost",
        arguments: [0, 500])
    func cuts(early: Int) async throws {
        let seed = UInt64.random(in: 1...UInt64(Int64.max))
        var random = SeededGenerator(seed: seed)
        var register = try await LoadedRegister(kinds: LoadClient.mostlyBulk, seed: seed)
        let disk = try await LossyDisk(under: register.database)
        for cut in 1...Self.cuts {
            let server = try await register.start(
                environment: disk.environment([
                    "DISK_EARLY": "\(early)", "DISK_SEED": "\(seed)",
                ]))
            let problems = try await register.check(server)
            try #require(problems.isEmpty, "cut \(cut), seed \(seed): \(problems.prefix(5))")
            // The whole file is looked at seldom: that takes longer with every record.
            if cut % 4 == 0 { try await register.checkFile(at: register.database) }
            let refused =
                if cut % 2 == 0 {
                    try await loadIntoCheckpoint(&register, server, disk, &random)
                } else {
                    try await register.loadUntilKilled(server, using: &random)
                }
            #expect(refused.isEmpty, "cut \(cut), seed \(seed): \(refused.prefix(1))")
            try disk.dropUnsynced()
        }
        let last = try await register.start()
        try await register.checkAll(last)
        #expect(try await last.stop() == 0)
        try await register.checkChanges(at: register.database)
    }

    /// The clients write until there is a checkpoint, and in its midst the power is gone.
    private func loadIntoCheckpoint(
        _ register: inout LoadedRegister, _ server: Server, _ disk: LossyDisk,
        _ random: inout SeededGenerator
    ) async throws -> [LoadClient.Refusal] {
        try disk.cutPower(afterCheckpointedPages: Int.random(in: 0..<600, using: &random))
        return try await register.load(server) { _ in try await server.end(by: nil) }
    }

    @Test("loses all of it on a disk that ignores every sync, and these tests see that")
    func control() async throws {
        var register = try await LoadedRegister(seed: 1)
        let disk = try await LossyDisk(under: register.database)
        let server = try await register.start(environment: disk.environment(["DISK_DEAF": "1"]))
        _ = try await register.load(server) { acknowledgements in
            try await acknowledgements.wait(for: 20)
            try await server.end(by: SIGKILL)
        }
        try disk.dropUnsynced()
        let restarted = try await register.start()
        let problems = try await register.check(restarted)
        #expect(register.presentCount > 0)
        #expect(problems.count { $0.hasSuffix("is missing") } == register.presentCount)
        #expect(try await restarted.stop() == 0)
    }
}
