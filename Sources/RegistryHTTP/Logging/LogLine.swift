/// The form of every log line (issue: text or JSON, UTC, one line an entry).
public enum LogFormat: String, Sendable, CaseIterable {
    /// `2026-01-31T09:00:00.000Z info certregistry "server started" port=8080`
    case text
    /// `{"time":"2026-01-31T09:00:00.000Z","level":"info","logger":"certregistry",...}`
    case json
}

/// One log line while it is written, byte by byte, into the output's own buffer.
///
/// Nothing that is added can end the line or look like another field: what is not plain visible
/// ASCII is quoted, and control characters, line separators and direction marks are escaped.
public struct LogLine {
    /// What is written so far; the line is the end of it.
    var bytes: [UInt8]
    let format: LogFormat

    init(into bytes: consuming [UInt8], format: LogFormat) {
        self.bytes = bytes
        self.format = format
    }

    /// Adds a field with a text value.
    public mutating func add(_ key: String, _ value: String) {
        begin(key)
        if format == .text, Self.isPlain(value) {
            bytes.append(contentsOf: value.utf8)
        } else {
            appendQuoted(value)
        }
    }

    /// Adds a field with a whole number.
    public mutating func add(_ key: String, _ value: Int) {
        begin(key)
        appendDecimal(value)
    }

    /// Adds a duration as milliseconds with three decimals; the key should end in `_ms`.
    public mutating func add(_ key: String, milliseconds duration: Duration) {
        begin(key)
        let (seconds, attoseconds) = duration.components
        let microseconds = max(0, Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        appendDecimal(microseconds / 1_000)
        bytes.append(UInt8(ascii: "."))
        appendDecimal(microseconds % 1_000, width: 3)
    }

    /// The time, the level, the logger's label and the message: what every line starts with.
    mutating func begin(stamp: [UInt8], level: String, label: String, message: String) {
        switch format {
        case .text:
            bytes.append(contentsOf: stamp)
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: level.utf8)
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: label.utf8)
            bytes.append(UInt8(ascii: " "))
            if Self.isPlain(message) {
                bytes.append(contentsOf: message.utf8)
            } else {
                appendQuoted(message)
            }
        case .json:
            bytes.append(contentsOf: #"{"time":""#.utf8)
            bytes.append(contentsOf: stamp)
            bytes.append(UInt8(ascii: "\""))
            add("level", level)
            add("logger", label)
            add("message", message)
        }
    }

    mutating func end() {
        if format == .json { bytes.append(UInt8(ascii: "}")) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func begin(_ key: String) {
        switch format {
        case .text:
            bytes.append(UInt8(ascii: " "))
            if Self.isPlain(key) {
                bytes.append(contentsOf: key.utf8)
            } else {
                appendQuoted(key)
            }
            bytes.append(UInt8(ascii: "="))
        case .json:
            bytes.append(UInt8(ascii: ","))
            appendQuoted(key)
            bytes.append(UInt8(ascii: ":"))
        }
    }

    /// Whether a text needs no quotes: visible ASCII that can't be taken for quotes or a field.
    private static func isPlain(_ text: String) -> Bool {
        guard !text.isEmpty else { return false }
        return text.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
                && byte != UInt8(ascii: "\\")
        }
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: #"\""#.utf8)
            case "\\": bytes.append(contentsOf: #"\\"#.utf8)
            case "\n": bytes.append(contentsOf: #"\n"#.utf8)
            case "\r": bytes.append(contentsOf: #"\r"#.utf8)
            case "\t": bytes.append(contentsOf: #"\t"#.utf8)
            case _ where Self.isDisruptive(scalar): appendEscaped(scalar)
            default: bytes.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Characters that move the cursor, end a line, or turn the direction of what follows.
    private static func isDisruptive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
            true
        default:
            false
        }
    }

    /// `\u` and four digits: every character that ``isDisruptive(_:)`` names is below U+10000.
    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: #"\u"#.utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
    }

    /// A whole number in decimal, filled up with zeros to `width` digits.
    private mutating func appendDecimal(_ value: Int, width: Int = 1) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.endIndex
        var rest = value.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0 || bytes.endIndex - start < width
        bytes[start...].reverse()
    }
}
