import Synchronization

/// A term that an account sent in vain: no word of its list, and mapped to none.
public struct UnmappedTerm: Sendable, Hashable {
    public var field: MappingField
    /// As it was sent, cut to ``scalarsMax``.
    public var text: String
    /// The scheme in which a standard was looked up.
    public var schemeID: RecordID?

    /// Of a longer text no mapping can be made.
    public static let scalarsMax = 300

    public init(field: MappingField, text: String, schemeID: RecordID? = nil) {
        self.field = field
        self.text = text.prefix(scalars: Self.scalarsMax)
        self.schemeID = schemeID
    }
}

extension UnknownTerm {
    /// Nil where terms of the list can't be mapped.
    public var unmapped: UnmappedTerm? {
        guard let field = list.mappingField else { return nil }
        var schemeID: RecordID?
        if case .standard(let scheme?, _) = list { schemeID = scheme.id }
        return UnmappedTerm(field: field, text: text, schemeID: schemeID)
    }
}

/// How often an account sent a term in vain.
public struct UnmappedTally: Sendable, Equatable {
    public var accountID: RecordID
    /// As it was sent last.
    public var term: UnmappedTerm
    public var count: Int
    /// Epoch seconds.
    public var lastSentAt: Int64

    public init(accountID: RecordID, term: UnmappedTerm, count: Int, lastSentAt: Int64) {
        self.accountID = accountID
        self.term = term
        self.count = count
        self.lastSentAt = lastSentAt
    }

    /// Terms that are remembered of one account: more than anybody maps by hand. Of more, those
    /// that were sent last.
    public static let countMaxPerAccount = 1_000
}

/// Counts the terms that are sent in vain, in memory, so that no request waits for it. Whoever
/// serves requests flushes it every now and then, and at the end.
public final class UnmappedTerms: Sendable {
    private struct Key: Hashable {
        let accountID: RecordID
        let field: MappingField
        let schemeID: RecordID?
        let source: String

        init(_ term: UnmappedTerm, of accountID: RecordID) {
            self.accountID = accountID
            field = term.field
            schemeID = term.schemeID
            source = term.field.sourceKey(ComparisonKey(term.text))
        }
    }

    private let held = Mutex<[Key: UnmappedTally]>([:])

    /// Different terms between two flushes. What is beyond is forgotten: it will be sent again.
    static let heldMax = 10_000

    public init() {}

    /// Counts what an answer's faults say of unknown terms.
    ///
    /// - Parameter seconds: now, epoch seconds.
    public func note(_ faults: [Fault], of accountID: RecordID, at seconds: Int64) {
        let tallies = faults.compactMap(\.unmapped).map {
            UnmappedTally(accountID: accountID, term: $0, count: 1, lastSentAt: seconds)
        }
        if !tallies.isEmpty { add(tallies) }
    }

    /// Stores what was counted since the last time. What can't be stored now is kept.
    public func flush(to store: any VocabularyStore) async throws(RegistryError) {
        let tallies = held.withLock { held in
            defer { held = [:] }
            return Array(held.values)
        }
        guard !tallies.isEmpty else { return }
        do throws(RegistryError) {
            try await store.noteUnmapped(tallies)
        } catch {
            add(tallies)
            throw error
        }
    }

    private func add(_ tallies: [UnmappedTally]) {
        let keyed = tallies.map { (Key($0.term, of: $0.accountID), $0) }
        held.withLock { held in
            for (key, tally) in keyed {
                guard var sum = held[key] else {
                    if held.count < Self.heldMax { held[key] = tally }
                    continue
                }
                sum.count += tally.count
                if tally.lastSentAt >= sum.lastSentAt {
                    sum.term = tally.term
                    sum.lastSentAt = tally.lastSentAt
                }
                held[key] = sum
            }
        }
    }
}
