/// What is said of a text that is no JSON, so that its sender can mend it.
extension JSONParser {
    func malformed(at index: Int) -> JSONFault {
        let byte = ASCII.hexadecimal(UInt32(bytes[index]), width: 2)
        return JSONFault("the byte 0x\(byte) is not part of well-formed UTF-8", at: index)
    }

    func endOfText(inside what: String, from start: Int) -> JSONFault {
        let place = JSONPlace(of: start, in: bytes)
        return JSONFault(
            "the text ends inside \(what) (begun at line \(place.line), column \(place.column))",
            at: bytes.count)
    }

    /// Something else stands at `position`, which is not the end of the text.
    func unexpected(instead expected: String) -> JSONFault {
        guard let length = UTF8Sequence.length(in: bytes, at: position) else {
            return malformed(at: position)
        }
        let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
        let scalar = text.unicodeScalars.first ?? "\u{FFFD}"
        let name =
            (0x21...0x7E).contains(scalar.value)
            ? "\"\(scalar)\"" : "U+" + ASCII.hexadecimal(scalar.value, width: 4)
        return JSONFault("\(expected) was expected instead of \(name)", at: position)
    }

    /// No value begins at `position`: says what the sender may have meant.
    func noValue() -> JSONFault {
        switch bytes[position] {
        case UInt8(ascii: "'"):
            return JSONFault("strings stand in double quotes, not in single ones", at: position)
        case ASCII.plus, ASCII.point:
            return JSONFault("a number begins with a digit or with -", at: position)
        case ASCII.slash, UInt8(ascii: "#"):
            return JSONFault("comments are no JSON", at: position)
        default: break
        }
        let letters = bytes[position...].prefix(10).prefix { isLetter($0) }
        switch String(decoding: letters, as: UTF8.self).lowercased() {
        case "true", "false", "null":
            return JSONFault("true, false and null are written in lower case", at: position)
        case "nan", "inf", "infinity":
            return JSONFault("there is no such number in JSON; send null", at: position)
        case "undefined", "none", "nil":
            return JSONFault("no value is written as null", at: position)
        default:
            return unexpected(instead: "a value")
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
