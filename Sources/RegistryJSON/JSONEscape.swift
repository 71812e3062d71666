/// One escape of a string: a backslash and what follows it; two where surrogates make a pair.
struct JSONEscape {
    /// What it stands for.
    let scalar: Unicode.Scalar
    /// Index behind its last byte.
    let end: Int

    /// Reads the escape whose backslash is at `index` of `text`.
    init(in text: ArraySlice<UInt8>, at index: Int) throws(JSONFault) {
        guard index + 1 < text.endIndex else {
            throw JSONFault("the text ends inside an escape", at: text.endIndex)
        }
        if text[index + 1] == UInt8(ascii: "u") {
            (scalar, end) = try Self.byCode(in: text, at: index)
        } else if let meaning = Self.meaning(of: text[index + 1]) {
            (scalar, end) = (meaning, index + 2)
        } else {
            throw JSONFault(
                #"a backslash must be followed by one of " \ / b f n r t u"#, at: index)
        }
    }

    private static func meaning(of letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case ASCII.quote, ASCII.backslash, ASCII.slash: Unicode.Scalar(letter)
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    private static func byCode(
        in text: ArraySlice<UInt8>, at index: Int
    ) throws(JSONFault) -> (Unicode.Scalar, end: Int) {
        guard let unit = codeUnit(in: text, at: index) else {
            throw JSONFault(#"four hexadecimal digits must follow \u"#, at: index)
        }
        if let scalar = Unicode.Scalar(unit) { return (scalar, index + 6) }
        guard
            UTF16.isLeadSurrogate(unit),
            let trail = codeUnit(in: text, at: index + 6), UTF16.isTrailSurrogate(trail)
        else {
            let name = ASCII.hexadecimal(UInt32(unit), width: 4)
            throw JSONFault(#"the surrogate \u\#(name) stands without its other half"#, at: index)
        }
        let pair = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(trail & 0x3FF)
        // Ten bits over ten bits: never above U+10FFFF.
        return (Unicode.Scalar(pair)!, index + 12)
    }

    /// The number behind the `\u` at `index`; nil if no `\u` and four digits stand there.
    private static func codeUnit(in text: ArraySlice<UInt8>, at index: Int) -> UInt16? {
        guard
            index + 6 <= text.endIndex,
            text[index] == ASCII.backslash, text[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for digit in text[index + 2..<index + 6] {
            guard let value = hexadecimalValue(of: digit) else { return nil }
            unit = unit << 4 | value
        }
        return unit
    }

    private static func hexadecimalValue(of digit: UInt8) -> UInt16? {
        switch digit {
        case ASCII.zero...ASCII.nine: UInt16(digit - ASCII.zero)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(digit - UInt8(ascii: "A") + 10)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(digit - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}
