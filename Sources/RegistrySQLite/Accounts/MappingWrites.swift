import RegistryCore

extension WriteTransaction {
    /// A stored mapping with its record id.
    private struct StoredMapping {
        var id: RecordID
        var mapping: TermMapping
    }

    func setMapping(_ new: NewMapping, origin: Origin) throws(StoreFailure) {
        if let accountID = new.accountID { _ = try connection.existingAccount(accountID) }
        let mapping = TermMapping(field: new.field, source: new.source, target: new.target)
        let stored = try self.mapping(new.field, new.source, of: new.accountID)
        if let stored {
            let before = StoredDocuments.state(stored.mapping, of: new.accountID)
            guard before != StoredDocuments.state(mapping, of: new.accountID) else { return }
            try connection.statement("UPDATE mappings SET source = ?, target = ? WHERE id = ?")
                .bind(new.source).bind(new.target).bind(stored.id.value).run()
            try log(
                .updated, .mapping, stored.id, of: new.accountID, before: before, origin: origin)
        } else {
            let id = ids.next()
            try insert(mapping, id: id, of: new.accountID)
            try log(.created, .mapping, id, of: new.accountID, before: nil, origin: origin)
        }
        try connection.moveDirectoryVersion()
    }

    func removeMapping(
        accountID: RecordID?, field: MappingField, source: String, origin: Origin
    ) throws(StoreFailure) {
        guard let stored = try mapping(field, source, of: accountID) else {
            throw .register(.notFound("There is no mapping of \"\(source)\" in \(field.rawValue)."))
        }
        try connection.statement("DELETE FROM mappings WHERE id = ?").bind(stored.id.value).run()
        try log(
            .deleted, .mapping, stored.id, of: accountID,
            before: StoredDocuments.state(stored.mapping, of: accountID), origin: origin)
        try connection.moveDirectoryVersion()
    }

    private func mapping(
        _ field: MappingField, _ source: String, of accountID: RecordID?
    ) throws(StoreFailure) -> StoredMapping? {
        let statement = try connection.statement(
            """
            SELECT id, source, target FROM mappings
            WHERE ifnull(account_id, 0) = ? AND field = ? AND source_key = ?
            """)
        defer { statement.reset() }
        statement.bind(accountID?.value ?? 0).bind(field.rawValue).bind(ComparisonKey(source).text)
        guard try statement.step() else { return nil }
        return StoredMapping(
            id: RecordID(statement.integer()),
            mapping: TermMapping(
                field: field, source: statement.text(), target: statement.text()))
    }

    private func insert(
        _ mapping: TermMapping, id: RecordID, of accountID: RecordID?
    ) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO mappings (id, account_id, field, source, source_key, target)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        .bind(id.value).bind(accountID?.value).bind(mapping.field.rawValue).bind(mapping.source)
        .bind(ComparisonKey(mapping.source).text).bind(mapping.target)
        .run()
    }
}
