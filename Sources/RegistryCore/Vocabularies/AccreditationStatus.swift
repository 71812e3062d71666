/// Whether a certification was issued under accreditation (contract section 5).
public enum AccreditationStatus: String, FixedVocabulary {
    case accredited = "Accredited"
    case unaccredited = "Unaccredited"

    public static let words: [ComparisonKey: Self] = index(with: ["NoneAccredited": .unaccredited])
}

/// How an accreditation body stands to a certification body it has recorded (contract section 10).
public enum BodyAccreditationStatus: String, FixedVocabulary {
    case active = "Active"
    case withdrawn = "Withdrawn"
    case suspended = "Suspended"

    public static let words: [ComparisonKey: Self] = index()
}
