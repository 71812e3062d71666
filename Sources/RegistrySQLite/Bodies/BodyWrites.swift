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
        try store(write, origin: origin)
        try extendLibrary(with: write.after, locator: locator, origin: origin)
        // Who is withdrawn is part of what every request needs. A body that nobody else knows is not
        // asked for, and accreditation bodies upload thousands.
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

    // MARK: The library

    /// Makes pairs that the library lacks the accreditation body's additions (contract section
    /// 12).
    private func extendLibrary(
        with record: StoredRecordedBody, locator: any FaultLocating, origin: Origin
    ) throws(StoreFailure) {
        var hasGrown = false
        for pair in record.body.standards {
            let schemeKey = LooseKey.standard(ComparisonKey(pair.schemeName)).text
            let standardKey = LooseKey.standard(ComparisonKey(pair.standardName)).text
            guard
                try !isKnown(schemeKey, standardKey, to: record.accreditationBodyID)
            else { continue }
            let scheme = try scheme(pair.schemeName, origin: origin)
            let standard = Standard(
                id: ids.next(), schemeID: scheme.id, name: pair.standardName,
                addedBy: record.accreditationBodyID)
            try write(standard)
            try log(
                .created, .standard, standard.id, of: record.accountID, before: nil,
                origin: origin)
            hasGrown = true
        }
        guard hasGrown else { return }
        try connection.moveDirectoryVersion()
        guard try additionCount(of: record.accreditationBodyID) > Standard.additionsMax else {
            return
        }
        throw .register(
            .faults([
                locator.fault(
                    .validationError,
                    "Name standards that you have named before: you have added "
                        + "\(Standard.additionsMax) pairs of scheme and standard, and no more can "
                        + "be.",
                    at: .standards, recordIndex: nil)
            ]))
    }

    /// Whether the pair is everyone's, or an addition of the accreditation body itself. A retired
    /// one is there too.
    private func isKnown(
        _ schemeKey: String, _ standardKey: String, to accreditationBodyID: RecordID
    ) throws(StoreFailure) -> Bool {
        let statement = try connection.statement(
            """
            SELECT 1 FROM schemes m CROSS JOIN standards s ON s.scheme_id = m.id
            WHERE m.name_key = ? AND s.name_key = ? AND (s.added_by IS NULL OR s.added_by = ?)
            """)
        defer { statement.reset() }
        return try statement.bind(schemeKey).bind(standardKey).bind(accreditationBodyID.value)
            .step()
    }

    private func additionCount(of accreditationBodyID: RecordID) throws(StoreFailure) -> Int {
        let statement = try connection.statement(
            "SELECT count(*) FROM standards WHERE added_by = ?")
        defer { statement.reset() }
        return try statement.bind(accreditationBodyID.value).step() ? Int(statement.integer()) : 0
    }
}
