/// What an account is, and the path segment its calls stand under (contract sections 1 and 2).
public enum Role: String, Sendable, CaseIterable {
    case accreditationBody = "ab"
    case certificationBody = "cb"
    case multinationalCertificationBody = "mncb"

    /// How messages name it, with its article.
    public var title: String {
        switch self {
        case .accreditationBody: "an accreditation body"
        case .certificationBody: "a certification body"
        case .multinationalCertificationBody: "a multi-national certification body"
        }
    }
}
