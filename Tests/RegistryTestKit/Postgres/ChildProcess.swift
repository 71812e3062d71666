import Foundation
import Glibc

/// A child of the test process that inherits nothing from it but its three standard streams.
///
/// Foundation's `Process` notices the end of a child by a socket that the child's own children
/// inherit: with a server among them it wouldn't notice while the server runs.
struct ChildProcess: Sendable {
    let identifier: pid_t

    /// - Parameter arguments: the program's path first.
    /// - Throws: `ClusterFailure` where it can't be started.
    init(_ arguments: [String], input: Int32, output: Int32, errors: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        for descriptor in 3...Self.highestDescriptor {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own keeps away the signals that a terminal sends to the tests, and the
        // child starts with no signal ignored or blocked, whatever the test process does.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer {
            for text in words + settings { free(text) }
        }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, arguments[0], &actions, &attributes, &words, &settings)
        guard code == 0 else {
            throw ClusterFailure("\(arguments[0]) can't be started", code: code)
        }
        self.identifier = identifier
    }

    /// No descriptor of this process is higher, but for those that other threads open meanwhile.
    private static var highestDescriptor: Int32 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return (names.compactMap { Int32($0) }.max() ?? 0) + 64
    }

    /// Settings of the machine that runs the tests, such as PGOPTIONS, don't count.
    private static let environment: [String] =
        ["LC_ALL=C.UTF-8"]
        + ProcessInfo.processInfo.environment
        .filter { ["PATH", "HOME", "USER", "LD_LIBRARY_PATH", "TMPDIR"].contains($0.key) }
        .map { "\($0.key)=\($0.value)" }

    /// Waits for its end.
    ///
    /// - Returns: the exit code, 128 and the signal where one ended it, or nil where it still runs
    ///   when the time is up.
    func exitCode(within limit: Duration) -> Int32? {
        var status: Int32 = 0
        var isKnown = true
        let hasEnded = Polling.wait(within: limit) {
            let ended = waitpid(identifier, &status, WNOHANG)
            // Where nobody waits for children the system forgets how they ended.
            if ended < 0, errno != EINTR { isKnown = false }
            return ended == identifier || !isKnown
        }
        guard hasEnded else { return nil }
        guard isKnown else { return 0 }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}

extension ChildProcess {
    /// Runs a program to its end.
    ///
    /// - Parameter input: what it reads from its standard input.
    /// - Returns: what it wrote to its standard output.
    /// - Throws: `ClusterFailure` with what it wrote to its standard error where it fails, or
    ///   where it takes longer than the limit: then it is killed.
    static func output(
        of arguments: [String], input: String, within limit: Duration = .seconds(60)
    ) throws -> String {
        // No pipes, for one can fill up while nobody reads.
        let files = try (0..<3).map { _ in try NamelessFile() }
        try files[0].write(input)
        let child = try ChildProcess(
            arguments, input: files[0].descriptor, output: files[1].descriptor,
            errors: files[2].descriptor)
        guard let code = child.exitCode(within: limit) else {
            Glibc.kill(child.identifier, SIGKILL)
            _ = child.exitCode(within: .seconds(10))
            throw ClusterFailure("\(arguments[0]) took longer than \(limit): \(input)")
        }
        guard code == 0 else {
            throw ClusterFailure(
                "\(arguments[0]) failed with \(code): \(input)\n\(files[2].contents)")
        }
        return files[1].contents
    }
}

/// A file that is gone as soon as nobody has it open.
private final class NamelessFile: Sendable {
    let descriptor: Int32

    init() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("certregistry-\(UUID().uuidString)").path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ClusterFailure("no file \(path)", code: errno)
        }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Writes the text, and goes back to its beginning for who reads it.
    func write(_ text: String) throws {
        try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(text.utf8))
        lseek(descriptor, 0, SEEK_SET)
    }

    var contents: String {
        lseek(descriptor, 0, SEEK_SET)
        let data = try? FileHandle(fileDescriptor: descriptor).readToEnd()
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
