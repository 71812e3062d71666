import RegistryJSON

/// A value made up for a test, without any text yet.
indirect enum RandomJSON {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// A number as text.
    case number(String)
    case string(String)
    case array([RandomJSON])
    /// Keys differ in their code points.
    case object([(key: String, value: RandomJSON)])

    static func random(depth: Int, using generator: inout SeededGenerator) -> RandomJSON {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &generator))
        case 2: .integer(randomInteger(using: &generator))
        case 3: .number(randomNumber(using: &generator))
        case 4, 5: .string(randomString(using: &generator))
        case 6: .array(randomElements(depth: depth - 1, using: &generator))
        default: .object(randomMembers(depth: depth - 1, using: &generator))
        }
    }

    private static func randomElements(
        depth: Int, using generator: inout SeededGenerator
    ) -> [RandomJSON] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            random(depth: depth, using: &generator)
        }
    }

    private static func randomMembers(
        depth: Int, using generator: inout SeededGenerator
    ) -> [(key: String, value: RandomJSON)] {
        var keys: Set<[UInt8]> = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            keys.insert(Array(randomString(using: &generator).utf8))
        }
        // A set's order differs from run to run; the test may not.
        return keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
            (String(decoding: key, as: UTF8.self), random(depth: depth, using: &generator))
        }
    }

    private static func randomInteger(using generator: inout SeededGenerator) -> Int64 {
        // Of all lengths, not only the longest.
        let longest = Int64.random(in: .min ... .max, using: &generator)
        return longest >> Int.random(in: 0...63, using: &generator)
    }

    private static func randomNumber(using generator: inout SeededGenerator) -> String {
        func digits(_ generator: inout SeededGenerator) -> String {
            String(UInt32.random(in: 0 ... .max, using: &generator))
        }
        var text = Bool.random(using: &generator) ? "-" : ""
        text += digits(&generator)
        if Bool.random(using: &generator) { text += "." + digits(&generator) }
        if Bool.random(using: &generator) {
            text += ["e", "E", "e+", "E-"].randomElement(using: &generator)!
            text += String(Int.random(in: 0...99, using: &generator))
        }
        return text
    }

    /// Of the scalars that are written or read each in their own way.
    private static func randomString(using generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let range: ClosedRange<UInt32> = [
                0...0x1F, 0x20...0x7F, 0x20...0x7F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C,
                0x80...0x7FF, 0x300...0x36F, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
            ].randomElement(using: &generator)!
            text.append(Unicode.Scalar(UInt32.random(in: range, using: &generator))!)
        }
        return String(text)
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .number(let text): writer.raw(text.utf8)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.array { for element in elements { element.write(to: &$0) } }
        case .object(let members):
            writer.object {
                for (key, value) in members {
                    $0.key(key)
                    value.write(to: &$0)
                }
            }
        }
    }

    /// Whether `value` is this one, read back.
    func isSame(as value: JSONValue) -> Bool {
        switch self {
        case .null: value.isNull
        case .boolean(let flag): value.boolean == flag
        case .integer(let integer): value.integer == integer
        case .number(let text): value.numberText == text
        case .string(let text): value.string?.utf8.elementsEqual(text.utf8) == true
        case .array(let elements):
            value.kind == .array && value.count == elements.count
                && zip(elements, value.elements).allSatisfy { $0.isSame(as: $1) }
        case .object(let members):
            value.kind == .object && value.count == members.count
                && zip(members, value.members).allSatisfy { own, read in
                    own.key.utf8.elementsEqual(read.key.utf8) && own.value.isSame(as: read.value)
                }
        }
    }
}
