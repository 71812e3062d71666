import RegistryPostgres

/// Which database a register lives in, as `--database` names it (contract section 15).
public enum DatabaseURL: Sendable, Equatable {
    /// `sqlite:PATH`.
    case sqlite(path: String)
    /// `postgres://…`, as libpq takes it. A password may be in it.
    case postgres(url: String)

    /// What `--database` must look like, for messages.
    static let demand = "sqlite:PATH or postgres://HOST/NAME"

    /// Nil for what names no database that this program can open.
    public init?(_ text: String) {
        if Self.isPostgres(text) {
            guard PostgresConfiguration.problem(in: text) == nil, !text.contains("\0") else {
                return nil
            }
            self = .postgres(url: text)
            return
        }
        let scheme = "sqlite:"
        guard text.hasPrefix(scheme) else { return nil }
        let path = String(text.dropFirst(scheme.count))
        // SQLite's own names for a database in memory or of no name: nothing a second process
        // could open.
        guard !path.isEmpty, !path.hasPrefix(":"), !path.contains("\0") else { return nil }
        self = .sqlite(path: path)
    }

    private static func isPostgres(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// What is wrong with a text that names no database, in sentences that don't repeat it: a
    /// password may be in it.
    ///
    /// - Parameter option: by which it was given.
    public static func problem(in text: String, of option: String) -> String? {
        guard DatabaseURL(text) == nil else { return nil }
        return ["\(option) takes \(demand).", advice(for: text)].compactMap { $0 }
            .joined(separator: " ")
    }

    /// For messages and logs, without what is secret.
    public var text: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let url): PostgresConfiguration(url: url).publicURL
        }
    }

    /// More to say of a text that is none.
    static func advice(for text: String) -> String? {
        if isPostgres(text) {
            return PostgresConfiguration.problem(in: text).map {
                "PostgreSQL's library says: \($0)."
            }
        }
        guard !text.isEmpty, !text.contains(":") else { return nil }
        return "For the file \(text) it is sqlite:\(text)."
    }
}
