import RegistryCore

extension Connection {
    /// Every certification of a body with a number, whoever uploaded it: one look into an index
    /// for each account.
    func versions(
        of certificationBodyID: RecordID, numbered number: ComparisonKey
    ) throws(StoreFailure) -> [Publication.Version] {
        let statement = try statement(
            composed: """
                SELECT \(CertificationRows.columns), a.role, e.is_confidential, r.status,
                    r.withdrawn_at
                FROM accounts a
                    CROSS JOIN certifications c ON c.account_id = a.id AND c.number_key = ?
                        AND c.certification_body_id = ?
                    CROSS JOIN certified_entities e ON e.id = c.entity_id
                    LEFT JOIN recorded_bodies r
                        ON r.certification_body_id = c.certification_body_id
                            AND r.accreditation_body_id = c.accreditation_body_id
                ORDER BY c.id
                """)
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
