import RegistryPostgres
import RegistryTestKit
import Testing

@Suite("A primary with a synchronous standby", .needsPostgres)
struct FailoverTests {
    /// A primary whose every commit is on its standby too, and a register that knows both.
    private func replicated() async throws -> (PostgresScene, standby: PostgresCluster) {
        let primary = try PostgresCluster.start()
        let standby = try primary.startStandby()
        try primary.makeSynchronous(with: "standby")
        let scene = try await PostgresScene(primary) { url in
            url.replacing(
                "127.0.0.1:\(primary.port)",
                with: "127.0.0.1:\(primary.port),127.0.0.1:\(standby.port)")
        }
        return (scene, standby)
    }

    @Test("lost under load: 503 until the standby is promoted, and nothing acknowledged is missing")
    func primaryLost() async throws {
        var (scene, standby) = try await replicated()
        let primary = scene.cluster
        defer {
            primary.stop()
            standby.stop()
        }
        let server = try await scene.start()
        let refused = try await scene.register.load(
            server, mayBeDone: true,
            ending: { seen in
                try await seen.wait(for: 60)
                try primary.kill()
            })
        #expect(refused.count == 4 && refused.allSatisfy { $0.reply.status == 503 }, "\(refused)")
        scene.expectUnavailable(try await scene.upload("A-1", to: server))
        try standby.promote()
        try await wait(atMost: .seconds(5), for: "service of the promoted standby") {
            try await scene.upload("A-2", to: server).status == 200
        }
        let problems = try await scene.register.check(server, all: true)
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        // And on it goes.
        let later = try await scene.register.load(server, callsMax: 20)
        #expect(later.isEmpty, "\(later)")
        let still = try await scene.register.check(server, all: true)
        #expect(still.isEmpty, "\(still.prefix(5))")
        #expect(try await server.stop() == 0)
        try await scene.register.checkRegister(in: scene.url)
        try await scene.register.checkChanges(
            of: try await PostgresStore.open(
                PostgresConfiguration(url: scene.url), mode: .readOnly))
    }

    @Test("hung and not coming back: service soon after the standby is promoted")
    func primaryHung() async throws {
        var (scene, standby) = try await replicated()
        let primary = scene.cluster
        defer {
            primary.stop()
            standby.stop()
        }
        let server = try await scene.start()
        let refused = try await scene.register.load(
            server, mayBeDone: true,
            ending: { seen in
                try await seen.wait(for: 40)
                try primary.pause()
            })
        #expect(refused.allSatisfy { $0.reply.status == 503 }, "\(refused)")
        try await wait(atMost: .seconds(10), for: "not being ready") {
            try await server.send("GET", "/health/ready").status == 503
        }
        try standby.promote()
        // What was under way is waited for until its time is over, then each host for its.
        try await wait(atMost: .seconds(10), for: "service of the promoted standby") {
            let written = try await scene.upload("A-2", to: server)
            return try await scene.list(from: server).status == 200 && written.status == 200
        }
        let problems = try await scene.register.check(server, all: true)
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        #expect(try await server.stop() == 0)
    }

    @Test("standby lost: writes are 503 and service returns within 5 s of the standby")
    func standbyLost() async throws {
        let (scene, standby) = try await replicated()
        defer {
            scene.cluster.stop()
            standby.stop()
        }
        let server = try await scene.start()
        #expect(try await scene.upload("A-1", to: server).status == 200)
        try standby.shutDown()
        for number in ["A-2", "A-3", "A-4"] {
            scene.expectUnavailable(try await scene.upload(number, to: server))
        }
        // Reads need no commit.
        #expect(try await scene.list(from: server).status == 200)
        // Connections of commits that hang don't pile up: the next ones wait for a lock, and end.
        let hanging = try scene.cluster.query(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        #expect(try #require(Int(hanging)) <= 2)
        try standby.startAgain()
        try await wait(atMost: .seconds(5), for: "writing") {
            try await scene.upload("A-5", to: server).status == 200
        }
        for number in ["A-2", "A-3", "A-4"] {
            #expect(try await scene.upload(number, to: server).status == 200)
        }
        #expect(try await server.stop() == 0)
        try await scene.register.checkRegister(in: scene.url)
    }

    @Test("a commit that is cancelled while it waits for the standby is never acknowledged")
    func cancelled() async throws {
        let (scene, standby) = try await replicated()
        defer {
            scene.cluster.stop()
            standby.stop()
        }
        // Longer than the test takes to cancel it.
        let server = try await scene.start("--database-seconds", "20")
        #expect(try await scene.upload("A-1", to: server).status == 200)
        try standby.shutDown()
        async let reply = scene.upload("A-2", to: server)
        try await wait(atMost: .seconds(10), for: "a commit that waits") {
            try scene.cluster.query(
                """
                SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
                WHERE wait_event = 'SyncRep'
                """) != "0"
        }
        scene.expectUnavailable(try await reply)
        try standby.startAgain()
        try await wait(atMost: .seconds(5), for: "writing") {
            try await scene.upload("A-2", to: server).status == 200
        }
        #expect(try await server.stop() == 0)
    }
}
