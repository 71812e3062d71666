/// A country of ISO 3166-1, or what an operator added as one (contract section 12). It is stored
/// by its alpha-2 code and answered by its name.
public struct Country: Sendable, Hashable {
    /// Two letters, upper case: the country's identity.
    public var alpha2: String
    /// Three letters, upper case.
    public var alpha3: String
    /// The three digits of ISO 3166-1, `036`; nil where ISO gives none (Kosovo).
    public var numeric: String?
    /// The name answers carry.
    public var name: String
    /// Further names that are read.
    public var otherNames: [String]
    /// A retired country is not found by what is uploaded, but what is stored can still be read.
    public var isRetired: Bool

    public init(
        alpha2: String, alpha3: String, numeric: String?, name: String, otherNames: [String] = [],
        isRetired: Bool = false
    ) {
        self.alpha2 = alpha2
        self.alpha3 = alpha3
        self.numeric = numeric
        self.name = name
        self.otherNames = otherNames
        self.isRetired = isRetired
    }

    /// The numeric code as `countries_id` of a certified entity answers it (contract section 9).
    public var number: Int? { numeric.flatMap { Int($0) } }

    /// What the country is read by, the strongest claim first. The numeric code is read without
    /// leading zeros too, for that is how ``number`` is answered.
    var claims: [[String]] {
        let codes = [alpha2, alpha3, numeric, number.map { String($0) }].compactMap { $0 }
        return [codes, [name], otherNames]
    }
}

/// The countries by what they are read by.
struct CountryIndex: Sendable {
    private let byAlpha2: [String: Country]
    private let byWord: [LooseKey: Country]
    let suggestions: [Suggestion]

    init(_ countries: [Country]) {
        byAlpha2 = Dictionary(
            countries.map { ($0.alpha2, $0) }, uniquingKeysWith: { one, _ in one })
        let inUse = countries.filter { !$0.isRetired }.sorted { $0.alpha2 < $1.alpha2 }
        var byWord: [LooseKey: Country] = [:]
        // A word that two countries claim goes to the stronger claim: a code before a name before
        // another name, and then to the first by alpha-2 code.
        for strength in 0..<3 {
            for country in inUse {
                for word in country.claims[strength] {
                    let key = LooseKey.country(ComparisonKey(word))
                    if !key.text.isEmpty, byWord[key] == nil { byWord[key] = country }
                }
            }
        }
        self.byWord = byWord
        suggestions = inUse.map { Suggestion($0.name, readAs: $0.claims.flatMap { $0 }) }
    }

    /// Retired ones too.
    func country(alpha2: String) -> Country? { byAlpha2[alpha2] }

    func country(_ key: ComparisonKey) -> Country? { byWord[.country(key)] }
}
