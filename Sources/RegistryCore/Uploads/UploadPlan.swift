/// What a batch of uploads makes of the register: a pure function of the batch and of what is
/// stored. A store runs it inside its transaction, and again after a conflict; single and bulk
/// calls are the same batch with fewer or more records.
public struct UploadPlan: Sendable {
    /// What to tell the caller.
    public var outcome: UploadOutcome
    /// What to write; empty when nothing is to be stored.
    public var writes: UploadWrites

    /// What a store looks up for a batch before its other keys are known.
    public static func references(of batch: UploadBatch) -> BodyReferences {
        BodyReferences(of: batch)
    }

    /// What a store looks up for a batch before it can be decided.
    ///
    /// - Parameter bodies: what was found for ``references(of:)``.
    public static func keys(for batch: UploadBatch, bodies: KnownBodies) -> UploadKeys {
        var keys = UploadKeys()
        let scopesEntities = batch.account.role.scopesEntitiesByBody
        for record in batch.records {
            let body: RecordID? =
                if case .found(let id) = bodies.resolve(record.body) { id } else { nil }
            if !scopesEntities || body != nil {
                keys.entities.insert(
                    EntityKey(
                        certificationBodyID: scopesEntities ? body : nil,
                        uniqueID: ExactText(record.entityUniqueID)))
            }
            if let certification = record.certification, let body {
                keys.add(certification, of: body, account: batch.account)
            }
        }
        return keys
    }

    /// Decides a batch.
    ///
    /// - Parameters:
    ///   - state: everything stored under ``keys(for:bodies:)``.
    ///   - now: epoch seconds.
    ///   - newID: ids for what is new.
    public static func decide(
        _ batch: UploadBatch, state: UploadState, now: Int64, newID: @escaping () -> RecordID
    ) -> UploadPlan {
        // A rejected record takes its part of the entity with it, which may change the verdict
        // on others; each round rejects at least one more, so the rounds end.
        var rejected: [Int: [Fault]] = [:]
        while true {
            var round = UploadRound(
                batch: batch, state: state, now: now, rejected: Set(rejected.keys), newID: newID)
            let faults = round.run()
            if faults.isEmpty || batch.mode == .atomic {
                rejected.merge(faults) { old, new in old + new }
                return round.plan(rejected: rejected)
            }
            rejected.merge(faults) { old, new in old + new }
        }
    }
}

/// The keys under which a batch's candidates are found, within the uploading account.
public struct UploadKeys: Sendable {
    /// Unique ids of entities, to be found as unique id or as alias.
    public var entities: Set<EntityKey> = []
    public var numbers: Set<NumberKey> = []
    public var identityNumbers: Set<IdentityNumberKey> = []
    /// What accreditation bodies may have recorded of the bodies.
    public var accreditations: Set<AccreditationKey> = []
    /// Bodies of which it matters whether they are withdrawn.
    public var claimants: Set<RecordID> = []

    public init() {}

    fileprivate mutating func add(
        _ certification: CertificationUpload, of body: RecordID, account: Account
    ) {
        numbers.insert(
            NumberKey(certificationBodyID: body, numberKey: ComparisonKey(certification.number)))
        if let identityNumber = certification.identityNumber {
            identityNumbers.insert(
                IdentityNumberKey(
                    certificationBodyID: body, identityNumber: ExactText(identityNumber)))
        }
        guard certification.status.isClaim else { return }
        if account.role != .accreditationBody { claimants.insert(body) }
        if let accreditationBodyID = certification.accreditationBody.id {
            accreditations.insert(
                AccreditationKey(
                    accreditationBodyID: accreditationBodyID, certificationBodyID: body))
        }
    }
}

/// An entity's unique id or alias within an account.
public struct EntityKey: Hashable, Sendable {
    /// Set for `ab` accounts only.
    public var certificationBodyID: RecordID?
    public var uniqueID: ExactText

    public init(certificationBodyID: RecordID?, uniqueID: ExactText) {
        self.certificationBodyID = certificationBodyID
        self.uniqueID = uniqueID
    }
}

/// A certificate number, as compared, within an account and body.
public struct NumberKey: Hashable, Sendable {
    public var certificationBodyID: RecordID
    public var numberKey: ComparisonKey

    public init(certificationBodyID: RecordID, numberKey: ComparisonKey) {
        self.certificationBodyID = certificationBodyID
        self.numberKey = numberKey
    }
}

/// A certificate identity number within an account and body.
public struct IdentityNumberKey: Hashable, Sendable {
    public var certificationBodyID: RecordID
    public var identityNumber: ExactText

    public init(certificationBodyID: RecordID, identityNumber: ExactText) {
        self.certificationBodyID = certificationBodyID
        self.identityNumber = identityNumber
    }
}

/// What is stored under a batch's keys.
public struct UploadState: Sendable {
    /// Found by unique id or by alias.
    public var entities: [StoredEntity] = []
    /// Found by number or by identity number.
    public var certifications: [StoredCertification] = []
    /// Ids of deleted records whose keys are uploaded again.
    public var deletedEntities: [EntityKey: RecordID] = [:]
    public var deletedNumbers: [NumberKey: RecordID] = [:]
    public var deletedIdentityNumbers: [IdentityNumberKey: RecordID] = [:]
    /// The bodies that the batch's references may mean.
    public var bodies = KnownBodies()
    public var accreditations: [AccreditationKey: StoredRecordedBody] = [:]
    /// Those of the claimants that are withdrawn (contract section 10).
    public var withdrawnBodies: Set<RecordID> = []

    public init() {}
}

/// What a store writes for a batch, in one transaction together with its change log rows.
public struct UploadWrites: Sendable {
    public struct Write<Record: Sendable>: Sendable {
        /// Nil when the record is new.
        public var before: Record?
        public var after: Record

        public init(before: Record?, after: Record) {
            self.before = before
            self.after = after
        }
    }

    public var entities: [Write<StoredEntity>] = []
    public var certifications: [Write<StoredCertification>] = []
    /// Certifications that came again unchanged: only `confirmedAt` moves, and no change is
    /// logged.
    public var confirmed: [RecordID] = []
    /// Epoch seconds of `confirmedAt` and of the updates.
    public var at: Int64 = 0

    public init() {}

    public var isEmpty: Bool {
        entities.isEmpty && certifications.isEmpty && confirmed.isEmpty
    }
}

extension Role {
    /// Whether an entity's unique id is the client number of one certification body, so that two
    /// bodies' equal ids are two entities (contract section 11).
    public var scopesEntitiesByBody: Bool { self == .accreditationBody }
}
