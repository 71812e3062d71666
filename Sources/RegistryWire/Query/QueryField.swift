public import RegistryCore

/// The declaration of one parameter of a query: what reading goes by, and what documentation says
/// (contract sections 2, 4, 7, 8 and 10).
public struct QueryField: Sendable {
    public let name: String
    public let rule: Rule
    /// Whether it may be sent repeatedly, up to ``valuesMax`` times; else it may be sent once.
    public let isRepeatable: Bool
    /// What it does, for documentation: a phrase without capital or full stop.
    public let meaning: String
    /// A value to show.
    public let example: String
    /// Whether the query of an example request has it.
    public let isInExampleQuery: Bool

    /// What its value may be.
    public enum Rule: Sendable {
        case text(TextRule)
        /// A text that is a word of a list.
        case word(VocabularyList, TextRule)
        /// A day, as in a body.
        case date
        /// A whole number of ASCII digits.
        case wholeNumber(ClosedRange<Int64>)
        /// One of the words of ``Flag``.
        case flag
        /// One of these words.
        case choice([String])
        /// What an answer gave.
        case key
    }

    /// Values that one repeatable parameter may have. Our choice: more than a list of filters
    /// needs, and few enough for one statement of any database.
    public static let valuesMax = 100

    init(
        _ name: String, _ rule: Rule, isRepeatable: Bool = false, _ meaning: String,
        example: String, isInExampleQuery: Bool = false
    ) {
        self.name = name
        self.rule = rule
        self.isRepeatable = isRepeatable
        self.meaning = meaning
        self.example = example
        self.isInExampleQuery = isInExampleQuery
    }

    /// The query of an example request, not yet encoded; empty where it needs none.
    public static func exampleQuery(of fields: [QueryField]) -> [QueryParameter] {
        fields.filter(\.isInExampleQuery).map {
            QueryParameter(name: $0.name, value: $0.example)
        }
    }

    /// A value that is trimmed and not empty, as it is to be compared; other rules than those of
    /// texts judge for themselves.
    func text(_ sent: String) -> Result<String, TextRule.Refusal> {
        switch rule {
        case .text(let rule), .word(_, let rule): rule.read(sent)
        case .date, .wholeNumber, .flag, .choice, .key: .success(sent)
        }
    }
}
