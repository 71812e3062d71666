import RegistryCore

extension WriteTransaction {
    /// Stores an entity, new or changed, and logs the change.
    func store(
        _ write: UploadWrites.Write<StoredEntity>, origin: Origin
    ) throws(StoreFailure) {
        let after = write.after
        if let before = write.before {
            try update(after)
            try touchCertifications(of: after)
            if !before.entity.aliases.isEmpty || !after.entity.aliases.isEmpty {
                try connection.statement("DELETE FROM entity_aliases WHERE entity_id = ?")
                    .bind(after.id.value).run()
            }
        } else {
            try insert(after)
        }
        try insert(aliases: after.entity.aliases, of: after)
        try log(
            write.before == nil ? .created : .updated, .certifiedEntity, after.id,
            of: after.accountID, before: write.before.map { StoredDocuments.state($0) },
            origin: origin)
    }

    private func insert(_ stored: StoredEntity) throws(StoreFailure) {
        let entity = stored.entity
        try connection.insertion(into: .certifiedEntities)
        .bind(stored.id.value).bind(stored.accountID.value).bind(stored.certificationBodyID?.value)
        .bind(entity.uniqueID).bind(entity.name).bind(entity.country)
        .bind(entity.isConfidential ? 1 : 0).bind(stored.createdAt).bind(stored.updatedAt)
        .bind(text: StoredDocuments.carried(entity))
        .run()
    }

    /// Account, scope, unique id and creation never change.
    private func update(_ stored: StoredEntity) throws(StoreFailure) {
        let entity = stored.entity
        try connection.statement(
            """
            UPDATE certified_entities
            SET name = ?, country = ?, is_confidential = ?, updated_at = ?, document = ?
            WHERE id = ?
            """
        )
        .bind(entity.name).bind(entity.country).bind(entity.isConfidential ? 1 : 0)
        .bind(stored.updatedAt).bind(text: StoredDocuments.carried(entity)).bind(stored.id.value)
        .run()
    }

    /// A change of an entity moves the times of all its certifications (contract section 8).
    private func touchCertifications(of stored: StoredEntity) throws(StoreFailure) {
        try connection.statement(
            """
            UPDATE certifications SET updated_at = {greatest}(updated_at, ?) WHERE entity_id = ?
            """
        )
        .bind(stored.updatedAt).bind(stored.id.value).run()
        try connection.statement(
            "UPDATE certifications SET country = ?1 WHERE entity_id = ?2 AND country <> ?1"
        )
        .bind(stored.entity.country).bind(stored.id.value).run()
    }

    private func insert(
        aliases: [EntityAlias], of stored: StoredEntity
    ) throws(StoreFailure) {
        // One id may come with several names; the document keeps them all.
        for alias in Set(aliases.map { ExactText($0.uniqueID) }) {
            try connection.insertion(into: .entityAliases)
                .bind(stored.accountID.value).bind(alias.text)
                .bind(stored.certificationBodyID?.value ?? 0).bind(stored.id.value)
                .run()
        }
    }

    /// Removes an entity with all its certifications; what is left are tombstones and the log.
    func delete(_ stored: StoredEntity, origin: Origin) throws(StoreFailure) {
        for certification in try connection.storedCertifications(ofEntity: stored.id) {
            try delete(certification, origin: origin)
        }
        try connection.statement("DELETE FROM certified_entities WHERE id = ?")
            .bind(stored.id.value).run()
        try connection.statement(
            """
            INSERT INTO deleted_entities (id, account_id, scope, unique_id, deleted_at)
            VALUES (?, ?, ?, ?, ?)
            """
        )
        .bind(stored.id.value).bind(stored.accountID.value)
        .bind(stored.certificationBodyID?.value ?? 0).bind(stored.entity.uniqueID).bind(seconds)
        .run()
        try log(
            .deleted, .certifiedEntity, stored.id, of: stored.accountID,
            before: StoredDocuments.state(stored), origin: origin)
    }
}
