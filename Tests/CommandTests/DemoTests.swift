import Foundation
import RegistryJSON
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("the demo serves at least 300 certifications of 60 entities in ten countries")
    func sampleData() async throws {
        let server = try await Server(try Program(), command: "demo")
        let accounts = try #require(server.answer["accounts"]).elements.map { $0 }
        #expect(!accounts.isEmpty)
        var certifications = 0
        var entities: Set<String> = []
        var countries: Set<String> = []
        for account in accounts {
            let key = try #require(account["key"]?.string)
            var next = ""
            repeat {
                let query = next.isEmpty ? "?limit=100" : "?limit=100&next_key=\(next)"
                let page = try await server.send(
                    "GET", "/api/client/v2/cb/cert\(query)", key: key)
                #expect(page.status == 200)
                for row in try #require(page.body["data"]).elements {
                    certifications += 1
                    entities.insert(try #require(row["company_id"]?.string))
                    let entity = try #require(row["certified_entity"])
                    countries.insert(
                        try #require(entity["business_registered_country"]?.string))
                }
                next = try #require(page.body["meta"]?["next_key"]?.string)
            } while !next.isEmpty
        }
        #expect(certifications >= 300)
        #expect(entities.count >= 60)
        #expect(countries.count >= 10)
        #expect(try await server.stop() == 0)
    }

    @Test("the scratch database goes with the demo, and one that is named stays")
    func scratch() async throws {
        let program = try Program(environment: ["TMPDIR": NSTemporaryDirectory()])
        let kept = try await Server(program, command: "demo", "--database", "sqlite:kept.db")
        #expect(try await kept.stop() == 0)
        #expect(program.exists("kept.db"))
        #expect(!program.exists("certregistry.db"))

        let again = try await Server(program, command: "demo", "--database", "sqlite:kept.db")
        let accounts = try await program.run(
            "account", "list", "--database", "sqlite:kept.db", "--json"
        ).json()["accounts"]
        #expect(accounts?.count == again.answer["accounts"]?.count, "no account is made twice")
        #expect(try await again.stop() == 0)
    }

    private static let shell = "/bin/sh"
    private static var hasCurl: Bool {
        ["/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @Test(
        "what the demo prints can be pasted into a shell",
        .enabled(if: hasCurl, "curl is not installed"))
    func paste() async throws {
        let program = try Program()
        let (process, output, _) = try program.prepare(["demo", "--port", "0"])
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        var text = ""
        for _ in 0..<600 where !text.contains("curl") {
            try await Task.sleep(for: .milliseconds(100))
            text = try String(contentsOf: output, encoding: .utf8)
        }
        let commands = text.split(separator: "\n\n").compactMap { block in
            block.range(of: "curl ").map { String(block[$0.lowerBound...]) }
        }
        #expect(commands.count >= 4)
        for command in commands {
            let shell = Process()
            let answer = program.folder.appendingPathComponent(UUID().uuidString)
            try Data().write(to: answer)
            shell.executableURL = URL(fileURLWithPath: Self.shell)
            shell.arguments = ["-c", command + " --fail --max-time 20"]
            shell.standardOutput = try FileHandle(forWritingTo: answer)
            #expect(try await shell.runToEnd(within: .seconds(30)) == 0, "\(command)")
            let bytes = try Array(Data(contentsOf: answer))
            #expect(try JSONDocument(parsing: bytes).root["data"] != nil, "\(command)")
        }
        #expect(try await process.stop() == 0)
    }
}
