import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where log lines go: one buffer that many tasks append to and one queue writes out.
///
/// Whoever logs never waits for the reader of the log. When that reader is so slow that
/// ``pendingBytesMax`` bytes are waiting, further lines are dropped, and a line says how many.
/// Standard error is the usual end: standard output belongs to what a command answers
/// (contract section 15, `--json`).
public final class LogOutput: Sendable {
    /// Bytes that wait to be written before lines are dropped. Our choice: some seconds of a
    /// busy server's requests, and nothing beside the memory its bodies may take.
    public static let pendingBytesMax = 4 * 1024 * 1024
    /// How long a line below `warning` may wait for company, so that a busy server writes
    /// hundreds of lines with one system call.
    private static let gatherMilliseconds = 10

    public let format: LogFormat
    private let pending: Mutex<Pending>
    private let queue = DispatchQueue(label: "certregistry.log")
    private let write: @Sendable ([UInt8]) -> Void
    private let millisecondsSinceEpoch: @Sendable () -> Int64

    /// - Parameters:
    ///   - write: takes whole lines, one call at a time, and may block.
    ///   - millisecondsSinceEpoch: the clock of the time stamps, UTC.
    public init(
        format: LogFormat,
        write: @escaping @Sendable ([UInt8]) -> Void = { LogOutput.writeToStandardError($0) },
        millisecondsSinceEpoch: @escaping @Sendable () -> Int64 = { LogOutput.systemTime() }
    ) {
        self.format = format
        self.write = write
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
        pending = Mutex(Pending())
    }

    /// Writes one line: time, level, label, message and the fields that the closure adds.
    ///
    /// The closure runs under the output's lock: it must not log itself.
    /// - Parameter isUrgent: written at once instead of with the lines of the next moments.
    public func write(
        level: String, isUrgent: Bool = false, label: String, message: String,
        fields: (inout LogLine) -> Void = { _ in }
    ) {
        let now = millisecondsSinceEpoch()
        let mustSchedule = pending.withLock { pending -> Bool in
            guard pending.bytes.count < Self.pendingBytesMax else {
                pending.droppedLines += 1
                return false
            }
            pending.append(
                at: now, format: format, level: level, label: label, message: message,
                fields: fields)
            defer { pending.isFlushScheduled = true }
            return isUrgent || !pending.isFlushScheduled
        }
        guard mustSchedule else { return }
        if isUrgent {
            queue.async { self.drain() }
        } else {
            queue.asyncAfter(deadline: .now() + .milliseconds(Self.gatherMilliseconds)) {
                self.drain()
            }
        }
    }

    /// Returns when everything logged so far is written. For the end of a program.
    public func flush() {
        queue.sync { drain() }
    }

    private func drain() {
        while true {
            let now = millisecondsSinceEpoch()
            let bytes = pending.withLock { pending -> [UInt8] in
                if pending.droppedLines > 0 {
                    let dropped = pending.droppedLines
                    pending.droppedLines = 0
                    pending.append(
                        at: now, format: format, level: "warning", label: "certregistry.log",
                        message: "lines dropped, the log is read too slowly"
                    ) { $0.add("lines", dropped) }
                }
                if pending.bytes.isEmpty { pending.isFlushScheduled = false }
                return pending.take()
            }
            guard !bytes.isEmpty else { return }
            write(bytes)
        }
    }
}

extension LogOutput {
    /// What waits to be written.
    private struct Pending {
        var bytes: [UInt8] = []
        var isFlushScheduled = false
        var droppedLines = 0
        private var clock = TimeStamp()

        mutating func append(
            at now: Int64, format: LogFormat, level: String, label: String, message: String,
            fields: (inout LogLine) -> Void
        ) {
            var taken: [UInt8] = []
            swap(&taken, &bytes)
            var line = LogLine(into: taken, format: format)
            line.begin(stamp: clock.text(at: now), level: level, label: label, message: message)
            fields(&line)
            line.end()
            swap(&bytes, &line.bytes)
        }

        mutating func take() -> [UInt8] {
            var taken: [UInt8] = []
            swap(&taken, &bytes)
            bytes.reserveCapacity(min(taken.count, 64 * 1024))
            return taken
        }
    }

    /// The system's clock, in milliseconds since 1970, UTC.
    public static func systemTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Writes all bytes to standard error, waiting for its reader. Gives up when it is gone:
    /// there is nowhere left to say so.
    public static func writeToStandardError(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let unwritten = UnsafeRawBufferPointer(rebasing: rest)
                #if canImport(Glibc)
                let count = Glibc.write(STDERR_FILENO, unwritten.baseAddress, unwritten.count)
                #else
                let count = Darwin.write(STDERR_FILENO, unwritten.baseAddress, unwritten.count)
                #endif
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    // A pipe that someone else made non-blocking: try again a little later.
                    usleep(1_000)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
