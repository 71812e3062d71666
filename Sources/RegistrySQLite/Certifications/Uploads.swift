import RegistryCore

extension Connection {
    /// Everything stored under a batch's keys: one prepared query a key.
    func uploadState(
        for keys: UploadKeys, of accountID: RecordID
    ) throws(StoreFailure) -> UploadState {
        var entities: [RecordID: StoredEntity] = [:]
        var certifications: [RecordID: StoredCertification] = [:]
        var state = UploadState()
        for key in keys.entities {
            if let entity = try entity(known: key, to: accountID) {
                entities[entity.id] = entity
            } else {
                state.deletedEntities[key] = try deletedEntity(key, of: accountID)
            }
        }
        for key in keys.numbers {
            let found = try storedCertifications(numbered: key, of: accountID)
            for stored in found { certifications[stored.id] = stored }
            if found.isEmpty {
                state.deletedNumbers[key] = try deletedCertification(numbered: key, of: accountID)
            }
        }
        // Most were found by their number already, and a row costs more to read than to remember.
        let identified = Set(certifications.values.compactMap(\.identityNumberKey))
        for key in keys.identityNumbers where !identified.contains(key) {
            if let stored = try storedCertification(identified: key, of: accountID) {
                certifications[stored.id] = stored
            } else {
                state.deletedIdentityNumbers[key] = try deletedCertification(
                    identified: key, of: accountID)
            }
        }
        state.entities = Array(entities.values)
        state.certifications = Array(certifications.values)
        return state
    }

    /// What a batch would do, without doing it.
    func plan(
        _ batch: UploadBatch, milliseconds: Int64, ids: IDGenerator
    ) throws(StoreFailure) -> UploadPlan {
        let bodies = try knownBodies(UploadPlan.references(of: batch), of: batch.account)
        let keys = UploadPlan.keys(for: batch, bodies: bodies)
        var state = try uploadState(for: keys, of: batch.account.id)
        state.bodies = bodies
        for key in keys.accreditations {
            state.accreditations[key] = try recordedBody(key)
        }
        for id in keys.claimants where try isWithdrawn(certificationBody: id) {
            state.withdrawnBodies.insert(id)
        }
        return UploadPlan.decide(
            batch, state: state, now: state.latest(after: milliseconds / 1_000),
            newID: { ids.next() })
    }
}

extension WriteTransaction {
    /// Decides a batch and stores what it comes to.
    func upload(_ batch: UploadBatch) throws(StoreFailure) -> UploadOutcome {
        let plan = try connection.plan(batch, milliseconds: milliseconds, ids: ids)
        for write in plan.writes.entities { try store(write, origin: batch.origin) }
        for write in plan.writes.certifications { try store(write, origin: batch.origin) }
        for id in plan.writes.confirmed { try confirm(id, at: plan.writes.at) }
        try countCertifications(
            of: batch.account.id, by: plan.writes.certifications.count { $0.before == nil })
        return plan.outcome
    }
}

extension UploadState {
    /// The present time, but not before the times that are stored: `updated_at` moves only
    /// forward, even where the machine's clock was set back.
    func latest(after now: Int64) -> Int64 {
        let stored = entities.map(\.updatedAt) + certifications.map(\.updatedAt)
        return stored.reduce(now, max)
    }
}

extension StoredCertification {
    /// The key under which its identity number is looked up; nil when it has none.
    fileprivate var identityNumberKey: IdentityNumberKey? {
        certification.identityNumber.map {
            IdentityNumberKey(
                certificationBodyID: certificationBodyID, identityNumber: ExactText($0))
        }
    }
}
