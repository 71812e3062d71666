/// The three forms in which faults are answered (contract section 3).
public enum ErrorShape: String, Sendable, CaseIterable {
    /// `{"errors": [...]}`, the default.
    case list
    /// `errorFormat: object`, for clients written against the endpoint pages of the guide.
    case object
    /// RFC 9457 problem details, where `Accept` names them.
    case problem
}
