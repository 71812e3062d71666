public import RegistryCore

/// `mapping unmapped` (contract sections 12 and 15).
extension Administration {
    /// A term that an account sent in vain, with what it may have meant.
    public struct Unmapped: Sendable {
        public let tally: UnmappedTally
        /// The scheme in which a standard was looked up.
        public let scheme: Scheme?
        /// Three words of the list, or the account's own terms, the nearest first.
        public let nearest: [String]
    }

    /// What an account sent in vain and what still can't be read, by field, the most frequent
    /// first.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    public func unmappedTerms(
        ofAccount account: String
    ) async throws(RegistryError) -> [Unmapped] {
        let directory = try await store.directory()
        let account = try directory.account(account)
        let reader = directory.termReader(for: account.id)
        return try await store.unmappedTerms(of: account.id)
            .compactMap { tally in
                reader.stillUnknown(tally.term).map { unknown in
                    Unmapped(
                        tally: tally,
                        scheme: tally.term.schemeID.flatMap { directory.vocabularies.scheme($0) },
                        nearest: unknown.nearest)
                }
            }
            .sorted { $0.order < $1.order }
    }
}

extension Administration.Unmapped {
    fileprivate var order: (Int, Int, Int64, String) {
        let place = MappingField.allCases.firstIndex(of: tally.term.field) ?? 0
        return (place, -tally.count, -tally.lastSentAt, tally.term.text)
    }
}
