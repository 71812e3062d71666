/// The form in which names and certificate numbers are compared (contract section 11): Unicode
/// compatibility equivalence, case folded, white space collapsed to one space and trimmed.
///
/// The text is decomposed (NFKD), not composed (NFKC): two texts agree in one form exactly when
/// they agree in the other, marks can be set aside by leaving them out (``LooseKey``), and a
/// folded decomposition is stable, so the key of a key is the key itself. It is for comparing
/// and for unique indexes; it is never answered. Ids are compared as sent and have no key.
///
/// What Unicode assigns in later versions may change the keys of texts that use it; the keys of
/// all scalars assigned today stay (Unicode's stability policy).
public struct ComparisonKey: Hashable, Sendable {
    // Equality and hash are String's, canonical equivalence. Between decomposed texts that is
    // equality code point by code point, as a database compares the stored keys.
    public let text: String

    /// The key of any text; that of an empty or white text is empty.
    public init(_ source: String) {
        text = Self.ofASCII(source) ?? Self.ofAnyScript(source)
    }

    /// ASCII needs no table: a pass over the bytes, and no copy where they are a key already.
    /// Nil if there are others.
    private static func ofASCII(_ source: String) -> String? {
        let key = source.utf8.withContiguousStorageIfAvailable { bytes -> String? in
            var isKeyAlready = true
            var previous = UInt8(ascii: " ")
            for byte in bytes {
                guard byte < 0x80 else { return nil }
                let contribution = contribution(ofASCII: byte)
                if contribution != byte || (byte == 0x20 && previous == 0x20) {
                    isKeyAlready = false
                }
                previous = byte
            }
            if isKeyAlready && (previous != 0x20 || bytes.isEmpty) { return source }
            return collapsed(bytes)
        }
        return key ?? nil
    }

    private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { key in
            var count = 0
            for byte in bytes {
                let contribution = contribution(ofASCII: byte)
                if contribution == 0x20 && (count == 0 || key[count - 1] == 0x20) { continue }
                key[count] = contribution
                count += 1
            }
            return count > 0 && key[count - 1] == 0x20 ? count - 1 : count
        }
    }

    private static func contribution(ofASCII byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case 0x09...0x0D: 0x20
        default: byte
        }
    }

    private static func ofAnyScript(_ source: String) -> String {
        let table = FoldedDecomposition.table
        var key: [Unicode.Scalar] = []
        key.reserveCapacity(source.utf8.count)
        for scalar in source.unicodeScalars {
            if scalar.isASCII {
                append(Unicode.Scalar(contribution(ofASCII: UInt8(scalar.value))), to: &key)
            } else if let parts = table.contribution(of: scalar) {
                for part in parts { append(part, to: &key) }
            } else if let syllable = HangulSyllable(scalar) {
                key.append(syllable.leading)
                key.append(syllable.vowel)
                if let trailing = syllable.trailing { key.append(trailing) }
            } else {
                key.append(scalar)
            }
        }
        if key.last == " " { key.removeLast() }
        putMarksInOrder(&key)
        for index in key.indices where key[index] == FoldedDecomposition.iotaSubscript {
            key[index] = FoldedDecomposition.iota
        }
        return String(scalars: key)
    }

    private static func append(_ scalar: Unicode.Scalar, to key: inout [Unicode.Scalar]) {
        if scalar == " " && (key.isEmpty || key.last == " ") { return }
        key.append(scalar)
    }

    /// Canonical ordering: marks on one letter in the order of their combining class, since it is
    /// not seen in which order they were typed. Marks of one class stay as they are.
    private static func putMarksInOrder(_ key: inout [Unicode.Scalar]) {
        var start = 0
        while start < key.count {
            guard key[start].isMark else {
                start += 1
                continue
            }
            var end = start + 1
            while end < key.count, key[end].isMark { end += 1 }
            if end - start > 1 {
                let ordered = key[start..<end].enumerated().sorted { left, right in
                    let leftClass = left.element.properties.canonicalCombiningClass
                    let rightClass = right.element.properties.canonicalCombiningClass
                    return (leftClass, left.offset) < (rightClass, right.offset)
                }
                key.replaceSubrange(start..<end, with: ordered.lazy.map(\.element))
            }
            start = end
        }
    }
}

extension Unicode.Scalar {
    /// Whether it combines with the letter before it and may change places with other marks.
    /// There are none below U+0300.
    var isMark: Bool {
        value >= 0x300 && properties.canonicalCombiningClass != .notReordered
    }
}

extension String {
    /// The text of these scalars: faster than appending them one by one.
    init(scalars: [Unicode.Scalar]) {
        self.init(unsafeUninitializedCapacity: 4 * scalars.count) { bytes in
            var count = 0
            for scalar in scalars {
                for byte in scalar.utf8 {
                    bytes[count] = byte
                    count += 1
                }
            }
            return count
        }
    }
}
