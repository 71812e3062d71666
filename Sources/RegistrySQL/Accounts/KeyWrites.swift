import RegistryCore

extension WriteTransaction {
    func addKey(_ new: NewKey, origin: Origin) throws(StoreFailure) -> APIKey {
        _ = try connection.existingAccount(new.accountID)
        let key = APIKey(
            id: ids.next(), accountID: new.accountID, hash: new.hash, label: new.label,
            scope: new.scope, profile: new.profile, requestsPerMinute: new.requestsPerMinute,
            expiresOn: new.expiresOn, createdAt: seconds)
        try connection.statement(
            """
            INSERT INTO api_keys
                (id, account_id, hash, label, scope, profile, requests_per_minute, expires_on,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        .bind(key.id.value).bind(key.accountID.value).bind(blob: key.hash.bytes).bind(key.label)
        .bind(key.scope.rawValue).bind(key.profile.rawValue)
        .bind(key.requestsPerMinute.map { Int64($0) })
        .bind(key.expiresOn.map { Int64($0.number) }).bind(key.createdAt)
        .run()
        try log(.created, .key, key.id, of: key.accountID, before: nil, origin: origin)
        try connection.moveDirectoryVersion()
        return key
    }

    func revokeKey(_ id: RecordID, origin: Origin) throws(StoreFailure) -> APIKey {
        guard let stored = try connection.key(id) else {
            throw .register(.notFound("There is no key \(id)."))
        }
        guard stored.revokedAt == nil else { return stored }
        var key = stored
        key.revokedAt = seconds
        try connection.statement("UPDATE api_keys SET revoked_at = ? WHERE id = ?")
            .bind(seconds).bind(id.value).run()
        try log(
            .updated, .key, id, of: key.accountID, before: StoredDocuments.state(stored),
            origin: origin)
        try connection.moveDirectoryVersion()
        return key
    }
}
