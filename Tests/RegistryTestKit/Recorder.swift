public import RegistryCore
public import Testing

/// An accreditation body's account in a store, which records certification bodies.
public struct Recorder: Sendable {
    public let store: any RegistryStore
    public let clock: SampleClock
    public let account: Account
    public let origin: Origin

    /// Adds an `ab` account to the store.
    public init(
        _ store: any RegistryStore, _ clock: SampleClock, acronym: String = "TESTAB"
    ) async throws {
        account = try await store.addAccount(
            NewAccount(role: .accreditationBody, name: "\(acronym) e. V.", acronym: acronym),
            origin: Scene.commandOrigin)
        let key = try await store.addKey(
            NewKey(accountID: account.id, hash: KeySecret().hash), origin: Scene.commandOrigin)
        self.store = store
        self.clock = clock
        origin = Origin(
            caller: .key(accountID: account.id, keyID: key.id), requestID: "request-1",
            call: "Upload Certification Body V2")
    }

    // MARK: Recording

    /// Uploads a body; `change` says what else is sent.
    @discardableResult
    public func upload(
        _ identityNumber: String, name: String = "Alpha Cert", country: String = "DE",
        status: BodyAccreditationStatus = .active, validatesOnly: Bool = false,
        change: (inout BodyChange) -> Void = { _ in }
    ) async throws -> BodyPlan {
        var sent = BodyChange()
        sent.name = name
        sent.country = country
        sent.status = status
        change(&sent)
        return try await store.uploadBody(
            BodyUpload(
                identityNumber: identityNumber, name: name, country: country, status: status,
                change: sent, locator: DatumLocator()),
            by: account, validatesOnly: validatesOnly, origin: origin)
    }

    /// Uploads a body, and gives the certification body of which it is a record.
    @discardableResult
    public func body(
        _ identityNumber: String, name: String = "Alpha Cert", country: String = "DE",
        status: BodyAccreditationStatus = .active, change: (inout BodyChange) -> Void = { _ in }
    ) async throws -> RecordID {
        try await upload(
            identityNumber, name: name, country: country, status: status, change: change
        ).after.certificationBodyID
    }

    @discardableResult
    public func update(
        _ identityNumber: String? = nil, id: String? = nil, validatesOnly: Bool = false,
        change: (inout BodyChange) -> Void
    ) async throws -> BodyRecord {
        var sent = BodyChange()
        change(&sent)
        return try await store.updateBody(
            BodyUpdate(
                certificationBodyID: id, identityNumber: identityNumber, change: sent,
                locator: DatumLocator()),
            by: account, validatesOnly: validatesOnly, origin: origin)
    }

    public func link(_ identityNumber: String, to body: RecordID) async throws
        -> StoredRecordedBody
    {
        try await store.linkBody(
            identityNumber, of: account.id, to: body, origin: Scene.commandOrigin)
    }

    public func unlink(_ identityNumber: String) async throws -> StoredRecordedBody {
        try await store.unlinkBody(identityNumber, of: account.id, origin: Scene.commandOrigin)
    }

    // MARK: Reading

    public func read(
        _ body: RecordID, at location: SourceLocation = #_sourceLocation
    ) async throws -> BodyRecord {
        try #require(await store.recordedBody(body, by: account.id), sourceLocation: location)
    }

    /// A page of this account's records; `change` says what differs from the default.
    public func page(
        _ change: (inout BodyQuery) -> Void = { _ in }
    ) async throws -> Page<BodyRecord> {
        var query = BodyQuery(accountID: account.id)
        change(&query)
        return try await store.recordedBodies(query)
    }

    /// The identity numbers of every page of a walk, from page to page by `next`.
    public func walk(_ change: (inout BodyQuery) -> Void = { _ in }) async throws -> [String] {
        var numbers: [String] = []
        var start = PageStart.batch(0)
        while true {
            let page = try await page {
                change(&$0)
                $0.page.start = start
            }
            numbers += page.rows.map(\.stored.body.identityNumber)
            guard let next = page.next else { return numbers }
            start = .after(next)
        }
    }

    // MARK: Certifications

    /// This account uploading certifications of a body that it has recorded.
    public func scene(_ identityNumber: String) async throws -> Scene {
        let page = try await page { $0.filter.identityNumbers = [identityNumber] }
        let stored = try #require(page.rows.first).stored
        return try await Scene(
            store, clock, account, body: stored.certificationBodyID,
            named: .recorded(identityNumber: identityNumber))
    }

    /// What the log has grown by since.
    public func changes(of work: () async throws -> Void) async throws -> [ChangeEntry] {
        let before = try await store.changes(since: 0, limit: 100_000).last?.sequence ?? 0
        try await work()
        return try await store.changes(since: before, limit: 100_000)
    }
}

/// Expects that the register finds fault with these data, and with nothing else.
public func expectFaults(
    _ fields: [String], code: FaultCode = .validationError,
    at location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    await expectError("\(fields)", at: location) { error in
        guard case .faults(let faults) = error else { return false }
        return faults.map(\.field) == fields && faults.allSatisfy { $0.code == code }
    } _: {
        try await body()
    }
}
