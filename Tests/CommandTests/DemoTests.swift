import Foundation
import RegistryJSON
import Testing

@Suite("The demo")
struct DemoTests {
    /// What the accounts of a demo read of their certifications, each under its own path.
    private struct Walk {
        var certifications = 0
        var entities: Set<String> = []
        var confidentialEntities: Set<String> = []
        var names: [String] = []
        var countries: Set<String> = []
        var statuses: Set<String> = []
        var bodies: [String: Set<String>] = [:]

        mutating func add(_ row: JSONValue, of role: String) throws {
            certifications += 1
            let id = try #require(row["company_id"]?.string)
            let entity = try #require(row["certified_entity"])
            if entities.insert(id).inserted {
                names.append(try #require(entity["certified_entity_name"]?.string))
            }
            if entity["confidential_certified_entity"]?.boolean == true {
                confidentialEntities.insert(id)
            }
            countries.insert(try #require(entity["business_registered_country"]?.string))
            statuses.insert(try #require(row["status"]?.string))
            let body = row["certification"]?["certification_body_name"]?.string
            bodies[role, default: []].insert(body ?? "its own")
        }
    }

    private static func walk(_ server: Server) async throws -> Walk {
        var walk = Walk()
        for account in try #require(server.answer["accounts"]).elements {
            let role = try #require(account["role"]?.string)
            let key = try #require(account["key"]?.string)
            let before = walk.certifications
            var next = ""
            repeat {
                let query = next.isEmpty ? "?limit=100" : "?limit=100&next_key=\(next)"
                let page = try await server.send(
                    "GET", "/api/client/v2/\(role)/cert\(query)", key: key)
                #expect(page.status == 200)
                for row in try #require(page.body["data"]).elements { try walk.add(row, of: role) }
                next = try #require(page.body["meta"]?["next_key"]?.string)
            } while !next.isEmpty
            let count = walk.certifications - before
            #expect(account["certifications"]?.integer == Int64(count))
        }
        return walk
    }

    /// A letter of each script that the names are written in.
    private static let scripts: [String: ClosedRange<Unicode.Scalar>] = [
        "Greek": "\u{391}"..."\u{3C9}", "Cyrillic": "\u{410}"..."\u{44F}",
        "Arabic": "\u{621}"..."\u{64A}", "Devanagari": "\u{904}"..."\u{939}",
        "Thai": "\u{E01}"..."\u{E2E}", "Han": "\u{4E00}"..."\u{9FFF}",
        "Kana": "\u{3041}"..."\u{30FF}", "Hangul": "\u{AC00}"..."\u{D7A3}",
    ]

    @Test("the demo serves 300 certifications and more of 60 entities in ten countries and scripts")
    func sampleData() async throws {
        let server = try await Server(try Program(), command: "demo")
        let roles = server.answer["accounts"]?.elements.compactMap { $0["role"]?.string }
        #expect(roles?.sorted() == ["ab", "cb", "mncb"])
        let walk = try await Self.walk(server)
        #expect(walk.certifications >= 300)
        #expect(walk.entities.count >= 60)
        #expect(walk.countries.count >= 10)
        for (script, letters) in Self.scripts {
            let isWritten = walk.names.contains {
                $0.unicodeScalars.contains(where: letters.contains)
            }
            #expect(isWritten, "no name is \(script)")
        }
        #expect(!walk.confidentialEntities.isEmpty)
        #expect(walk.confidentialEntities.count < walk.entities.count / 2)
        #expect(walk.statuses.isSuperset(of: ["active", "suspended", "hidden", "expired"]))
        #expect(walk.bodies["mncb"] == ["Marlstone Asia", "Marlstone Iberia"])
        #expect(walk.bodies["ab"] == ["Fernhollow Assurance", "Marlstone Asia"])
        #expect(try await server.stop() == 0)
    }

    @Test("the demo's accreditation body has recorded two bodies that others are or may name")
    func bodies() async throws {
        let program = try Program()
        let server = try await Server(program, command: "demo", "--database", "sqlite:kept.db")
        let account = server.answer["accounts"]?.elements.first { $0["role"]?.string == "ab" }
        let list = try await server.send(
            "GET", "/api/client/v2/ab/cb", key: try #require(account?["key"]?.string))
        let recorded = try #require(list.body["data"]).elements
            .compactMap { $0["certification_bodies_id"]?.string }
        // And one that the guide's examples record.
        #expect(recorded.count == 3)

        let accounts = try await program.run(
            "account", "list", "--database", "sqlite:kept.db", "--json"
        ).json()["accounts"]
        let listed = try #require(accounts).elements.map { $0 }
        #expect(listed.compactMap { $0["role"]?.string } == ["cb", "mncb", "cb", "cb", "ab"])
        let ids = listed.compactMap { $0["certification_bodies_id"]?.string }
        #expect(Set(recorded).intersection(ids).count == 2)
        let group = listed.first { $0["role"]?.string == "mncb" }
        let associated = group?["associated_certification_bodies"]?.elements
            .compactMap(\.string)
        #expect(associated.map(Set.init) == Set(ids.dropFirst()))
        for body in listed
        where ids.dropFirst().contains(body["certification_bodies_id"]?.string ?? "") {
            let id = try #require(body["account_id"]?.string)
            let keys = try await program.run(
                "key", "list", id, "--database", "sqlite:kept.db", "--json")
            #expect(try keys.json()["keys"]?.count == 0)
        }
        #expect(try await server.stop() == 0)
    }

    @Test("the scratch database goes with the demo, and one that is named stays")
    func scratch() async throws {
        let folder = try Program()
        let program = try Program(environment: ["TMPDIR": folder.folder.path])
        func scratchDatabases() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.folder.path)
                .filter { $0.hasPrefix("certregistry-demo-") }
        }
        let scratch = try await Server(program, command: "demo")
        #expect(try scratchDatabases().count == 1)
        #expect(try await scratch.stop() == 0)
        #expect(try scratchDatabases().isEmpty)
        #expect(!program.exists("certregistry.db"))
    }

    @Test("a second demo on a database that is kept makes new keys, and nothing twice")
    func again() async throws {
        let program = try Program()
        var ids: [[String]] = []
        for run in 1...2 {
            let server = try await Server(program, command: "demo", "--database", "sqlite:kept.db")
            let accounts = try #require(server.answer["accounts"]).elements
            ids.append(
                accounts.flatMap { account in
                    [account["account_id"], account["company_certifications_id"]]
                        .compactMap { $0?.string }
                })
            #expect(ids.last?.count == 6)
            #expect(try await Self.walk(server).certifications >= 300)
            #expect(try await server.stop() == 0)
            let log = try await program.run(
                "changes", "--database", "sqlite:kept.db", "--json"
            ).json()["changes"]
            let kinds = try #require(log).elements.compactMap { $0["kind"]?.string }
            #expect(kinds.count { $0 == "key" } == 3 * run)
            if run == 2 { #expect(kinds.suffix(3) == ["key", "key", "key"]) }
        }
        #expect(ids.first == ids.last)
        #expect(program.exists("kept.db"))
        #expect(!program.exists("certregistry.db"))
    }

    private static let shell = "/bin/sh"
    private static var hasCurl: Bool {
        ["/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @Test(
        "what the demo prints for each kind of account can be pasted into a shell",
        .enabled(if: hasCurl, "curl is not installed"))
    func paste() async throws {
        let program = try Program()
        let (process, output, _) = try program.prepare(["demo", "--port", "0"])
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        var text = ""
        for _ in 0..<600 where !text.contains(" explain ") {
            try await Task.sleep(for: .milliseconds(100))
            text = try String(contentsOf: output, encoding: .utf8)
        }
        let blocks = text.split(separator: "\n\n")
        let requests = blocks.compactMap { block in
            block.range(of: "curl ").map { String(block[$0.lowerBound...]) }
        }
        for role in ["ab", "cb", "mncb"] {
            #expect(requests.count { $0.contains("/v2/\(role)/upload-cert'") } == 1)
            #expect(requests.count { $0.contains("/\(role)/") } >= 5)
        }
        for request in requests {
            let bytes = try await Self.paste(request + " --fail --max-time 20", program)
            let data = try #require(try JSONDocument(parsing: bytes).root["data"], "\(request)")
            // What was uploaded is read back, what is listed is there.
            if data.kind == .array { #expect(data.count > 0, "\(request)") }
        }
        let explain = try #require(blocks.last?.split(separator: "\n").last)
        let explanation = String(
            decoding: try await Self.paste(String(explain), program), as: UTF8.self)
        #expect(explanation.contains(": 2 versions"))
        #expect(try await process.stop() == 0)
    }

    /// - Returns: what the command prints.
    private static func paste(_ command: String, _ program: Program) async throws -> [UInt8] {
        let shell = Process()
        let answer = program.folder.appendingPathComponent(UUID().uuidString)
        try Data().write(to: answer)
        shell.executableURL = URL(fileURLWithPath: Self.shell)
        shell.arguments = ["-c", command]
        // What the tests themselves are told is no setting of the program.
        shell.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("CERTREGISTRY_")
        }
        shell.standardOutput = try FileHandle(forWritingTo: answer)
        #expect(try await shell.runToEnd(within: .seconds(30)) == 0, "\(command)")
        return try Array(Data(contentsOf: answer))
    }
}
