import Foundation
import Glibc
import Synchronization

/// A shell that starts a server and outlives the test process just long enough to stop the server
/// and to remove its folder, however the test process ends.
///
/// It reads commands from a socket whose other end only the test process holds: the end of that
/// stream tells it that the test process is gone, or done.
final class ServerWatcher: Sendable {
    let folder: URL
    private let shell: ChildProcess
    /// Nil once the watcher was told to end.
    private let socket: Mutex<Int32?>

    /// - Parameters:
    ///   - folder: of the server; removed at the end.
    ///   - stopSignal: the name of what stops the server, such as `INT`.
    /// - Throws: `ClusterFailure` where it can't be started; the folder is left then.
    init(folder: URL, stopSignal: String) throws {
        var ends: [Int32] = [-1, -1]
        // No pipe, for writing to one whose reader is gone would end the test process.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw ClusterFailure("no socket", code: errno)
        }
        defer { close(ends[1]) }
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nowhere) }
        self.folder = folder
        socket = Mutex(ends[0])
        do {
            shell = try ChildProcess(
                ["/bin/sh", "-c", Self.script, "sh", folder.path, stopSignal],
                input: ends[1], output: ends[1], errors: nowhere)
        } catch {
            close(ends[0])
            throw error
        }
    }

    deinit { end() }

    /// Every line that it reads is `run COMMAND`, answered with the exit code, or `start COMMAND`,
    /// answered with the identifier of the process, which is then the server.
    private static let script = #"""
        # An answer that nobody reads any more must not end the watcher before its work is done.
        trap '' HUP INT TERM PIPE
        folder=$1 signal=$2 server=
        # The folder that the tests run in may be closed to the server's user.
        cd "$folder"

        # The parent is looked at too, for the number may have gone to another process.
        running() {
            { read -r stat <"/proc/$server/stat"; } 2>/dev/null || return 1
            case $stat in *") Z "*) return 1 ;; *") "?" $$ "*) return 0 ;; *) return 1 ;; esac
        }
        children() {
            grep -ls "^PPid:[[:space:]]*$server\$" /proc/[0-9]*/status | tr -dc '0-9\n'
        }

        while IFS= read -r line; do
            case $line in
            run\ *)
                eval "${line#run }" </dev/null >>"$folder/log" 2>&1
                echo "$?"
                ;;
            start\ *)
                # The one before it has ended; the system is told to forget it.
                wait
                eval "exec ${line#start }" </dev/null >>"$folder/log" 2>&1 &
                server=$!
                echo "$server"
                ;;
            esac
        done

        if running; then
            # A server that a test left paused would not hear the signal.
            kill -CONT $(children) "$server"
            kill -s "$signal" "$server"
            turns=0
            while running && [ "$turns" -lt 500 ]; do
                sleep 0.02
                turns=$((turns + 1))
            done
            if running; then kill -KILL "$server" $(children); fi
        fi
        wait
        # What a killed PostgreSQL leaves outside its folder: the shared memory of that line.
        set -- $(sed -n 7p "$folder/data/postmaster.pid")
        if [ -n "$2" ]; then ipcrm -m "$2"; fi
        cd /
        # A child of a killed server may still have been writing.
        rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
        """#

    /// Runs a command to its end.
    ///
    /// - Throws: `ClusterFailure` with the end of the log where it fails.
    func run(_ arguments: [String]) throws {
        let code = try answer(to: "run", arguments)
        guard code == 0 else {
            throw ClusterFailure("\(arguments) failed with \(code)", log: endOfLog)
        }
    }

    /// Starts the server.
    ///
    /// - Returns: its process.
    /// - Throws: `ClusterFailure` where the watcher is gone.
    func start(_ arguments: [String]) throws -> pid_t { try answer(to: "start", arguments) }

    /// Whether the process is a server that this watcher has started, and runs.
    func isRunning(_ server: pid_t) -> Bool {
        ProcessTable.entry(of: server)?.parent == shell.identifier
    }

    /// Stops the server, removes the folder, and waits until both is done.
    func end() {
        let descriptor = socket.withLock { $0.take() }
        guard let descriptor else { return }
        close(descriptor)
        // The watcher gives the server 10 seconds; it goes on by itself if it needs longer.
        _ = shell.exitCode(within: .seconds(20))
    }

    /// The last lines that the server wrote.
    var endOfLog: String {
        let data = (try? Data(contentsOf: folder.appendingPathComponent("log"))) ?? Data()
        let lines = String(decoding: data.suffix(4_000), as: UTF8.self).split(separator: "\n")
        return lines.suffix(25).joined(separator: "\n")
    }

    private func answer(to command: String, _ arguments: [String]) throws -> Int32 {
        let words = arguments.map { "'" + $0.replacingOccurrences(of: "'", with: #"'\''"#) + "'" }
        let line = Array("\(command) \(words.joined(separator: " "))\n".utf8)
        let answer: Int32? = try socket.withLock { descriptor in
            guard let descriptor else { throw ClusterFailure("\(folder.path) was removed") }
            guard send(descriptor, line, line.count, Int32(MSG_NOSIGNAL)) == line.count else {
                return nil
            }
            return Self.number(from: descriptor)
        }
        guard let answer else {
            throw ClusterFailure("the watcher doesn't answer to \(arguments)", log: endOfLog)
        }
        return answer
    }

    /// Reads a line within two minutes, which `initdb` can need on a machine that is busy.
    private static func number(from descriptor: Int32) -> Int32? {
        var digits: [UInt8] = []
        while digits.last != UInt8(ascii: "\n") {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&ready, 1, 120_000)
            if count < 0, errno == EINTR { continue }
            var byte: UInt8 = 0
            guard count > 0, recv(descriptor, &byte, 1, 0) == 1 else { return nil }
            digits.append(byte)
        }
        return Int32(String(decoding: digits.dropLast(), as: UTF8.self))
    }
}
