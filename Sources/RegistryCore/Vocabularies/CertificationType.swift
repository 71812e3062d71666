/// What kind of certification it is (contract section 12). The register knows one.
public enum CertificationType: String, FixedVocabulary {
    case managementSystem = "Management System"

    public static let words: [ComparisonKey: Self] = index()
}
