import Foundation
import Glibc

/// What /proc says about processes.
enum ProcessTable {
    /// A process, as long as it isn't merely waiting to be forgotten.
    struct Entry {
        let parent: pid_t
        let isStopped: Bool
    }

    /// - Returns: nil where there is no such process, or only what is left of it.
    static func entry(of process: pid_t) -> Entry? {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        // The name in parentheses before these fields can hold anything, even parentheses.
        let fields =
            String(decoding: bytes[..<count], as: UTF8.self)
            .split(separator: ")").last?
            .split(separator: " ") ?? []
        guard fields.count > 1, let parent = pid_t(fields[1]) else { return nil }
        guard fields[0] != "Z", fields[0] != "X" else { return nil }
        return Entry(parent: parent, isStopped: fields[0] == "T")
    }

    /// The processes that it has started and that still run.
    static func children(of process: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { entry(of: $0)?.parent == process }
    }

    /// Stops a process, then its children: once it stands still it starts no more of them.
    ///
    /// - Returns: the process and its children; nil where they didn't all stop in time.
    static func stop(_ process: pid_t) -> [pid_t]? {
        var processes = [process]
        guard stopAll(processes) else { return nil }
        processes += children(of: process)
        return stopAll(processes) ? processes : nil
    }

    private static func stopAll(_ processes: [pid_t]) -> Bool {
        for process in processes { Glibc.kill(process, SIGSTOP) }
        return Polling.wait(within: .seconds(10)) {
            processes.allSatisfy { entry(of: $0)?.isStopped ?? true }
        }
    }

    /// Lets a stopped process and its children go on.
    static func resume(_ process: pid_t) {
        for process in children(of: process) + [process] { Glibc.kill(process, SIGCONT) }
    }
}
