import Foundation

/// What single scalars contribute to a ``ComparisonKey``: their compatibility decomposition, case
/// folded, with every white space a plain space.
///
/// Foundation is asked once, for single scalars, which it decomposes rightly. Whole strings are
/// not given to it: of strings with several marks it misplaces or loses some (U+0344, Tibetan
/// vowels, marks after ideographs of plane 3).
struct FoldedDecomposition: Sendable {
    /// A mark that folds to a letter. It has to be put in order among other marks before it is
    /// folded, so it contributes itself here, and ``ComparisonKey`` folds it at the end.
    static let iotaSubscript: Unicode.Scalar = "\u{345}"
    static let iota: Unicode.Scalar = "\u{3B9}"

    /// Made when the first text beyond ASCII is met; takes some 40 ms.
    static let table = FoldedDecomposition()

    /// By scalar value, up to ``valuesEnd``: the index in ``places`` of what it contributes. 0 is
    /// for scalars that contribute themselves; ASCII and Hangul syllables, which are computed,
    /// are 0 too. An array, as a dictionary took half of a key's time.
    private let placeIndexes: [UInt16]
    /// Where in ``parts`` a contribution stands.
    private let places: [Range<Int>]
    private let parts: [Unicode.Scalar]

    /// Plane 3 and those above hold only unified ideographs, tags and private use, none of which
    /// decompose or fold.
    private static let valuesEnd: UInt32 = 0x30000

    /// What a scalar beyond ASCII contributes; nil for itself.
    func contribution(of scalar: Unicode.Scalar) -> ArraySlice<Unicode.Scalar>? {
        guard scalar.value < Self.valuesEnd else { return nil }
        let index = placeIndexes[Int(scalar.value)]
        return index == 0 ? nil : parts[places[Int(index)]]
    }

    private init() {
        let scalars = Self.candidates()
        // One call for all is ten times as fast as one each; no mark crosses a line feed.
        var lines = String.UnicodeScalarView()
        for scalar in scalars {
            lines.append(scalar)
            lines.append("\n")
        }
        let decompositions = String(lines).decomposedStringWithCompatibilityMapping.unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false)
        var placeIndexes = [UInt16](repeating: 0, count: Int(Self.valuesEnd))
        var places = [0..<0]
        var parts: [Unicode.Scalar] = []
        for (scalar, decomposition) in zip(scalars, decompositions) {
            let start = parts.count
            for part in decomposition { Self.appendFolded(part, to: &parts) }
            if parts.count == start + 1, parts[start] == scalar {
                parts.removeLast()
            } else {
                placeIndexes[Int(scalar.value)] = UInt16(places.count)
                places.append(start..<parts.count)
            }
        }
        self.placeIndexes = placeIndexes
        self.places = places
        self.parts = parts
    }

    /// Everything beyond ASCII that may decompose or fold.
    private static func candidates() -> [Unicode.Scalar] {
        (0x80..<valuesEnd).compactMap { value in
            guard let scalar = Unicode.Scalar(value), !HangulSyllable.values.contains(value),
                !scalar.properties.isUnifiedIdeograph
            else { return nil }
            switch scalar.properties.generalCategory {
            case .unassigned, .privateUse: return nil
            default: return scalar
            }
        }
    }

    /// Full case folding of a decomposed scalar, and a space for white space. The standard library
    /// has no folding; it is the lower case of the upper case, with these exceptions.
    private static func appendFolded(_ scalar: Unicode.Scalar, to parts: inout [Unicode.Scalar]) {
        let properties = scalar.properties
        if properties.isWhitespace {
            parts.append(" ")
        } else if scalar == iotaSubscript || !properties.changesWhenCaseFolded {
            parts.append(scalar)
        } else if scalar == "ẞ" {  // its upper case is itself, and its lower case folds further
            parts += ["s", "s"]
        } else if cherokee.contains(where: { $0.contains(scalar.value) }) {  // folds to upper case
            parts += properties.uppercaseMapping.unicodeScalars
        } else {
            for upper in properties.uppercaseMapping.unicodeScalars {
                parts += upper.properties.lowercaseMapping.unicodeScalars
            }
        }
    }

    private static let cherokee: [ClosedRange<UInt32>] = [0x13F8...0x13FD, 0xAB70...0xABBF]
}

/// The letters of a Hangul syllable, which are computed (Unicode, chapter 3.12).
struct HangulSyllable {
    static let values: ClosedRange<UInt32> = 0xAC00...0xD7A3

    let leading: Unicode.Scalar
    let vowel: Unicode.Scalar
    let trailing: Unicode.Scalar?

    /// Nil for any other scalar.
    init?(_ scalar: Unicode.Scalar) {
        guard Self.values.contains(scalar.value) else { return nil }
        let index = scalar.value - Self.values.lowerBound
        guard let leading = Unicode.Scalar(0x1100 + index / 588),
            let vowel = Unicode.Scalar(0x1161 + index % 588 / 28)
        else { return nil }
        self.leading = leading
        self.vowel = vowel
        trailing = index % 28 == 0 ? nil : Unicode.Scalar(0x11A7 + index % 28)
    }
}
