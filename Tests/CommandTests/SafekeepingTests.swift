import Foundation
import RegistryJSON
import Synchronization
import Testing

@Suite("Backup, restore and check by command")
struct SafekeepingTests {
    private static let upload = "/api/client/v2/cb/upload-cert"
    private static let list = "/api/client/v2/cb/cert"

    /// A register with an account, two keys and certifications.
    private static func register() async throws -> (program: Program, key: String) {
        let (program, accountID) = try await Program.withAccount()
        let (_, key) = try await program.addKey(to: accountID)
        _ = try await program.addKey(to: accountID, "--scope", "read")
        return (program, key)
    }

    private static func certification(_ number: String) -> String {
        SampleBodies.certification(number, body: "Fernhollow Assurance")
    }

    // MARK: Backup

    /// Numbers of what was answered, in the order of the answers.
    private final class Acknowledged: Sendable {
        private let numbers = Mutex<[String]>([])
        private let isOver = Mutex(false)

        var all: [String] { numbers.withLock { $0 } }
        var goesOn: Bool { isOver.withLock { !$0 } }
        func add(_ number: String) { numbers.withLock { $0.append(number) } }
        func end() { isOver.withLock { $0 = true } }
    }

    @Test("a backup of a served register holds what was answered before, while uploads go on")
    func served() async throws {
        let (program, key) = try await Self.register()
        let server = try await Server(program)
        let address = server.address
        let acknowledged = Acknowledged()
        let (before, backup, after) = try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    var index = 0
                    while acknowledged.goesOn {
                        index += 1
                        let number = "N-\(task)-\(index)"
                        try await Self.post(number, to: address + Self.upload, key: key)
                        acknowledged.add(number)
                    }
                }
            }
            while acknowledged.all.count < 40 { try await Task.sleep(for: .milliseconds(20)) }
            let before = acknowledged.all
            let backup = try await program.run("backup", "copy.db", "--json")
            let after = acknowledged.all.count
            // Uploads go on after it too.
            while acknowledged.all.count < after + 8 {
                try await Task.sleep(for: .milliseconds(20))
            }
            acknowledged.end()
            try await group.waitForAll()
            return (before, backup, after)
        }
        #expect(try await server.stop() == 0)
        #expect(backup.exitCode == 0, "\(backup.errors)")
        #expect(after > before.count, "no upload was answered during the backup")
        let answer = try backup.json()
        let stored = try #require(answer["certifications"]?.integer)
        #expect(stored >= Int64(before.count))
        #expect(answer["last_change"]?.integer ?? 0 > stored)
        #expect(backup.errors.contains("pages"))
        let attributes = try FileManager.default.attributesOfItem(
            atPath: program.folder.appendingPathComponent("copy.db").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let check = try await program.run("check", "--database", "sqlite:copy.db")
        #expect(check.exitCode == 0, "\(check.output)")
        let restore = try await program.run(
            "restore", "copy.db", "--keep-keys", "--database", "sqlite:new.db")
        #expect(restore.exitCode == 0, "\(restore.errors)")
        let numbers = try await Self.numbers(in: "new.db", program, key)
        #expect(Int64(numbers.count) == stored)
        #expect(numbers.isSuperset(of: before))
        try Self.expectNothing(beside: ["copy.db", "new.db"], program)
    }

    @Test("an existing file is refused as the place of a backup, and stays as it is")
    func existing() async throws {
        let (program, _) = try await Self.register()
        try program.write("a letter", to: "letter.txt")
        let run = try await program.run("backup", "letter.txt")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("already") && run.errors.contains("name another"))
        let file = program.folder.appendingPathComponent("letter.txt")
        #expect(try String(contentsOf: file, encoding: .utf8) == "a letter")
        #expect(try await program.run("backup", "no/folder/copy.db").errors.contains("folder"))
    }

    // MARK: Restore

    @Test("restore revokes the keys in force, logs it, and says what to do; or keeps them")
    func keys() async throws {
        let (program, key) = try await Self.register()
        #expect(try await program.run("backup", "copy.db").exitCode == 0)
        let before = try Self.bytes(of: "copy.db", program)

        let run = try await program.run("restore", "copy.db", "--database", "sqlite:new.db")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("Keys revoked: 2"))
        #expect(run.output.contains("certregistry key add"))
        let changes = try await program.run("changes", "--json", "--database", "sqlite:new.db")
        let revocations = try #require(try changes.json()["changes"]).elements.filter {
            $0["call"]?.string == "restore"
        }
        #expect(revocations.count == 2)
        #expect(revocations.allSatisfy { $0["kind"]?.string == "key" })

        let kept = try await program.run(
            "restore", "copy.db", "--keep-keys", "--json", "--database", "sqlite:kept.db")
        #expect(try kept.json()["keys_revoked"]?.integer == 0)
        for (name, status) in [("new.db", 401), ("kept.db", 200)] {
            let server = try await Server(program, "--database", "sqlite:\(name)")
            #expect(try await server.send("GET", Self.list, key: key).status == status)
            #expect(try await server.stop() == 0)
            #expect(
                try await program.run("check", "--database", "sqlite:\(name)").exitCode == 0)
        }
        #expect(try Self.bytes(of: "copy.db", program) == before)
        try Self.expectNothing(beside: ["copy.db"], program)
    }

    @Test("a place that is not empty is refused, and an empty file is a place")
    func places() async throws {
        let (program, _) = try await Self.register()
        #expect(try await program.run("backup", "copy.db").exitCode == 0)
        try program.write("a letter", to: "full.db")
        try program.write("", to: "empty.db")
        try program.write("", to: "log.db-wal")
        for (name, word) in [
            ("certregistry.db", "not empty"), ("full.db", "not empty"), ("log.db", "log.db-wal"),
        ] {
            let before = program.exists(name) ? try Self.bytes(of: name, program) : nil
            let run = try await program.run("restore", "copy.db", "--database", "sqlite:\(name)")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains(word), "\(run.errors)")
            #expect((program.exists(name) ? try Self.bytes(of: name, program) : nil) == before)
        }
        let run = try await program.run("restore", "copy.db", "--database", "sqlite:empty.db")
        #expect(run.exitCode == 0)
    }

    @Test("what is no sound backup is refused, and nothing is left behind")
    func unsound() async throws {
        let (program, _) = try await Self.register()
        #expect(try await program.run("backup", "copy.db").exitCode == 0)
        let copy = try Self.bytes(of: "copy.db", program)
        func write(_ bytes: Data, to name: String) throws {
            try bytes.write(to: program.folder.appendingPathComponent(name))
        }
        try write(Data(repeating: 65, count: 9_000), to: "letter.txt")
        try write(copy.prefix(copy.count / 2), to: "short.db")
        var garbage = copy
        garbage.replaceSubrange(16_384..<20_480, with: Data(repeating: 0xA5, count: 4_096))
        try write(garbage, to: "garbage.db")
        var head = copy
        head.replaceSubrange(100..<4_096, with: Data(repeating: 0xA5, count: 3_996))
        try write(head, to: "head.db")
        try write(copy, to: "used.db")
        try write(Data([1]), to: "used.db-wal")
        for (name, word) in [
            ("none.db", "no backup"), ("letter.txt", "no register"), ("short.db", "damaged"),
            ("garbage.db", "damaged"), ("head.db", "damaged"), ("used.db", "in use"),
        ] {
            let run = try await program.run("restore", name, "--database", "sqlite:new.db")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains(word), "\(name): \(run.errors)")
            let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
            #expect(!files.contains { $0.hasPrefix("new.db") }, "\(files)")
        }
    }

    // MARK: Check

    @Test("check exits 0 with a line for each check, also of a served register")
    func well() async throws {
        let (program, _) = try await Self.register()
        let server = try await Server(program)
        let run = try await program.run("check")
        #expect(run.exitCode == 0)
        for name in ["file", "foreign keys", "counters", "certifications", "change log"] {
            #expect(run.output.contains("\n\(name) "), "\(name) is missing")
        }
        #expect(try await server.stop() == 0)
        let json = try await program.run("check", "--json").json()
        #expect(json["is_well"]?.boolean == true)
        #expect(json["checks"]?.elements.allSatisfy { $0["found"]?.integer == 0 } == true)
    }

    @Test("check exits 1 with what is wrong and what to do")
    func wrong() async throws {
        let (program, _) = try await Self.register()
        #expect(try await program.run("backup", "copy.db").exitCode == 0)
        var bytes = try Self.bytes(of: "copy.db", program)
        bytes.replaceSubrange(16_384..<20_480, with: Data(repeating: 0xA5, count: 4_096))
        try bytes.write(to: program.folder.appendingPathComponent("copy.db"))
        let run = try await program.run("check", "--database", "sqlite:copy.db")
        #expect(run.exitCode == 1)
        #expect(run.output.contains("wrong"))
        #expect(run.output.contains("certregistry restore"))
        let json = try await program.run("check", "--json", "--database", "sqlite:copy.db")
        #expect(json.exitCode == 1)
        #expect(try json.json()["is_well"]?.boolean == false)
        let remedies = Array(try #require(try json.json()["remedies"]).elements)
        #expect(remedies.count == 1)
    }

    // MARK: What all need

    private static func bytes(of name: String, _ program: Program) throws -> Data {
        try Data(contentsOf: program.folder.appendingPathComponent(name))
    }

    private static func expectNothing(beside names: [String], _ program: Program) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        for name in names {
            #expect(files.filter { $0.hasPrefix(name) } == [name])
        }
    }

    private static func post(_ number: String, to address: String, key: String) async throws {
        let reply = try await Server.send(
            "POST", address, key: key, body: certification(number))
        #expect(reply.status == 200 || reply.status == 201, "\(reply.body)")
    }

    /// The numbers of all certifications, by the API of a server of that register.
    private static func numbers(
        in name: String, _ program: Program, _ key: String
    ) async throws -> Set<String> {
        let server = try await Server(program, "--database", "sqlite:\(name)")
        var numbers: Set<String> = []
        var path = list + "?limit=100"
        while true {
            let reply = try await server.send("GET", path, key: key)
            let rows = try #require(reply.body["data"]).elements
            for row in rows {
                let certification = row["certification"] ?? row
                numbers.insert(try #require(certification["certificate_number"]?.string))
            }
            let next = try #require(reply.body["meta"]?["next_key"]?.string)
            if next.isEmpty { break }
            path = list + "?limit=100&next_key=\(next)"
        }
        #expect(try await server.stop() == 0)
        return numbers
    }
}
