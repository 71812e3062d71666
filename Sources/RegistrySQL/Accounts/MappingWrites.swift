import RegistryCore

/// A stored mapping with its record id.
private struct StoredMapping {
    var id: RecordID
    var mapping: TermMapping
}

extension WriteTransaction {
    func setMappings(
        _ mappings: [NewMapping], origin: Origin
    ) throws(StoreFailure) -> MappingCounts {
        let counts = try connection.mappingCounts(mappings) {
            mapping, stored throws(StoreFailure) in
            try set(mapping, after: stored, origin: origin)
        }
        if counts.added + counts.changed > 0 { try connection.moveDirectoryVersion() }
        return counts
    }

    private func set(
        _ new: NewMapping, after stored: StoredMapping?, origin: Origin
    ) throws(StoreFailure) {
        if let stored {
            try connection.statement("UPDATE mappings SET source = ?, target = ? WHERE id = ?")
                .bind(new.source).bind(new.target).bind(stored.id.value).run()
            try log(
                .updated, .mapping, stored.id, of: new.accountID,
                before: StoredDocuments.state(stored.mapping, of: new.accountID), origin: origin)
        } else {
            let id = ids.next()
            try insert(new, id: id)
            try log(.created, .mapping, id, of: new.accountID, before: nil, origin: origin)
        }
    }

    func removeMapping(
        accountID: RecordID?, field: MappingField, source: String, origin: Origin
    ) throws(StoreFailure) {
        guard let stored = try connection.mapping(field, source, of: accountID) else {
            throw .register(.notFound("There is no mapping of \"\(source)\" in \(field.rawValue)."))
        }
        try connection.statement("DELETE FROM mappings WHERE id = ?").bind(stored.id.value).run()
        try log(
            .deleted, .mapping, stored.id, of: accountID,
            before: StoredDocuments.state(stored.mapping, of: accountID), origin: origin)
        try connection.moveDirectoryVersion()
    }

    private func insert(_ new: NewMapping, id: RecordID) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO mappings (id, account_id, field, source, source_key, target)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        .bind(id.value).bind(new.accountID?.value).bind(new.field.rawValue).bind(new.source)
        .bind(new.field.sourceKey(ComparisonKey(new.source))).bind(new.target)
        .run()
    }
}

extension SQLConnection {
    /// Compares mappings with what is stored.
    ///
    /// - Parameter store: given each that is not stored as it is, before the next is compared.
    func mappingCounts(
        _ mappings: [NewMapping]
    ) throws(StoreFailure) -> MappingCounts {
        try mappingCounts(mappings) { _, _ throws(StoreFailure) in }
    }

    fileprivate func mappingCounts(
        _ mappings: [NewMapping],
        store: (NewMapping, StoredMapping?) throws(StoreFailure) -> Void
    ) throws(StoreFailure) -> MappingCounts {
        for accountID in Set(mappings.compactMap(\.accountID)) {
            _ = try existingAccount(accountID)
        }
        var counts = MappingCounts()
        for new in mappings {
            let stored = try mapping(new.field, new.source, of: new.accountID)
            let isStored =
                stored.map { StoredDocuments.state($0.mapping, of: new.accountID) }
                == StoredDocuments.state(new.mapping, of: new.accountID)
            counts.added += stored == nil ? 1 : 0
            counts.unchanged += isStored ? 1 : 0
            counts.changed += stored != nil && !isStored ? 1 : 0
            if !isStored { try store(new, stored) }
        }
        return counts
    }

    fileprivate func mapping(
        _ field: MappingField, _ source: String, of accountID: RecordID?
    ) throws(StoreFailure) -> StoredMapping? {
        let statement = try statement(
            """
            SELECT id, source, target FROM mappings
            WHERE {ifnull}(account_id, 0) = ? AND field = ? AND source_key = ?
            """)
        defer { statement.reset() }
        statement.bind(accountID?.value ?? 0).bind(field.rawValue)
            .bind(field.sourceKey(ComparisonKey(source)))
        guard try statement.step() else { return nil }
        return StoredMapping(
            id: RecordID(statement.integer()),
            mapping: TermMapping(
                field: field, source: statement.text(), target: statement.text()))
    }
}

extension NewMapping {
    fileprivate var mapping: TermMapping {
        TermMapping(field: field, source: source, target: target)
    }
}
