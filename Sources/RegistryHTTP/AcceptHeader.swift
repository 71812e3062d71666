/// What a client accepts, as far as the API can give it: JSON or problem details (RFC 9110,
/// section 12.5.1; contract section 2).
struct AcceptHeader: Sendable {
    /// Whether JSON or problem details will do.
    let admitsJSON: Bool
    /// Whether problem details are named.
    let namesProblemDetails: Bool

    /// - Parameter values: the header's field lines.
    init(_ values: [String]) {
        // What most clients send, on every request.
        if values == [Self.json] {
            (admitsJSON, namesProblemDetails) = (true, false)
            return
        }
        var best: [String: (specificity: Int, isAdmitted: Bool)] = [:]
        var namesProblemDetails = false
        for range in values.joined(separator: ",").split(separator: ",") {
            let parts = range.split(separator: ";").map { Self.bare($0) }
            guard let type = parts.first else { continue }
            let isAdmitted = Self.quality(parts.dropFirst()) > 0
            for (offered, specificity) in Self.matches(type) {
                // The most specific range decides, wherever it stands.
                if specificity >= best[offered]?.specificity ?? 0 {
                    best[offered] = (specificity, isAdmitted)
                }
            }
            if type == Self.problemDetails, isAdmitted { namesProblemDetails = true }
        }
        admitsJSON = best.values.contains(where: \.isAdmitted)
        self.namesProblemDetails = namesProblemDetails
    }

    static let json = "application/json"
    static let problemDetails = "application/problem+json"

    private static func matches(_ range: String) -> [(String, Int)] {
        switch range {
        case "*/*": [(json, 1), (problemDetails, 1)]
        case "application/*": [(json, 2), (problemDetails, 2)]
        case json, problemDetails: [(range, 3)]
        default: []
        }
    }

    private static func quality(_ parameters: some Sequence<String>) -> Double {
        for parameter in parameters where parameter.hasPrefix("q=") {
            return Double(parameter.dropFirst(2)) ?? 0
        }
        return 1
    }

    private static func bare(_ text: Substring) -> String {
        String(text.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
}
