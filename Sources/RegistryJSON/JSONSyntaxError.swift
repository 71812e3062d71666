/// Why a text is no JSON, and where.
public struct JSONSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, without the place: `the key "a" stands twice in one object`.
    public let reason: String
    /// Lines from 1; a line feed ends one.
    public let line: Int
    /// Unicode scalars from 1.
    public let column: Int
    /// Bytes from 0.
    public let offset: Int

    init(_ fault: JSONFault, in bytes: [UInt8]) {
        let place = JSONPlace(of: fault.offset, in: bytes)
        reason = fault.reason
        line = place.line
        column = place.column
        offset = fault.offset
    }

    /// `<reason> at line L, column C`
    public var description: String { "\(reason) at line \(line), column \(column)" }
}

/// What the parser throws. Line and column are counted once, when an error leaves the module.
struct JSONFault: Error {
    let reason: String
    let offset: Int

    init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// Where a byte stands for a reader of the text.
struct JSONPlace {
    private(set) var line = 1
    private(set) var column = 1

    /// What is before `offset` is well-formed UTF-8: the parser stops at the first byte that isn't.
    init(of offset: Int, in bytes: [UInt8]) {
        for byte in bytes.prefix(offset) {
            if byte == ASCII.lineFeed {
                line += 1
                column = 1
            } else if !UTF8Sequence.isContinuation(byte) {
                column += 1
            }
        }
    }
}
