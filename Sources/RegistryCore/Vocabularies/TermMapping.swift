/// The fields whose terms an account may map (contract section 12).
public enum MappingField: String, CaseIterable, Sendable {
    case status, type, country, scheme, standard, sector
    case accreditationBody = "accreditation_body"

    /// By which source terms are compared: as names are, and those of schemes and standards
    /// without white space, as their lists are, so that `EN ISO9001:2015` is `EN ISO 9001:2015`.
    public func sourceKey(_ source: ComparisonKey) -> String {
        switch self {
        case .scheme, .standard: LooseKey.standard(source).text
        case .status, .type, .country, .sector, .accreditationBody: source.text
        }
    }
}

/// One term of an account and the register's term that it stands for.
public struct TermMapping: Sendable, Hashable {
    public var field: MappingField
    /// The account's term, compared by its ``MappingField/sourceKey(_:)``.
    public var source: String
    /// A word of the list, as ``TermReader/mappingTarget(_:_:)`` gives it.
    public var target: String

    public init(field: MappingField, source: String, target: String) {
        self.field = field
        self.source = source
        self.target = target
    }
}

/// The mappings of one account, or those for `all`, ready to be looked up.
public struct MappingTable: Sendable {
    private struct Entry {
        let mapping: TermMapping
        let target: ComparisonKey
        let suggestion: Suggestion
    }

    private let entries: [MappingField: [String: Entry]]

    public static let empty = MappingTable([])

    /// Of two mappings of one term the later holds.
    public init(_ mappings: some Sequence<TermMapping>) {
        var entries: [MappingField: [String: Entry]] = [:]
        for mapping in mappings {
            let entry = Entry(
                mapping: mapping, target: ComparisonKey(mapping.target),
                suggestion: Suggestion(mapping.source, readAs: [mapping.source]))
            let key = mapping.field.sourceKey(ComparisonKey(mapping.source))
            entries[mapping.field, default: [:]][key] = entry
        }
        self.entries = entries
    }

    /// Every mapping, by field and then by source term.
    public var all: [TermMapping] {
        MappingField.allCases.flatMap { field in
            (entries[field] ?? [:]).sorted { $0.key < $1.key }.map(\.value.mapping)
        }
    }

    /// The mapping of a term; nil if there is none.
    public func mapping(of source: String, _ field: MappingField) -> TermMapping? {
        entries[field]?[field.sourceKey(ComparisonKey(source))]?.mapping
    }

    /// What a term stands for; nil if it is not mapped.
    func target(of source: ComparisonKey, _ field: MappingField) -> ComparisonKey? {
        // Most fields of most accounts have none.
        guard let mapped = entries[field] else { return nil }
        return mapped[field.sourceKey(source)]?.target
    }

    /// The account's own terms whose target is found, to be suggested beside the list's.
    func suggestions(
        _ field: MappingField, where isFound: (ComparisonKey) -> Bool
    ) -> [Suggestion] {
        (entries[field] ?? [:]).values.filter { isFound($0.target) }.map(\.suggestion)
    }
}
