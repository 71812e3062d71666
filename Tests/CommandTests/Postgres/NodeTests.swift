import Foundation
import RegistryJSON
import RegistryPostgres
import RegistryTestKit
import Testing

@Suite("Two nodes of one register", .needsPostgres)
struct NodeTests {
    @Test("start together on an empty database")
    func startTogether() async throws {
        let url = try SharedPostgres.database()
        let program = try Program(environment: ["CERTREGISTRY_DATABASE": url])
        async let first = Server(program)
        async let second = Server(program)
        for server in [try await first, try await second] {
            #expect(try await server.stop() == 0)
        }
    }

    /// The test allows for a second more than the register does: its machine may be busy.
    @Test("a key revoked and an account suspended by one of them stop on both within a second")
    func revocation() async throws {
        let (scene, nodes) = try await scene()
        let program = scene.register.program
        let accounts = try await program.run("account", "list", "--json").json()
        let account = try #require(
            accounts["accounts"]?.elements.first { _ in true }?["account_id"]?.string)
        for node in nodes { #expect(try await scene.list(from: node).status == 200) }
        #expect(try await program.run("account", "suspend", account).exitCode == 0)
        try await wait(atMost: .seconds(2), for: "the account's end on both nodes") {
            try await statuses(nodes, scene) == [403, 403]
        }
        #expect(try await program.run("account", "resume", account).exitCode == 0)
        try await wait(atMost: .seconds(2), for: "the account's return on both nodes") {
            try await statuses(nodes, scene) == [200, 200]
        }
        let keys = try await program.run("key", "list", account, "--json").json()
        let key = try #require(
            keys["keys"]?.elements.first { _ in true }?["key_id"]?.string)
        #expect(try await program.run("key", "revoke", key).exitCode == 0)
        try await wait(atMost: .seconds(2), for: "the key's end on both nodes") {
            try await statuses(nodes, scene) == [401, 401]
        }
    }

    private func statuses(_ nodes: [Server], _ scene: PostgresScene) async throws -> [Int] {
        var statuses: [Int] = []
        for node in nodes { statuses.append(try await scene.list(from: node).status) }
        return statuses
    }

    @Test("given the same new entity at once, they make one")
    func sameEntity() async throws {
        let (scene, nodes) = try await scene()
        for round in 1...20 {
            let replies = try await withThrowingTaskGroup(of: Server.Reply.self) { group in
                for node in nodes + nodes {
                    group.addTask { try await scene.upload("S-\(round)", to: node) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.allSatisfy { $0.status == 200 })
            let ids = replies.compactMap { $0.body["data"]?["company_certifications_id"]?.string }
            #expect(ids.count == 4 && Set(ids).count == 1, "\(ids)")
        }
        let page = try await scene.list(from: nodes[0])
        #expect(page.body["meta"]?["total_rows"]?.integer == 20)
        try await scene.register.checkRegister(in: scene.url)
    }

    @Test("one that is killed under load leaves nothing half stored, and the other goes on")
    func nodeKilled() async throws {
        var (scene, nodes) = try await scene()
        let victim = nodes[0]
        let refused = try await scene.register.load(
            nodes, callsMax: 60,
            ending: { seen in
                try await seen.wait(for: 30)
                try await victim.end(by: SIGKILL)
            })
        // The clients of the other one were served to their end.
        #expect(refused.isEmpty, "\(refused)")
        let problems = try await scene.register.check(nodes[1], all: true)
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        try await scene.register.checkAll(nodes[1])
        #expect(try await nodes[1].stop() == 0)
        try await scene.register.checkRegister(in: scene.url)
        try await scene.register.checkChanges(
            of: try await PostgresStore.open(
                PostgresConfiguration(url: scene.url), mode: .readOnly))
    }

    /// Two nodes.
    private func scene() async throws -> (PostgresScene, [Server]) {
        let scene = try await PostgresScene(try SharedPostgres.server())
        return (scene, [try await scene.start(), try await scene.start()])
    }
}
