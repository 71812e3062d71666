import Foundation
public import RegistryCore

/// What the operator of a register does to it: accounts, keys, mappings, the change log. Each
/// operation checks what it is given, then asks the store; the command line only reads and prints.
public struct Administration: Sendable {
    public let store: any RegistryStore
    public let clock: RegistryClock
    /// What the change log says of whatever is changed.
    let origin: Origin

    public init(store: any RegistryStore, clock: RegistryClock = .system, origin: Origin) {
        self.store = store
        self.clock = clock
        self.origin = origin
    }
}

extension Origin {
    /// A run of a command by whoever is logged in.
    ///
    /// - Parameter name: of the command, as it is typed: `key add`.
    public static func command(_ name: String, clock: RegistryClock = .system) -> Origin {
        Origin(
            caller: .operatingSystemUser(NSUserName()),
            requestID: "command-\(IDGenerator(clock: clock).next())", call: name)
    }
}

/// Collects what is wrong with the values that an operation is given.
struct InputFaults {
    private(set) var faults: [Fault] = []

    mutating func add(
        _ message: String, _ field: String, code: FaultCode = .validationError
    ) {
        faults.append(Fault(code, message, field: field))
    }

    /// A text as its rule stores it; nil with a fault, or where there is none.
    mutating func text(_ text: String?, _ rule: TextRule, _ field: String) -> String? {
        guard let trimmed = text?.trimmed() else { return nil }
        guard !trimmed.isEmpty else {
            add("Give a value that is not empty.", field)
            return nil
        }
        switch rule.read(trimmed) {
        case .success(let value): return value
        case .failure(let refusal):
            add(refusal.message, field)
            return nil
        }
    }

    /// A text that there must be; empty with a fault.
    mutating func text(required text: String, _ rule: TextRule, _ field: String) -> String {
        self.text(Optional(text), rule, field) ?? ""
    }

    /// Names beside a first one, each once; nil where none are given. A single empty one stands for
    /// none at all.
    mutating func names(_ names: [String], _ rule: TextRule, _ field: String) -> [String]? {
        guard !names.isEmpty else { return nil }
        guard names.count <= Self.namesMax else {
            add("Give at most \(Self.namesMax) names; there are \(names.count).", field)
            return nil
        }
        if names.allSatisfy({ $0.trimmed().isEmpty }) { return [] }
        return names.compactMap { text($0, rule, field) }
    }

    /// More names than any body or country goes by.
    private static let namesMax = 100

    /// The term of a list; nil with a fault.
    mutating func term<Term>(_ reading: Reading<Term>, _ field: String) -> Term? {
        switch reading {
        case .found(let term): return term
        case .unknown(let unknown):
            add(unknown.sentence, field, code: .dataMappingRequired)
            return nil
        }
    }

    /// - Throws: ``RegistryError/faults(_:)`` with all that was added.
    func check() throws(RegistryError) {
        guard faults.isEmpty else { throw .faults(faults) }
    }
}
