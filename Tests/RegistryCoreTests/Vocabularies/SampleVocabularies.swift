import RegistryCore

/// The shipped lists with ids, and beside them what operators and accreditation bodies add.
struct SampleVocabularies {
    var countries: [Country]
    var sectors: [Sector]
    var schemes: [Scheme] = []
    var standards: [Standard] = []
    var accreditationBodies: [AccreditationBody]
    private var lastID: Int64 = 0

    /// A reader of the shipped lists alone, made once for the many tests that read by it.
    static let shippedReader = Result { try SampleVocabularies().reader() }

    init() throws {
        let lists = try ShippedLists.load()
        countries = lists.countries
        sectors = lists.sectors
        accreditationBodies = []
        for row in lists.accreditationBodies {
            accreditationBodies.append(
                AccreditationBody(
                    id: newID(), acronym: row.acronym, name: row.name, country: row.country,
                    knownNames: row.knownNames))
        }
        for row in lists.standards { addStandard(row.standard, scheme: row.scheme) }
    }

    @discardableResult
    mutating func addStandard(
        _ name: String, scheme: String, addedBy: RecordID? = nil, isRetired: Bool = false
    ) -> Standard {
        let standard = Standard(
            id: newID(), schemeID: schemeID(scheme), name: name, addedBy: addedBy,
            isRetired: isRetired)
        standards.append(standard)
        return standard
    }

    func body(_ acronym: String) throws -> AccreditationBody {
        guard let body = accreditationBodies.first(where: { $0.acronym == acronym }) else {
            throw Missing(what: acronym)
        }
        return body
    }

    func scheme(_ name: String) throws -> Scheme {
        guard let scheme = schemes.first(where: { $0.name == name }) else {
            throw Missing(what: name)
        }
        return scheme
    }

    var vocabularies: Vocabularies {
        Vocabularies(
            countries: countries, sectors: sectors, schemes: schemes, standards: standards,
            accreditationBodies: accreditationBodies)
    }

    func reader(own: [TermMapping] = [], shared: [TermMapping] = []) -> TermReader {
        TermReader(
            vocabularies: vocabularies, own: MappingTable(own), shared: MappingTable(shared))
    }

    mutating func newID() -> RecordID {
        lastID += 1
        return RecordID(lastID)
    }

    private mutating func schemeID(_ name: String) -> RecordID {
        if let scheme = schemes.first(where: { $0.name == name }) { return scheme.id }
        let scheme = Scheme(id: newID(), name: name)
        schemes.append(scheme)
        return scheme.id
    }

    struct Missing: Error {
        let what: String
    }
}

extension Reading {
    /// What was not found, where nothing was.
    var unknownTerm: UnknownTerm? {
        if case .unknown(let term) = self { term } else { nil }
    }
}

extension PairReading {
    var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }

    var isContradictory: Bool {
        if case .contradictory = self { true } else { false }
    }
}
