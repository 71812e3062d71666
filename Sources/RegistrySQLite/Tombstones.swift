import RegistryCore

/// Ids of deleted records, which their keys bring back (contract section 4: an id is never given
/// to another record).
extension Connection {
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

    /// The id is in use again.
    func forgetDeletedEntity(_ id: RecordID) throws(StoreFailure) {
        try statement("DELETE FROM deleted_entities WHERE id = ?").bind(id.value).run()
    }

    /// The id is in use again.
    func forgetDeletedCertification(_ id: RecordID) throws(StoreFailure) {
        try statement("DELETE FROM deleted_certifications WHERE id = ?").bind(id.value).run()
    }
}
