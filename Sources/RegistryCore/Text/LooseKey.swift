/// A ``ComparisonKey`` without what a vocabulary sets aside when it compares (contract section
/// 12): accents, apostrophes, white space, dots, hyphens. Each list has its own making; keys of
/// different makings are not to be mixed in one index.
public struct LooseKey: Hashable, Sendable {
    public let text: String

    /// Countries: accents and apostrophes aside, so that `Cote d’Ivoire` is `Côte d'Ivoire`.
    public static func country(_ key: ComparisonKey) -> LooseKey {
        LooseKey(key, aside: [.accents, .apostrophes])
    }

    /// Schemes and standards: white space aside, so that `ISO9001:2015` is `ISO 9001:2015`.
    public static func standard(_ key: ComparisonKey) -> LooseKey {
        LooseKey(key, aside: .whiteSpace)
    }

    /// Acronyms of accreditation bodies: `JAS ANZ` is `JASANZ` is `JAS-ANZ` is `J.A.S.-A.N.Z.`.
    public static func acronym(_ key: ComparisonKey) -> LooseKey {
        LooseKey(key, aside: [.whiteSpace, .dots, .hyphens])
    }

    /// For measuring how near two words are: everything aside that a typist varies.
    static func outline(_ key: ComparisonKey) -> LooseKey {
        LooseKey(key, aside: [.accents, .apostrophes, .whiteSpace, .dots, .hyphens])
    }

    private struct Aside: OptionSet {
        let rawValue: UInt8
        static let accents = Aside(rawValue: 1)
        static let apostrophes = Aside(rawValue: 2)
        static let whiteSpace = Aside(rawValue: 4)
        static let dots = Aside(rawValue: 8)
        static let hyphens = Aside(rawValue: 16)
    }

    private init(_ key: ComparisonKey, aside: Aside) {
        text = Self.ofASCII(key.text, aside) ?? Self.ofAnyScript(key.text, aside)
    }

    /// Most standards and acronyms are ASCII, whose bytes are scalars. Nil if there are others.
    private static func ofASCII(_ key: String, _ aside: Aside) -> String? {
        let text = key.utf8.withContiguousStorageIfAvailable { bytes -> String? in
            var kept = 0
            for byte in bytes {
                guard byte < 0x80 else { return nil }
                if !isAside(Unicode.Scalar(byte), aside) { kept += 1 }
            }
            if kept == bytes.count { return key }
            return String(unsafeUninitializedCapacity: kept) { text in
                text.initialize(
                    fromContentsOf: bytes.filter { !isAside(Unicode.Scalar($0), aside) })
            }
        }
        return text ?? nil
    }

    private static func ofAnyScript(_ key: String, _ aside: Aside) -> String {
        var kept: [Unicode.Scalar] = []
        for scalar in key.unicodeScalars {
            if !isAside(scalar, aside) {
                kept.append(scalar)
            } else if scalar.isMark, kept.last == " " {
                // A spacing accent, as in `Cote d´Ivoire`: decomposed it is a space and a mark.
                kept.removeLast()
            }
        }
        return String(scalars: kept)
    }

    /// Whether the scalar is of a kind that is set aside.
    private static func isAside(_ scalar: Unicode.Scalar, _ aside: Aside) -> Bool {
        switch scalar {
        case " ": aside.contains(.whiteSpace)
        case ".": aside.contains(.dots)
        case "-": aside.contains(.hyphens)
        case "'", "`", "‘", "’", "‛", "ʹ", "ʻ", "ʼ", "ʽ", "′": aside.contains(.apostrophes)
        default:
            scalar.value >= 0x80
                && (aside.contains(.accents) && scalar.isMark
                    || aside.contains(.hyphens) && scalar.properties.isDash)
        }
    }
}
