import RegistryCore

extension WriteTransaction {
    /// Decides the upload of a certification body and stores what it comes to.
    func upload(
        _ upload: BodyUpload, by account: Account, origin: Origin
    ) throws(StoreFailure) -> BodyPlan {
        let plan = try connection.plan(upload, by: account, now: seconds, ids: ids)
        try store(plan, locator: upload.locator, origin: origin)
        return plan
    }

    /// Decides an update and stores what it comes to.
    func update(
        _ update: BodyUpdate, by account: Account, origin: Origin
    ) throws(StoreFailure) -> BodyRecord {
        let plan = try connection.plan(update, by: account, now: seconds)
        try store(plan, locator: update.locator, origin: origin)
        return try connection.record(plan.after)
    }

    private func store(
        _ plan: BodyPlan, locator: any FaultLocating, origin: Origin
    ) throws(StoreFailure) {
        if let write = plan.bodyWrite {
            try store(write, of: plan.after.accountID, origin: origin)
        }
        guard let write = plan.write else { return }
        let additions = try connection.libraryAdditions(of: plan, locator: locator)
        try store(write, origin: origin)
        try extendLibrary(by: additions, of: write.after, origin: origin)
        // Who is withdrawn is part of what every request needs. A body that nobody else knows is
        // not asked for, and accreditation bodies upload thousands.
        let isOfNewBody = plan.bodyWrite.map { $0.before == nil } ?? false
        if write.before?.body.status != write.after.body.status, !isOfNewBody {
            try connection.moveDirectoryVersion()
        }
    }

    // MARK: Certification bodies

    /// Stores a certification body, new or changed, and logs the change.
    func store(
        _ write: UploadWrites.Write<CertificationBody>, of accountID: RecordID, origin: Origin
    ) throws(StoreFailure) {
        let body = write.after
        let statement = try connection.statement(
            """
            INSERT INTO certification_bodies (id, name, name_key, acronym, country)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
                acronym = excluded.acronym, country = excluded.country
            """)
        try statement.bind(body.id.value).bind(body.name).bind(ComparisonKey(body.name).text)
            .bind(body.acronym).bind(body.country).run()
        try log(
            write.before == nil ? .created : .updated, .certificationBody, body.id, of: accountID,
            before: write.before.map { StoredDocuments.state($0) }, origin: origin)
    }

    // MARK: Records of them

    /// Stores a record, new or changed, and logs the change.
    func store(
        _ write: UploadWrites.Write<StoredRecordedBody>, origin: Origin
    ) throws(StoreFailure) {
        let after = write.after
        let statement = try connection.statement(
            """
            INSERT INTO recorded_bodies
                (id, account_id, accreditation_body_id, created_at, certification_body_id,
                identity_number, name, country, status, withdrawn_at, updated_at, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                certification_body_id = excluded.certification_body_id, name = excluded.name,
                country = excluded.country, status = excluded.status,
                withdrawn_at = excluded.withdrawn_at, updated_at = excluded.updated_at,
                document = excluded.document
            """)
        try statement.bind(after.id.value).bind(after.accountID.value)
            .bind(after.accreditationBodyID.value).bind(after.createdAt)
            .bind(after.certificationBodyID.value).bind(after.body.identityNumber)
            .bind(after.body.name).bind(after.body.country).bind(after.body.status.rawValue)
            .bind(after.withdrawnAt).bind(after.updatedAt)
            .bind(text: StoredDocuments.carried(after.body))
            .run()
        try log(
            write.before == nil ? .created : .updated, .recordedBody, after.id,
            of: after.accountID, before: write.before.map { StoredDocuments.state($0) },
            origin: origin)
    }
}
