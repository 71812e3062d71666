import Foundation
import RegistryJSON
import Testing

@Suite("Serving by command")
struct ServeTests {
    private static let list = "/api/client/v2/cb/cert"

    @Test("serve makes the register, listens at a free port, is ready, and SIGTERM ends it with 0")
    func life() async throws {
        let program = try Program()
        let server = try await Server(program)
        #expect(program.exists("certregistry.db"))
        #expect(try await server.send("GET", "/health/live").status == 200)
        _ = try await server.delay(until: 200, "/health/ready")
        #expect(try await server.stop() == 0)
        let port = try #require(server.address.split(separator: ":").last)
        #expect(try server.log.contains("port=\(port)"))
    }

    @Test("what commands change holds in the running server, the quickest within a second")
    func timeOfEffect() async throws {
        let (program, accountID) = try await Program.withAccount()
        let server = try await Server(program)
        let (keyID, key) = try await program.addKey(to: accountID)
        var delays = [try await server.delay(until: 200, Self.list, key: key)]
        _ = try await program.run("account", "suspend", accountID)
        delays.append(try await server.delay(until: 403, Self.list, key: key))
        _ = try await program.run("account", "resume", accountID)
        delays.append(try await server.delay(until: 200, Self.list, key: key))
        let filtered = Self.list + "?certification_status=g%C3%BCltig"
        #expect(try await server.send("GET", filtered, key: key).status == 400)
        _ = try await program.run("mapping", "add", accountID, "status", "Gültig", "active")
        delays.append(try await server.delay(until: 200, filtered, key: key))
        _ = try await program.run("key", "revoke", keyID)
        delays.append(try await server.delay(until: 401, Self.list, key: key))
        // On a busy machine one look may come late, but hardly each.
        #expect(try #require(delays.min()) < .seconds(1))
        #expect(try await server.stop() == 0)
        let log = try server.log
        #expect(!log.contains(key), "the log holds a key")
    }

    @Test("a server made read-only answers reads, and writes with 503")
    func readOnly() async throws {
        let (program, accountID) = try await Program.withAccount()
        let (_, key) = try await program.addKey(to: accountID)
        let server = try await Server(program, "--read-only")
        #expect(try await server.send("GET", Self.list, key: key).status == 200)
        let refused = try await server.send(
            "POST", "/api/client/v2/cb/upload-cert", key: key, body: "{}")
        #expect(refused.status == 503)
        #expect(try await server.stop() == 0)
    }

    @Test("settings come from flag, environment and file, in this order")
    func sources() async throws {
        let environment = [
            "CERTREGISTRY_CONFIG": "settings.yaml", "CERTREGISTRY_REQUESTS_PER_MINUTE": "8",
            "CERTREGISTRY_LOG_FORMAT": "json",
        ]
        let (program, accountID) = try await Program.withAccount(
            settings: "errorFormat: object\nrequestsPerMinute: 7\nlogFormat: json\n",
            environment: environment)
        let (_, key) = try await program.addKey(to: accountID)
        let server = try await Server(program, "--log-format", "text")
        let reply = try await server.send("GET", Self.list + "/none", key: key)
        #expect(reply.body["error"]?.boolean == true, "the file's error format")
        #expect(reply.headers["ratelimit-policy"]?.contains("q=8;") == true, "the environment's")
        #expect(try await server.stop() == 0)
        let log = try server.log
        #expect(!log.contains("{\"time\""), "the flag's log format")
    }

    @Test("told to stop, it is not ready at once, serves on for the drain delay, then ends with 0")
    func drain() async throws {
        let server = try await Server(try Program(), "--drain-delay-seconds", "3")
        _ = try await server.delay(until: 200, "/health/ready")
        let stopped = ContinuousClock.now
        server.beginToStop()
        _ = try await server.delay(until: 503, "/health/ready")
        #expect(try await server.send("GET", "/health/live").status == 200)
        #expect(try await server.stop() == 0)
        #expect(stopped.duration(to: .now) >= .seconds(3))
    }

    @Test("a file that is no register is left alone", arguments: ["serve", "migrate", "changes"])
    func notARegister(command: String) async throws {
        let program = try Program()
        let text = String(repeating: "A letter to a friend. ", count: 500)
        try program.write(text, to: "letter.txt")
        let run = try await program.run(command, "--database", "sqlite:letter.txt", "--json")
        #expect(run.exitCode == 1)
        let file = program.folder.appendingPathComponent("letter.txt")
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("where no register can be made, the path is named", arguments: ["no/folder/a.db", "."])
    func noPlace(path: String) async throws {
        for command in ["serve", "migrate", "demo"] {
            let run = try await Program().run(command, "--database", "sqlite:\(path)", "--json")
            #expect(run.exitCode == 1)
            let message = try run.json()["error"]?["message"]?.string
            #expect(message?.contains("folder") == true)
        }
    }

    @Test("a port that is taken is named, and serve exits 1")
    func portTaken() async throws {
        let server = try await Server(try Program())
        let port = try #require(server.address.split(separator: ":").last)
        let run = try await Program().run("serve", "--port", String(port), "--json")
        #expect(run.exitCode == 1)
        let error = try run.json()["error"]
        #expect(error?["code"]?.string == "cannot_listen")
        #expect(error?["message"]?.string?.contains(port) == true)
        #expect(try await server.stop() == 0)
    }
}
