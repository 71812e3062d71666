import Logging
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@testable import RegistryHTTP

@Suite("the log")
struct LogTests {
    /// What a line with this one field looks like, its start left out.
    private func line(_ value: String, format: LogFormat) -> String {
        var line = LogLine(into: [], format: format)
        line.add("key", value)
        return String(decoding: line.bytes, as: UTF8.self)
    }

    @Test(
        "no value can end its line, leave its field or move the cursor",
        arguments: [
            ("plain", " key=plain", #","key":"plain""#),
            ("", #" key="""#, #","key":"""#),
            ("two words", #" key="two words""#, #","key":"two words""#),
            ("a=b", #" key="a=b""#, #","key":"a=b""#),
            ("a\"b", #" key="a\"b""#, #","key":"a\"b""#),
            ("a\\b", #" key="a\\b""#, #","key":"a\\b""#),
            ("a\nb\r\tc", #" key="a\nb\r\tc""#, #","key":"a\nb\r\tc""#),
            ("\u{1B}[31m\u{0}", #" key="\u001b[31m\u0000""#, #","key":"\u001b[31m\u0000""#),
            ("\u{7F}\u{85}", #" key="\u007f\u0085""#, #","key":"\u007f\u0085""#),
            ("a\u{2028}b", #" key="a\u2028b""#, #","key":"a\u2028b""#),
            ("a\u{202E}b", #" key="a\u202eb""#, #","key":"a\u202eb""#),
            ("Müller 中", #" key="Müller 中""#, #","key":"Müller 中""#),
        ])
    func values(value: String, text: String, json: String) {
        #expect(line(value, format: .text) == text)
        #expect(line(value, format: .json) == json)
    }

    @Test("keys are quoted, too, where they could be taken for something else")
    func keys() {
        var line = LogLine(into: [], format: .text)
        line.add("a b", 1)
        #expect(String(decoding: line.bytes, as: UTF8.self) == #" "a b"=1"#)
    }

    @Test("numbers and durations", arguments: [
        (0, "0", "0.000"), (7, "7", "0.007"), (-12, "-12", "0.000"),
        (1_234_567, "1234567", "1234.567"),
        (Int.min, "-9223372036854775808", "0.000"),
    ])
    func numbers(number: Int, whole: String, milliseconds: String) {
        var line = LogLine(into: [], format: .json)
        line.add("n", number)
        line.add("n", milliseconds: .microseconds(number))
        let expected = #","n":\#(whole),"n":\#(milliseconds)"#
        #expect(String(decoding: line.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "times are UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199_123, "2024-02-29T23:59:59.123Z"),
            (1_709_251_200_000, "2024-03-01T00:00:00.000Z"),
            (1_735_689_599_999, "2024-12-31T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (1_799_999_999_042, "2027-01-15T07:59:59.042Z"),
        ])
    func times(milliseconds: Int64, text: String) {
        var stamp = TimeStamp()
        #expect(String(decoding: stamp.text(at: milliseconds), as: UTF8.self) == text)
        // From whatever it wrote before.
        _ = stamp.text(at: 1_234_567_890_123)
        #expect(String(decoding: stamp.text(at: milliseconds), as: UTF8.self) == text)
    }

    @Test("an entry is one line, its metadata sorted", arguments: LogFormat.allCases)
    func entry(format: LogFormat) {
        let log = RecordedOutput(format: format)
        var logger = RegistryLogHandler.logger(label: "test", output: log.output)
        logger[metadataKey: "zone"] = "a"
        logger.warning("it\nhappened", metadata: ["b": "2", "a": ["x", "y"], "zone": "z"])
        logger.debug("not at this level")
        log.output.flush()
        let expected =
            switch format {
            case .text:
                #"2024-02-29T23:59:59.123Z warning test "it\nhappened" "#
                    + #"a="[\"x\", \"y\"]" b=2 zone=z"#
            case .json:
                #"{"time":"2024-02-29T23:59:59.123Z","level":"warning","logger":"test","#
                    + #""message":"it\nhappened","a":"[\"x\", \"y\"]","b":"2","zone":"z"}"#
            }
        #expect(log.text == expected + "\n")
    }

    @Test("with any other log handler a request's line says the same")
    func otherHandler() async throws {
        try await TestServer.run(logger: { log in
            // A handler that isn't ours, as far as the middleware can see.
            Logger(label: "test") { _ in MultiplexLogHandler([log.logger.handler]) }
        }) { server in
            _ = try await server.answer("POST", "/read", "X-Request-Id: known-1", body: "hello")
            let line = try #require(server.log.lines.last)
            #expect(line.contains("test request bytes_in=5 bytes_out=1 client=127.0.0.1"))
            #expect(line.hasSuffix("id=known-1 method=POST route=/read status=200"))
        }
    }

    @Test("a request's line has all its fields, in text and in JSON", arguments: LogFormat.allCases)
    func requestLine(format: LogFormat) async throws {
        let log = CapturedLog(format: format)
        try await TestServer.run(logger: { _ in log.logger }) { server in
            _ = try await server.answer(
                "POST", "/read?secret", "X-Request-Id: known-1", body: "hello")
        }
        let line = try #require(log.lines.first { $0.contains("known-1") })
        switch format {
        case .text:
            let start = " info test request id=known-1 method=POST route=/read status=200 "
            #expect(line.contains(start + "duration_ms="))
            #expect(line.hasSuffix(" bytes_in=5 bytes_out=1 client=127.0.0.1"))
        case .json:
            #expect(line.hasPrefix(#"{"time":"20"#))
            let start = #""level":"info","logger":"test","message":"request","id":"known-1","#
            #expect(line.contains(start + #""method":"POST","route":"/read","status":200,"#))
            #expect(line.hasSuffix(#","bytes_in":5,"bytes_out":1,"client":"127.0.0.1"}"#))
        }
    }

    @Test("below its level, requests leave no line")
    func level() async throws {
        try await TestServer.run(logger: { log in
            var logger = log.logger
            logger.logLevel = .warning
            return logger
        }) { server in
            _ = try await server.answer("GET", "/hello")
            #expect(server.log.lines.isEmpty)
        }
    }

    @Test("a reader that is too slow costs lines, not memory or time, and the log says so")
    func slowReader() async throws {
        let gate = Gate()
        let log = RecordedOutput(format: .text, gate: gate)
        let long = String(repeating: "x", count: 1_000)
        let start = ContinuousClock.now
        for _ in 0..<20_000 { log.output.write(level: "info", label: "test", message: long) }
        #expect(start.duration(to: .now) < .seconds(20))
        gate.open()
        log.output.flush()
        #expect(log.text.utf8.count < 2 * LogOutput.pendingBytesMax + 10_000)
        let notice = log.text.split(separator: "\n").last { $0.contains("lines dropped") }
        #expect(notice != nil)
        // All is well again.
        log.output.write(level: "info", label: "test", message: "after")
        log.output.flush()
        #expect(log.text.hasSuffix("info test after\n"))
    }

    @Test("lines of many tasks are whole")
    func concurrent() async {
        let log = RecordedOutput(format: .text)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        log.output.write(level: "info", label: "test", message: "line") {
                            $0.add("task", task)
                            $0.add("number", number)
                        }
                    }
                }
            }
        }
        log.output.flush()
        let lines = log.text.split(separator: "\n")
        #expect(lines.count == 1_600)
        #expect(Set(lines).count == 1_600)
        #expect(lines.allSatisfy { $0.hasPrefix("2024-02-29T23:59:59.123Z info test line task=") })
    }

    @Test("an urgent line does not wait for others")
    func urgent() async throws {
        let log = RecordedOutput(format: .text)
        log.output.write(level: "error", isUrgent: true, label: "test", message: "now")
        try await eventually("the line", within: .seconds(5)) { !log.text.isEmpty }
    }
}

/// Lets the writer of a log through, once it is open.
private final class Gate: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .relaxed) }

    /// Blocks, as a full pipe does. Only the log's own queue is here to wait.
    func wait() {
        while !isOpen.load(ordering: .relaxed) { usleep(1_000) }
    }
}

/// What an output writes, at a time that stands still.
private final class RecordedOutput: Sendable {
    private final class Bytes: Sendable {
        let all = Mutex([UInt8]())
    }
    private let bytes = Bytes()
    let output: LogOutput

    init(format: LogFormat, gate: Gate? = nil) {
        let bytes = bytes
        output = LogOutput(
            format: format,
            write: { lines in
                gate?.wait()
                bytes.all.withLock { $0 += lines }
            },
            millisecondsSinceEpoch: { 1_709_251_199_123 })
    }

    var text: String { bytes.all.withLock { String(decoding: $0, as: UTF8.self) } }
}
