import RegistryCore

/// The queries that read certifications by their keys.
enum CertificationReads {
    /// `n` is what the accreditation body that is named has recorded, `o` what the account itself.
    static let oneRecord = """
        SELECT \(CertificationRows.columns), \(EntityRows.columns), a.confirmed_at, a.role,
            b.name, b.acronym, n.status, n.withdrawn_at, o.identity_number, o.name,
            {member o.document acronym},
            (SELECT name FROM accounts WHERE o.id IS NOT NULL AND certification_body_id = b.id)
        FROM certifications c
            {join} certified_entities e ON e.id = c.entity_id
            {join} accounts a ON a.id = c.account_id
            {join} certification_bodies b ON b.id = c.certification_body_id
            LEFT JOIN recorded_bodies n ON n.certification_body_id = c.certification_body_id
                AND n.accreditation_body_id = c.accreditation_body_id
            LEFT JOIN recorded_bodies o ON o.certification_body_id = c.certification_body_id
                AND o.accreditation_body_id = a.accreditation_body_id
        WHERE c.id = ? AND c.account_id = ?
        """
    static let one = """
        SELECT \(CertificationRows.columns) FROM certifications c
        WHERE c.id = ? AND c.account_id = ?
        """
    /// For a list of numbers, as compared, of one body.
    static let byNumbers = """
        SELECT \(CertificationRows.columns)
        FROM {texts k} {lookup certifications c certifications_by_number_key}
            {same c.account_id} = ? AND c.number_key = k.value
            AND {same c.certification_body_id} = ? {found c}
        """
    /// For a list of identity numbers of one body.
    static let byIdentityNumbers = """
        SELECT \(CertificationRows.columns)
        FROM {texts k} {lookup certifications c certifications_by_identity_number}
            {same c.account_id} = ? AND c.identity_number = k.value
            AND {same c.certification_body_id} = ?
            {found c}
        """
    /// Every certification of a body with a number: one look into an index for each account.
    static let versions = """
        SELECT \(CertificationRows.columns), a.role, e.is_confidential, r.status, r.withdrawn_at
        FROM accounts a
            {join} certifications c ON c.account_id = a.id AND c.number_key = ?
                AND c.certification_body_id = ?
            {join} certified_entities e ON e.id = c.entity_id
            LEFT JOIN recorded_bodies r ON r.certification_body_id = c.certification_body_id
                AND r.accreditation_body_id = c.accreditation_body_id
        ORDER BY c.id
        """
    static let byEntity = """
        SELECT \(CertificationRows.columns) FROM certifications c
        WHERE c.entity_id = ? ORDER BY c.id
        """
}

extension CertificationReads {
    /// A certification with its entity.
    static func record(
        _ id: RecordID, of accountID: RecordID
    ) -> PointRead<CertificationRecord> {
        PointRead(oneRecord) { statement in
            statement.bind(id.value).bind(accountID.value)
        } read: { statement throws(StoreFailure) in
            try record(statement)
        }
    }

    private static func record(
        _ statement: any SQLStatement
    ) throws(StoreFailure) -> CertificationRecord {
        let stored = try CertificationRows.read(statement)
        let entity = try EntityRows.read(statement)
        let confirmedAt = statement.optionalInteger()
        let role = Role(rawValue: statement.text())
        let (bodyName, bodyAcronym) = (statement.text(), statement.optionalText())
        let status = statement.optionalText().flatMap { BodyAccreditationStatus(rawValue: $0) }
        let withdrawnAt = statement.optionalInteger()
        var body = CertifyingBody(name: bodyName, acronym: bodyAcronym)
        if let identityNumber = statement.optionalText() {
            let reference = CertifyingBody.Reference(
                identityNumber: identityNumber, name: statement.text(),
                acronym: statement.optionalText())
            body.name = statement.optionalText() ?? reference.name
            body.reference = reference
        } else if role == .multinationalCertificationBody {
            body.reference = .init(identityNumber: nil, name: bodyName, acronym: bodyAcronym)
        }
        return CertificationRecord(
            stored: stored, entity: entity, body: body, accountConfirmedAt: confirmedAt,
            bodyStatus: status, bodyWithdrawnAt: withdrawnAt)
    }
}

extension SQLConnection {
    /// A certification with its entity.
    func certification(
        _ id: RecordID, of accountID: RecordID
    ) throws(StoreFailure) -> CertificationRecord? {
        try CertificationReads.record(id, of: accountID).run(on: self)
    }

    func storedCertification(
        _ id: RecordID, of accountID: RecordID
    ) throws(StoreFailure) -> StoredCertification? {
        let statement = try statement(composed: CertificationReads.one)
        defer { statement.reset() }
        guard try statement.bind(id.value).bind(accountID.value).step() else { return nil }
        return try CertificationRows.read(statement)
    }

    /// All certifications of an account and body with one of the keys that the query looks for.
    func storedCertifications(
        _ query: String, _ keys: [String], _ body: RecordID, of accountID: RecordID
    ) throws(StoreFailure) -> [StoredCertification] {
        let statement = try statement(composed: query)
        defer { statement.reset() }
        statement.bind(texts: keys).bind(accountID.value).bind(body.value)
        return try rows(of: statement, read: CertificationRows.read)
    }

    func storedCertifications(
        ofEntity entityID: RecordID
    ) throws(StoreFailure) -> [StoredCertification] {
        let statement = try statement(composed: CertificationReads.byEntity)
        defer { statement.reset() }
        statement.bind(entityID.value)
        return try rows(of: statement, read: CertificationRows.read)
    }
}
