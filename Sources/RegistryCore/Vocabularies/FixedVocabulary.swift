/// A list whose words the contract fixes (section 12): nobody adds to it or retires from it.
/// The raw value is the word that is stored and answered.
public protocol FixedVocabulary: CaseIterable, Hashable, RawRepresentable, Sendable
where RawValue == String, AllCases == [Self] {
    /// All that is read, in any case: the list's own words and what else is taken for them.
    static var words: [ComparisonKey: Self] { get }
}

extension FixedVocabulary {
    /// The term that this text is read as; nil if it is no word of the list.
    public static func read(_ text: String) -> Self? { words[ComparisonKey(text)] }

    /// The list's words together with further ones that are read.
    static func index(with further: [String: Self] = [:]) -> [ComparisonKey: Self] {
        var words: [ComparisonKey: Self] = [:]
        for (word, term) in further { words[ComparisonKey(word)] = term }
        for term in allCases { words[ComparisonKey(term.rawValue)] = term }
        return words
    }

    static var suggestions: [Suggestion] {
        allCases.map { Suggestion($0.rawValue, readAs: [$0.rawValue]) }
    }
}
