import RegistryCore
import Testing

/// The rows of the certification table of contract section 11, and the cases between them.
@Suite("Which stored certification an uploaded one is")
struct CertificationMatchTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let number: String
        let identityNumber: String?
        /// Number and identity number of each stored certification; its position is its id.
        let stored: [(String, String?)]
        let expected: CertificationMatch

        init(
            _ name: String, _ number: String, _ identityNumber: String?,
            stored: [(String, String?)], _ expected: CertificationMatch
        ) {
            testDescription = name
            self.number = number
            self.identityNumber = identityNumber
            self.stored = stored
            self.expected = expected
        }
    }

    static let cases = [
        Case(
            "a known identity number decides, whatever the number now", "N2", "I1",
            stored: [("N1", "I1")], .stored(RecordID(0))),
        Case(
            "a known identity number beside a number that others share", "N2", "I1",
            stored: [("N1", "I1"), ("N2", "I2")], .stored(RecordID(0))),
        Case(
            "a known identity number and another's number without identity number", "N2", "I1",
            stored: [("N1", "I1"), ("N2", nil)], .numberOfAnother),
        Case(
            "an unknown identity number is taken by the one without", "N1", "I1",
            stored: [("N1", nil)], .stored(RecordID(0))),
        Case(
            "an unknown identity number is taken by the one without, beside others", "N1", "I3",
            stored: [("N1", "I1"), ("N1", nil), ("N1", "I2")], .stored(RecordID(1))),
        Case(
            "an unknown identity number makes a new one that shares the number", "N1", "I2",
            stored: [("N1", "I1")], .new),
        Case("an unknown identity number and number make a new one", "N1", "I1", stored: [], .new),
        Case(
            "without identity number, the only one with the number", "N1", nil,
            stored: [("N1", nil)], .stored(RecordID(0))),
        Case(
            "without identity number, the only one with the number has one", "N1", nil,
            stored: [("N1", "I1")], .stored(RecordID(0))),
        Case(
            "without identity number, several with the number", "N1", nil,
            stored: [("N1", "I1"), ("N1", "I2")], .ambiguous),
        Case(
            "without identity number, several of which one has none", "N1", nil,
            stored: [("N1", "I1"), ("N1", nil)], .ambiguous),
        Case("without identity number, none with the number", "N1", nil, stored: [], .new),
        Case(
            "numbers compare folded and collapsed", "  gb\u{FF11}  2", nil,
            stored: [("GB1 2", nil)], .stored(RecordID(0))),
        Case("identity numbers compare as sent", "N2", "i1", stored: [("N1", "I1")], .new),
        Case(
            "canonically equivalent identity numbers stay apart", "N1", "e\u{301}",
            stored: [("N1", "\u{E9}")], .new),
    ]

    @Test("the table of the contract", arguments: cases)
    func table(_ example: Case) {
        let candidates = example.stored.enumerated().map { position, stored in
            CertificationMatch.Candidate(
                id: RecordID(Int64(position)), numberKey: ComparisonKey(stored.0),
                identityNumber: stored.1.map { ExactText($0) })
        }
        #expect(
            CertificationMatch.decide(
                numberKey: ComparisonKey(example.number),
                identityNumber: example.identityNumber.map { ExactText($0) },
                candidates: candidates) == example.expected)
    }
}
