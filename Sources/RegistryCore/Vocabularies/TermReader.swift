/// Reads what an account sends as words of the register's lists (contract section 12): the
/// account's mapping is looked at first, then the mapping for all accounts, then the list.
///
/// A mapping whose target has left the list, or is not known to the caller, is passed over. On
/// the way of every upload: a term's key is made once, and each look is one in a dictionary.
public struct TermReader: Sendable {
    public let vocabularies: Vocabularies
    private let own: MappingTable
    private let shared: MappingTable

    /// - Parameters:
    ///   - own: the mappings of the account that is served
    ///   - shared: the mappings for `all` accounts
    public init(vocabularies: Vocabularies, own: MappingTable, shared: MappingTable) {
        self.vocabularies = vocabularies
        self.own = own
        self.shared = shared
    }

    public func status(_ text: String) -> Reading<CertificationStatus> {
        read(text, .certificationStatus) { CertificationStatus.words[$0] }
    }

    public func type(_ text: String) -> Reading<CertificationType> {
        read(text, .certificationType) { CertificationType.words[$0] }
    }

    public func accreditationStatus(_ text: String) -> Reading<AccreditationStatus> {
        read(text, .accreditationStatus) { AccreditationStatus.words[$0] }
    }

    public func bodyAccreditationStatus(_ text: String) -> Reading<BodyAccreditationStatus> {
        read(text, .bodyAccreditationStatus) { BodyAccreditationStatus.words[$0] }
    }

    public func country(_ text: String) -> Reading<Country> {
        read(text, .country) { vocabularies.countryIndex.country($0) }
    }

    /// - Parameter bodies: the accreditation bodies that the certification names, or the one that
    ///   uploads; their additions are known to the caller
    public func scheme(_ text: String, namedBy bodies: Set<RecordID>) -> Reading<Scheme> {
        read(text, .scheme(namedBy: bodies)) { vocabularies.library.scheme($0, namedBy: bodies) }
    }

    /// A standard of a scheme; `namedBy` as for ``scheme(_:namedBy:)``.
    public func standard(
        _ text: String, within scheme: Scheme, namedBy bodies: Set<RecordID>
    ) -> Reading<Standard> {
        read(text, .standard(within: scheme, namedBy: bodies)) {
            vocabularies.library.standard($0, within: scheme, namedBy: bodies)
        }
    }

    /// All standards of a name, in whatever schemes: for a filter, which names no scheme.
    public func standards(_ text: String, namedBy bodies: Set<RecordID>) -> Reading<[Standard]> {
        read(text, .standard(within: nil, namedBy: bodies)) {
            let standards = vocabularies.library.standards($0, namedBy: bodies)
            return standards.isEmpty ? nil : standards
        }
    }

    /// A sector by number, by name, or by both, which must then name the same one. A missing or
    /// empty value is nil, and not both may be.
    public func sector(code: String?, name: String?) -> PairReading<Sector> {
        let byCode = code.map(sector)
        let byName = name.map(sector)
        switch (byCode, byName) {
        case (.found(let one), .found(let other)) where one.code != other.code:
            return .contradictory(byCode: one, byName: other)
        case (.found(let sector), .found), (.found(let sector), nil), (nil, .found(let sector)):
            return .found(sector)
        default:
            return .unknown(byCode: byCode?.unknown, byName: byName?.unknown)
        }
    }

    private func sector(_ text: String) -> Reading<Sector> {
        read(text, .sector) { vocabularies.sectorIndex.sector($0) }
    }

    /// An accreditation body: its acronym decides, and an unknown one is looked up by name. A name
    /// that is exactly another body's contradicts the acronym.
    public func accreditationBody(
        acronym: String, name: String
    ) -> PairReading<AccreditationBody> {
        let index = vocabularies.bodyIndex
        // A mapping's target is an acronym, whichever of the two it stands for.
        let target: (ComparisonKey) -> AccreditationBody? = { index.body(acronym: $0) }
        let byAcronym = read(acronym, .accreditationBodyAcronym, target: target, find: target)
        if case .found(let body) = byAcronym {
            return namesake(of: body, name).map { .contradictory(byCode: body, byName: $0) }
                ?? .found(body)
        }
        let byName = read(name, .accreditationBodyName, target: target) { index.body(name: $0) }
        if case .found(let body) = byName { return .found(body) }
        return .unknown(byCode: byAcronym.unknown, byName: byName.unknown)
    }

    /// Another body whose name this exactly is, unless the name is mapped to the body itself.
    private func namesake(of body: AccreditationBody, _ name: String) -> AccreditationBody? {
        guard let key = key(name) else { return nil }
        let index = vocabularies.bodyIndex
        let mapped = mapped(key, .accreditationBody) { index.body(acronym: $0) }
        let bodies = index.bodies(name: key)
        return mapped?.id == body.id || bodies.contains { $0.id == body.id } ? nil : bodies.first
    }
}

/// How a term is looked for.
extension TermReader {
    /// A longer text is no term of any list or mapping, and is not looked up: names have at most
    /// 300 scalars, of at most 4 bytes.
    private static let termBytesMax = 4 * 300

    private func key(_ text: String) -> ComparisonKey? {
        text.utf8.count <= Self.termBytesMax ? ComparisonKey(text) : nil
    }

    func read<Term>(
        _ text: String, _ list: VocabularyList, find: (ComparisonKey) -> Term?
    ) -> Reading<Term> {
        read(text, list, target: find, find: find)
    }

    /// - Parameters:
    ///   - target: finds what a mapping leads to
    ///   - find: finds a word of the list
    private func read<Term>(
        _ text: String, _ list: VocabularyList, target: (ComparisonKey) -> Term?,
        find: (ComparisonKey) -> Term?
    ) -> Reading<Term> {
        if let key = key(text) {
            if let term = list.mappingField.flatMap({ mapped(key, $0, target) }) ?? find(key) {
                return .found(term)
            }
        }
        return .unknown(UnknownTerm(text: text, list: list, reader: self))
    }

    /// What the account's mapping leads to, else the mapping for all.
    private func mapped<Term>(
        _ key: ComparisonKey, _ field: MappingField, _ find: (ComparisonKey) -> Term?
    ) -> Term? {
        own.target(of: key, field).flatMap(find) ?? shared.target(of: key, field).flatMap(find)
    }
}

/// What the commands of mappings ask.
extension TermReader {
    /// What `mapping add` stores for a target: the list's own word (contract section 12). Unknown
    /// outside the list. A standard is looked up in all schemes, and so are all accreditation
    /// bodies' additions, for it is the operator who asks.
    public func mappingTarget(_ field: MappingField, _ target: String) -> Reading<String> {
        let list = VocabularyList(ofTargets: field)
        if let key = key(target), let word = word(key, of: list) { return .found(word) }
        let unmapped = TermReader(vocabularies: vocabularies, own: .empty, shared: .empty)
        return .unknown(UnknownTerm(text: target, list: list, reader: unmapped))
    }

    /// The list's own word for a term, by which mappings lead to it.
    private func word(_ key: ComparisonKey, of list: VocabularyList) -> String? {
        switch list {
        case .certificationStatus: CertificationStatus.words[key]?.rawValue
        case .certificationType: CertificationType.words[key]?.rawValue
        case .accreditationStatus: AccreditationStatus.words[key]?.rawValue
        case .bodyAccreditationStatus: BodyAccreditationStatus.words[key]?.rawValue
        case .country: vocabularies.countryIndex.country(key)?.name
        case .sector: (vocabularies.sectorIndex.sector(key)?.code).map { String($0) }
        case .accreditationBodyAcronym, .accreditationBodyName:
            (vocabularies.bodyIndex.body(acronym: key) ?? vocabularies.bodyIndex.body(name: key))?
                .acronym
        case .scheme(let bodies): vocabularies.library.scheme(key, namedBy: bodies)?.name
        case .standard(let scheme?, let bodies):
            vocabularies.library.standard(key, within: scheme, namedBy: bodies)?.name
        case .standard(nil, let bodies):
            vocabularies.library.standards(key, namedBy: bodies).first?.name
        }
    }

    /// The words that may be suggested where one of this list is due.
    func suggestions(_ list: VocabularyList) -> [Suggestion] {
        switch list {
        case .certificationStatus: CertificationStatus.suggestions
        case .certificationType: CertificationType.suggestions
        case .accreditationStatus: AccreditationStatus.suggestions
        case .bodyAccreditationStatus: BodyAccreditationStatus.suggestions
        case .country: vocabularies.countryIndex.suggestions
        case .sector: vocabularies.sectorIndex.suggestions
        case .accreditationBodyAcronym: vocabularies.bodyIndex.acronymSuggestions
        case .accreditationBodyName: vocabularies.bodyIndex.nameSuggestions
        case .scheme(let bodies): vocabularies.library.schemeSuggestions(namedBy: bodies)
        case .standard(let scheme, let bodies):
            vocabularies.library.standardSuggestions(within: scheme, namedBy: bodies)
        }
    }

    /// The account's own terms that would have been read here.
    func ownSuggestions(_ list: VocabularyList) -> [Suggestion] {
        guard let field = list.mappingField else { return [] }
        return own.suggestions(field) { word($0, of: list) != nil }
    }
}

extension VocabularyList {
    /// The list in which the operator's mappings of a field have their targets.
    fileprivate init(ofTargets field: MappingField) {
        self =
            switch field {
            case .status: .certificationStatus
            case .type: .certificationType
            case .country: .country
            case .scheme: .scheme(namedBy: nil)
            case .standard: .standard(within: nil, namedBy: nil)
            case .sector: .sector
            case .accreditationBody: .accreditationBodyAcronym
            }
    }
}
