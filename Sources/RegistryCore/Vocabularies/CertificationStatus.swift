/// What the uploader says of a certification (contract section 12). All are statuses like others
/// to their account; which of them the public sees is section 13's.
public enum CertificationStatus: String, FixedVocabulary {
    case active, inactive, suspended, cancelled, hidden, withdrawn, expired, cbwithdrawn, pending
    case deleted

    public static let words: [ComparisonKey: Self] = index(with: [
        "CB Withdrawn": .cbwithdrawn,
        "Draft": .hidden,
        "Terminated": .cancelled,
        "Valid": .active,
    ])
}
