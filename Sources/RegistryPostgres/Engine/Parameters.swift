/// Values of one run of a statement, in the text form in which libpq sends them: one behind the
/// other, each ended by a zero byte.
struct Parameters {
    private var bytes: [CChar] = []
    /// Where each begins; -1 for a null.
    private var starts: [Int] = []

    var count: Int { starts.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    mutating func appendNull() { starts.append(-1) }

    mutating func append(_ value: Int64) {
        starts.append(bytes.count)
        if value < 0 { bytes.append(CChar(UInt8(ascii: "-"))) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            bytes.append(CChar(UInt8(ascii: "0") + UInt8(rest % 10)))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
        bytes.append(0)
    }

    /// No text of the register holds a zero byte: its reader refuses it.
    mutating func append(utf8 text: some Collection<UInt8>) {
        starts.append(bytes.count)
        bytes.append(contentsOf: text.lazy.map { CChar(bitPattern: $0) })
        bytes.append(0)
    }

    /// As `bytea` is written in hexadecimal digits.
    mutating func append(blob: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("\\x".utf8)
        for byte in blob {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        append(utf8: text)
    }

    mutating func append(array integers: [Int64]) {
        append(utf8: "{\(integers.map(String.init).joined(separator: ","))}".utf8)
    }

    mutating func append(array texts: [String]) {
        var text = [UInt8(ascii: "{")]
        for (index, element) in texts.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(UInt8(ascii: "\""))
            for byte in element.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    text.append(UInt8(ascii: "\\"))
                }
                text.append(byte)
            }
            text.append(UInt8(ascii: "\""))
        }
        text.append(UInt8(ascii: "}"))
        append(utf8: text)
    }

    /// As libpq takes them: an address each, none for a null.
    func withPointers<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) throws -> Value
    ) rethrows -> Value {
        try bytes.withUnsafeBufferPointer { bytes in
            let pointers: [UnsafePointer<CChar>?] = starts.map { start in
                start < 0 ? nil : bytes.baseAddress.map { $0 + start }
            }
            return try pointers.withUnsafeBufferPointer { try body($0.baseAddress) }
        }
    }

    // MARK: Rows of a COPY

    /// Appends the values as one line of a text COPY.
    func appendLine(to lines: inout [UInt8]) {
        for (index, start) in starts.enumerated() {
            if index > 0 { lines.append(UInt8(ascii: "\t")) }
            appendField(start, to: &lines)
        }
        lines.append(UInt8(ascii: "\n"))
    }

    private func appendField(_ start: Int, to lines: inout [UInt8]) {
        guard start >= 0 else {
            lines.append(UInt8(ascii: "\\"))
            lines.append(UInt8(ascii: "N"))
            return
        }
        bytes.withUnsafeBufferPointer { bytes in
            var position = start
            while bytes[position] != 0 {
                let byte = UInt8(bitPattern: bytes[position])
                position += 1
                switch byte {
                case UInt8(ascii: "\\"), UInt8(ascii: "\t"): lines.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "\n"):
                    lines.append(UInt8(ascii: "\\"))
                    lines.append(UInt8(ascii: "n"))
                    continue
                case UInt8(ascii: "\r"):
                    lines.append(UInt8(ascii: "\\"))
                    lines.append(UInt8(ascii: "r"))
                    continue
                default: break
                }
                lines.append(byte)
            }
        }
    }
}
