import RegistryCore

/// Records for plans, small enough to read in a test.
enum PlanSamples {
    struct NoSite: FaultLocating {
        func site(of datum: Datum) -> FaultSite { FaultSite(field: "\(datum)") }
    }

    static let body = RecordID(5)
    /// Epoch seconds.
    static let now: Int64 = 1_700_000_000
    static let vocabularies = Vocabularies(
        countries: [], sectors: [], schemes: [Scheme(id: RecordID(3), name: "Scheme")],
        standards: [Standard(id: RecordID(4), schemeID: RecordID(3), name: "Standard")],
        accreditationBodies: [])

    static let account = Account(
        id: RecordID(1), role: .certificationBody, name: "Body", certificationBodyID: body,
        createdAt: 0)

    static func batch(
        _ records: [UploadRecord], mode: UploadBatch.Mode = .atomic
    ) -> UploadBatch {
        UploadBatch(
            account: account,
            origin: Origin(
                caller: .key(accountID: account.id, keyID: RecordID(2)), requestID: "r",
                call: "test"),
            mode: mode, vocabularies: vocabularies, today: CalendarDate(epochSeconds: now),
            records: records)
    }

    static func record(
        index: Int? = nil, id: String, name: String = "Entity", number: String,
        identityNumber: String? = nil, status: CertificationStatus = .active,
        originalIssueDate: String? = nil, isMissingAddress: Bool = false
    ) -> UploadRecord {
        var entity = EntityUpload(uniqueID: id, name: name, country: "DE")
        entity.mustBeLocated = isMissingAddress
        return UploadRecord(
            index: index, entity: .uploaded(entity),
            certification: certification(
                number, identityNumber, status: status, originalIssueDate: originalIssueDate),
            body: .own(body), locator: NoSite())
    }

    /// What an accreditation body has recorded of the body: that nothing is in force.
    static func withdrawal(by accreditationBodyID: RecordID) -> StoredRecordedBody {
        StoredRecordedBody(
            id: RecordID(7), accountID: RecordID(8), accreditationBodyID: accreditationBodyID,
            certificationBodyID: body,
            body: RecordedBody(
                identityNumber: "B-1", name: "Body", country: "DE", status: .withdrawn,
                standards: []),
            withdrawnAt: now, createdAt: 0, updatedAt: 0)
    }

    static func named(index: Int?, id: String, number: String) -> UploadRecord {
        UploadRecord(
            index: index, entity: .named(uniqueID: id),
            certification: certification(number, nil, status: .active, originalIssueDate: nil),
            body: .own(body), locator: NoSite())
    }

    private static func certification(
        _ number: String, _ identityNumber: String?, status: CertificationStatus,
        originalIssueDate: String?
    ) -> CertificationUpload {
        let issued = CalendarDate(epochSeconds: 1_600_000_000)
        var upload = CertificationUpload(
            number: number, identityNumber: identityNumber, status: status,
            type: .managementSystem, issueDate: issued,
            expiryDate: CalendarDate(epochSeconds: 1_900_000_000),
            schemes: [CertifiedScheme(schemeID: RecordID(3), standardIDs: [RecordID(4)])])
        upload.originalIssueDate =
            originalIssueDate.flatMap { CalendarDate($0) }.map(Change.set) ?? .keep
        return upload
    }
}
