/// Which database a register lives in, as `--database` names it (contract section 15).
public enum DatabaseURL: Sendable, Equatable {
    /// `sqlite:PATH`.
    case sqlite(path: String)

    /// What `--database` must look like, for messages.
    static let demand = "sqlite:PATH"

    /// Nil for what names no database that this program can open.
    public init?(_ text: String) {
        let scheme = "sqlite:"
        guard text.hasPrefix(scheme) else { return nil }
        let path = String(text.dropFirst(scheme.count))
        // SQLite's own names for a database in memory or of no name: nothing a second process
        // could open.
        guard !path.isEmpty, !path.hasPrefix(":"), !path.contains("\0") else { return nil }
        self = .sqlite(path: path)
    }

    /// As `--database` takes it.
    public var text: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        }
    }

    /// More to say of a text that is none.
    static func advice(for text: String) -> String? {
        if text.hasPrefix("postgres:") || text.hasPrefix("postgresql:") {
            return "This version stores in SQLite only; PostgreSQL is not in it."
        }
        guard !text.isEmpty, !text.contains(":") else { return nil }
        return "For the file \(text) it is sqlite:\(text)."
    }
}
