import RegistryCore

extension SQLConnection {
    /// Everything stored under a batch's keys. What is found by sets is one query a set; aliases
    /// and deleted records are few, and looked up one by one where the account has any.
    func uploadState(
        for keys: UploadKeys, of accountID: RecordID
    ) throws(StoreFailure) -> UploadState {
        var state = UploadState()
        let rarities = try rarities(of: accountID)
        try findEntities(keys.entities, of: accountID, rarities, &state)
        var certifications: [RecordID: StoredCertification] = [:]
        try findNumbers(keys.numbers, of: accountID, rarities, &certifications, &state)
        try findIdentityNumbers(
            keys.identityNumbers, of: accountID, rarities, &certifications, &state)
        state.certifications = Array(certifications.values)
        return state
    }

    private func findEntities(
        _ keys: Set<EntityKey>, of accountID: RecordID, _ rarities: Rarities,
        _ state: inout UploadState
    ) throws(StoreFailure) {
        var found: [RecordID: StoredEntity] = [:]
        var missing = keys
        for (scope, keys) in Dictionary(grouping: keys, by: \.scope) {
            let ids = keys.map(\.uniqueID)
            for entity in try entities(withUniqueIDs: ids, scope: scope, of: accountID) {
                found[entity.id] = entity
                missing.remove(entity.key)
            }
        }
        if rarities.hasAliases {
            for key in missing {
                guard let entity = try entity(aliased: key, of: accountID) else { continue }
                found[entity.id] = entity
                missing.remove(key)
            }
        }
        if rarities.hasDeletedEntities {
            for key in missing {
                state.deletedEntities[key] = try deletedEntity(key, of: accountID)
            }
        }
        state.entities = Array(found.values)
    }

    private func findNumbers(
        _ keys: Set<NumberKey>, of accountID: RecordID, _ rarities: Rarities,
        _ certifications: inout [RecordID: StoredCertification], _ state: inout UploadState
    ) throws(StoreFailure) {
        var missing = keys
        for (body, keys) in Dictionary(grouping: keys, by: \.certificationBodyID) {
            let numbers = keys.map(\.numberKey.text)
            for stored in try storedCertifications(
                CertificationReads.byNumbers, numbers, body, of: accountID)
            {
                certifications[stored.id] = stored
                missing.remove(
                    NumberKey(
                        certificationBodyID: body,
                        numberKey: ComparisonKey(stored.certification.number)))
            }
        }
        guard rarities.hasDeletedCertifications else { return }
        for key in missing {
            state.deletedNumbers[key] = try deletedCertification(numbered: key, of: accountID)
        }
    }

    /// Most were found by their number already, and a row costs more to read than to remember.
    private func findIdentityNumbers(
        _ keys: Set<IdentityNumberKey>, of accountID: RecordID, _ rarities: Rarities,
        _ certifications: inout [RecordID: StoredCertification], _ state: inout UploadState
    ) throws(StoreFailure) {
        var missing = keys.subtracting(certifications.values.compactMap(\.identityNumberKey))
        for (body, keys) in Dictionary(grouping: missing, by: \.certificationBodyID) {
            let numbers = keys.map(\.identityNumber.text)
            for stored in try storedCertifications(
                CertificationReads.byIdentityNumbers, numbers, body, of: accountID)
            {
                certifications[stored.id] = stored
                if let key = stored.identityNumberKey { missing.remove(key) }
            }
        }
        guard rarities.hasDeletedCertifications else { return }
        for key in missing {
            state.deletedIdentityNumbers[key] = try deletedCertification(
                identified: key, of: accountID)
        }
    }

    /// What a batch would do, without doing it.
    func plan(
        _ batch: UploadBatch, milliseconds: Int64, ids: IDGenerator
    ) throws(StoreFailure) -> (plan: UploadPlan, state: UploadState) {
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
        let plan = UploadPlan.decide(
            batch, state: state, now: state.latest(after: milliseconds / 1_000),
            newID: { ids.next() })
        return (plan, state)
    }
}

extension WriteTransaction {
    /// Decides a batch and stores what it comes to.
    func upload(_ batch: UploadBatch) throws(StoreFailure) -> UploadOutcome {
        let (plan, state) = try connection.plan(batch, milliseconds: milliseconds, ids: ids)
        try connection.forgetDeleted(by: plan.writes, state)
        for write in plan.writes.entities { try store(write, origin: batch.origin) }
        let countries = plan.writes.countries(stored: state)
        for write in plan.writes.certifications {
            guard let country = countries[write.after.entityID] else {
                throw .broken("a certification is to be stored, and its entity is not known")
            }
            try store(write, country: country, origin: batch.origin)
        }
        for id in plan.writes.confirmed { try confirm(id, at: plan.writes.at) }
        try countCertifications(
            of: batch.account.id, by: plan.writes.certifications.count { $0.before == nil })
        return plan.outcome
    }
}

extension UploadWrites {
    /// Of every entity that a certification may be written for.
    fileprivate func countries(stored state: UploadState) -> [RecordID: String] {
        var countries: [RecordID: String] = [:]
        for stored in state.entities { countries[stored.id] = stored.entity.country }
        for write in entities { countries[write.after.id] = write.after.entity.country }
        return countries
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

extension StoredEntity {
    /// The key under which its unique id is looked up.
    fileprivate var key: EntityKey {
        EntityKey(certificationBodyID: certificationBodyID, uniqueID: ExactText(entity.uniqueID))
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
