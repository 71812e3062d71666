import RegistryCore

/// Ids of deleted records, which their keys bring back (contract section 4: an id is never given
/// to another record).
extension SQLConnection {
    func deletedEntity(
        _ key: EntityKey, of accountID: RecordID
    ) throws(StoreFailure) -> RecordID? {
        let statement = try statement(
            """
            SELECT id FROM deleted_entities WHERE account_id = ? AND unique_id = ? AND scope = ?
            """)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(key.uniqueID.text).bind(key.scope)
        return try statement.step() ? RecordID(statement.integer()) : nil
    }

    /// As a stored certification is found by its number alone: the one without identity number,
    /// else the only one with that number.
    func deletedCertification(
        numbered key: NumberKey, of accountID: RecordID
    ) throws(StoreFailure) -> RecordID? {
        let statement = try statement(
            """
            SELECT id, identity_number IS NULL FROM deleted_certifications
            WHERE account_id = ? AND number_key = ? AND certification_body_id = ?
            ORDER BY identity_number IS NOT NULL, deleted_at DESC LIMIT 2
            """)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(key.numberKey.text)
            .bind(key.certificationBodyID.value)
        guard try statement.step() else { return nil }
        let id = RecordID(statement.integer())
        let isUnidentified = statement.integer() == 1
        let isOnlyOne = try !statement.step()
        return isUnidentified || isOnlyOne ? id : nil
    }

    func deletedCertification(
        identified key: IdentityNumberKey, of accountID: RecordID
    ) throws(StoreFailure) -> RecordID? {
        let statement = try statement(
            """
            SELECT id FROM deleted_certifications
            WHERE account_id = ? AND identity_number = ? AND certification_body_id = ?
            ORDER BY deleted_at DESC LIMIT 1
            """)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(key.identityNumber.text)
            .bind(key.certificationBodyID.value)
        return try statement.step() ? RecordID(statement.integer()) : nil
    }

    /// Ids that are in use again.
    func forgetDeleted(
        by writes: UploadWrites, _ state: UploadState
    ) throws(StoreFailure) {
        let entities = Set(state.deletedEntities.values)
        for write in writes.entities where entities.contains(write.after.id) {
            try statement("DELETE FROM deleted_entities WHERE id = ?")
                .bind(write.after.id.value).run()
        }
        let certifications = Set(state.deletedNumbers.values)
            .union(state.deletedIdentityNumbers.values)
        for write in writes.certifications where certifications.contains(write.after.id) {
            try statement("DELETE FROM deleted_certifications WHERE id = ?")
                .bind(write.after.id.value).run()
        }
    }

    // MARK: Whether there is anything to look for

    /// What few accounts have: one query spares most of them one for each key.
    func rarities(of accountID: RecordID) throws(StoreFailure) -> Rarities {
        let statement = try statement(
            """
            SELECT EXISTS (SELECT 1 FROM entity_aliases WHERE account_id = ?1),
                EXISTS (SELECT 1 FROM deleted_entities WHERE account_id = ?1),
                EXISTS (SELECT 1 FROM deleted_certifications WHERE account_id = ?1)
            """)
        defer { statement.reset() }
        guard try statement.bind(accountID.value).step() else {
            throw .broken("a query of truth values has no row")
        }
        return Rarities(
            hasAliases: statement.integer() == 1, hasDeletedEntities: statement.integer() == 1,
            hasDeletedCertifications: statement.integer() == 1)
    }
}

/// Whether an account has what is looked for one by one.
struct Rarities {
    let hasAliases: Bool
    let hasDeletedEntities: Bool
    let hasDeletedCertifications: Bool
}
