/// One pass over a batch, with some records already rejected: settles the entities, then takes
/// the certifications one after the other. Internal to ``UploadPlan``.
struct UploadRound {
    let batch: UploadBatch
    let state: UploadState
    let now: Int64
    let rejected: Set<Int>
    let newID: () -> RecordID

    /// For each record of the batch the certification body whose it is; nil for none, and for one
    /// that the account doesn't have.
    private var bodyOfRecord: [RecordID?] = []
    /// Records that can't be taken: those rejected before, and those whose body is unknown.
    private var excluded: Set<Int>
    private var entities: [EntityTarget] = []
    private var entityIndex: [EntityKey: Int] = [:]
    /// For each record of the batch its entity, as an index into `entities`; nil when it names
    /// none that there is.
    private var entityOfRecord: [Int?] = []
    private var certifications = CertificationTargets()
    /// For each record of the batch its certification's index.
    private var certificationOfRecord: [Int?] = []
    private var faults: [Int: [Fault]] = [:]
    /// How many faults of this pass say that a standard is not in force.
    private var standardFaultCount = 0

    init(
        batch: UploadBatch, state: UploadState, now: Int64, rejected: Set<Int>,
        newID: @escaping () -> RecordID
    ) {
        self.batch = batch
        self.state = state
        self.now = now
        self.rejected = rejected
        self.newID = newID
        excluded = rejected
    }

    /// Runs the pass.
    ///
    /// - Returns: the faults of records not rejected before, by position in the batch.
    mutating func run() -> [Int: [Fault]] {
        findBodies()
        for stored in state.entities { add(stored) }
        for stored in state.certifications { certifications.add(stored) }
        findEntities()
        settleEntities()
        takeCertifications()
        return faults
    }

    // MARK: Certification bodies

    private mutating func findBodies() {
        for (position, record) in batch.records.enumerated() {
            switch state.bodies.resolve(record.body) {
            case .found(let id): bodyOfRecord.append(id)
            case .none: bodyOfRecord.append(nil)
            case .unknown(let datum, let message):
                bodyOfRecord.append(nil)
                guard excluded.insert(position).inserted else { continue }
                faults[position, default: []].append(
                    record.locator.fault(
                        .validationError, message, at: datum, recordIndex: record.index))
            }
        }
    }

    // MARK: Entities

    /// The key of the entity of the record at a position.
    private func entityKey(at position: Int) -> EntityKey {
        EntityKey(
            certificationBodyID: batch.account.role.scopesEntitiesByBody
                ? bodyOfRecord[position] : nil,
            uniqueID: ExactText(batch.records[position].entityUniqueID))
    }

    private mutating func add(_ stored: StoredEntity) {
        let index = entities.count
        entities.append(EntityTarget(id: stored.id, stored: stored))
        func key(_ uniqueID: String) -> EntityKey {
            EntityKey(
                certificationBodyID: stored.certificationBodyID, uniqueID: ExactText(uniqueID))
        }
        for alias in stored.entity.aliases where entityIndex[key(alias.uniqueID)] == nil {
            entityIndex[key(alias.uniqueID)] = index
        }
        // A unique id goes before an alias.
        entityIndex[key(stored.entity.uniqueID)] = index
    }

    /// Finds each record's entity, and makes targets for the new ones.
    private mutating func findEntities() {
        for (position, record) in batch.records.enumerated() {
            guard case .uploaded(let upload) = record.entity, !excluded.contains(position) else {
                continue
            }
            let key = entityKey(at: position)
            let index: Int
            if let known = entityIndex[key] {
                index = known
            } else {
                index = entities.count
                let id = state.deletedEntities[key] ?? newID()
                entities.append(EntityTarget(id: id, stored: nil))
                entityIndex[key] = index
            }
            entities[index].uploads.append((position, upload))
        }
        for (position, record) in batch.records.enumerated() {
            let index = entityIndex[entityKey(at: position)]
            entityOfRecord.append(index)
            if index == nil, !excluded.contains(position) {
                faults[position, default: []].append(
                    record.locator.fault(
                        .validationError,
                        "Name an entity of this call or one that you uploaded before: there is "
                            + "none with the unique id \"\(record.entityUniqueID)\".",
                        at: .entityUniqueID, recordIndex: record.index))
            }
        }
    }

    /// An entity's own data is settled once, from the last record that names it.
    private mutating func settleEntities() {
        for index in entities.indices {
            let target = entities[index]
            guard let last = target.uploads.last else { continue }
            let before = target.stored?.entity
            var entity = last.upload.applied(to: before)
            EntityIdentity.settleNames(
                of: &entity, storedName: before?.name,
                sent: target.uploads.map { ($0.upload.name, $0.upload.uniqueID) }, now: now)
            entities[index].settled = entity
            if last.upload.isLocationMissing(after: entity, stored: before) { rejectEntity(index) }
        }
    }

    /// A fault of an entity is listed once, with its first record's index, and rejects them all.
    private mutating func rejectEntity(_ index: Int) {
        var listed = false
        for position in batch.records.indices
        where entityOfRecord[position] == index && !excluded.contains(position) {
            let record = batch.records[position]
            let fault = record.locator.fault(
                .validationError,
                "Send business_registered_street, business_registered_city or "
                    + "business_registered_full_address: one of the three is required.",
                at: .address, recordIndex: record.index)
            faults[position, default: []] += listed ? [] : [fault]
            listed = true
        }
    }

    // MARK: Certifications

    private mutating func takeCertifications() {
        for (position, record) in batch.records.enumerated() {
            guard let upload = record.certification, let body = bodyOfRecord[position],
                !excluded.contains(position)
            else {
                certificationOfRecord.append(nil)
                continue
            }
            certificationOfRecord.append(take(upload, of: record, body: body, at: position))
        }
    }

    private mutating func take(
        _ upload: CertificationUpload, of record: UploadRecord, body: RecordID, at position: Int
    ) -> Int? {
        let match = certifications.match(upload, certificationBodyID: body)
        var problems = matchFaults(match, record)
        var known: Int?
        if case .stored(let id) = match { known = certifications.index(of: id) }
        let before = known.map { certifications[$0].certification }
        let after = upload.applied(to: before)
        problems += contentFaults(upload, after: after, record)
        problems += accreditationFaults(after, before: before, body: body, record)
        guard problems.isEmpty else {
            faults[position, default: []] += problems
            return nil
        }
        // A record that its entity's fault rejects leaves no trace.
        guard faults[position] == nil, let entity = entityOfRecord[position] else { return nil }
        if let known {
            certifications.replace(known, with: after, entityID: entities[entity].id)
            return known
        }
        return certifications.add(
            after, id: deletedID(upload, certificationBodyID: body) ?? newID(),
            certificationBodyID: body, entityID: entities[entity].id)
    }

    private func deletedID(
        _ upload: CertificationUpload, certificationBodyID: RecordID
    ) -> RecordID? {
        let id: RecordID? =
            if let identityNumber = upload.identityNumber {
                state.deletedIdentityNumbers[
                    IdentityNumberKey(
                        certificationBodyID: certificationBodyID,
                        identityNumber: ExactText(identityNumber))]
            } else {
                state.deletedNumbers[
                    NumberKey(
                        certificationBodyID: certificationBodyID,
                        numberKey: ComparisonKey(upload.number))]
            }
        // One deleted certification may be found under both of its keys, by two records of a call.
        return id.flatMap { certifications.index(of: $0) == nil ? $0 : nil }
    }

    private func matchFaults(_ match: CertificationMatch, _ record: UploadRecord) -> [Fault] {
        func fault(_ message: String, _ datum: Datum) -> Fault {
            record.locator.fault(.validationError, message, at: datum, recordIndex: record.index)
        }
        switch match {
        case .stored, .new: return []
        case .ambiguous:
            return [
                fault(
                    "Send certificate_identity_number: several of your certifications have this "
                        + "certificate number, and only it tells them apart.", .identityNumber)
            ]
        case .numberOfAnother:
            let message =
                "This identity number is one certification's and this certificate number "
                + "another's that has no identity number: correct one of the two."
            return [fault(message, .identityNumber), fault(message, .certificateNumber)]
        }
    }

    private func contentFaults(
        _ upload: CertificationUpload, after: Certification, _ record: UploadRecord
    ) -> [Fault] {
        var problems: [Fault] = []
        if after.accreditation == .accredited,
            case .unresolved(let unresolved) = upload.accreditationBody
        {
            problems += unresolved.map { fault in
                var fault = fault
                fault.recordIndex = record.index
                return fault
            }
        }
        for disorder in DateDisorder.all(
            originalIssueDate: after.originalIssueDate, issueDate: after.issueDate,
            expiryDate: after.expiryDate)
        {
            problems.append(
                record.locator.fault(
                    .validationError, disorder.message, at: disorder.datum,
                    recordIndex: record.index))
        }
        return problems
    }

    /// What the accreditation of the certification body doesn't allow (contract section 12).
    private mutating func accreditationFaults(
        _ after: Certification, before: Certification?, body: RecordID, _ record: UploadRecord
    ) -> [Fault] {
        func fault(_ code: FaultCode, _ message: String, at datum: Datum) -> Fault {
            record.locator.fault(code, message, at: datum, recordIndex: record.index)
        }
        if after.status.isClaim, state.withdrawnBodies.contains(body) {
            let isOwn = batch.account.role == .certificationBody
            return [
                fault(
                    isOwn ? .forbidden : .invalidAccreditation,
                    "The accreditation of \(isOwn ? "your" : "this") certification body is "
                        + "withdrawn: a certification can be uploaded with any status but active, "
                        + "pending and hidden.",
                    at: isOwn ? .certificationStatus : .certificationBodyName)
            ]
        }
        let key = after.accreditationBodyID.map {
            AccreditationKey(accreditationBodyID: $0, certificationBodyID: body)
        }
        // An answer lists no more; each record that is at fault keeps one that says so.
        let problems = AccreditationCheck.problems(
            after, stored: before, record: key.flatMap { state.accreditations[$0] },
            vocabularies: batch.vocabularies, today: batch.today,
            countMax: max(1, Limits.faultsMax + 1 - standardFaultCount))
        standardFaultCount += problems.count
        return problems.map { fault(.invalidAccreditation, $0, at: .schemes) }
    }

    // MARK: The plan

    /// What the pass comes to.
    func plan(rejected: [Int: [Fault]]) -> UploadPlan {
        let stores = batch.mode != .validate && (batch.mode == .partial || rejected.isEmpty)
        var writes = UploadWrites()
        writes.at = now
        for target in entities {
            if let write = target.write(batch.account.id, now: now, scope: scope(of: target)) {
                writes.entities.append(write)
            }
        }
        let changed = Set(writes.entities.map(\.after.id))
        certifications.collect(into: &writes, accountID: batch.account.id, now: now)
        let outcome = UploadOutcome(
            results: results(rejected, changedEntities: changed, changes: writes))
        return UploadPlan(outcome: outcome, writes: stores ? writes : UploadWrites())
    }

    private func scope(of target: EntityTarget) -> RecordID? {
        guard batch.account.role.scopesEntitiesByBody else { return nil }
        return target.uploads.first.flatMap { bodyOfRecord[$0.position] }
    }

    private func results(
        _ rejected: [Int: [Fault]], changedEntities: Set<RecordID>, changes: UploadWrites
    ) -> [RecordResult] {
        let changedCertifications = Set(changes.certifications.map(\.after.id))
        // New records that a result has been given for: the next that names them updates.
        var announced: Set<RecordID> = []
        return batch.records.enumerated().map { position, record in
            if let faults = rejected[position] {
                // They were found datum by datum; answers list them as the body has them.
                return RecordResult(
                    index: record.index, status: .rejected,
                    faults: faults.sorted { $0.position < $1.position })
            }
            guard let entityPosition = entityOfRecord[position] else {
                return RecordResult(index: record.index, status: .rejected)
            }
            let entity = entities[entityPosition]
            let certification = certificationOfRecord[position].map { certifications[$0] }
            let id = certification?.id ?? entity.id
            let isNew = certification.map { $0.stored == nil } ?? (entity.stored == nil)
            let differs =
                changedEntities.contains(entity.id)
                || certification.map { changedCertifications.contains($0.id) } ?? false
            let status: RecordResult.Status =
                isNew && announced.insert(id).inserted
                ? .created : differs ? .updated : .unchanged
            let hidesNewIDs = batch.mode == .validate
            return RecordResult(
                index: record.index, status: status,
                certificationID: hidesNewIDs && certification?.stored == nil
                    ? nil : certification?.id,
                entityID: hidesNewIDs && entity.stored == nil ? nil : entity.id,
                renamedFrom: entity.renamedFrom)
        }
    }
}
