public import RegistryCore

/// Who sends a body, and what it is read by.
public struct ReadingContext: Sendable {
    public let account: Account
    /// The lists, with the account's mappings.
    public let terms: TermReader
    public let limits: Limits
    /// The certification body that a `cb` account is; nil for the others, whose uploads name one.
    let ownBody: BodyReference?

    /// - Throws: ``RegistryError/broken(_:)`` for a `cb` account without a certification body.
    public init(
        account: Account, terms: TermReader, limits: Limits
    ) throws(RegistryError) {
        ownBody = account.certificationBodyID.map { .own($0) }
        if account.role == .certificationBody, ownBody == nil {
            throw .broken("account \(account.id) has no certification body")
        }
        self.account = account
        self.terms = terms
        self.limits = limits
    }
}
