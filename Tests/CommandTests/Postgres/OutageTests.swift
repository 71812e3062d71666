import RegistryTestKit
import Testing

@Suite("A PostgreSQL server that is away", .needsPostgres)
struct OutageTests {
    @Test("stopped: reads, writes and readiness say so at once; back: service within 5 s")
    func stopped() async throws {
        let scene = try await PostgresScene(try .start())
        defer { scene.cluster.stop() }
        let server = try await scene.start()
        #expect(try await scene.upload("A-1", to: server).status == 200)
        try scene.cluster.shutDown()
        try await expectOutage(scene, server, within: .seconds(2))
        try scene.cluster.startAgain()
        try await expectService(scene, server)
    }

    @Test("hung: the same within the time that a statement may take")
    func hung() async throws {
        let scene = try await PostgresScene(try .start())
        defer { scene.cluster.stop() }
        let server = try await scene.start()
        #expect(try await scene.upload("A-1", to: server).status == 200)
        try scene.cluster.pause()
        try await expectOutage(scene, server, within: .seconds(8))
        try scene.cluster.resume()
        try await expectService(scene, server)
    }

    @Test("killed under load: nothing acknowledged is lost, and of each other call all or nothing")
    func killed() async throws {
        var scene = try await PostgresScene(try .start())
        let cluster = scene.cluster
        defer { cluster.stop() }
        let server = try await scene.start()
        for _ in 1...5 {
            let refused = try await scene.register.load(
                server, mayBeDone: true,
                ending: { seen in
                    try await seen.wait(for: 20)
                    try cluster.kill()
                })
            #expect(refused.allSatisfy { $0.reply.status == 503 }, "\(refused)")
            try cluster.startAgain()
            try await expectService(scene, server)
            let problems = try await scene.register.check(server, all: true)
            #expect(problems.isEmpty, "\(problems.prefix(5))")
        }
        try await scene.register.checkRegister(in: scene.url)
        #expect(try await server.stop() == 0)
    }

    private func expectOutage(
        _ scene: PostgresScene, _ server: Server, within duration: Duration
    ) async throws {
        let start = ContinuousClock.now
        async let reading = scene.list(from: server)
        async let writing = scene.upload("A-2", to: server)
        scene.expectUnavailable(try await reading)
        scene.expectUnavailable(try await writing)
        #expect(start.duration(to: .now) < duration)
        try await wait(atMost: .seconds(8), for: "not being ready") {
            try await server.send("GET", "/health/ready").status == 503
        }
        #expect(try await server.send("GET", "/health/live").status == 200)
    }

    private func expectService(_ scene: PostgresScene, _ server: Server) async throws {
        try await wait(atMost: .seconds(5), for: "service") {
            let read = try await scene.list(from: server)
            let written = try await scene.upload("A-3", to: server)
            let isReady = try await server.send("GET", "/health/ready").status == 200
            return read.status == 200 && written.status == 200 && isReady
        }
    }
}
