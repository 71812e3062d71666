import RegistryCore

/// What `next_key` holds: the last row of a page, and of which list it is (contract section 2,
/// "Paging"). It is opaque, not secret: whoever makes one up reads the own list elsewhere.
struct PageKey: Equatable {
    let cursor: PageCursor
    let binding: PageBinding

    private static let version: UInt8 = 1
    private static let integerKind: UInt8 = 0
    private static let textKind: UInt8 = 1

    init(cursor: PageCursor, binding: PageBinding) {
        self.cursor = cursor
        self.binding = binding
    }

    /// Version, binding, id, kind and value of the sort field, and a checksum over these; in
    /// base64url without padding.
    var text: String {
        var bytes: [UInt8] = [Self.version]
        bytes.append(bigEndian: binding.fingerprint)
        bytes.append(bigEndian: UInt64(bitPattern: cursor.id.value))
        switch cursor.value {
        case .integer(let number):
            bytes.append(Self.integerKind)
            bytes.append(bigEndian: UInt64(bitPattern: number))
        case .text(let text):
            bytes.append(Self.textKind)
            bytes += text.utf8
        }
        bytes.append(bigEndian: Self.checksum(bytes[...]))
        return Base64URL.encode(bytes)
    }

    /// Reads a key; nil for anything that ``text`` does not produce.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count > MemoryLayout<UInt64>.size else {
            return nil
        }
        var rest = bytes.dropLast(MemoryLayout<UInt64>.size)
        var end = bytes.suffix(MemoryLayout<UInt64>.size)
        guard end.popBigEndian() == Self.checksum(rest), rest.popFirst() == Self.version,
            let fingerprint = rest.popBigEndian(),
            let id = rest.popBigEndian().flatMap({ Int64(exactly: $0) }),
            let kind = rest.popFirst(), let value = Self.value(ofKind: kind, rest)
        else { return nil }
        cursor = PageCursor(value: value, id: RecordID(id))
        binding = PageBinding(fingerprint: fingerprint)
    }

    private static func value(ofKind kind: UInt8, _ bytes: ArraySlice<UInt8>) -> PageCursor.Value? {
        var rest = bytes
        switch kind {
        case integerKind:
            guard let number = rest.popBigEndian(), rest.isEmpty else { return nil }
            return .integer(Int64(bitPattern: number))
        case textKind:
            return String(validating: bytes, as: UTF8.self).map { .text($0) }
        default: return nil
        }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = StableHash()
        hash.combine(bytes)
        return hash.value
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

extension ArraySlice<UInt8> {
    /// Takes eight bytes from the front; nil, and takes nothing, when there are fewer.
    fileprivate mutating func popBigEndian() -> UInt64? {
        guard count >= MemoryLayout<UInt64>.size else { return nil }
        defer { removeFirst(MemoryLayout<UInt64>.size) }
        return prefix(MemoryLayout<UInt64>.size).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
