/// The id of any record: 63 bits inside, 13 characters of lower-case Crockford base 32 on the wire.
///
/// The text has a fixed width and its alphabet ascends, so ids sort alike as numbers and as text;
/// ``IDGenerator`` makes them ascend with time, so they also sort by creation. Contract section 4
/// allows 1 to 36 characters of `A-Z a-z 0-9 - _`.
public struct RecordID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Never negative.
    public let value: Int64

    public init(_ value: Int64) {
        precondition(value >= 0, "a record id is not negative")
        self.value = value
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let textLength = 13
    private static let bitsPerCharacter: Int64 = 5

    /// Reads the wire form; nil for anything that ``description`` does not produce.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.count == Self.textLength else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
            guard value >> 58 == 0 else { return nil }
            value = value << UInt64(Self.bitsPerCharacter) | UInt64(digit)
        }
        self.value = Int64(value)
    }

    /// The wire form.
    public var description: String {
        String(unsafeUninitializedCapacity: Self.textLength) { buffer in
            var rest = value
            for index in stride(from: Self.textLength - 1, through: 0, by: -1) {
                buffer[index] = Self.alphabet[Int(rest & 31)]
                rest >>= Self.bitsPerCharacter
            }
            return Self.textLength
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
