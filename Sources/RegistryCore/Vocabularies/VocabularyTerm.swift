/// The lists that operators add to and retire from (contract section 15, `vocabulary`).
public enum KeptList: String, Sendable, CaseIterable {
    case standards
    case accreditationBodies = "accreditation-bodies"
    case sectors, countries
}

/// A term of such a list, as it is stored.
public enum VocabularyTerm: Sendable, Hashable {
    case standard(Standard, of: Scheme)
    case accreditationBody(AccreditationBody)
    case sector(Sector)
    case country(Country)

    /// By which the change log names it.
    public var recordID: RecordID {
        switch self {
        case .standard(let standard, _): standard.id
        case .accreditationBody(let body): body.id
        case .sector(let sector): .sector(code: sector.code)
        case .country(let country): .country(alpha2: country.alpha2)
        }
    }

    public var kind: RecordKind {
        switch self {
        case .standard: .standard
        case .accreditationBody: .accreditationBody
        case .sector: .sector
        case .country: .country
        }
    }

    public var isRetired: Bool {
        switch self {
        case .standard(let standard, _): standard.isRetired
        case .accreditationBody(let body): body.isRetired
        case .sector(let sector): sector.isRetired
        case .country(let country): country.isRetired
        }
    }

    /// The same term after it was retired.
    public var retired: VocabularyTerm {
        switch self {
        case .standard(var standard, let scheme):
            standard.isRetired = true
            return .standard(standard, of: scheme)
        case .accreditationBody(var body):
            body.isRetired = true
            return .accreditationBody(body)
        case .sector(var sector):
            sector.isRetired = true
            return .sector(sector)
        case .country(var country):
            country.isRetired = true
            return .country(country)
        }
    }
}

extension RecordID {
    // Sectors and countries have codes and no generated id. An id that is generated holds the
    // milliseconds since 1970 above its lower 20 bits, so it is none of these, which would be of
    // the first ten seconds of 1970.

    /// By which the change log names a sector; its code has at most 6 digits.
    public static func sector(code: Int) -> RecordID { RecordID(1 << 32 | Int64(code)) }

    /// By which the change log names a country.
    public static func country(alpha2: String) -> RecordID {
        RecordID(2 << 32 | alpha2.utf8.prefix(2).reduce(0) { $0 << 8 | Int64($1) })
    }
}

/// A term to be added, or to be brought back, or to be called otherwise.
public enum NewTerm: Sendable {
    /// A pair that everyone knows; a scheme that there is not is made.
    case standard(name: String, scheme: String)
    case accreditationBody(NewAccreditationBody)
    case sector(code: Int, name: String)
    case country(NewCountry)
}

/// An accreditation body to be added; its acronym tells whether it is there already.
public struct NewAccreditationBody: Sendable {
    public var acronym: String
    public var name: String
    /// Alpha-2 code; nil leaves it as stored.
    public var country: String?
    /// Nil leaves them as stored.
    public var knownNames: [String]?

    public init(
        acronym: String, name: String, country: String? = nil, knownNames: [String]? = nil
    ) {
        self.acronym = acronym
        self.name = name
        self.country = country
        self.knownNames = knownNames
    }

    /// The body that the list then has.
    ///
    /// - Parameter id: of a new one.
    public func body(
        after stored: AccreditationBody?, id: @autoclosure () -> RecordID
    ) -> AccreditationBody {
        AccreditationBody(
            id: stored?.id ?? id(), acronym: acronym, name: name,
            country: country ?? stored?.country,
            knownNames: furtherNames(
                knownNames ?? stored?.knownNames ?? [], beside: name, instead: stored?.name))
    }
}

/// A country to be added; its alpha-2 code tells whether it is there already.
public struct NewCountry: Sendable {
    /// Two letters, upper case.
    public var alpha2: String
    /// Three letters, upper case.
    public var alpha3: String
    public var name: String
    /// Three digits; nil leaves it as stored.
    public var numeric: String?
    /// Nil leaves them as stored.
    public var otherNames: [String]?

    public init(
        alpha2: String, alpha3: String, name: String, numeric: String? = nil,
        otherNames: [String]? = nil
    ) {
        self.alpha2 = alpha2
        self.alpha3 = alpha3
        self.name = name
        self.numeric = numeric
        self.otherNames = otherNames
    }

    /// The country that the list then has.
    public func country(after stored: Country?) -> Country {
        Country(
            alpha2: alpha2, alpha3: alpha3, numeric: numeric ?? stored?.numeric, name: name,
            otherNames: furtherNames(
                otherNames ?? stored?.otherNames ?? [], beside: name, instead: stored?.name))
    }
}

/// The names beside the first: a first name that is given up is one of them, since accounts and
/// mappings go on using it.
private func furtherNames(
    _ names: [String], beside name: String, instead former: String?
) -> [String] {
    var keys: Set<ComparisonKey> = [ComparisonKey(name)]
    return (names + [former].compactMap { $0 }).filter {
        keys.insert(ComparisonKey($0)).inserted
    }
}

/// What came of adding a term.
public struct TermAddition: Sendable, Equatable {
    public enum Change: String, Sendable {
        case added, changed, unchanged
        /// It was retired.
        case restored
    }

    /// As it is stored now.
    public let term: VocabularyTerm
    public let change: Change

    public init(_ term: VocabularyTerm, after stored: VocabularyTerm?) {
        self.term = term
        change =
            if let stored {
                StoredDocuments.state(stored) == StoredDocuments.state(term)
                    ? .unchanged : stored.isRetired ? .restored : .changed
            } else {
                .added
            }
    }
}
