/// One thing wrong with the configuration.
public struct ConfigurationProblem: Sendable, Equatable {
    public enum Place: Sendable, Equatable {
        /// The command line: wrong usage.
        case flag
        case environment
        case file
    }

    public let place: Place
    /// A sentence that names the source and says what to do.
    public let message: String

    init(_ place: Place, _ message: String) {
        self.place = place
        self.message = message
    }
}

/// Everything wrong with the configuration, reported together.
public struct ConfigurationError: Error, Sendable {
    /// Never empty.
    public let problems: [ConfigurationProblem]

    /// Whether the command line is at fault, rather than what the program found.
    public var isUsageError: Bool { problems.contains { $0.place == .flag } }

    public var message: String {
        guard problems.count > 1 else { return problems.map(\.message).joined() }
        let lines = problems.map { "  \($0.message)" }
        return (["The configuration has \(problems.count) problems:"] + lines)
            .joined(separator: "\n")
    }
}
