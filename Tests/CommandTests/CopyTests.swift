import Foundation
import RegistryJSON
import RegistryTestKit
import Testing

@Suite(
    "Copying a register to another engine by command",
    .enabled(
        if: PostgresRequirement.isInstalled || PostgresRequirement.isRequired,
        Comment(rawValue: PostgresRequirement.missingMessage())))
struct CopyTests {
    private static let source = "sqlite:certregistry.db"
    private static let list = "/api/client/v2/cb/cert"

    /// Something of each table: generated certifications, accounts, keys, mappings, an addition to
    /// a list, uploads, a delete, and a term that was sent in vain.
    private struct FullRegister {
        let program: Program
        let account: String
        let key: String
        /// Of a certification that is there.
        let path: String

        init() async throws {
            let accounts = try await AccountsOfEachKind()
            program = accounts.program
            account = accounts.cb
            key = try await program.addKey(to: accounts.cb, "--label", "nightly").key
            let abKey = try await program.addKey(to: accounts.ab).key
            _ = try await program.addKey(to: accounts.mncb, "--scope", "read")
            for arguments in [
                ["mapping", "add", accounts.cb, "status", #"Gültig \ "bestätigt""#, "active"],
                ["mapping", "add", "all", "status", "有効", "active"],
                ["vocabulary", "add", "sectors", "77", "Ünïcode & Söhne"],
                ["vocabulary", "retire", "sectors", "3"],
                ["account", "associate", accounts.mncb, accounts.bodyID],
                ["generate", "--certifications", "300"],
            ] {
                let run = try await program.run(arguments)
                #expect(run.exitCode == 0, "\(run.errors)")
            }
            let server = try await Server(program)
            let ids = try await Self.upload(to: server, key, abKey)
            #expect(try await server.send("DELETE", "\(list)/\(ids[0])", key: key).status == 200)
            #expect(try await server.stop() == 0)
            path = "\(list)/\(ids[1])"
        }

        private static func upload(
            to server: Server, _ key: String, _ abKey: String
        ) async throws -> [String] {
            let record = try await server.send(
                "POST", "/api/client/v2/ab/upload-cb", key: abKey,
                body: SampleBodies.record("0042", name: "Fernhollow Assurance"))
            #expect(record.status == 200 || record.status == 201, "\(record.body)")
            var ids: [String] = []
            for number in ["N-1", #"N-2 \\ Ü"#] {
                let reply = try await server.send(
                    "POST", "/api/client/v2/cb/upload-cert", key: key,
                    body: SampleBodies.certification(number, body: "Fernhollow Assurance"))
                ids.append(
                    try #require(
                        reply.body["data"]?["company_certifications_id"]?.string,
                        "\(reply.body)"))
            }
            let unknown = SampleBodies.certification("N-3", body: "Fernhollow Assurance")
                .replacing("\"active\"", with: "\"frobnicated\"")
            let refusal = try await server.send(
                "POST", "/api/client/v2/cb/upload-cert", key: key, body: unknown)
            #expect(refusal.status == 422 || refusal.status == 400, "\(refusal.body)")
            return ids
        }

        var bytes: Data {
            get throws {
                try Data(contentsOf: program.folder.appendingPathComponent("certregistry.db"))
            }
        }

        func copy(to target: String, _ options: String...) async throws -> Program.Run {
            try await program.run(["copy", "--from", CopyTests.source, "--to", target] + options)
        }

        /// What the commands that read say of a register.
        func answers(of database: String) async throws -> [String] {
            var answers: [String] = []
            for arguments in [
                ["account", "list"], ["key", "list", account], ["mapping", "list", account],
                ["mapping", "list", "all"], ["mapping", "unmapped", account],
                ["vocabulary", "list", "sectors"], ["vocabulary", "list", "standards"],
                ["changes", "--limit", "1000"],
                ["history", String(path.split(separator: "/").last ?? "")],
            ] {
                let run = try await program.run(arguments + ["--database", database, "--json"])
                #expect(run.exitCode == 0, "\(arguments): \(run.output)")
                answers.append(run.output)
            }
            return answers
        }

        /// What a server of a register answers to the key.
        func served(_ database: String) async throws -> [JSONValue] {
            let server = try await Server(program, "--database", database)
            var bodies: [JSONValue] = []
            for path in [path, "\(list)?limit=100"] {
                let reply = try await server.send("GET", path, key: key)
                #expect(reply.status == 200, "\(reply.body)")
                bodies.append(reply.body)
            }
            #expect(try await server.stop() == 0)
            return bodies
        }
    }

    @Test("a whole register is the same in PostgreSQL, and the source stays byte for byte")
    func whole() async throws {
        let register = try await FullRegister()
        let before = try register.bytes
        let target = try SharedPostgres.database()
        let run = try await register.copy(to: target, "--json")
        #expect(run.exitCode == 0, "\(run.output)")
        #expect(run.errors.contains("rows of certifications"))
        #expect(run.errors.contains("rows compared"))
        #expect(try register.bytes == before)

        let tables = Array(try #require(try run.json()["tables"]).elements)
        let counts = Dictionary(
            uniqueKeysWithValues: tables.compactMap { table in
                table["table"]?.string.map { ($0, table["rows"]?.integer ?? -1) }
            })
        #expect(counts["certifications"] == 301)
        #expect(counts.values.allSatisfy { $0 >= 0 })
        #expect(tables.allSatisfy { $0["checksum"]?.string?.count == 64 })
        for table in [
            "associated_bodies", "deleted_certifications", "unmapped_terms", "recorded_bodies",
        ] {
            #expect(counts[table] ?? 0 > 0, "nothing of \(table) was copied")
        }

        let check = try await register.program.run("check", "--database", target)
        #expect(check.exitCode == 0, "\(check.output)\(check.errors)")
        #expect(try await register.answers(of: target) == register.answers(of: Self.source))
        let expected = try await register.served(Self.source).map { "\($0)" }
        #expect(try await register.served(target).map { "\($0)" } == expected)

        // It is a register like any other: it takes the next upload, and a second copy it refuses.
        let again = try await register.copy(to: target, "--json")
        #expect(again.exitCode == 1)
        #expect(try again.json()["error"]?["code"]?.string == "conflict")
        #expect(again.output.contains("records"))
        let server = try await Server(register.program, "--database", target)
        let upload = try await server.send(
            "POST", "/api/client/v2/cb/upload-cert", key: register.key,
            body: SampleBodies.certification("N-9", body: "Fernhollow Assurance"))
        #expect(upload.status == 200 || upload.status == 201, "\(upload.body)")
        #expect(try await server.stop() == 0)
    }

    @Test("there and back: the register is the same in a new file, and an old file is refused")
    func back() async throws {
        let register = try await FullRegister()
        let target = try SharedPostgres.database()
        // As `certregistry migrate` makes it: its lists give way.
        #expect(try await register.program.run("migrate", "--database", target).exitCode == 0)
        let there = try await register.copy(to: target)
        #expect(there.exitCode == 0, "\(there.errors)")
        #expect(there.output.contains("SHA-256"))
        let back = try await register.program.run(
            "copy", "--from", target, "--to", "sqlite:back.db")
        #expect(back.exitCode == 0, "\(back.errors)")
        // The same tables with the same checksums: the lines above the last two.
        #expect(Self.lines(of: there) == Self.lines(of: back))
        let check = try await register.program.run("check", "--database", "sqlite:back.db")
        #expect(check.exitCode == 0, "\(check.output)")
        #expect(
            try await register.answers(of: "sqlite:back.db") == register.answers(of: Self.source))
        let again = try await register.program.run(
            "copy", "--from", target, "--to", "sqlite:back.db")
        #expect(again.exitCode == 1)
        #expect(again.errors.contains("not empty") && again.errors.contains("--to"))
    }

    private static func lines(of run: Program.Run) -> [Substring] {
        run.output.split(separator: "\n").dropLast(2)
    }

    @Test("a register that is written to is copied as it is at one moment")
    func served() async throws {
        let register = try await FullRegister()
        let target = try SharedPostgres.database()
        let server = try await Server(register.program)
        async let run = register.copy(to: target, "--json")
        var uploads = 0
        while uploads < 30 {
            let reply = try await server.send(
                "POST", "/api/client/v2/cb/upload-cert", key: register.key,
                body: SampleBodies.certification("W-\(uploads)", body: "Fernhollow Assurance"))
            #expect(reply.status == 200 || reply.status == 201, "\(reply.body)")
            uploads += 1
        }
        let answer = try await run
        #expect(answer.exitCode == 0, "\(answer.output)")
        #expect(try await server.stop() == 0)
        let check = try await register.program.run("check", "--database", target)
        #expect(check.exitCode == 0, "\(check.output)")
    }

    @Test("a target in which something was recorded is refused, and stays as it is")
    func target() async throws {
        let register = try await FullRegister()
        let target = try SharedPostgres.database()
        #expect(try await register.program.run("migrate", "--database", target).exitCode == 0)
        let added = try await register.program.run(
            "account", "add", "mncb", "--name", "Marlstone", "--database", target)
        #expect(added.exitCode == 0, "\(added.errors)")
        let before = try await Self.everything(of: target, register.program)
        let run = try await register.copy(to: target)
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("There are records in the register"))
        #expect(try await Self.everything(of: target, register.program) == before)
    }

    private static func everything(
        of database: String, _ program: Program
    ) async throws -> [String] {
        var texts: [String] = []
        for arguments in [["account", "list"], ["changes"], ["vocabulary", "list", "standards"]] {
            texts.append(try await program.run(arguments + ["--database", database]).output)
        }
        return texts
    }

    @Test("a source that is missing, none, damaged or not whole leaves the target empty")
    func sources() async throws {
        let register = try await FullRegister()
        let program = register.program
        let target = try SharedPostgres.database()
        let bytes = try register.bytes
        func write(_ bytes: Data, to name: String) throws {
            try bytes.write(to: program.folder.appendingPathComponent(name))
        }
        try write(Data(repeating: 65, count: 9_000), to: "letter.txt")
        var garbage = bytes
        // Behind the schema and the lists, which are read before there is a copy.
        let start = bytes.count / 8_192 * 4_096
        garbage.replaceSubrange(
            start..., with: Data(repeating: 0xA5, count: bytes.count - start))
        try write(garbage, to: "garbage.db")
        for (name, word) in [
            ("none.db", "no register"), ("letter.txt", "not a database"),
            ("garbage.db", "damaged"),
        ] {
            let run = try await program.run("copy", "--from", "sqlite:\(name)", "--to", target)
            #expect(run.exitCode == 1)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(word), "\(name): \(run.errors)")
            let check = try await program.run("check", "--database", target)
            #expect(check.errors.contains("no register"), "\(check.errors)")
        }
        // The database is as good as new.
        #expect(try await register.copy(to: target).exitCode == 0)
    }

    /// What a target does to the rows that it gets, and what is said of it.
    static let sabotages: [(table: String, action: String, words: [String])] = [
        ("sectors", "NEW.name = NEW.name || '!'", ["The copy of table sectors differs"]),
        ("accounts", "RETURN NULL", ["The copy of table accounts differs", "1 rows", "0 with"]),
        ("changes", "RAISE EXCEPTION 'no thanks'", ["table changes", "no thanks"]),
        (
            "changes", "PERFORM pg_terminate_backend(pg_backend_pid())",
            ["Nothing of the copy was kept", "again"]
        ),
    ]

    @Test(
        "a copy that differs, is refused or loses its connection leaves nothing",
        arguments: sabotages)
    func sabotage(table: String, action: String, words: [String]) async throws {
        let (program, _) = try await Program.withAccount()
        let target = try SharedPostgres.database()
        #expect(try await program.run("migrate", "--database", target).exitCode == 0)
        try SharedPostgres.server().query(
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN \(action); RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON \(table)
            FOR EACH ROW EXECUTE FUNCTION spoil();
            """, database: String(target.split(separator: "/").last ?? ""))
        let before = try await Self.everything(of: target, program)
        let run = try await program.run("copy", "--from", Self.source, "--to", target)
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
        #expect(try await Self.everything(of: target, program) == before)
    }

    @Test("a database that can't be reached is named, without its password")
    func unreachable() async throws {
        let (program, _) = try await Program.withAccount()
        let run = try await program.run(
            "copy", "--from", Self.source, "--to", "postgres://someone:secret@127.0.0.1:1/register")
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("postgres://127.0.0.1:1/register"), "\(run.errors)")
        #expect(run.errors.contains("Nothing was copied"))
        #expect(!run.errors.contains("secret"))
    }
}
