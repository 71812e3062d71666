import Foundation
import RegistryCore
import RegistryJSON
import RegistrySQLite
import RegistryTestKit
import Synchronization
import Testing

/// A register with several clients that write at the same time, whose server ends again and
/// again.
struct LoadedRegister {
    let program: Program
    let key: String
    /// Where the register is, if not in SQLite.
    let postgres: String?
    private(set) var clients: [LoadClient]

    /// - Parameters:
    ///   - postgres: the database of a server; nil for a SQLite file.
    ///   - kinds: what the calls are drawn from.
    ///   - recordsPerCall: of bulk calls.
    init(
        kinds: [LoadCall.Kind] = LoadClient.mixed, recordsPerCall: Int = 50, seed: UInt64,
        postgres: String? = nil
    ) async throws {
        self.postgres = postgres
        let environment = postgres.map { ["CERTREGISTRY_DATABASE": $0] } ?? [:]
        let (program, accountID) = try await Program.withAccount(environment: environment)
        self.program = program
        key = try await program.addKey(to: accountID).key
        clients = (0..<4).map { index in
            LoadClient(
                "C\(index)", kinds: kinds, recordsPerCall: recordsPerCall,
                seed: seed &+ UInt64(index))
        }
    }

    /// As SQLite names it.
    var database: URL {
        program.folder.resolvingSymlinksInPath().appendingPathComponent("certregistry.db")
    }

    func start(
        database: URL? = nil, options: [String] = [], environment: [String: String] = [:],
        launcher: [String] = []
    ) async throws -> Server {
        try await Server(
            program,
            options: [
                "--database", postgres ?? "sqlite:" + (database ?? self.database).path,
                "--requests-per-minute", "1000000", "--burst", "1000000",
            ] + options, environment: environment, launcher: launcher)
    }

    // MARK: Load

    /// Lets all clients write until the server is gone, or refuses each of them, or they have
    /// sent enough. Of several servers each client has one.
    ///
    /// - Parameters:
    ///   - callsMax: what each client sends at most.
    ///   - ending: runs beside the load, and ends the server.
    ///   - onAnswer: called with each acknowledgement, and how many there are by now.
    mutating func load(
        _ server: Server, callsMax: Int = .max, mayBeDone: Bool = false,
        ending: @Sendable (Acknowledgements) async throws -> Void = { _ in },
        onAnswer: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> [LoadClient.Refusal] {
        try await load(
            [server], callsMax: callsMax, mayBeDone: mayBeDone, ending: ending,
            onAnswer: onAnswer)
    }

    mutating func load(
        _ servers: [Server], callsMax: Int = .max, mayBeDone: Bool = false,
        ending: @Sendable (Acknowledgements) async throws -> Void = { _ in },
        onAnswer: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> [LoadClient.Refusal] {
        let seen = Acknowledgements()
        let (clients, key) = (clients, key)
        typealias Outcome = (index: Int, client: LoadClient, refusal: LoadClient.Refusal?)
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for (index, client) in clients.enumerated() {
                group.addTask {
                    var client = client
                    let refusal = await client.run(
                        against: servers[index % servers.count], key: key, callsMax: callsMax,
                        mayBeDone: mayBeDone, onAnswer: { onAnswer(seen.add()) })
                    return (index, client, refusal)
                }
            }
            try await ending(seen)
            return try await group.reduce(into: [Outcome]()) { $0.append($1) }
        }
        for outcome in outcomes { self.clients[outcome.index] = outcome.client }
        return outcomes.compactMap(\.refusal)
    }

    /// Lets all clients write until SIGKILL ends the server: every other time in the very moment
    /// of an acknowledgement, else somewhere between two.
    mutating func loadUntilKilled(
        _ server: Server, using random: inout SeededGenerator
    ) async throws -> [LoadClient.Refusal] {
        let answers = Int.random(in: 1...12, using: &random)
        guard Bool.random(using: &random) else {
            return try await load(
                server, ending: { _ in try await server.end(by: nil) },
                onAnswer: { if $0 == answers { server.beginToStop(by: SIGKILL) } })
        }
        let delay = Duration.microseconds(Int.random(in: 0..<30_000, using: &random))
        return try await load(server) { acknowledgements in
            try await acknowledgements.wait(for: answers - 1)
            try await Task.sleep(for: delay)
            try await server.end(by: SIGKILL)
        }
    }

    // MARK: What must be there

    /// Looks at what was sent since the last look, or at everything.
    ///
    /// - Returns: what is wrong, in words.
    mutating func check(_ server: Server, all: Bool = false) async throws -> [String] {
        let key = key
        var problems: [String] = []
        for index in clients.indices {
            problems += try await clients[index].check(all: all) { numbers in
                try await Self.find(numbers, server, key: key)
            }
        }
        return problems
    }

    /// As many numbers as a request may name stay well below the limit of its head.
    private static let numbersPerRequest = 100

    private static func find(
        _ numbers: [String], _ server: Server, key: String
    ) async throws -> [String: FoundRecord] {
        var found: [String: FoundRecord] = [:]
        for start in stride(from: 0, to: numbers.count, by: numbersPerRequest) {
            let some = numbers[start..<min(start + numbersPerRequest, numbers.count)]
            let query = some.map { "certificate_number=\($0)" }.joined(separator: "&")
            let reply = try await server.send(
                "GET", "/api/client/v2/cb/cert?limit=100&\(query)", key: key)
            try #require(reply.status == 200)
            let answers = try #require(reply.body["data"]).elements
            for record in answers.compactMap({ FoundRecord($0) }) {
                #expect(found[record.number] == nil, "\(record.number) is there twice")
                found[record.number] = record
            }
        }
        return found
    }

    /// The certifications that must be there.
    var presentCount: Int {
        clients.reduce(0) { $0 + $1.records.values.count { $0.revision != nil } }
    }

    var acknowledgedKinds: Set<LoadCall.Kind> { Set(clients.flatMap(\.acknowledged.keys)) }

    /// Compares everything, the counter included.
    mutating func checkAll(_ server: Server) async throws {
        let problems = try await check(server, all: true)
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        let page = try await server.send("GET", "/api/client/v2/cb/cert?limit=1", key: key)
        let total = page.body["meta"]?["total_rows"]?.integer
        #expect(total == Int64(presentCount))
    }

    /// Whether the register keeps what must hold of every one.
    func checkFile(at database: URL) async throws {
        try await checkRegister(in: "sqlite:" + database.path)
    }

    func checkRegister(in database: String) async throws {
        let run = try await program.run("check", "--database", database)
        #expect(run.exitCode == 0, "\(run.output)")
    }

    /// Whether the file is whole, and its log names every change of a certification that was
    /// acknowledged, once.
    func checkChanges(at database: URL) async throws {
        try await checkFile(at: database)
        try await checkChanges(
            of: try await SQLiteStore.open(path: database.path, mode: .readOnly))
    }

    /// - Parameter store: is closed.
    func checkChanges(of store: any RegistryStore) async throws {
        let counts = try await Self.changesByRecord(of: store)
        for client in clients {
            for (number, record) in client.records {
                let id = try #require(RecordID(record.id), "\(number) has no id")
                #expect(counts[id] == record.changes, "changes of \(number)")
            }
        }
    }

    /// How many entries of the change log each record has.
    private static func changesByRecord(
        of store: any RegistryStore
    ) async throws -> [RecordID: Int] {
        var counts: [RecordID: Int] = [:]
        var last: Int64 = 0
        while true {
            let entries = try await store.changes(since: last, limit: 1_000)
            guard let end = entries.last else { break }
            for entry in entries { counts[entry.recordID, default: 0] += 1 }
            last = end.sequence
        }
        await store.close()
        return counts
    }
}

/// How many calls were acknowledged.
final class Acknowledgements: Sendable {
    private let count = Mutex(0)

    struct CameNot: Error {}

    /// - Returns: how many there are now.
    func add() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    /// Waits until so many came.
    func wait(for wanted: Int) async throws {
        for _ in 0..<60_000 {
            if count.withLock({ $0 >= wanted }) { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw CameNot()
    }
}
