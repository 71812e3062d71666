/// The register's lists at one moment, with their indexes (contract section 12). Immutable: what
/// an operator or an accreditation body adds or retires makes a new one.
///
/// What is uploaded is read by ``TermReader``, which finds no retired term. What is stored is read
/// here by id, retired or not.
public final class Vocabularies: Sendable {
    public let countries: [Country]
    public let sectors: [Sector]
    public let schemes: [Scheme]
    public let standards: [Standard]
    public let accreditationBodies: [AccreditationBody]

    let countryIndex: CountryIndex
    let sectorIndex: SectorIndex
    let library: StandardLibrary
    let bodyIndex: AccreditationBodyIndex

    /// All terms, retired ones too. A list should hold an id once; else its first holder is meant.
    public init(
        countries: [Country], sectors: [Sector], schemes: [Scheme], standards: [Standard],
        accreditationBodies: [AccreditationBody]
    ) {
        self.countries = countries
        self.sectors = sectors
        self.schemes = schemes
        self.standards = standards
        self.accreditationBodies = accreditationBodies
        countryIndex = CountryIndex(countries)
        sectorIndex = SectorIndex(sectors)
        library = StandardLibrary(schemes: schemes, standards: standards)
        bodyIndex = AccreditationBodyIndex(accreditationBodies)
    }

    /// The terms of a list that operators keep, retired ones too.
    public func terms(of list: KeptList) -> [VocabularyTerm] {
        switch list {
        case .standards:
            standards.compactMap { standard in
                scheme(standard.schemeID).map { .standard(standard, of: $0) }
            }
        case .accreditationBodies: accreditationBodies.map { .accreditationBody($0) }
        case .sectors: sectors.map { .sector($0) }
        case .countries: countries.map { .country($0) }
        }
    }

    /// The same lists with what was retired in use again: by these the operator's words are read
    /// that name a retired term.
    public var withRetired: Vocabularies {
        func inUse<Term>(_ terms: [Term], _ isRetired: WritableKeyPath<Term, Bool>) -> [Term] {
            terms.map { term in
                var term = term
                term[keyPath: isRetired] = false
                return term
            }
        }
        return Vocabularies(
            countries: inUse(countries, \.isRetired), sectors: inUse(sectors, \.isRetired),
            schemes: schemes, standards: inUse(standards, \.isRetired),
            accreditationBodies: inUse(accreditationBodies, \.isRetired))
    }

    /// By its alpha-2 code in upper case, as stored.
    public func country(alpha2: String) -> Country? { countryIndex.country(alpha2: alpha2) }

    public func sector(code: Int) -> Sector? { sectorIndex.sector(code: code) }

    public func scheme(_ id: RecordID) -> Scheme? { library.scheme(id: id) }

    public func standard(_ id: RecordID) -> Standard? { library.standard(id: id) }

    public func accreditationBody(_ id: RecordID) -> AccreditationBody? { bodyIndex.body(id: id) }

    /// The accreditation body in use with this acronym: a new account with it is that body.
    public func accreditationBody(acronym: String) -> AccreditationBody? {
        bodyIndex.body(acronym: ComparisonKey(acronym))
    }
}
