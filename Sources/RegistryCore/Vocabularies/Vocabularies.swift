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
