/// What the members of answers are: phrases without capital or full stop, for documentation.
public enum AnswerMeanings {
    /// - Parameter path: the names of the members that lead to it, from the root of the answer.
    public static func meaning(of path: [String]) -> String? {
        guard let name = path.last else { return nil }
        let parent = path.dropLast().last.map { "\($0).\(name)" }
        return parent.flatMap { meanings[$0] } ?? meanings[name]
    }

    /// By name, or by the name of what it stands in and its own, where names are not enough.
    private static let meanings: [String: String] = [:]
}
