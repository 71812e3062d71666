import RegistryCore

/// The queries that read certification bodies, and records of them, by their keys.
enum BodyReads {
    static let body = "SELECT \(BodyRows.columns) FROM certification_bodies b WHERE b.id = ?"
    static let associated = """
        SELECT \(BodyRows.columns)
        FROM associated_bodies l
            {join} certification_bodies b ON b.id = l.certification_body_id
        WHERE l.account_id = ?
        """
    /// Bodies with a name and country of which the account has no record. One that a link has
    /// left to nobody is passed over: it would make the name ambiguous for good.
    static let namesakes = """
        SELECT \(BodyRows.columns) FROM certification_bodies b
        WHERE b.name_key = ? AND b.country = ?
            AND NOT EXISTS (
                SELECT 1 FROM recorded_bodies
                WHERE certification_body_id = b.id AND account_id = ?)
            AND (EXISTS (SELECT 1 FROM recorded_bodies WHERE certification_body_id = b.id)
                OR EXISTS (SELECT 1 FROM accounts WHERE certification_body_id = b.id)
                OR EXISTS (SELECT 1 FROM certifications WHERE certification_body_id = b.id)
                OR EXISTS (SELECT 1 FROM associated_bodies WHERE certification_body_id = b.id))
        LIMIT 2
        """
    /// The body of a record, if it goes by it: it has no account and no older record.
    static let follower = """
        SELECT \(BodyRows.columns) FROM certification_bodies b
        WHERE b.id = ?1
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.certification_body_id = b.id)
            AND NOT EXISTS (
                SELECT 1 FROM recorded_bodies r WHERE r.certification_body_id = b.id AND r.id < ?2)
        """
    /// The record by which a body goes: none where it has an account.
    static let naming = """
        SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r
        WHERE r.certification_body_id = ?1
            AND NOT EXISTS (SELECT 1 FROM accounts WHERE certification_body_id = ?1)
        ORDER BY r.id LIMIT 1
        """
    static let record = "SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r WHERE r.id = ?"
    static let recordByBody = """
        SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r
        WHERE r.certification_body_id = ? AND r.account_id = ?
        """
    static let recordByAccreditation = """
        SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r
        WHERE r.certification_body_id = ? AND r.accreditation_body_id = ?
        """
    static let recordByIdentityNumber = """
        SELECT \(RecordedBodyRows.columns) FROM recorded_bodies r
        WHERE {same r.account_id} = ? AND r.identity_number = ?
        """
}

extension SQLConnection {
    // MARK: Certification bodies

    func certificationBody(_ id: RecordID) throws(StoreFailure) -> CertificationBody? {
        let statement = try statement(composed: BodyReads.body)
        defer { statement.reset() }
        return try statement.bind(id.value).step() ? BodyRows.read(statement) : nil
    }

    func existingCertificationBody(_ id: RecordID) throws(StoreFailure) -> CertificationBody {
        guard let body = try certificationBody(id) else {
            throw .register(.notFound("There is no certification body \(id)."))
        }
        return body
    }

    /// With the name of its account, where it has one.
    func record(_ stored: StoredRecordedBody) throws(StoreFailure) -> BodyRecord {
        let statement = try statement("SELECT name FROM accounts WHERE certification_body_id = ?")
        defer { statement.reset() }
        let hasAccount = try statement.bind(stored.certificationBodyID.value).step()
        return BodyRecord(stored: stored, accountName: hasAccount ? statement.text() : nil)
    }

    // MARK: Records of them

    func recordedBody(_ id: RecordID) throws(StoreFailure) -> StoredRecordedBody? {
        try first(BodyReads.record) { $0.bind(id.value) }
    }

    func recordedBody(
        of certificationBodyID: RecordID, by accountID: RecordID
    ) throws(StoreFailure) -> StoredRecordedBody? {
        try first(BodyReads.recordByBody) {
            $0.bind(certificationBodyID.value).bind(accountID.value)
        }
    }

    func recordedBody(_ key: AccreditationKey) throws(StoreFailure) -> StoredRecordedBody? {
        try first(BodyReads.recordByAccreditation) {
            $0.bind(key.certificationBodyID.value).bind(key.accreditationBodyID.value)
        }
    }

    func recordedBody(
        numbered identityNumber: String, by accountID: RecordID
    ) throws(StoreFailure) -> StoredRecordedBody? {
        try first(BodyReads.recordByIdentityNumber) {
            $0.bind(accountID.value).bind(identityNumber)
        }
    }

    /// The oldest record of a body that has no account.
    func recordNaming(
        _ certificationBodyID: RecordID
    ) throws(StoreFailure) -> StoredRecordedBody? {
        try first(BodyReads.naming) { $0.bind(certificationBodyID.value) }
    }

    private func first(
        _ sql: String, _ bind: (any SQLStatement) -> any SQLStatement
    ) throws(StoreFailure) -> StoredRecordedBody? {
        let statement = try statement(composed: sql)
        defer { statement.reset() }
        return try bind(statement).step() ? RecordedBodyRows.read(statement) : nil
    }

    // MARK: Plans

    /// What an upload would do, without doing it.
    func plan(
        _ upload: BodyUpload, by account: Account, now: Int64, ids: IDGenerator
    ) throws(StoreFailure) -> BodyPlan {
        var state = BodyPlan.State()
        if let stored = try recordedBody(numbered: upload.identityNumber, by: account.id) {
            try add(stored, to: &state)
        } else {
            state.namesakes = try namesakes(of: upload, for: account.id)
        }
        let now = state.records.map(\.updatedAt).reduce(now, max)
        return try coreCall { [state] () throws(RegistryError) in
            try BodyPlan.decide(upload, by: account, state: state, now: now) { ids.next() }
        }
    }

    /// What an update would do, without doing it.
    func plan(
        _ update: BodyUpdate, by account: Account, now: Int64
    ) throws(StoreFailure) -> BodyPlan {
        var state = BodyPlan.State()
        if let id = update.certificationBodyID.flatMap({ RecordID($0) }),
            let stored = try recordedBody(of: id, by: account.id)
        {
            try add(stored, to: &state)
        }
        if let number = update.identityNumber,
            let stored = try recordedBody(numbered: number, by: account.id)
        {
            try add(stored, to: &state)
        }
        let now = state.records.map(\.updatedAt).reduce(now, max)
        return try coreCall { [state] () throws(RegistryError) in
            try BodyPlan.decide(update, state: state, now: now)
        }
    }

    private func add(
        _ stored: StoredRecordedBody, to state: inout BodyPlan.State
    ) throws(StoreFailure) {
        state.records.append(stored)
        let statement = try statement(composed: BodyReads.follower)
        defer { statement.reset() }
        statement.bind(stored.certificationBodyID.value).bind(stored.id.value)
        if try statement.step() { state.followers[stored.id] = BodyRows.read(statement) }
    }

    private func namesakes(
        of upload: BodyUpload, for accountID: RecordID
    ) throws(StoreFailure) -> [CertificationBody] {
        let statement = try statement(composed: BodyReads.namesakes)
        defer { statement.reset() }
        statement.bind(ComparisonKey(upload.name).text).bind(upload.country).bind(accountID.value)
        return try rows(of: statement) { row throws(StoreFailure) in BodyRows.read(row) }
    }

    // MARK: Uploads of certifications

    /// The bodies that a batch of uploads may name.
    func knownBodies(
        _ references: BodyReferences, of account: Account
    ) throws(StoreFailure) -> KnownBodies {
        var bodies = KnownBodies()
        for number in references.identityNumbers {
            bodies.recorded[number] = try certificationBodyID(numbered: number, by: account.id)
        }
        if references.includesAssociated {
            let statement = try statement(composed: BodyReads.associated)
            defer { statement.reset() }
            statement.bind(account.id.value)
            bodies.associated = try rows(of: statement) { row throws(StoreFailure) in
                BodyRows.read(row)
            }
        }
        return bodies
    }

    /// Without the record's document, which takes longer to read than the rest.
    private func certificationBodyID(
        numbered identityNumber: ExactText, by accountID: RecordID
    ) throws(StoreFailure) -> RecordID? {
        let statement = try statement(
            """
            SELECT certification_body_id FROM recorded_bodies
            WHERE {same account_id} = ? AND identity_number = ?
            """)
        defer { statement.reset() }
        statement.bind(accountID.value).bind(identityNumber.text)
        return try statement.step() ? RecordID(statement.integer()) : nil
    }
}
