public import RegistryCore
public import Testing

/// One promise that every store keeps: a sentence, and how it is looked at.
public struct StorePromise: Sendable, CustomTestStringConvertible {
    public let sentence: String
    /// Looks at a fresh store, which has no account, and whose clock is the given one.
    public let check: @Sendable (any RegistryStore, SampleClock) async throws -> Void

    public init(
        _ sentence: String,
        check: @escaping @Sendable (any RegistryStore, SampleClock) async throws -> Void
    ) {
        self.sentence = sentence
        self.check = check
    }

    public var testDescription: String { sentence }
}

/// What the register asks of a database beyond the signatures of its ports. The test file of each
/// engine runs all of it.
public enum StoreContract {
    /// What meets most of an engine: reads, single writes, bulk calls, conflicts.
    public static let writing: [StorePromise] = uploads + bulk + concurrency

    public static let promises: [StorePromise] = [
        entityMatching, certificationMatching, uploads, bulk, times, deletes, entityUpdates,
        isolation, paging, filters, concurrency, accounts, vocabularies, unmappedTerms,
        directory, changeLog, bodyRecords, bodyJoining, bodyLinks, bodyLibrary, bodyLists,
        bodyMatching, accreditation, confirmations, versions,
    ].flatMap { $0 }
}
