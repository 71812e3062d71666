/// A word of a list that an answer may suggest.
struct Suggestion: Sendable {
    /// As it is suggested.
    let word: String
    /// What it is read by, in the form in which distances are measured.
    let outlines: [Outline]

    init(_ word: String, readAs forms: [String]) {
        self.word = word
        outlines = forms.map { Outline($0) }
    }
}

/// A text in the form in which distances are measured.
struct Outline: Sendable {
    let text: String
    /// A bit for each scalar that occurs; several scalars share one.
    let letters: UInt64

    init(_ source: String) {
        text = LooseKey.outline(ComparisonKey(source)).text
        letters = text.unicodeScalars.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
    }

    /// At least so many edits lie between this text and any part of the other: one for each
    /// letter that is missing there. Spares most of the measuring.
    func editsMin(to other: Outline) -> Int { (letters & ~other.letters).nonzeroBitCount }
}

/// Finds the words that a mistyped one may have meant.
enum Nearest {
    /// How many words an answer suggests (contract section 3).
    static let count = 3
    /// Of a longer text the first scalars are measured: what is mistyped shows by then, and a
    /// machine word holds them.
    static let scalarsMax = 64
    /// From this length on a text may be meant for a part of a word: `9001` for `ISO 9001:2015`.
    static let partScalarsMin = 4

    /// The nearest words, the nearest first; equally near ones in the order of the alphabet.
    static func words(to text: String, among suggestions: [Suggestion]) -> [String] {
        let outline = Outline(text.prefix(scalars: scalarsMax))
        let distance = EditDistance(to: outline.text)
        var best: [Candidate] = []
        for suggestion in suggestions {
            let editsMax = best.count == count ? best.last?.edits : nil
            let near = suggestion.outlines.filter {
                outline.editsMin(to: $0) <= editsMax ?? scalarsMax
            }
            guard let candidate = Candidate(suggestion.word, readAs: near, by: distance) else {
                continue
            }
            if best.count == count, let last = best.last, last <= candidate { continue }
            // Two lists may hold the same word: the account's own terms, and the register's.
            if let double = best.firstIndex(where: { $0.word == candidate.word }) {
                guard candidate < best[double] else { continue }
                best.remove(at: double)
            }
            best.insert(candidate, at: best.firstIndex { candidate < $0 } ?? best.endIndex)
            if best.count > count { best.removeLast() }
        }
        return best.map(\.word)
    }

    private struct Candidate: Comparable {
        /// Edits to the word, or to a part of it and one more.
        let edits: Int
        /// Edits to the whole word.
        let wholeEdits: Int
        let word: String

        /// Nil for a word that is read by nothing.
        init?(_ word: String, readAs outlines: [Outline], by distance: EditDistance) {
            let measured = outlines.map { outline in
                let whole = distance.edits(to: outline.text)
                guard distance.length >= Nearest.partScalarsMin else { return (whole, whole) }
                return (min(whole, distance.edits(toPartOf: outline.text) + 1), whole)
            }
            guard let nearest = measured.min(by: { $0 < $1 }) else { return nil }
            (edits, wholeEdits) = nearest
            self.word = word
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.edits, left.wholeEdits, left.word) < (right.edits, right.wholeEdits, right.word)
        }
    }
}

/// The number of insertions, deletions and replacements between one text and many others, by
/// Myers' bit-parallel algorithm: a column of the distance matrix is a machine word, so a text
/// costs a few instructions a scalar.
public struct EditDistance {
    /// Scalars of the text, at most ``Nearest/scalarsMax``.
    let length: Int
    /// For each scalar the places in the text where it stands.
    private var placesOfASCII = [UInt64](repeating: 0, count: 128)
    private var placesOfOthers: [Unicode.Scalar: UInt64] = [:]

    public init(to text: String) {
        let scalars = text.unicodeScalars.prefix(Nearest.scalarsMax)
        length = scalars.count
        for (index, scalar) in scalars.enumerated() {
            if scalar.isASCII {
                placesOfASCII[Int(scalar.value)] |= 1 << UInt64(index)
            } else {
                placesOfOthers[scalar, default: 0] |= 1 << UInt64(index)
            }
        }
    }

    public func edits(to other: String) -> Int {
        measure(other, skippingIsFree: false).last
    }

    /// The least edits to any part of the other text.
    func edits(toPartOf other: String) -> Int {
        measure(other, skippingIsFree: true).least
    }

    private func measure(_ other: String, skippingIsFree: Bool) -> (last: Int, least: Int) {
        guard length > 0 else { return (other.unicodeScalars.count, 0) }
        let lastRow: UInt64 = 1 << UInt64(length - 1)
        var increases = UInt64.max
        var decreases: UInt64 = 0
        var edits = length
        var least = length
        for scalar in other.unicodeScalars {
            let matches =
                scalar.isASCII ? placesOfASCII[Int(scalar.value)] : placesOfOthers[scalar] ?? 0
            let vertical = matches | decreases
            let horizontal = (((matches & increases) &+ increases) ^ increases) | matches
            var up = decreases | ~(horizontal | increases)
            var down = increases & horizontal
            if up & lastRow != 0 { edits += 1 }
            if down & lastRow != 0 { edits -= 1 }
            up = up << 1 | (skippingIsFree ? 0 : 1)
            down <<= 1
            increases = down | ~(vertical | up)
            decreases = up & vertical
            least = min(least, edits)
        }
        return (edits, least)
    }
}
