import RegistryCore

/// Joining an accreditation body's record to a certification body, and parting them (contract
/// section 10). An `ab` account's entities and certifications are its body's, so they go with the
/// record; each change is logged.
extension WriteTransaction {
    func link(
        _ identityNumber: String, of accountID: RecordID, to certificationBodyID: RecordID,
        origin: Origin
    ) throws(StoreFailure) -> StoredRecordedBody {
        let stored = try existingRecord(identityNumber, of: accountID)
        let body = try connection.existingCertificationBody(certificationBodyID)
        guard stored.certificationBodyID != body.id else { return stored }
        if let other = try connection.recordedBody(of: body.id, by: accountID) {
            throw .register(
                .conflict(
                    "The account has recorded the certification body \(body.id) already, with the "
                        + "identity number \(other.body.identityNumber)."))
        }
        return try move(stored, to: body.id, origin: origin)
    }

    func unlink(
        _ identityNumber: String, of accountID: RecordID, origin: Origin
    ) throws(StoreFailure) -> StoredRecordedBody {
        let stored = try existingRecord(identityNumber, of: accountID)
        guard try isShared(stored) else { return stored }
        let body = CertificationBody(
            id: ids.next(), name: stored.body.name, acronym: stored.body.acronym,
            country: stored.body.country)
        try store(.init(before: nil, after: body), of: accountID, origin: origin)
        return try move(stored, to: body.id, origin: origin)
    }

    private func existingRecord(
        _ identityNumber: String, of accountID: RecordID
    ) throws(StoreFailure) -> StoredRecordedBody {
        _ = try connection.existingAccount(accountID)
        guard let stored = try connection.recordedBody(numbered: identityNumber, by: accountID)
        else {
            throw .register(
                .notFound(
                    "The account \(accountID) has recorded no certification body with the "
                        + "identity number \(identityNumber)."))
        }
        return stored
    }

    /// Whether the body is anybody else's too: another accreditation body's, an account's, or one
    /// that a multi-national body may name.
    private func isShared(_ stored: StoredRecordedBody) throws(StoreFailure) -> Bool {
        let statement = try connection.statement(
            """
            SELECT EXISTS (SELECT 1 FROM recorded_bodies
                    WHERE certification_body_id = ?1 AND id <> ?2)
                OR EXISTS (SELECT 1 FROM accounts WHERE certification_body_id = ?1)
                OR EXISTS (SELECT 1 FROM associated_bodies WHERE certification_body_id = ?1)
            """)
        defer { statement.reset() }
        statement.bind(stored.certificationBodyID.value).bind(stored.id.value)
        return try statement.step() && statement.integer() == 1
    }

    private func move(
        _ stored: StoredRecordedBody, to certificationBodyID: RecordID, origin: Origin
    ) throws(StoreFailure) -> StoredRecordedBody {
        var after = stored
        after.certificationBodyID = certificationBodyID
        after.updatedAt = max(seconds, stored.updatedAt)
        try store(.init(before: stored, after: after), origin: origin)
        for id in [stored.certificationBodyID, certificationBodyID] {
            try settleName(of: id, origin: origin)
        }
        let (old, account) = (stored.certificationBodyID, stored.accountID)
        try logUploads(for: old, of: account, origin: origin)
        // Ids of what was deleted go too, or the same keys would not bring them back.
        for table in ["certifications", "certified_entities", "deleted_certifications"] {
            try update(table, "certification_body_id", from: old, to: after, of: account)
        }
        for table in ["entity_aliases", "deleted_entities"] {
            try update(table, "scope", from: old, to: after, of: account)
        }
        for table in ["certifications", "certified_entities"] {
            let statement = try connection.statement(
                composed: """
                    UPDATE \(table) SET updated_at = {greatest}(updated_at, ?)
                    WHERE account_id = ? AND certification_body_id = ?
                    """)
            try statement.bind(after.updatedAt).bind(account.value)
                .bind(certificationBodyID.value).run()
        }
        try connection.moveDirectoryVersion()
        return after
    }

    /// A record that has come or gone may be the oldest, by which a body without account goes.
    private func settleName(of id: RecordID, origin: Origin) throws(StoreFailure) {
        guard let oldest = try connection.recordNaming(id) else { return }
        let body = try connection.existingCertificationBody(id)
        guard let write = BodyPlan.naming(body, as: oldest) else { return }
        try store(write, of: oldest.accountID, origin: origin)
    }

    /// - Parameters:
    ///   - table: a literal.
    ///   - column: a literal.
    private func update(
        _ table: String, _ column: String, from old: RecordID, to record: StoredRecordedBody,
        of accountID: RecordID
    ) throws(StoreFailure) {
        try connection.statement(
            composed: "UPDATE \(table) SET \(column) = ? WHERE account_id = ? AND \(column) = ?"
        )
        .bind(record.certificationBodyID.value).bind(accountID.value).bind(old.value).run()
    }

    /// The state before of everything that goes with the record.
    private func logUploads(
        for certificationBodyID: RecordID, of accountID: RecordID, origin: Origin
    ) throws(StoreFailure) {
        let entities = try connection.statement(
            composed: """
                SELECT \(EntityRows.columns) FROM certified_entities e
                WHERE e.account_id = ? AND e.certification_body_id = ? ORDER BY e.id
                """)
        defer { entities.reset() }
        entities.bind(accountID.value).bind(certificationBodyID.value)
        while try entities.step() {
            let stored = try EntityRows.read(entities)
            try log(
                .updated, .certifiedEntity, stored.id, of: accountID,
                before: StoredDocuments.state(stored), origin: origin)
        }
        let certifications = try connection.statement(
            composed: """
                SELECT \(CertificationRows.columns) FROM certifications c
                WHERE c.account_id = ? AND c.certification_body_id = ? ORDER BY c.id
                """)
        defer { certifications.reset() }
        certifications.bind(accountID.value).bind(certificationBodyID.value)
        while try certifications.step() {
            let stored = try CertificationRows.read(certifications)
            try log(
                .updated, .certification, stored.id, of: accountID,
                before: StoredDocuments.state(stored), origin: origin)
        }
    }
}
