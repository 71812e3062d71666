import Foundation
import RegistryJSON
import Testing

@Suite("A server whose disk is full", .enabled(if: LossyDisk.isPossible))
struct FullDiskTests {
    @Test("refuses writes clearly, reads on, loses nothing, and writes again when there is space")
    func full() async throws {
        var register = try await LoadedRegister(recordsPerCall: 10, seed: 1)
        let disk = try await SmallDisk(register.program, holding: register.database)
        let server = try await register.start(
            database: disk.database, environment: disk.environment, launcher: disk.launcher)
        _ = try await server.delay(until: 200, "/health/ready")
        // Again and again: what is full for one call may have room for a smaller one.
        for _ in 1...5 {
            let refused = try await register.load(server)
            #expect(refused.count == register.clients.count)
            for refusal in refused { Self.expectFull(refusal.reply) }
            let problems = try await register.check(server)
            #expect(problems.isEmpty, "\(problems.prefix(5))")
        }
        #expect(register.presentCount > 0)
        // Long enough for checkpoints, which find no space either.
        let logLength = try disk.logLength
        #expect(logLength > 1_000 * 4_096)
        try await register.checkAll(server)
        #expect(try await server.send("GET", "/health/live").status == 200)
        // What it reads, it can serve; which write fits, only the write can tell.
        #expect(try await server.send("GET", "/health/ready").status == 200)

        try disk.makeRoom()
        let refused = try await register.load(server, callsMax: 20)
        #expect(refused.isEmpty, "\(refused.prefix(1))")
        try await register.checkAll(server)
        #expect(try await server.stop() == 0)
        try disk.copyDatabase(to: register.database)
        try await register.checkChanges(at: register.database)
    }

    private static func expectFull(_ reply: Server.Reply) {
        #expect(reply.status == 503)
        #expect(reply.headers["retry-after"] == "30")
        let error = reply.body["errors"]?.elements.first { _ in true }
        #expect(error?["code"]?.string == "unavailable")
        #expect(error?["message"]?.string == "The register's disk is full.")
    }
}
