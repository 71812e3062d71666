import RegistryCore

extension SQLConnection {
    /// What an update would do, without doing it.
    ///
    /// - Parameter now: epoch seconds.
    func plan(
        _ update: EntityUpdate, of accountID: RecordID, now: Int64
    ) throws(StoreFailure) -> EntityUpdatePlan {
        var candidates: [RecordID: StoredEntity] = [:]
        for key in EntityUpdatePlan.keys(for: update) {
            for entity in try entities(known: key, to: accountID) {
                candidates[entity.id] = entity
            }
        }
        if let id = RecordID(update.guid), let entity = try entity(id, of: accountID) {
            candidates[id] = entity
        }
        let found = Array(candidates.values)
        return try coreCall { () throws(RegistryError) in
            try EntityUpdatePlan.decide(
                update, candidates: found, now: found.map(\.updatedAt).reduce(now, max))
        }
    }
}

extension WriteTransaction {
    /// Decides an update and stores what it comes to.
    func update(
        _ update: EntityUpdate, of accountID: RecordID, origin: Origin
    ) throws(StoreFailure) -> StoredEntity {
        let plan = try connection.plan(update, of: accountID, now: seconds)
        if let write = plan.write { try store(write, origin: origin) }
        return plan.after
    }
}
