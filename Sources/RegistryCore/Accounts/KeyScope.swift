/// What an API key may do.
public enum KeyScope: String, Sendable, CaseIterable {
    case read, write
}

/// For which kind of client a key answers (contract section 2, "Profile of a key").
public enum KeyProfile: String, Sendable, CaseIterable {
    case standard
    /// For clients written against the vendor's server.
    case certsearch
}
