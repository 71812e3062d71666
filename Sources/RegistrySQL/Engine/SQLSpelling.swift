/// How an engine spells what SQL has no common word for. In the text of a query it stands in
/// braces:
///
/// | in braces | is |
/// |---|---|
/// | `{texts k}`, `{integers k}` | one parameter with many values, as a table `k (value)` |
/// | `{join}` | a join whose order the query has chosen |
/// | `{lookup TABLE ALIAS INDEX}` to `{found ALIAS}` | its rows of the conditions between, |
/// | | for each row so far, found by that index and in no other way |
/// | `{same COLUMN}` | the column, and no reason to choose an index for |
/// | `{by INDEX}` | which index to use, where an engine wants to be told |
/// | `{sorting}` | keeps an index from being walked for an order's sake |
/// | `{greatest}`, `{least}`, `{ifnull}` | functions of that meaning |
/// | `{array COLUMN}` | all values of a group as a JSON array |
/// | `{member COLUMN NAME}` | a text in a JSON document |
/// | `{isDocument COLUMN}` | whether a text is JSON at all |
public struct SQLSpelling: Sendable {
    /// What a word in braces is, given what follows it; nil for a word that there is not.
    private let word: @Sendable (_ word: Substring, _ arguments: [Substring]) -> String?

    public init(
        _ word: @escaping @Sendable (_ word: Substring, _ arguments: [Substring]) -> String?
    ) {
        self.word = word
    }

    /// - Throws: a failure for a word that there is not, which is a mistake of this program.
    public func spell(_ sql: String) throws(StoreFailure) -> String {
        var spelled = ""
        var rest = Substring(sql)
        while let start = rest.firstIndex(of: "{") {
            spelled += rest[..<start]
            guard let end = rest[start...].firstIndex(of: "}") else {
                throw .broken("a brace is not closed in: \(sql)")
            }
            let parts = rest[rest.index(after: start)..<end].split(separator: " ")
            guard let first = parts.first, let found = word(first, Array(parts.dropFirst())) else {
                throw .broken("no word of SQL is \(rest[start...end])")
            }
            spelled += found
            rest = rest[rest.index(after: end)...]
        }
        return spelled + rest
    }
}
