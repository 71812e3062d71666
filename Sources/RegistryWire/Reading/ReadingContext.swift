public import RegistryCore

/// Who sends a body, and what it is read by.
public struct ReadingContext: Sendable {
    public let account: Account
    /// The lists, with the account's mappings.
    public let terms: TermReader
    public let limits: Limits
    /// The body whose certifications a `cb` account uploads: its own.
    let certificationBodyID: RecordID

    /// - Throws: ``RegistryError/broken(_:)`` for an account without a certification body.
    public init(
        account: Account, terms: TermReader, limits: Limits
    ) throws(RegistryError) {
        guard let certificationBodyID = account.certificationBodyID else {
            throw .broken("account \(account.id) has no certification body")
        }
        self.account = account
        self.terms = terms
        self.limits = limits
        self.certificationBodyID = certificationBodyID
    }
}
