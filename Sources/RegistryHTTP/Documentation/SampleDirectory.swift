import RegistryCore
import RegistryWire

/// Who sends the examples that documentation shows, and what is known to the register then: the
/// shipped lists and a few invented bodies.
struct SampleDirectory: Sendable {
    let account: Account
    let context: AnswerContext

    /// When the examples are sent: 2026-03-02T09:30:00Z, in epoch seconds.
    static let now: Int64 = 1_772_443_800

    init(role: Role) throws(RegistryError) {
        account = Self.account(of: role)
        context = AnswerContext(
            directory: Directory(
                version: 1, accounts: Role.allCases.map { Self.account(of: $0) }, keys: [],
                vocabularies: try Self.vocabularies.get(), mappings: [:],
                sharedMappings: MappingTable([])),
            today: CalendarDate(epochSeconds: Self.now))
    }

    var readingContext: ReadingContext {
        get throws(RegistryError) {
            try ReadingContext(
                account: account, terms: context.directory.termReader(for: account.id),
                limits: Limits())
        }
    }

    // MARK: Accounts

    private static func account(of role: Role) -> Account {
        switch role {
        case .accreditationBody:
            Account(
                id: id(1), role: role, name: accreditationBody.name,
                acronym: accreditationBody.acronym, country: accreditationBody.country,
                accreditationBodyID: accreditationBody.id, createdAt: createdAt)
        case .certificationBody:
            Account(
                id: id(2), role: role, name: "Fernhollow Assurance", acronym: "FHA",
                country: "DE", certificationBodyID: id(3), createdAt: createdAt)
        case .multinationalCertificationBody:
            Account(
                id: id(4), role: role, name: "Marlstone Group", acronym: "MSG", country: "SG",
                createdAt: createdAt, associatedBodyIDs: [namedBodyID])
        }
    }

    private static let accreditationBody = AccreditationBody(
        id: id(5), acronym: "AWAS", name: "Alderwick Accreditation Service", country: "GB")
    /// Of the certification body that certifications of `ab` and `mncb` name.
    static let namedBodyID = id(6)

    // MARK: Lists

    /// The lists begin with ids of their own, as those of a new database do.
    private static let vocabularies = Result { () throws(RegistryError) -> Vocabularies in
        let lists = try ShippedLists.load()
        var last: Int64 = 1_000
        func nextID() -> RecordID {
            last += 1
            return id(last)
        }
        let bodies = lists.accreditationBodies.map {
            AccreditationBody(
                id: nextID(), acronym: $0.acronym, name: $0.name, country: $0.country,
                knownNames: $0.knownNames)
        }
        var schemes: [Scheme] = []
        var idsByScheme: [String: RecordID] = [:]
        var standards: [Standard] = []
        for row in lists.standards {
            let schemeID = idsByScheme[row.scheme] ?? nextID()
            if idsByScheme.updateValue(schemeID, forKey: row.scheme) == nil {
                schemes.append(Scheme(id: schemeID, name: row.scheme))
            }
            standards.append(Standard(id: nextID(), schemeID: schemeID, name: row.standard))
        }
        return Vocabularies(
            countries: lists.countries, sectors: lists.sectors, schemes: schemes,
            standards: standards, accreditationBodies: bodies + [accreditationBody])
    }

    /// 2026-01-05T08:00:00Z, in epoch seconds.
    private static let createdAt: Int64 = 1_767_600_000

    private static func id(_ number: Int64) -> RecordID {
        RecordID(createdAt * 1_000 << 20 + number)
    }
}
