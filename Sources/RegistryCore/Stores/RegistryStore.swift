/// What the register asks of a database. Each engine implements all of it; the promises that go
/// beyond the signatures stand in the store contract of the tests.
///
/// Every method that changes something writes its change log rows in the same transaction and
/// returns when the change is durable. Any method may throw
/// ``RegistryError/unavailable(_:retryAfterSeconds:)`` when the database can't be reached or
/// written, and ``RegistryError/broken(_:)`` when it holds what it should not.
public protocol RegistryStore: CertificationStore, EntityStore, BodyStore, AccountStore,
    VocabularyStore, DirectoryStore, ChangeLogStore
{
    /// Throws unless the database answers.
    func ping() async throws(RegistryError)
    /// The quotas of keys, where several nodes may serve the register; nil where one process does.
    var sharedQuotas: (any SharedQuotas)? { get }
    /// Finishes what is in flight and closes every connection.
    func close() async
}

/// Certifications and their upload.
public protocol CertificationStore: Sendable {
    /// Runs ``UploadPlan`` over the batch inside a transaction. Batches of single uploads that
    /// arrive together may share a commit; each still gets its own outcome.
    func upload(_ batch: UploadBatch) async throws(RegistryError) -> UploadOutcome

    /// - Returns: nil when the account has no such certification.
    func certification(
        _ id: RecordID, of accountID: RecordID
    ) async throws(RegistryError) -> CertificationRecord?

    func certifications(
        _ query: CertificationQuery
    ) async throws(RegistryError) -> Page<CertificationRecord>

    /// Leaves a tombstone, so that the same keys uploaded again get the same id back.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    func deleteCertification(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError)
}

/// Certified entities.
public protocol EntityStore: Sendable {
    /// Runs ``EntityUpdatePlan`` inside a transaction; stores nothing when `validatesOnly`.
    ///
    /// - Returns: the entity after the update.
    /// - Throws: ``RegistryError/notFound(_:)``, ``RegistryError/faults(_:)``.
    func updateEntity(
        _ update: EntityUpdate, of accountID: RecordID, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> StoredEntity

    /// - Returns: nil when the account has no such entity.
    func entity(_ id: RecordID, of accountID: RecordID) async throws(RegistryError) -> StoredEntity?

    /// Deletes the entity with all its certifications, leaving tombstones.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    func deleteEntity(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError)
}

/// Certification bodies, and what accreditation bodies have recorded of them (contract section 10).
public protocol BodyStore: Sendable {
    /// Runs ``BodyPlan`` inside a transaction; stores nothing when `validatesOnly`. Pairs that the
    /// library lacks become the accreditation body's additions and move
    /// ``DirectoryStore/directoryVersion()``.
    ///
    /// - Throws: ``RegistryError/faults(_:)`` when the account would add more pairs than
    ///   ``Standard/additionsMax``.
    func uploadBody(
        _ upload: BodyUpload, by account: Account, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> BodyPlan

    /// - Returns: the record after the update.
    /// - Throws: ``RegistryError/notFound(_:)``, ``RegistryError/faults(_:)``.
    func updateBody(
        _ update: BodyUpdate, by account: Account, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> BodyRecord

    /// - Returns: nil when the account has recorded no such certification body.
    func recordedBody(
        _ certificationBodyID: RecordID, by accountID: RecordID
    ) async throws(RegistryError) -> BodyRecord?

    func recordedBodies(_ query: BodyQuery) async throws(RegistryError) -> Page<BodyRecord>

    /// A record by its own id, whoever's.
    func recordedBody(_ id: RecordID) async throws(RegistryError) -> StoredRecordedBody?

    /// - Returns: nil when there is no such certification body.
    func certificationBody(_ id: RecordID) async throws(RegistryError) -> CertificationBody?

    /// Whether a certification body is withdrawn: at least one accreditation body has recorded it,
    /// and every one that has, or that its certifications name, has withdrawn it.
    func isWithdrawn(certificationBody id: RecordID) async throws(RegistryError) -> Bool

    /// Joins an account's record to a certification body; what the account uploaded for it goes
    /// with it.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` when the account
    ///   has a record of that body already.
    func linkBody(
        _ identityNumber: String, of accountID: RecordID, to certificationBodyID: RecordID,
        origin: Origin
    ) async throws(RegistryError) -> StoredRecordedBody

    /// Parts an account's record from a certification body that others have recorded too, or that
    /// has an account: it gets one of its own.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    func unlinkBody(
        _ identityNumber: String, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) -> StoredRecordedBody

    /// All versions of a certificate: every certification of a certification body with a number,
    /// as compared, whoever uploaded it, in the order of their ids.
    func versions(
        of certificationBodyID: RecordID, numbered number: ComparisonKey
    ) async throws(RegistryError) -> [Publication.Version]
}

/// Accounts, their keys and mappings, as the operator keeps them. Every change moves
/// ``DirectoryStore/directoryVersion()``, but for an update-all, which no request is judged by.
public protocol AccountStore: Sendable {
    /// Stores an account; for a `cb` also its certification body unless it takes over a stored
    /// one.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` when an `ab`'s acronym, or a `cb`'s name and
    ///   country, or the body to take over is another account's; ``RegistryError/notFound(_:)``
    ///   for a body that there is not.
    func addAccount(_ account: NewAccount, origin: Origin) async throws(RegistryError) -> Account

    /// - Throws: ``RegistryError/notFound(_:)``.
    func setSuspended(
        _ isSuspended: Bool, account id: RecordID, origin: Origin
    ) async throws(RegistryError) -> Account

    /// Lets an `mncb` account name a certification body, or no longer. Again changes nothing.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` for an account or body that there is not.
    func setAssociated(
        _ isAssociated: Bool, body id: RecordID, with accountID: RecordID, origin: Origin
    ) async throws(RegistryError) -> Account

    /// Notes that an account's certifications are all up to date: `update-all-cert` (contract
    /// section 9). Costs the same however many there are; stores nothing when `validatesOnly`.
    func confirmAll(
        of accountID: RecordID, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> Confirmation

    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    func addKey(_ key: NewKey, origin: Origin) async throws(RegistryError) -> APIKey

    /// - Throws: ``RegistryError/notFound(_:)``. Revoking again changes nothing.
    func revokeKey(_ id: RecordID, origin: Origin) async throws(RegistryError) -> APIKey

    /// Adds or replaces the mappings of source terms, all of them or none; sources are compared
    /// by ``MappingField/sourceKey(_:)``. Stores nothing when `validatesOnly`.
    ///
    /// - Parameter mappings: each source once.
    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    func setMappings(
        _ mappings: [NewMapping], validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> MappingCounts

    /// - Throws: ``RegistryError/notFound(_:)``.
    func removeMapping(
        accountID: RecordID?, field: MappingField, source: String, origin: Origin
    ) async throws(RegistryError)
}

/// What an `update-all-cert` has confirmed.
public struct Confirmation: Sendable, Equatable {
    /// The account's certifications.
    public var certifications: Int
    /// Epoch seconds.
    public var at: Int64

    public init(certifications: Int, at: Int64) {
        self.certifications = certifications
        self.at = at
    }
}

/// An account to be stored.
public struct NewAccount: Sendable {
    public var role: Role
    public var name: String
    public var acronym: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    /// `cb`: the stored body that the account takes over.
    public var certificationBodyID: RecordID?
    /// `ab`: the list's body that the account is; nil makes a new one.
    public var accreditationBodyID: RecordID?

    public init(
        role: Role, name: String, acronym: String? = nil, country: String? = nil,
        certificationBodyID: RecordID? = nil, accreditationBodyID: RecordID? = nil
    ) {
        self.role = role
        self.name = name
        self.acronym = acronym
        self.country = country
        self.certificationBodyID = certificationBodyID
        self.accreditationBodyID = accreditationBodyID
    }
}

/// A key to be stored.
public struct NewKey: Sendable {
    public var accountID: RecordID
    public var hash: KeyHash
    public var label: String?
    public var scope: KeyScope
    public var profile: KeyProfile
    public var requestsPerMinute: Int?
    public var expiresOn: CalendarDate?

    public init(
        accountID: RecordID, hash: KeyHash, label: String? = nil, scope: KeyScope = .write,
        profile: KeyProfile = .standard, requestsPerMinute: Int? = nil,
        expiresOn: CalendarDate? = nil
    ) {
        self.accountID = accountID
        self.hash = hash
        self.label = label
        self.scope = scope
        self.profile = profile
        self.requestsPerMinute = requestsPerMinute
        self.expiresOn = expiresOn
    }
}

/// A mapping to be stored.
public struct NewMapping: Sendable {
    /// Nil: for every account.
    public var accountID: RecordID?
    public var field: MappingField
    /// The account's term, as it writes it.
    public var source: String
    /// A word of the list.
    public var target: String

    public init(accountID: RecordID?, field: MappingField, source: String, target: String) {
        self.accountID = accountID
        self.field = field
        self.source = source
        self.target = target
    }
}

extension AccountStore {
    /// Adds or replaces the mapping of one source term.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    public func setMapping(_ mapping: NewMapping, origin: Origin) async throws(RegistryError) {
        _ = try await setMappings([mapping], validatesOnly: false, origin: origin)
    }
}

/// What storing mappings came to.
public struct MappingCounts: Sendable, Equatable {
    public var added = 0
    public var changed = 0
    public var unchanged = 0

    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }
}

/// The lists, as the operator keeps them. Every change moves
/// ``DirectoryStore/directoryVersion()``.
public protocol VocabularyStore: Sendable {
    /// Adds a term that everyone knows. One that was retired is brought back; one that is there
    /// takes the names that are given, but a standard keeps its spelling, and one that an
    /// accreditation body added for itself becomes everyone's. Adding what is there and equal
    /// changes nothing.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` for a country's code that is another's.
    func addTerm(_ term: NewTerm, origin: Origin) async throws(RegistryError) -> TermAddition

    /// Retires terms: they are no longer read, but what is stored with them is still answered.
    /// Retiring again changes nothing.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when one of them is not there.
    func retireTerms(_ terms: [VocabularyTerm], origin: Origin) async throws(RegistryError)

    /// Adds to how often accounts sent terms in vain. These are no records of the register: the
    /// change log and the directory know nothing of them. Of each account the last
    /// ``UnmappedTally/countMaxPerAccount`` terms are kept.
    func noteUnmapped(_ tallies: [UnmappedTally]) async throws(RegistryError)

    /// What an account sent in vain, in no order; what can be read by now is among it.
    func unmappedTerms(of accountID: RecordID) async throws(RegistryError) -> [UnmappedTally]
}

/// The small data that every request needs: read whole, kept in memory, read again when its
/// version has moved.
public protocol DirectoryStore: Sendable {
    /// Moves with every change of accounts, keys, mappings and vocabularies. Cheap.
    func directoryVersion() async throws(RegistryError) -> Int64
    func directory() async throws(RegistryError) -> Directory
}

/// The change log.
public protocol ChangeLogStore: Sendable {
    /// Changes after a sequence number, in order, at most `limit`.
    func changes(since sequence: Int64, limit: Int) async throws(RegistryError) -> [ChangeEntry]
    /// All changes of one record, in order.
    func history(of recordID: RecordID) async throws(RegistryError) -> [ChangeEntry]
}
