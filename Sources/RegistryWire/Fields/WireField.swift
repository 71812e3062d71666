public import RegistryCore

/// The declaration of one field of a request: what reading goes by, and what documentation says
/// (contract section 5). A class, since it is referred to and never changed.
public final class WireField: Sendable {
    /// Whether a field must be there.
    public enum Requirement: Sendable, Equatable {
        case optional
        /// Mandatory for these roles, and optional for the others.
        case mandatory([Role])
        /// In an update: may be left out, but not be empty.
        case filledWhenSent
    }

    public let requirement: Requirement
    public let rule: WireRule
    /// What else holds of it, that several fields decide together: for documentation, a phrase
    /// without capital or full stop.
    public let remark: String?
    /// What it is: a phrase without capital or full stop, for documentation.
    public var meaning: String { about.meaning }
    let about: About
    /// What the register's faults call it; nil for what only its form can be wrong with.
    let datum: Datum?
    private let key: WireKey

    init(
        _ key: WireKey, _ rule: WireRule, _ datum: Datum?, remark: String? = nil, about: About
    ) {
        self.key = key
        self.rule = rule
        self.remark = remark
        self.about = about
        self.datum = datum
        requirement = key.requirement
    }

    /// Its name for callers of this role.
    public func name(for role: Role) -> String { key.otherNames[role] ?? key.name }

    /// What this role may write instead; the name wins where both are sent.
    public func aliases(for role: Role) -> [String] {
        let otherSpellings = ([key.name] + Role.allCases.compactMap { key.otherNames[$0] })
            .filter { $0 != name(for: role) }
        return otherSpellings + key.aliases
    }

    /// All that this role may write, the name first.
    func names(for role: Role) -> [String] { [name(for: role)] + aliases(for: role) }

    /// Whether it is one of several in its object of which one must be there, whatever
    /// ``requirement`` says: for documentation.
    public var isOneOfSeveral: Bool { key.isOneOfSeveral }

    /// Whether another field's value can make it optional although it is mandatory, as its remark
    /// says: for documentation.
    public var isWaivable: Bool { key.isWaivable }

    /// Whether this role has the field at all; else its key is unknown.
    public func exists(for role: Role) -> Bool { key.roles.contains(role) }

    /// Whether this role may send it for nothing: its value is not read.
    public func isIgnored(for role: Role) -> Bool { key.ignoringRoles.contains(role) }

    public func isMandatory(for role: Role) -> Bool {
        if case .mandatory(let roles) = requirement { roles.contains(role) } else { false }
    }

    /// Whether an empty value clears what is stored.
    func mayBeEmpty(for role: Role) -> Bool {
        requirement != .filledWhenSent && !isMandatory(for: role)
    }
}

/// What the value of a field may be.
public enum WireRule: Sendable {
    case text(TextRule)
    /// A text that is a word of a list.
    case word(VocabularyList, TextRule)
    /// Such a word, or a whole number.
    case wordOrNumber(VocabularyList, TextRule)
    /// A text, or a whole number.
    case textOrNumber(TextRule)
    /// `YYYYMMDD`, `YYYY-MM-DD`, or the former as a number.
    case date
    /// A boolean, or one of the words and numbers of ``Flag``.
    case flag
    /// A text or a boolean.
    case textOrBoolean(TextRule)
    case object([WireField])
    /// Such an object, or an array of exactly one.
    case objectOrOne([WireField])
    /// Objects of these fields, at most so many.
    case objects([WireField], countMax: Count)
    /// Texts, at most so many.
    case texts(TextRule, countMax: Count)
    /// An array of objects, or an object of other fields.
    case objectsOrObject([WireField], object: [WireField], countMax: Count)

    /// How many elements an array may have.
    public enum Count: Sendable {
        case fixed(Int)
        /// As configured (contract section 14).
        case limit(any (KeyPath<Limits, Int> & Sendable))

        public func value(_ limits: Limits) -> Int {
            switch self {
            case .fixed(let count): count
            case .limit(let limit): limits[keyPath: limit]
            }
        }
    }
}
