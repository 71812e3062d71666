import RegistryCore

/// Certifications as rows: which columns there are, in which order, and how they are read.
enum CertificationRows {
    /// In the order of ``read(_:)``.
    static let columns = """
        c.id, c.account_id, c.certification_body_id, c.entity_id, c.number, c.identity_number, \
        c.status, c.status_since, c.accreditation, c.accreditation_body_id, c.type, \
        c.original_issue_date, c.issue_date, c.expiry_date, c.created_at, c.updated_at, \
        c.confirmed_at, c.document
        """

    /// Reads the columns of the row that the statement stands on.
    static func read(_ row: any SQLStatement) throws(StoreFailure) -> StoredCertification {
        let id = RecordID(row.integer())
        let accountID = RecordID(row.integer())
        let bodyID = RecordID(row.integer())
        let entityID = RecordID(row.integer())
        let number = row.text()
        let identityNumber = row.optionalText()
        let status = try word(CertificationStatus.self, row)
        let statusSince = row.integer()
        let accreditation = try word(AccreditationStatus.self, row)
        let accreditationBodyID = row.optionalInteger().map { RecordID($0) }
        let type = try word(CertificationType.self, row)
        let original = try optionalDay(row)
        let issue = try day(row)
        let expiry = try day(row)
        var certification = Certification(
            number: number, identityNumber: identityNumber, status: status,
            accreditation: accreditation, type: type, scope: nil, flexibleScope: nil,
            originalIssueDate: original, issueDate: issue, expiryDate: expiry,
            accreditationBodyID: accreditationBodyID, schemes: [], sites: [], sectors: [])
        let createdAt = row.integer()
        let updatedAt = row.integer()
        let confirmedAt = row.integer()
        let document = row.bytes()
        try coreCall { () throws(RegistryError) in
            try StoredDocuments.read(carried: document, into: &certification)
        }
        return StoredCertification(
            id: id, accountID: accountID, certificationBodyID: bodyID, entityID: entityID,
            certification: certification, statusSince: statusSince, createdAt: createdAt,
            updatedAt: updatedAt, confirmedAt: confirmedAt)
    }

    private static func word<Word: RawRepresentable>(
        _ type: Word.Type, _ row: any SQLStatement
    ) throws(StoreFailure) -> Word where Word.RawValue == String {
        let text = row.text()
        guard let word = Word(rawValue: text) else {
            throw .broken("a certification's row holds the unknown word \(text)")
        }
        return word
    }

    private static func day(_ row: any SQLStatement) throws(StoreFailure) -> CalendarDate {
        guard let day = try optionalDay(row) else {
            throw .broken("a certification's row lacks a date")
        }
        return day
    }

    private static func optionalDay(
        _ row: any SQLStatement
    ) throws(StoreFailure) -> CalendarDate? {
        guard let number = row.optionalInteger() else { return nil }
        guard let day = CalendarDate(number: Int32(truncatingIfNeeded: number)) else {
            throw .broken("a certification's row holds the date \(number), which is no day")
        }
        return day
    }
}
