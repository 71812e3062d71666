public import RegistryCore

/// Certification bodies, accounts, vocabularies, the directory and the change log.
extension SQLStore {
    // MARK: Certification bodies

    public func uploadBody(
        _ upload: BodyUpload, by account: Account, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> BodyPlan {
        if validatesOnly {
            let (clock, ids) = (clock, ids)
            return try await read { connection throws(StoreFailure) in
                try connection.planning { () throws(StoreFailure) in
                    let plan = try connection.plan(
                        upload, by: account, now: clock.seconds, ids: ids)
                    _ = try connection.libraryAdditions(of: plan, locator: upload.locator)
                    return plan
                }
            }
        }
        return try await write { transaction throws(StoreFailure) in
            try transaction.upload(upload, by: account, origin: origin)
        }
    }

    public func updateBody(
        _ update: BodyUpdate, by account: Account, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> BodyRecord {
        if validatesOnly {
            let clock = clock
            return try await read { connection throws(StoreFailure) in
                try connection.planning { () throws(StoreFailure) in
                    let plan = try connection.plan(update, by: account, now: clock.seconds)
                    _ = try connection.libraryAdditions(of: plan, locator: update.locator)
                    return try connection.record(plan.after)
                }
            }
        }
        return try await write { transaction throws(StoreFailure) in
            try transaction.update(update, by: account, origin: origin)
        }
    }

    public func recordedBody(
        _ certificationBodyID: RecordID, by accountID: RecordID
    ) async throws(RegistryError) -> BodyRecord? {
        try await read { connection throws(StoreFailure) in
            guard
                let stored = try connection.recordedBody(of: certificationBodyID, by: accountID)
            else { return nil }
            return try connection.record(stored)
        }
    }

    public func recordedBodies(
        _ query: BodyQuery
    ) async throws(RegistryError) -> Page<BodyRecord> {
        try await read(.mayLag(of: query.accountID)) { connection throws(StoreFailure) in
            try connection.recordedBodies(query)
        }
    }

    public func recordedBody(_ id: RecordID) async throws(RegistryError) -> StoredRecordedBody? {
        try await read { connection throws(StoreFailure) in
            try connection.recordedBody(id)
        }
    }

    public func certificationBody(
        _ id: RecordID
    ) async throws(RegistryError) -> CertificationBody? {
        try await read { connection throws(StoreFailure) in
            try connection.certificationBody(id)
        }
    }

    public func isWithdrawn(certificationBody id: RecordID) async throws(RegistryError) -> Bool {
        try await read { connection throws(StoreFailure) in
            try connection.isWithdrawn(certificationBody: id)
        }
    }

    public func linkBody(
        _ identityNumber: String, of accountID: RecordID, to certificationBodyID: RecordID,
        origin: Origin
    ) async throws(RegistryError) -> StoredRecordedBody {
        try await write { transaction throws(StoreFailure) in
            try transaction.link(
                identityNumber, of: accountID, to: certificationBodyID, origin: origin)
        }
    }

    public func unlinkBody(
        _ identityNumber: String, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) -> StoredRecordedBody {
        try await write { transaction throws(StoreFailure) in
            try transaction.unlink(identityNumber, of: accountID, origin: origin)
        }
    }

    public func versions(
        of certificationBodyID: RecordID, numbered number: ComparisonKey
    ) async throws(RegistryError) -> [Publication.Version] {
        try await read { connection throws(StoreFailure) in
            try connection.versions(of: certificationBodyID, numbered: number)
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

    public func setAssociated(
        _ isAssociated: Bool, body id: RecordID, with accountID: RecordID, origin: Origin
    ) async throws(RegistryError) -> Account {
        try await write { transaction throws(StoreFailure) in
            try transaction.setAssociated(
                isAssociated, body: id, with: accountID, origin: origin)
        }
    }

    public func confirmAll(
        of accountID: RecordID, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> Confirmation {
        if validatesOnly {
            let clock = clock
            return try await read { connection throws(StoreFailure) in
                try connection.confirmation(
                    of: try connection.existingAccount(accountID), now: clock.seconds)
            }
        }
        return try await write { transaction throws(StoreFailure) in
            try transaction.confirmAll(of: accountID, origin: origin)
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
            return try await read { connection throws(StoreFailure) in
                try connection.planning { () throws(StoreFailure) in
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
        try await read { connection throws(StoreFailure) in
            try connection.unmappedTerms(of: accountID)
        }
    }

    // MARK: Directory

    /// As a single row: it must not wait behind lists, for a server that hears nothing of its
    /// directory answers nobody.
    public func directoryVersion() async throws(RegistryError) -> Int64 {
        let version = try await read(
            PointRead("SELECT directory_version FROM register_state") { _ in
            } read: { row throws(StoreFailure) in
                row.integer()
            })
        guard let version else { throw .broken("register_state has no row") }
        return version
    }

    public func directory() async throws(RegistryError) -> Directory {
        try await read { connection throws(StoreFailure) in try connection.directory() }
    }

    // MARK: Change log

    public func changes(
        since sequence: Int64, limit: Int
    ) async throws(RegistryError) -> [ChangeEntry] {
        try await read { connection throws(StoreFailure) in
            try connection.changes(since: sequence, limit: limit)
        }
    }

    public func history(of recordID: RecordID) async throws(RegistryError) -> [ChangeEntry] {
        try await read { connection throws(StoreFailure) in
            try connection.history(of: recordID)
        }
    }
}
