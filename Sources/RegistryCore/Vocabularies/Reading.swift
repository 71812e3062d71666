/// What came of reading a text as a word of a list.
public enum Reading<Term: Sendable>: Sendable {
    case found(Term)
    case unknown(UnknownTerm)

    /// The term, where it was found.
    public var term: Term? {
        if case .found(let term) = self { term } else { nil }
    }

    /// The text, where it was not found.
    var unknown: UnknownTerm? {
        if case .unknown(let term) = self { term } else { nil }
    }
}

/// What came of reading a term that is sent as a code and a name: a sector's number and name, an
/// accreditation body's acronym and name.
public enum PairReading<Term: Sendable>: Sendable {
    case found(Term)
    /// What of the two is no word of the list; at least one of them is given.
    case unknown(byCode: UnknownTerm?, byName: UnknownTerm?)
    /// The two name different terms: a `validation_error` on both.
    case contradictory(byCode: Term, byName: Term)

    /// The term, where it was found.
    public var term: Term? {
        if case .found(let term) = self { term } else { nil }
    }

    /// The code where it was not found, else the name.
    var unknown: UnknownTerm? {
        if case .unknown(let byCode, let byName) = self { byCode ?? byName } else { nil }
    }
}

/// A list as its reader sees it.
public enum VocabularyList: Sendable, Hashable {
    case certificationStatus, certificationType, accreditationStatus, bodyAccreditationStatus
    case country, sector, accreditationBodyAcronym, accreditationBodyName
    /// The schemes that are known to who names these accreditation bodies; nil knows all.
    case scheme(namedBy: Set<RecordID>?)
    /// The standards of a scheme, or for nil of all, known to who names these bodies.
    case standard(within: Scheme?, namedBy: Set<RecordID>?)

    /// The field under which its terms are mapped; nil where they can't be.
    public var mappingField: MappingField? {
        switch self {
        case .certificationStatus: .status
        case .certificationType: .type
        case .accreditationStatus, .bodyAccreditationStatus: nil
        case .country: .country
        case .sector: .sector
        case .accreditationBodyAcronym, .accreditationBodyName: .accreditationBody
        case .scheme: .scheme
        case .standard: .standard
        }
    }

    /// Whether an account's own terms can be mapped to words of it.
    public var isMappable: Bool { mappingField != nil }

    /// The words of a list that nobody extends; nil for the others.
    public var fixedWords: [String]? {
        switch self {
        case .certificationStatus: CertificationStatus.allCases.map(\.rawValue)
        case .certificationType: CertificationType.allCases.map(\.rawValue)
        case .accreditationStatus: AccreditationStatus.allCases.map(\.rawValue)
        case .bodyAccreditationStatus: BodyAccreditationStatus.allCases.map(\.rawValue)
        case .country, .sector, .accreditationBodyAcronym, .accreditationBodyName, .scheme,
            .standard:
            nil
        }
    }

    /// What a word of the list is, in a message and in documentation.
    public var noun: String {
        switch self {
        case .certificationStatus: "certification status"
        case .certificationType: "certification type"
        case .accreditationStatus, .bodyAccreditationStatus: "accreditation status"
        case .country: "country"
        case .sector: "sector"
        case .accreditationBodyAcronym: "acronym of an accreditation body"
        case .accreditationBodyName: "name of an accreditation body"
        case .scheme: "scheme"
        case .standard(let scheme?, _): "standard of the scheme \"\(scheme.name)\""
        case .standard(nil, _): "standard"
        }
    }
}

/// A text that is no word of its list: a `data_mapping_required` (contract section 3).
///
/// What it may have meant is looked for when it is asked for: a body can hold a million unknown
/// terms, and an answer lists at most ``Limits/faultsMax``.
public struct UnknownTerm: Sendable {
    /// As it was sent.
    public let text: String
    public let list: VocabularyList
    let reader: TermReader

    /// The whole list, if it is short.
    public var all: [String]? {
        let words = reader.suggestions(list).map(\.word)
        return words.count <= Self.shortListWordsMax ? words : nil
    }

    /// The nearest three words of the list and of the account's own terms. Of other accreditation
    /// bodies' additions there are only those known to the caller.
    public var nearest: [String] {
        Nearest.words(
            to: text, among: reader.suggestions(list) + reader.ownSuggestions(list))
    }

    /// The message of the fault: what is wrong, what would do, and what else can be done.
    public var sentence: String {
        let mapping = list.isMappable ? ", or have your term mapped by the operator" : ""
        let term =
            text.isLonger(thanScalars: Self.shownScalarsMax)
            ? text.prefix(scalars: Self.shownScalarsMax) + "…" : text
        let verdict = "\"\(term)\" is no \(list.noun) that the register knows."
        if let all {
            let words = Self.quoted(all)
            return all.isEmpty ? verdict : "\(verdict) Send one of \(words)\(mapping)."
        }
        return "\(verdict) Nearest: \(Self.quoted(nearest)). Send one of these\(mapping)."
    }

    /// A list of no more words is given whole.
    static let shortListWordsMax = 12
    /// How much of the text a message repeats.
    static let shownScalarsMax = 100

    private static func quoted(_ words: [String]) -> String {
        words.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
