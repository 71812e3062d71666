/// The fields whose terms an account may map (contract section 12).
public enum MappingField: String, CaseIterable, Sendable {
    case status, type, country, scheme, standard, sector
    case accreditationBody = "accreditation_body"
}

/// One term of an account and the register's term that it stands for.
public struct TermMapping: Sendable, Hashable {
    public var field: MappingField
    /// The account's term, compared as names are: by its ``ComparisonKey``.
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

    private let entries: [MappingField: [ComparisonKey: Entry]]

    public static let empty = MappingTable([])

    /// Of two mappings of one term the later holds.
    public init(_ mappings: some Sequence<TermMapping>) {
        var entries: [MappingField: [ComparisonKey: Entry]] = [:]
        for mapping in mappings {
            let entry = Entry(
                mapping: mapping, target: ComparisonKey(mapping.target),
                suggestion: Suggestion(mapping.source, readAs: [mapping.source]))
            entries[mapping.field, default: [:]][ComparisonKey(mapping.source)] = entry
        }
        self.entries = entries
    }

    /// Every mapping, by field and then by source term.
    public var all: [TermMapping] {
        MappingField.allCases.flatMap { field in
            (entries[field] ?? [:]).sorted { $0.key.text < $1.key.text }.map(\.value.mapping)
        }
    }

    /// The mapping of a term; nil if there is none.
    public func mapping(of source: String, _ field: MappingField) -> TermMapping? {
        entries[field]?[ComparisonKey(source)]?.mapping
    }

    /// What a term stands for; nil if it is not mapped.
    func target(of source: ComparisonKey, _ field: MappingField) -> ComparisonKey? {
        entries[field]?[source]?.target
    }

    /// The account's own terms whose target is found, to be suggested beside the list's.
    func suggestions(
        _ field: MappingField, where isFound: (ComparisonKey) -> Bool
    ) -> [Suggestion] {
        (entries[field] ?? [:]).values.filter { isFound($0.target) }.map(\.suggestion)
    }
}
