public import RegistryCore

extension SQLStore {
    // MARK: Certifications

    public func upload(_ batch: UploadBatch) async throws(RegistryError) -> UploadOutcome {
        if batch.mode == .validate { return try await validate(batch) }
        return try await write(.account(batch.account.id)) { transaction throws(StoreFailure) in
            try transaction.upload(batch)
        }
    }

    /// Nothing is stored, so it need not wait for what is.
    private func validate(_ batch: UploadBatch) async throws(RegistryError) -> UploadOutcome {
        let (clock, ids) = (clock, ids)
        return try await read { connection throws(StoreFailure) in
            try connection.planning { () throws(StoreFailure) in
                try connection.plan(batch, milliseconds: clock.milliseconds(), ids: ids).plan
                    .outcome
            }
        }
    }

    public func certification(
        _ id: RecordID, of accountID: RecordID
    ) async throws(RegistryError) -> CertificationRecord? {
        try await read(CertificationReads.record(id, of: accountID))
    }

    public func certifications(
        _ query: CertificationQuery
    ) async throws(RegistryError) -> Page<CertificationRecord> {
        if !query.filter.statuses.isEmpty, !isReadOnly { try await settleDay(query.today) }
        let secondsMax = listSecondsMax
        return try await read(.mayLag(of: query.accountID)) { connection throws(StoreFailure) in
            try connection.certifications(query, secondsMax: secondsMax)
        }
    }

    private func settleDay(_ today: CalendarDate) async throws(RegistryError) {
        let settled = try await read { connection throws(StoreFailure) in
            try connection.settledDay()
        }
        // Each transaction begins with the day's turn; one that does nothing else is enough.
        if settled < today { try await write { _ throws(StoreFailure) in } }
    }

    public func deleteCertification(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) {
        try await write(.account(accountID)) { transaction throws(StoreFailure) in
            guard
                let stored = try transaction.connection.storedCertification(id, of: accountID)
            else { throw .register(.noCertification) }
            try transaction.delete(stored, origin: origin)
        }
    }

    // MARK: Certified entities

    public func updateEntity(
        _ update: EntityUpdate, of accountID: RecordID, validatesOnly: Bool, origin: Origin
    ) async throws(RegistryError) -> StoredEntity {
        if validatesOnly {
            let clock = clock
            return try await read { connection throws(StoreFailure) in
                try connection.planning { () throws(StoreFailure) in
                    try connection.plan(update, of: accountID, now: clock.seconds).after
                }
            }
        }
        return try await write(.account(accountID)) { transaction throws(StoreFailure) in
            try transaction.update(update, of: accountID, origin: origin)
        }
    }

    public func entity(
        _ id: RecordID, of accountID: RecordID
    ) async throws(RegistryError) -> StoredEntity? {
        try await read { connection throws(StoreFailure) in
            try connection.entity(id, of: accountID)
        }
    }

    public func deleteEntity(
        _ id: RecordID, of accountID: RecordID, origin: Origin
    ) async throws(RegistryError) {
        try await write(.account(accountID)) { transaction throws(StoreFailure) in
            guard let stored = try transaction.connection.entity(id, of: accountID) else {
                throw .register(.noEntity)
            }
            try transaction.delete(stored, origin: origin)
        }
    }
}
