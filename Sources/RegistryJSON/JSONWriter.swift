/// Writes compact JSON (RFC 8259) into bytes; commas are placed by itself.
///
/// It trusts its caller to end what is begun and to give each member of an object a key; the forms
/// that take a body do so by themselves.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    /// Whether the last thing written was a value, so that a comma comes before the next.
    private var isAfterValue = false

    /// `capacity`: bytes to make room for, so that a usual answer is written without moving.
    public init(capacity: Int = 1024) {
        bytes.reserveCapacity(capacity)
    }

    // MARK: Structure

    public mutating func beginObject() { begin(ASCII.openBrace) }

    public mutating func endObject() { end(ASCII.closeBrace) }

    public mutating func beginArray() { begin(ASCII.openBracket) }

    public mutating func endArray() { end(ASCII.closeBracket) }

    private mutating func begin(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        isAfterValue = false
    }

    private mutating func end(_ byte: UInt8) {
        bytes.append(byte)
        isAfterValue = true
    }

    private mutating func separate() {
        if isAfterValue { bytes.append(ASCII.comma) }
        isAfterValue = true
    }

    /// A key that is known when the program is built, and needs no escaping.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(ASCII.quote)
        name.withUTF8Buffer { text in
            assert(!Self.hasEscapes(text), "\(name) needs escaping")
            bytes.append(contentsOf: text)
        }
        bytes.append(ASCII.quote)
        bytes.append(ASCII.colon)
        isAfterValue = false
    }

    /// Any other key. Disfavoured, so that a literal is taken by the form above.
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(ASCII.colon)
        isAfterValue = false
    }

    // MARK: Values

    /// A string; null for nil.
    public mutating func string(_ value: String?) {
        guard let value else { return null() }
        separate()
        quote(value)
    }

    public mutating func integer(_ value: some BinaryInteger) {
        raw(String(value).utf8)
    }

    public mutating func boolean(_ value: Bool) {
        word(value ? "true" : "false")
    }

    public mutating func null() { word("null") }

    /// One finished JSON value, taken as it is.
    public mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    private mutating func word(_ word: StaticString) {
        separate()
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    // MARK: Strings

    private mutating func quote(_ text: String) {
        bytes.append(ASCII.quote)
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(ASCII.quote)
    }

    /// Only what must be is escaped: quote, backslash and what is below U+0020.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard Self.hasEscapes(text) else { return bytes.append(contentsOf: text) }
        var written = 0
        for index in text.indices where Self.mustEscape(text[index]) {
            bytes.append(contentsOf: text[written..<index])
            bytes.append(ASCII.backslash)
            appendEscape(of: text[index])
            written = index + 1
        }
        bytes.append(contentsOf: text[written...])
    }

    /// Most texts need none. A loop that never leaves early is made of vector instructions.
    private static func hasEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in text {
            found |=
                (byte < ASCII.space ? 1 : 0)
                | (byte == ASCII.quote ? 1 : 0)
                | (byte == ASCII.backslash ? 1 : 0)
        }
        return found != 0
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
    }

    private mutating func appendEscape(of byte: UInt8) {
        switch byte {
        case ASCII.quote, ASCII.backslash: bytes.append(byte)
        case 0x8: bytes.append(UInt8(ascii: "b"))
        case ASCII.tab: bytes.append(UInt8(ascii: "t"))
        case ASCII.lineFeed: bytes.append(UInt8(ascii: "n"))
        case 0xC: bytes.append(UInt8(ascii: "f"))
        case ASCII.carriageReturn: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(UInt8(ascii: "u"))
            bytes.append(contentsOf: ASCII.hexadecimal(UInt32(byte), width: 4).utf8)
        }
    }
}
