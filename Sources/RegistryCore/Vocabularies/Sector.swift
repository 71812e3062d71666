/// A sector of the IAF's list (contract section 12), by which quality, environmental and
/// occupational health and safety certifications are classified.
public struct Sector: Sendable, Hashable {
    /// Number within the list, 1 to 39 in the shipped one: the sector's identity.
    public var code: Int
    public var name: String
    /// A retired sector is not found by what is uploaded, but what is stored can still be read.
    public var isRetired: Bool

    public init(code: Int, name: String, isRetired: Bool = false) {
        self.code = code
        self.name = name
        self.isRetired = isRetired
    }

    /// The number in `31`, `031`, `IAF 31`, `IAF: 31` or `IAF-31`; nil for any other text.
    static func number(in key: ComparisonKey) -> Int? {
        var rest = key.text.unicodeScalars[...]
        if rest.starts(with: "iaf".unicodeScalars) {
            rest = rest.dropFirst(3).drop { $0 == " " || $0 == ":" || $0.properties.isDash }
        }
        guard (1...digitsMax).contains(rest.count),
            rest.allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        return Int(String(rest))
    }

    /// More digits, zeros before them counted, are no sector's number.
    private static let digitsMax = 6
}

/// The sectors by number and by name.
struct SectorIndex: Sendable {
    private let byCode: [Int: Sector]
    private let byName: [ComparisonKey: Sector]
    let suggestions: [Suggestion]

    init(_ sectors: [Sector]) {
        byCode = Dictionary(sectors.map { ($0.code, $0) }, uniquingKeysWith: { one, _ in one })
        let inUse = byCode.values.filter { !$0.isRetired }.sorted { $0.code < $1.code }
        byName = Dictionary(
            inUse.map { (ComparisonKey($0.name), $0) }, uniquingKeysWith: { one, _ in one })
        suggestions = inUse.map { Suggestion($0.name, readAs: [$0.name, String($0.code)]) }
    }

    /// Retired ones too.
    func sector(code: Int) -> Sector? { byCode[code] }

    func sector(_ key: ComparisonKey) -> Sector? {
        guard let number = Sector.number(in: key) else { return byName[key] }
        return byCode[number].flatMap { $0.isRetired ? nil : $0 }
    }
}
