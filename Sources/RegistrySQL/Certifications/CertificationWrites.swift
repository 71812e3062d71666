import RegistryCore

extension WriteTransaction {
    /// Stores a certification, new or changed, and logs the change. Its entity is stored before.
    ///
    /// - Parameter country: the entity's.
    func store(
        _ write: UploadWrites.Write<StoredCertification>, country: String, origin: Origin
    ) throws(StoreFailure) {
        let after = write.after
        if let before = write.before {
            try update(after)
            if before.certification.standardIDs != after.certification.standardIDs {
                try connection.statement(
                    "DELETE FROM certification_standards WHERE certification_id = ?"
                )
                .bind(after.id.value).run()
                try insertStandards(of: after)
            }
        } else {
            try insert(after, country: country)
            try insertStandards(of: after)
        }
        try log(
            write.before == nil ? .created : .updated, .certification, after.id,
            of: after.accountID, before: write.before.map { StoredDocuments.state($0) },
            origin: origin)
    }

    private func insert(
        _ stored: StoredCertification, country: String
    ) throws(StoreFailure) {
        let statement = try connection.insertion(into: .certifications)
        statement.bind(stored.id.value).bind(stored.accountID.value)
            .bind(stored.certificationBodyID.value).bind(stored.createdAt).bind(country)
        try bindContent(of: stored, to: statement).run()
    }

    /// Account, body and creation never change.
    private func update(_ stored: StoredCertification) throws(StoreFailure) {
        let statement = try connection.statement(
            """
            UPDATE certifications SET
                entity_id = ?1, number = ?2, number_key = ?3, identity_number = ?4, status = ?5,
                current_status = ?6, status_since = ?7, accreditation = ?8,
                accreditation_body_id = ?9, type = ?10, original_issue_date = ?11,
                issue_date = ?12, expiry_date = ?13, updated_at = {greatest}(updated_at, ?14),
                confirmed_at = {greatest}(confirmed_at, ?15), document = ?16,
                country = (SELECT country FROM certified_entities WHERE id = ?1)
            WHERE id = ?17
            """)
        try bindContent(of: stored, to: statement).bind(stored.id.value).run()
    }

    /// What insert and update name in one order.
    private func bindContent(
        of stored: StoredCertification, to statement: any SQLStatement
    ) -> any SQLStatement {
        let certification = stored.certification
        return statement.bind(stored.entityID.value).bind(certification.number)
            .bind(ComparisonKey(certification.number).text).bind(certification.identityNumber)
            .bind(certification.status.rawValue).bind(certification.status(on: day).rawValue)
            .bind(stored.statusSince).bind(certification.accreditation.rawValue)
            .bind(certification.accreditationBodyID?.value).bind(certification.type.rawValue)
            .bind(certification.originalIssueDate.map { Int64($0.number) })
            .bind(Int64(certification.issueDate.number))
            .bind(Int64(certification.expiryDate.number))
            .bind(stored.updatedAt).bind(stored.confirmedAt)
            .bind(text: StoredDocuments.carried(certification))
    }

    private func insertStandards(of stored: StoredCertification) throws(StoreFailure) {
        let statement = try connection.insertion(into: .certificationStandards)
        let status = stored.certification.status(on: day).rawValue
        for standardID in stored.certification.standardIDs {
            try statement.bind(stored.id.value).bind(standardID.value)
                .bind(stored.accountID.value).bind(stored.createdAt).bind(status)
                .run()
        }
    }

    /// A certification that came again unchanged. Nothing to log.
    func confirm(_ id: RecordID, at confirmedAt: Int64) throws(StoreFailure) {
        try connection.statement(
            "UPDATE certifications SET confirmed_at = ?1 WHERE id = ?2 AND confirmed_at < ?1"
        )
        .bind(confirmedAt).bind(id.value).run()
    }

    /// Removes a certification; what is left are its tombstone and the log.
    func delete(_ stored: StoredCertification, origin: Origin) throws(StoreFailure) {
        try connection.statement("DELETE FROM certifications WHERE id = ?")
            .bind(stored.id.value).run()
        try connection.statement(
            """
            INSERT INTO deleted_certifications
                (id, account_id, certification_body_id, number_key, identity_number, deleted_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        .bind(stored.id.value).bind(stored.accountID.value)
        .bind(stored.certificationBodyID.value)
        .bind(ComparisonKey(stored.certification.number).text)
        .bind(stored.certification.identityNumber).bind(seconds)
        .run()
        try countCertifications(of: stored.accountID, by: -1)
        try log(
            .deleted, .certification, stored.id, of: stored.accountID,
            before: StoredDocuments.state(stored), origin: origin)
    }

    /// Keeps the account's count of certifications.
    func countCertifications(of accountID: RecordID, by difference: Int) throws(StoreFailure) {
        guard difference != 0 else { return }
        try connection.statement(
            "UPDATE accounts SET certifications = certifications + ? WHERE id = ?"
        )
        .bind(Int64(difference)).bind(accountID.value).run()
    }
}

extension Certification {
    /// Every standard once; one may stand in two schemes.
    var standardIDs: Set<RecordID> { Set(schemes.flatMap(\.standardIDs)) }
}
