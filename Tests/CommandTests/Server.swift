import Foundation
import FoundationNetworking
import RegistryJSON
import Testing

/// A server of the built program at a port of its own; ended with SIGTERM, or with the test.
final class Server: Sendable {
    let program: Program
    let address: String
    private let process: Process
    private let errors: URL

    struct DidNotStart: Error {
        let log: String
    }

    /// Starts `serve` or `demo` at a free port, and waits until it says that it listens.
    convenience init(
        _ program: Program, command: String = "serve", _ options: String...
    ) async throws {
        try await self.init(program, command: command, options: options)
    }

    /// - Parameters:
    ///   - environment: of the server alone.
    ///   - launcher: a command that starts what follows it, such as `nsenter`.
    init(
        _ program: Program, command: String = "serve", options: [String],
        environment: [String: String] = [:], launcher: [String] = []
    ) async throws {
        self.program = program
        let arguments = [command, "--port", "0", "--json"] + options
        let (process, output, errors) = try program.prepare(arguments, environment)
        if !launcher.isEmpty {
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = launcher + [Program.executable.path] + arguments
        }
        try process.run()
        self.process = process
        self.errors = errors
        self.answer = try await Self.answer(in: output, of: process, errors)
        address = try #require(answer["address"]?.string)
    }

    /// The document that the command printed.
    let answer: JSONValue

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private static func answer(
        in output: URL, of process: Process, _ errors: URL
    ) async throws -> JSONValue {
        for _ in 0..<2_400 where process.isRunning {
            let bytes = try Data(contentsOf: output)
            if bytes.last == UInt8(ascii: "\n") {
                return try JSONDocument(parsing: Array(bytes)).root
            }
            try await Task.sleep(for: .milliseconds(25))
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        throw DidNotStart(log: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Ends it as an operator would.
    ///
    /// - Returns: the exit code.
    func stop() async throws -> Int32 { try await process.stop() }

    /// Waits until it is gone.
    ///
    /// - Parameter signal: what ends it, such as SIGKILL; nil where it ends by itself.
    func end(by signal: Int32?) async throws {
        _ = try await process.stop(by: signal, within: .seconds(120))
    }

    /// Sends it a signal, without waiting for the end.
    func beginToStop(by signal: Int32 = SIGTERM) { kill(process.processIdentifier, signal) }

    var log: String {
        get throws { try String(contentsOf: errors, encoding: .utf8) }
    }

    /// An answer over HTTP.
    struct Reply {
        let status: Int
        /// By their names in lower case.
        let headers: [String: String]
        let body: JSONValue
    }

    /// Sends a request of the client API, or of `/health`.
    func send(
        _ method: String = "GET", _ path: String, key: String? = nil, body: String? = nil
    ) async throws -> Reply {
        try await Self.send(method, address + path, key: key, body: body)
    }

    static func send(
        _ method: String, _ url: String, key: String?, body: String?
    ) async throws -> Reply {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.timeoutInterval = 20
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        request.setValue(key, forHTTPHeaderField: "x-http-authorization")
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        let reply = try #require(response as? HTTPURLResponse)
        let headers = reply.allHeaderFields.compactMap { name, value in
            (name as? String).map { ($0.lowercased(), "\(value)") }
        }
        return Reply(
            status: reply.statusCode, headers: Dictionary(uniqueKeysWithValues: headers),
            body: try JSONDocument(parsing: Array(data)).root)
    }

    struct DidNotAnswer: Error {
        let statuses: [Int]
    }

    /// Asks until the answer has that status.
    ///
    /// - Returns: how long that took.
    func delay(
        until status: Int, _ path: String, key: String? = nil, method: String = "GET",
        body: String? = nil
    ) async throws -> Duration {
        let start = ContinuousClock.now
        var seen: [Int] = []
        while start.duration(to: .now) < .seconds(20) {
            let reply = try await send(method, path, key: key, body: body).status
            if reply == status { return start.duration(to: .now) }
            if seen.last != reply { seen.append(reply) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DidNotAnswer(statuses: seen)
    }
}
