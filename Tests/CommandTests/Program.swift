import Foundation
import RegistryJSON
import Testing

/// The built `certregistry`, run in a folder of its own, as its user would.
final class Program: Sendable {
    /// Removed with the program.
    let folder: URL
    private let environment: [String: String]

    /// - Parameter environment: beside what every program has; settings of the machine that runs
    ///   the tests don't count.
    init(environment: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("certregistry-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "USER", "LD_LIBRARY_PATH", "TMPDIR"].contains($0.key)
        }
        self.environment = inherited.merging(environment) { $1 }
    }

    deinit {
        // A folder left behind in the temporary ones harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Stands beside the bundle of the tests.
    static let executable = Bundle.main.bundleURL.appendingPathComponent("certregistry")

    /// What a run printed, and how it ended.
    struct Run: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String

        /// The one JSON document on standard output.
        func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
            do {
                return try JSONDocument(parsing: Array(output.utf8)).root
            } catch {
                Issue.record("no JSON: \(output)", sourceLocation: sourceLocation)
                throw error
            }
        }
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Run {
        try await run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Run {
        try await Self.slots.run {
            let (process, output, errors) = try self.prepare(arguments, environment)
            let exitCode = try await process.runToEnd(within: .seconds(60))
            return Run(
                exitCode: exitCode, output: try String(contentsOf: output, encoding: .utf8),
                errors: try String(contentsOf: errors, encoding: .utf8))
        }
    }

    private static let slots = Slots(1)

    /// A process that writes to files: no pipe can fill up.
    func prepare(
        _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (process: Process, output: URL, errors: URL) {
        let run = UUID().uuidString
        let output = folder.appendingPathComponent("\(run).out")
        let errors = folder.appendingPathComponent("\(run).err")
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = self.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        return (process, output, errors)
    }

    /// Writes a file beside the program's database.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }
}

// MARK: A register to work on

extension Program {
    /// A program with a register that has one account.
    ///
    /// - Parameter settings: what stands in `settings.yaml` beside the register.
    static func withAccount(
        settings: String = "", environment: [String: String] = [:]
    ) async throws -> (program: Program, accountID: String) {
        let program = try Program(environment: environment)
        try program.write(settings, to: "settings.yaml")
        #expect(try await program.run("migrate").exitCode == 0)
        let account = try await program.addAccount(
            "cb", "--name", "Fernhollow Assurance", "--country", "DE")
        return (program, account.id)
    }

    /// Adds an account.
    func addAccount(_ arguments: String...) async throws -> (id: String, bodyID: String?) {
        let answer = try await run(["account", "add", "--json"] + arguments).json()
        return (
            try #require(answer["account_id"]?.string), answer["certification_bodies_id"]?.string
        )
    }

    /// Adds a key.
    func addKey(to accountID: String, _ options: String...) async throws -> (
        id: String, key: String
    ) {
        let answer = try await run(["key", "add", accountID, "--json"] + options).json()
        return (
            try #require(answer["key_id"]?.string), try #require(answer["key"]?.string)
        )
    }
}

extension Process {
    struct TookTooLong: Error {}

    /// Starts the process and waits for its end without holding a thread; one that takes longer
    /// is killed.
    func runToEnd(within duration: Duration) async throws -> Int32 {
        let ended = AsyncStream.makeStream(of: Int32.self)
        terminationHandler = { process in
            ended.continuation.yield(process.terminationStatus)
            ended.continuation.finish()
        }
        try run()
        return try await Self.firstStatus(of: ended.stream, process: processIdentifier, duration)
    }

    /// Sends SIGTERM, as an operator would, or another signal, and waits for the end.
    ///
    /// - Parameter signal: nil where the process ends by itself.
    /// - Returns: the exit code, or the signal by which it ended.
    func stop(
        by signal: Int32? = SIGTERM, within duration: Duration = .seconds(30)
    ) async throws -> Int32 {
        let process = processIdentifier
        let ended = AsyncStream.makeStream(of: Int32.self)
        terminationHandler = { process in
            ended.continuation.yield(process.terminationStatus)
            ended.continuation.finish()
        }
        if let signal { kill(process, signal) }
        // It may have ended before there was a handler.
        if !isRunning { return terminationStatus }
        return try await Self.firstStatus(of: ended.stream, process: process, duration)
    }

    private static func firstStatus(
        of statuses: AsyncStream<Int32>, process: Int32, _ duration: Duration
    ) async throws -> Int32 {
        try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                for await status in statuses { return status }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: duration)
                return nil
            }
            defer { group.cancelAll() }
            guard let status = try await group.next() ?? nil else {
                kill(process, SIGKILL)
                throw TookTooLong()
            }
            return status
        }
    }
}
