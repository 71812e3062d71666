import RegistryCore

extension SQLConnection {
    /// Every certification of a body with a number, whoever uploaded it.
    func versions(
        of certificationBodyID: RecordID, numbered number: ComparisonKey
    ) throws(StoreFailure) -> [Publication.Version] {
        let statement = try statement(composed: CertificationReads.versions)
        defer { statement.reset() }
        statement.bind(number.text).bind(certificationBodyID.value)
        return try rows(of: statement) { row throws(StoreFailure) in
            let stored = try CertificationRows.read(row)
            let word = row.text()
            guard let role = Role(rawValue: word) else {
                throw .broken("account \(stored.accountID) has the unknown role \(word)")
            }
            return Publication.Version(
                certification: stored, role: role, isConfidential: row.integer() == 1,
                bodyStatus: row.optionalText().flatMap { BodyAccreditationStatus(rawValue: $0) },
                bodyWithdrawnAt: row.optionalInteger())
        }
    }
}
