import RegistryCore

/// Certified entities as rows: which columns there are, in which order, and how they are read.
enum EntityRows {
    /// In the order of ``read(_:)``.
    static let columns = """
        e.id, e.account_id, e.certification_body_id, e.unique_id, e.name, e.country, \
        e.is_confidential, e.created_at, e.updated_at, e.document
        """

    /// Reads the columns of the row that the statement stands on.
    static func read(_ row: any SQLStatement) throws(StoreFailure) -> StoredEntity {
        let id = RecordID(row.integer())
        let accountID = RecordID(row.integer())
        let bodyID = row.optionalInteger().map { RecordID($0) }
        var entity = CertifiedEntity(uniqueID: row.text(), name: row.text(), country: row.text())
        entity.isConfidential = row.integer() == 1
        let createdAt = row.integer()
        let updatedAt = row.integer()
        let document = row.bytes()
        try coreCall { () throws(RegistryError) in
            try StoredDocuments.read(carried: document, into: &entity)
        }
        return StoredEntity(
            id: id, accountID: accountID, certificationBodyID: bodyID, entity: entity,
            createdAt: createdAt, updatedAt: updatedAt)
    }
}
