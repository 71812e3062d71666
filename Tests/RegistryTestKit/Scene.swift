public import RegistryCore
public import Testing

/// An account in a store, with what it needs to upload: the frame of a promise.
public struct Scene: Sendable {
    public let store: any RegistryStore
    public let clock: SampleClock
    public let account: Account
    public let origin: Origin
    /// The body whose certifications are uploaded; a `cb` account's own.
    public let bodyID: RecordID
    /// How the account names that body.
    public let body: BodyReference
    /// A scheme with two standards, and an accreditation body, of the shipped lists; an `ab`'s is
    /// itself.
    public let schemeID: RecordID
    public let standardIDs: [RecordID]
    public let accreditationBodyID: RecordID
    public let vocabularies: Vocabularies

    public static let commandOrigin = Origin(
        caller: .operatingSystemUser("root"), requestID: "command-1", call: "account add")

    /// Adds a `cb` account to the store.
    public init(
        _ store: any RegistryStore, _ clock: SampleClock, account name: String = "Alpha Cert"
    ) async throws {
        let account = try await store.addAccount(
            NewAccount(role: .certificationBody, name: name, country: "DE"),
            origin: Self.commandOrigin)
        try await self.init(store, clock, account, body: try #require(account.certificationBodyID))
    }

    /// An account of another role that uploads certifications of a body.
    public init(
        _ store: any RegistryStore, _ clock: SampleClock, _ account: Account, body: RecordID,
        named reference: BodyReference? = nil
    ) async throws {
        let key = try await store.addKey(
            NewKey(accountID: account.id, hash: KeySecret().hash), origin: Self.commandOrigin)
        let vocabularies = try await store.directory().vocabularies
        let scheme = try #require(
            vocabularies.schemes.first { scheme in
                vocabularies.standards.count { $0.schemeID == scheme.id } >= 2
            })
        self.store = store
        self.vocabularies = vocabularies
        self.clock = clock
        self.account = account
        bodyID = body
        self.body = reference ?? .own(body)
        schemeID = scheme.id
        standardIDs = vocabularies.standards.filter { $0.schemeID == scheme.id }.map(\.id)
        accreditationBodyID =
            try account.accreditationBodyID
            ?? #require(vocabularies.accreditationBodies.first).id
        origin = Origin(
            caller: .key(accountID: account.id, keyID: key.id), requestID: "request-1",
            call: "Upload Certification V2")
    }

    /// Adds an `mncb` account over certification bodies; it uploads for the first.
    public init(
        _ store: any RegistryStore, _ clock: SampleClock, group name: String = "Group",
        over bodies: [RecordID]
    ) async throws {
        let account = try await store.addAccount(
            NewAccount(role: .multinationalCertificationBody, name: name),
            origin: Self.commandOrigin)
        for body in bodies {
            _ = try await store.setAssociated(
                true, body: body, with: account.id, origin: Self.commandOrigin)
        }
        try await self.init(
            store, clock, account, body: try #require(bodies.first),
            named: try await Self.reference(to: try #require(bodies.first), in: store))
    }

    /// The same `mncb` account, uploading for another of its bodies.
    public func uploading(for body: RecordID) async throws -> Scene {
        try await Scene(
            store, clock, account, body: body, named: try await Self.reference(to: body, in: store))
    }

    private static func reference(
        to body: RecordID, in store: any RegistryStore
    ) async throws -> BodyReference {
        let body = try #require(await store.certificationBody(body))
        return .associated(name: body.name, acronym: body.acronym ?? "any")
    }

    // MARK: Uploading

    /// A record to be uploaded; `change` says what differs from the sample.
    public func record(
        _ number: String, identity: String? = nil, entity: String = "E-1", name: String = "Acme",
        index: Int? = nil,
        change: (inout CertificationUpload, inout EntityUpload) -> Void = { _, _ in }
    ) -> UploadRecord {
        var certification = Samples.certification(
            number, identity: identity,
            schemes: [CertifiedScheme(schemeID: schemeID, standardIDs: [standardIDs[0]])])
        certification.accreditationBody = .found(accreditationBodyID)
        var entity = Samples.entity(entity, name: name)
        change(&certification, &entity)
        return UploadRecord(
            index: index, entity: .uploaded(entity), certification: certification,
            body: body, locator: DatumLocator())
    }

    public func upload(
        _ records: [UploadRecord], mode: UploadBatch.Mode = .atomic
    ) async throws -> UploadOutcome {
        try await store.upload(batch(records, mode: mode))
    }

    public func batch(
        _ records: [UploadRecord], mode: UploadBatch.Mode = .atomic
    ) -> UploadBatch {
        UploadBatch(
            account: account, origin: origin, mode: mode, vocabularies: vocabularies,
            today: clock.today, records: records)
    }

    /// Uploads one record.
    @discardableResult
    public func upload(
        _ number: String, identity: String? = nil, entity: String = "E-1", name: String = "Acme",
        change: (inout CertificationUpload, inout EntityUpload) -> Void = { _, _ in }
    ) async throws -> RecordResult {
        let outcome = try await upload([
            record(number, identity: identity, entity: entity, name: name, change: change)
        ])
        return try #require(outcome.results.first)
    }

    /// Uploads one record that must be stored.
    ///
    /// - Returns: the certification's id.
    @discardableResult
    public func stored(
        _ number: String, identity: String? = nil, entity: String = "E-1", name: String = "Acme",
        change: (inout CertificationUpload, inout EntityUpload) -> Void = { _, _ in },
        at location: SourceLocation = #_sourceLocation
    ) async throws -> RecordID {
        let result = try await upload(
            number, identity: identity, entity: entity, name: name, change: change)
        #expect(result.faults.isEmpty, sourceLocation: location)
        return try #require(result.certificationID, sourceLocation: location)
    }

    // MARK: Reading

    public func read(
        _ id: RecordID, at location: SourceLocation = #_sourceLocation
    ) async throws -> CertificationRecord {
        try #require(
            await store.certification(id, of: account.id), sourceLocation: location)
    }

    public func entity(of id: RecordID) async throws -> StoredEntity { try await read(id).entity }

    /// A page of this account's certifications; `change` says what differs from the default.
    public func page(
        _ change: (inout CertificationQuery) -> Void = { _ in }
    ) async throws -> Page<CertificationRecord> {
        var query = CertificationQuery(accountID: account.id, today: clock.today)
        change(&query)
        return try await store.certifications(query)
    }

    /// The numbers of every page of a walk, from page to page by `next`.
    public func walk(
        _ change: (inout CertificationQuery) -> Void = { _ in },
        betweenPages: () async throws -> Void = {}
    ) async throws -> [String] {
        var numbers: [String] = []
        var start = PageStart.batch(0)
        while true {
            let page = try await page {
                change(&$0)
                $0.page.start = start
            }
            numbers += page.rows.map(\.stored.certification.number)
            guard let next = page.next else { return numbers }
            start = .after(next)
            try await betweenPages()
        }
    }

    /// The change log from a sequence number on.
    public func changes(since sequence: Int64 = 0) async throws -> [ChangeEntry] {
        try await store.changes(since: sequence, limit: 100_000)
    }

    /// What the log has grown by since.
    public func changes(
        of work: () async throws -> Void
    ) async throws -> [ChangeEntry] {
        let before = try await changes().last?.sequence ?? 0
        try await work()
        return try await changes(since: before)
    }
}

/// Expects an error of the register of one kind.
public func expectError(
    _ description: Comment, at location: SourceLocation = #_sourceLocation,
    matching: (RegistryError) -> Bool, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record(description, sourceLocation: location)
    } catch let error as RegistryError {
        #expect(matching(error), description, sourceLocation: location)
    } catch {
        Issue.record(error, description, sourceLocation: location)
    }
}

extension RegistryError {
    public var isNotFound: Bool { if case .notFound = self { true } else { false } }
    public var isConflict: Bool { if case .conflict = self { true } else { false } }
    public var isUnavailable: Bool { if case .unavailable = self { true } else { false } }
    public var isBroken: Bool { if case .broken = self { true } else { false } }
}
