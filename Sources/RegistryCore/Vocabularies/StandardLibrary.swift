/// The library of pairs, scheme and standard, by name and by who knows them (contract section 12).
///
/// Accreditation bodies may add the same pair, each for itself; to who knows several the shipped
/// or operator's one is found, else the oldest.
struct StandardLibrary: Sendable {
    private struct Place: Hashable {
        let schemeID: RecordID
        let name: LooseKey
    }

    private let schemesByID: [RecordID: Scheme]
    private let standardsByID: [RecordID: Standard]
    private let schemesByName: [LooseKey: [Scheme]]
    private let standardsByName: [LooseKey: [Standard]]
    private let standardsByPlace: [Place: [Standard]]
    private let standardsByScheme: [RecordID: [Standard]]
    private let schemesInOrder: [Scheme]

    init(schemes: [Scheme], standards: [Standard]) {
        schemesByID = Dictionary(schemes.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        standardsByID = Dictionary(
            standards.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        schemesInOrder = schemesByID.values.sorted { $0.id < $1.id }
        schemesByName = Dictionary(grouping: schemesInOrder) { Self.key($0.name) }
        let inUse = standardsByID.values.filter { !$0.isRetired }.sorted { left, right in
            // Those that everyone knows come first.
            (left.addedBy == nil ? 0 : 1, left.id) < (right.addedBy == nil ? 0 : 1, right.id)
        }
        standardsByName = Dictionary(grouping: inUse) { Self.key($0.name) }
        standardsByPlace = Dictionary(grouping: inUse) {
            Place(schemeID: $0.schemeID, name: Self.key($0.name))
        }
        standardsByScheme = Dictionary(grouping: inUse, by: \.schemeID)
    }

    /// Also those whose standards are all retired.
    func scheme(id: RecordID) -> Scheme? { schemesByID[id] }

    /// Retired ones too.
    func standard(id: RecordID) -> Standard? { standardsByID[id] }

    func scheme(_ key: ComparisonKey, namedBy bodies: Set<RecordID>?) -> Scheme? {
        schemesByName[.standard(key)]?.first { isKnown($0, toWhoNames: bodies) }
    }

    func standard(
        _ key: ComparisonKey, within scheme: Scheme, namedBy bodies: Set<RecordID>?
    ) -> Standard? {
        standardsByPlace[Place(schemeID: scheme.id, name: .standard(key))]?
            .first { $0.isKnown(toWhoNames: bodies) }
    }

    /// The standards of this name in all schemes.
    func standards(_ key: ComparisonKey, namedBy bodies: Set<RecordID>?) -> [Standard] {
        (standardsByName[.standard(key)] ?? []).filter { $0.isKnown(toWhoNames: bodies) }
    }

    func schemeSuggestions(namedBy bodies: Set<RecordID>?) -> [Suggestion] {
        schemesInOrder.filter { isKnown($0, toWhoNames: bodies) }
            .map { Suggestion($0.name, readAs: [$0.name]) }
    }

    /// Suggestions within a scheme, or for nil within any.
    func standardSuggestions(
        within scheme: Scheme?, namedBy bodies: Set<RecordID>?
    ) -> [Suggestion] {
        let standards =
            scheme.map { standardsByScheme[$0.id] ?? [] } ?? standardsByName.values.flatMap { $0 }
        return standards.filter { $0.isKnown(toWhoNames: bodies) }
            .map { Suggestion($0.name, readAs: [$0.name]) }
    }

    /// A scheme is known to who knows one of its standards.
    private func isKnown(_ scheme: Scheme, toWhoNames bodies: Set<RecordID>?) -> Bool {
        (standardsByScheme[scheme.id] ?? []).contains { $0.isKnown(toWhoNames: bodies) }
    }

    private static func key(_ name: String) -> LooseKey { .standard(ComparisonKey(name)) }
}
