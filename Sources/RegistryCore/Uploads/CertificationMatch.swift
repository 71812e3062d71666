/// Which stored certification an uploaded one is: the second table of contract section 11.
public enum CertificationMatch: Equatable, Sendable {
    case stored(RecordID)
    case new
    /// The identity number is one certification's, the number another's that has none.
    case numberOfAnother
    /// Several certifications share the number, and no identity number tells them apart.
    case ambiguous

    /// What matching knows of a stored certification of the same account and body.
    public struct Candidate: Sendable {
        public var id: RecordID
        public var numberKey: ComparisonKey
        public var identityNumber: ExactText?

        public init(id: RecordID, numberKey: ComparisonKey, identityNumber: ExactText?) {
            self.id = id
            self.numberKey = numberKey
            self.identityNumber = identityNumber
        }
    }

    /// - Parameter candidates: every certification of the account and body with that number or
    ///   that identity number; others do no harm.
    public static func decide(
        numberKey: ComparisonKey, identityNumber: ExactText?, candidates: [Candidate]
    ) -> Self {
        let sameNumber = candidates.filter { $0.numberKey == numberKey }
        guard let identityNumber else {
            switch sameNumber.count {
            case 0: return .new
            case 1: return .stored(sameNumber[0].id)
            default: return .ambiguous
            }
        }
        let unidentified = sameNumber.first { $0.identityNumber == nil }
        if let known = candidates.first(where: { $0.identityNumber == identityNumber }) {
            return unidentified == nil ? .stored(known.id) : .numberOfAnother
        }
        return unidentified.map { .stored($0.id) } ?? .new
    }
}
