public import RegistryCore

extension SQLiteStore {
    // MARK: Certifications

    public func upload(_ batch: UploadBatch) async throws(RegistryError) -> UploadOutcome {
        if batch.mode == .validate { return try await validate(batch) }
        return try await write { transaction throws(StoreFailure) in
            try transaction.upload(batch)
        }
    }

    /// Nothing is stored, so it need not wait for what is.
    private func validate(_ batch: UploadBatch) async throws(RegistryError) -> UploadOutcome {
        let (clock, ids) = (clock, ids)
        return try await readers.read { connection throws(StoreFailure) in
            try connection.reading { () throws(StoreFailure) in
                try connection.plan(batch, milliseconds: clock.milliseconds(), ids: ids).outcome
            }
        }
    }

    public func certification(
        _ id: RecordID, of accountID: RecordID
    ) async throws(RegistryError) -> CertificationRecord? {
        try await readers.readShort { connection throws(StoreFailure) in
            try connection.certification(id, of: accountID)
        }
    }

    public func certifications(
        _ query: CertificationQuery
    ) async throws(RegistryError) -> Page<CertificationRecord> {
        if !query.filter.statuses.isEmpty, let writer {
            let settled = try await readers.read { connection throws(StoreFailure) in
                try connection.settledDay()
            }
            // Each transaction of the writer begins with the day's turn; one that does nothing
            // else is enough.
            if settled < query.today { try await writer.write { _ in } }
        }
        return try await readers.read { connection throws(StoreFailure) in
            try connection.certifications(query)
        }
    }

    public func deleteCertification(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) {
        try await write { transaction throws(StoreFailure) in
            guard
                let stored = try transaction.connection.storedCertification(id, of: accountID)
            else { throw .register(.notFound("You have no certification \(id).")) }
            try transaction.delete(stored, origin: origin)
        }
    }

    // MARK: Certified entities

    public func updateEntity(
        _ update: EntityUpdate, of accountID: RecordID, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> StoredEntity {
        if validatesOnly {
            let clock = clock
            return try await readers.read { connection throws(StoreFailure) in
                try connection.reading { () throws(StoreFailure) in
                    try connection.plan(update, of: accountID, now: clock.seconds).after
                }
            }
        }
        return try await write { transaction throws(StoreFailure) in
            try transaction.update(update, of: accountID, origin: origin)
        }
    }

    public func entity(
        _ id: RecordID, of accountID: RecordID
    ) async throws(RegistryError) -> StoredEntity? {
        try await readers.read { connection throws(StoreFailure) in
            try connection.entity(id, of: accountID)
        }
    }

    public func deleteEntity(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) {
        try await write { transaction throws(StoreFailure) in
            guard let stored = try transaction.connection.entity(id, of: accountID) else {
                throw .register(.notFound("You have no certified entity \(id)."))
            }
            try transaction.delete(stored, origin: origin)
        }
    }

    // MARK: Accounts

    public func addAccount(
        _ account: NewAccount, origin: Origin
    ) async throws(RegistryError) -> Account {
        try await write { transaction throws(StoreFailure) in
            try transaction.addAccount(account, origin: origin)
        }
    }

    public func setSuspended(
        _ isSuspended: Bool, account id: RecordID, origin: Origin
    ) async throws(RegistryError) -> Account {
        try await write { transaction throws(StoreFailure) in
            try transaction.setSuspended(isSuspended, account: id, origin: origin)
        }
    }

    public func addKey(_ key: NewKey, origin: Origin) async throws(RegistryError) -> APIKey {
        try await write { transaction throws(StoreFailure) in
            try transaction.addKey(key, origin: origin)
        }
    }

    public func revokeKey(_ id: RecordID, origin: Origin) async throws(RegistryError) -> APIKey {
        try await write { transaction throws(StoreFailure) in
            try transaction.revokeKey(id, origin: origin)
        }
    }

    public func setMappings(
        _ mappings: [NewMapping], validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> MappingCounts {
        if validatesOnly {
            return try await readers.read { connection throws(StoreFailure) in
                try connection.reading { () throws(StoreFailure) in
                    try connection.mappingCounts(mappings)
                }
            }
        }
        return try await write { transaction throws(StoreFailure) in
            try transaction.setMappings(mappings, origin: origin)
        }
    }

    public func removeMapping(
        accountID: RecordID?, field: MappingField, source: String, origin: Origin
    ) async throws(RegistryError) {
        try await write { transaction throws(StoreFailure) in
            try transaction.removeMapping(
                accountID: accountID, field: field, source: source, origin: origin)
        }
    }

    // MARK: Vocabularies

    public func addTerm(
        _ term: NewTerm, origin: Origin
    ) async throws(RegistryError) -> TermAddition {
        try await write { transaction throws(StoreFailure) in
            try transaction.addTerm(term, origin: origin)
        }
    }

    public func retireTerms(
        _ terms: [VocabularyTerm], origin: Origin
    ) async throws(RegistryError) {
        try await write { transaction throws(StoreFailure) in
            try transaction.retireTerms(terms, origin: origin)
        }
    }

    public func noteUnmapped(_ tallies: [UnmappedTally]) async throws(RegistryError) {
        try await write { transaction throws(StoreFailure) in
            try transaction.connection.note(tallies)
        }
    }

    public func unmappedTerms(
        of accountID: RecordID
    ) async throws(RegistryError) -> [UnmappedTally] {
        try await readers.read { connection throws(StoreFailure) in
            try connection.unmappedTerms(of: accountID)
        }
    }

    // MARK: Directory

    public func directoryVersion() async throws(RegistryError) -> Int64 {
        try await readers.read { connection throws(StoreFailure) in
            try connection.directoryVersion()
        }
    }

    public func directory() async throws(RegistryError) -> Directory {
        try await readers.read { connection throws(StoreFailure) in try connection.directory() }
    }

    // MARK: Change log

    public func changes(
        since sequence: Int64, limit: Int
    ) async throws(RegistryError) -> [ChangeEntry] {
        try await readers.read { connection throws(StoreFailure) in
            try connection.changes(since: sequence, limit: limit)
        }
    }

    public func history(of recordID: RecordID) async throws(RegistryError) -> [ChangeEntry] {
        try await readers.read { connection throws(StoreFailure) in
            try connection.history(of: recordID)
        }
    }
}
