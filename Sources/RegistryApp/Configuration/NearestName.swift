import RegistryCore

/// Finds the known name that a mistyped one was meant for.
enum NearestName {
    /// Two neighbours that changed places are two edits; of a longer name more may be wrong.
    private static let editsAlways = 2
    private static let charactersPerEdit = 3

    /// - Returns: nil when none is near.
    static func find(_ name: String, among known: [String]) -> String? {
        let distance = EditDistance(to: name.lowercased())
        let editsMax = max(editsAlways, name.count / charactersPerEdit)
        return known.map { (edits: distance.edits(to: $0.lowercased()), name: $0) }
            .filter { $0.edits <= editsMax }
            .min { ($0.edits, $0.name) < ($1.edits, $1.name) }?.name
    }
}
