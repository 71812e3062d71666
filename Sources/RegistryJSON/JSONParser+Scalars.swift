/// Strings, numbers and words: what holds no other values.
extension JSONParser {
    mutating func scalar() throws(JSONFault) {
        switch bytes[position] {
        case ASCII.quote: try string()
        case ASCII.minus, ASCII.zero...ASCII.nine: try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw noValue()
        }
    }

    // MARK: Strings

    mutating func string() throws(JSONFault) {
        let start = position
        let end = bytes.count
        var index = start + 1
        var hasEscapes = false
        while index < end {
            let byte = bytes[index]
            if byte == ASCII.quote {
                position = index + 1
                nodes.append(
                    JSONNode(start: start, extent: position - start, hasEscapes: hasEscapes))
                return
            } else if byte == ASCII.backslash {
                hasEscapes = true
                index = try JSONEscape(in: bytes[...], at: index).end
            } else if byte < ASCII.space {
                throw rawControl(byte, at: index)
            } else if byte < 0x80 {
                index += 1
            } else {
                guard let length = UTF8Sequence.length(in: bytes, at: index) else {
                    throw malformed(at: index)
                }
                index += length
            }
        }
        throw endOfText(inside: "a string", from: start)
    }

    private func rawControl(_ byte: UInt8, at index: Int) -> JSONFault {
        switch byte {
        case ASCII.lineFeed, ASCII.carriageReturn:
            JSONFault(#"a line break in a string must be written as \n or \r"#, at: index)
        case ASCII.tab:
            JSONFault(#"a tab in a string must be written as \t"#, at: index)
        default:
            JSONFault(
                #"a control character in a string must be written as \u"#
                    + ASCII.hexadecimal(UInt32(byte), width: 4), at: index)
        }
    }

    // MARK: Numbers and words

    /// Of any size and precision: a number is kept as it was sent.
    private mutating func number() throws(JSONFault) {
        let start = position
        skip(ASCII.minus)
        let whole = position
        try digits()
        if bytes[whole] == ASCII.zero, position > whole + 1 {
            throw JSONFault("a number may not begin with a needless 0", at: whole)
        }
        if skip(ASCII.point) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(ASCII.plus) { skip(ASCII.minus) }
            try digits()
        }
        nodes.append(JSONNode(start: start, extent: position - start))
    }

    /// Reads one digit or more.
    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, ASCII.isDigit(bytes[position]) { position += 1 }
        guard position > start else {
            guard position < bytes.count else {
                throw JSONFault("the text ends inside a number", at: position)
            }
            throw unexpected(instead: "a digit")
        }
    }

    /// Steps over `byte` if it comes next.
    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        let end = position + word.utf8CodeUnitCount
        guard
            end <= bytes.count,
            word.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) })
        else { throw noValue() }
        nodes.append(JSONNode(start: position, extent: end - position))
        position = end
    }
}
