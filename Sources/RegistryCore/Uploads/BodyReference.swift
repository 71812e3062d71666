/// How a record names the certification body whose certification it is (contract sections 5, 11).
public enum BodyReference: Sendable, Equatable {
    /// A `cb` account's own.
    case own(RecordID)
    /// An `ab`'s, by the identity number under which it has recorded it; the name is not compared.
    case recorded(identityNumber: String)
    /// An `mncb`'s, by name, and by acronym where the body has one, among its associated ones.
    case associated(name: String, acronym: String)
    /// None: an entity alone, whose unique id is the account's own.
    case none
}

/// What a store looks up before the other keys of a batch are known: the bodies that it names.
public struct BodyReferences: Sendable {
    /// Of an `ab`'s records.
    public var identityNumbers: Set<ExactText> = []
    /// Whether an `mncb`'s associated bodies are asked for.
    public var includesAssociated = false

    init(of batch: UploadBatch) {
        for record in batch.records {
            switch record.body {
            case .recorded(let identityNumber): identityNumbers.insert(ExactText(identityNumber))
            case .associated: includesAssociated = true
            case .own, .none: break
            }
        }
    }
}

/// The certification bodies that a batch may name.
public struct KnownBodies: Sendable {
    /// By the identity number under which the `ab` account has recorded it.
    public var recorded: [ExactText: RecordID] = [:]
    /// Those of an `mncb` account.
    public var associated: [CertificationBody] = [] {
        didSet {
            associatedByName = Dictionary(grouping: associated) { ComparisonKey($0.name) }
        }
    }
    private var associatedByName: [ComparisonKey: [CertificationBody]] = [:]

    public init() {}

    enum Resolution {
        case found(RecordID)
        case none
        /// What is wrong, and with which datum.
        case unknown(Datum, String)
    }

    /// The body that a reference names: the third table of contract section 11.
    func resolve(_ reference: BodyReference) -> Resolution {
        switch reference {
        case .own(let id): return .found(id)
        case .none: return .none
        case .recorded(let identityNumber):
            guard let id = recorded[ExactText(identityNumber)] else {
                return .unknown(
                    .certificationBodyIdentityNumber,
                    "Send the identity number of a certification body that you have uploaded with "
                        + "upload-cb: there is none with \"\(identityNumber)\".")
            }
            return .found(id)
        case .associated(let name, let acronym): return resolve(name: name, acronym: acronym)
        }
    }

    private func resolve(name: String, acronym: String) -> Resolution {
        guard let namesakes = associatedByName[ComparisonKey(name)] else {
            return .unknown(
                .certificationBodyName,
                "Send the name of one of your associated certification bodies: "
                    + "\(listed(associated.map(\.name))).")
        }
        let found = namesakes.filter { body in
            body.acronym.map { ComparisonKey($0) == ComparisonKey(acronym) } ?? true
        }
        switch found.count {
        case 1: return .found(found[0].id)
        case 0:
            return .unknown(
                .certificationBodyAcronym,
                "Send the acronym of this certification body: "
                    + "\(listed(namesakes.compactMap(\.acronym))).")
        default:
            return .unknown(
                .certificationBodyName,
                "Several of your associated certification bodies have this name and acronym: ask "
                    + "the operator of the register to tell them apart.")
        }
    }

    private func listed(_ names: [String]) -> String {
        if names.isEmpty { return "you have none yet, ask the operator of the register" }
        let shown = names.sorted().prefix(Self.shownMax).map { "\"\($0)\"" }
        let rest = names.count > shown.count ? ", ..." : ""
        return shown.joined(separator: ", ") + rest
    }

    /// How many names a message lists.
    private static let shownMax = 12
}
