/// Well-formed UTF-8, as the Unicode Standard's table 3-7 has it: no overlong forms, no
/// surrogates, nothing above U+10FFFF, nothing cut short.
enum UTF8Sequence {
    static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// Bytes of the sequence that begins at `index`; nil if none does.
    static func length(in bytes: [UInt8], at index: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for next in index + 2..<max(index + 2, index + length) {
            guard isContinuation(bytes[next]) else { return nil }
        }
        return length
    }
}
