import RegistryCore

extension SQLConnection {
    /// Whether at least one accreditation body has recorded a certification body, and every one
    /// that has, or that its certifications name, has withdrawn it (contract section 10).
    func isWithdrawn(certificationBody id: RecordID) throws(StoreFailure) -> Bool {
        let records = try statement(
            """
            SELECT accreditation_body_id, status FROM recorded_bodies
            WHERE certification_body_id = ?
            """)
        defer { records.reset() }
        records.bind(id.value)
        var withdrawers: Set<RecordID> = []
        while try records.step() {
            withdrawers.insert(RecordID(records.integer()))
            guard records.text() == BodyAccreditationStatus.withdrawn.rawValue else { return false }
        }
        guard !withdrawers.isEmpty else { return false }
        return try accreditationBodiesNamed(byCertificationsOf: id).isSubset(of: withdrawers)
    }

    /// One look into an index for each accreditation body, however many certifications there are.
    private func accreditationBodiesNamed(
        byCertificationsOf id: RecordID
    ) throws(StoreFailure) -> Set<RecordID> {
        let next = try statement(
            """
            SELECT min(accreditation_body_id) FROM certifications
            WHERE certification_body_id = ? AND accreditation_body_id > ?
            """)
        var named: Set<RecordID> = []
        var last: Int64 = -1
        while true {
            defer { next.reset() }
            guard try next.bind(id.value).bind(last).step(), let found = next.optionalInteger()
            else { return named }
            named.insert(RecordID(found))
            last = found
        }
    }
}
