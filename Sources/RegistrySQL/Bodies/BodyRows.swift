import RegistryCore

/// Certification bodies as rows.
enum BodyRows {
    /// In the order of ``read(_:)``.
    static let columns = "b.id, b.name, b.acronym, b.country"

    static func read(_ row: any SQLStatement) -> CertificationBody {
        CertificationBody(
            id: RecordID(row.integer()), name: row.text(), acronym: row.optionalText(),
            country: row.optionalText())
    }
}

/// What accreditation bodies have recorded of them as rows.
enum RecordedBodyRows {
    /// In the order of ``read(_:)``.
    static let columns = """
        r.id, r.account_id, r.accreditation_body_id, r.certification_body_id, r.identity_number, \
        r.name, r.country, r.status, r.withdrawn_at, r.created_at, r.updated_at, r.document
        """

    static func read(_ row: any SQLStatement) throws(StoreFailure) -> StoredRecordedBody {
        let id = RecordID(row.integer())
        let accountID = RecordID(row.integer())
        let accreditationBodyID = RecordID(row.integer())
        let certificationBodyID = RecordID(row.integer())
        let (identityNumber, name, country) = (row.text(), row.text(), row.text())
        let word = row.text()
        guard let status = BodyAccreditationStatus(rawValue: word) else {
            throw .broken("the recorded body \(id) has the unknown status \(word)")
        }
        var body = RecordedBody(
            identityNumber: identityNumber, name: name, country: country, status: status)
        let withdrawnAt = row.optionalInteger()
        let createdAt = row.integer()
        let updatedAt = row.integer()
        let document = row.bytes()
        try coreCall { () throws(RegistryError) in
            try StoredDocuments.read(carried: document, into: &body)
        }
        return StoredRecordedBody(
            id: id, accountID: accountID, accreditationBodyID: accreditationBodyID,
            certificationBodyID: certificationBodyID, body: body, withdrawnAt: withdrawnAt,
            createdAt: createdAt, updatedAt: updatedAt)
    }
}
