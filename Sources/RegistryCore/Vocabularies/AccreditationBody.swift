/// An accreditation body that certifications may name: a listed one, an account, or both, for an
/// account with a listed acronym is that body (contract section 12).
public struct AccreditationBody: Sendable, Hashable {
    public var id: RecordID
    /// Decides which body is meant: `UKAS`.
    public var acronym: String
    public var name: String
    /// Alpha-2 code of its country, where that is known.
    public var country: String?
    /// Further names it is looked up by.
    public var knownNames: [String]
    /// Its account here, where it has one.
    public var accountID: RecordID?
    /// The name of that account, by which the body is looked up too.
    public var accountName: String?
    /// A retired body is not found by what is uploaded, but what is stored can still be read.
    public var isRetired: Bool

    public init(
        id: RecordID, acronym: String, name: String, country: String? = nil,
        knownNames: [String] = [], accountID: RecordID? = nil, accountName: String? = nil,
        isRetired: Bool = false
    ) {
        self.id = id
        self.acronym = acronym
        self.name = name
        self.country = country
        self.knownNames = knownNames
        self.accountID = accountID
        self.accountName = accountName
        self.isRetired = isRetired
    }

    /// All names it is looked up by where the acronym is unknown.
    var names: [String] { [name] + knownNames + [accountName].compactMap { $0 } }
}

/// The accreditation bodies by acronym and by name.
struct AccreditationBodyIndex: Sendable {
    private let byID: [RecordID: AccreditationBody]
    private let byAcronym: [LooseKey: AccreditationBody]
    private let byName: [ComparisonKey: [AccreditationBody]]
    let acronymSuggestions: [Suggestion]
    let nameSuggestions: [Suggestion]

    init(_ bodies: [AccreditationBody]) {
        byID = Dictionary(bodies.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        let inUse = byID.values.filter { !$0.isRetired }.sorted { $0.id < $1.id }
        var byAcronym: [LooseKey: AccreditationBody] = [:]
        var byName: [ComparisonKey: [AccreditationBody]] = [:]
        for body in inUse {
            let acronym = LooseKey.acronym(ComparisonKey(body.acronym))
            if !acronym.text.isEmpty, byAcronym[acronym] == nil { byAcronym[acronym] = body }
            for name in Set(body.names.map { ComparisonKey($0) }) where !name.text.isEmpty {
                byName[name, default: []].append(body)
            }
        }
        self.byAcronym = byAcronym
        self.byName = byName
        acronymSuggestions = inUse.map { Suggestion($0.acronym, readAs: [$0.acronym]) }
        nameSuggestions = inUse.map { Suggestion($0.name, readAs: $0.names) }
    }

    /// Retired ones too.
    func body(id: RecordID) -> AccreditationBody? { byID[id] }

    /// The body with this acronym. One that two have goes to the older.
    func body(acronym key: ComparisonKey) -> AccreditationBody? { byAcronym[.acronym(key)] }

    /// All bodies with this name, or known by it.
    func bodies(name key: ComparisonKey) -> [AccreditationBody] { byName[key] ?? [] }

    /// The body with this name; nil if there are two, for a guess might name the wrong one.
    func body(name key: ComparisonKey) -> AccreditationBody? {
        let namesakes = bodies(name: key)
        return namesakes.count == 1 ? namesakes.first : nil
    }
}
