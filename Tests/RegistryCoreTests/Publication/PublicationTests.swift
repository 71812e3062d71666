import RegistryCore
import Testing

/// The rules of contract section 13, each as a row.
@Suite("What the public is shown")
struct PublicationTests {
    private static let today = CalendarDate("20260615")!
    private static let withdrawn = secondsOf("20260315")

    static func secondsOf(_ day: String) -> Int64 {
        var seconds: Int64 = 0
        while CalendarDate(epochSeconds: seconds).wireText < day { seconds += 86_400 }
        return seconds + 43_200
    }

    private func version(
        account: Int64 = 1, role: Role = .certificationBody, id: Int64 = 10,
        status: CertificationStatus = .active, statusSince: Int64 = 0,
        expiry: String = "20300101", createdAt: Int64 = 100, isConfidential: Bool = false,
        bodyStatus: BodyAccreditationStatus? = nil, bodyWithdrawnAt: Int64? = nil
    ) throws -> Publication.Version {
        let certification = Certification(
            number: "N", identityNumber: nil, status: status, accreditation: .accredited,
            type: .managementSystem, scope: nil, flexibleScope: nil, originalIssueDate: nil,
            issueDate: try #require(CalendarDate("20200101")),
            expiryDate: try #require(CalendarDate(expiry)), accreditationBodyID: nil,
            schemes: [], sites: [], sectors: [])
        return Publication.Version(
            certification: StoredCertification(
                id: RecordID(id), accountID: RecordID(account),
                certificationBodyID: RecordID(5), entityID: RecordID(6),
                certification: certification, statusSince: statusSince, createdAt: createdAt,
                updatedAt: createdAt, confirmedAt: createdAt),
            role: role, isConfidential: isConfidential, bodyStatus: bodyStatus,
            bodyWithdrawnAt: bodyWithdrawnAt)
    }

    @Test(
        "a status is shown or not",
        arguments: [
            (CertificationStatus.active, true), (.suspended, true), (.cancelled, true),
            (.withdrawn, true), (.expired, true), (.inactive, false), (.hidden, false),
            (.pending, false), (.deleted, false), (.cbwithdrawn, false),
        ])
    func statuses(_ status: CertificationStatus, _ isShown: Bool) throws {
        let verdicts = Publication.decide([try version(status: status)], today: Self.today)
        #expect(verdicts.map(\.isShown) == [isShown])
    }

    @Test("a certification past its expiry date is shown as expired")
    func expired() throws {
        let verdicts = Publication.decide([try version(expiry: "20250101")], today: Self.today)
        #expect(verdicts == [.shown])
    }

    @Test(
        "three months end with the same day of the third month, or its last",
        arguments: [
            ("20260315", "20260615"), ("20251130", "20260228"), ("20231130", "20240229"),
            ("20260131", "20260430"), ("20251001", "20260101"),
        ])
    func threeMonths(_ since: String, _ last: String) throws {
        let lastDay = try #require(CalendarDate(last))
        let next = CalendarDate(epochSeconds: Self.secondsOf(last) + 86_400)
        let version = try version(status: .cbwithdrawn, statusSince: Self.secondsOf(since))
        #expect(Publication.decide([version], today: lastDay) == [.shown])
        #expect(
            Publication.decide([version], today: next)
                == [.certificationBodyWithdrewUntil(lastDay)])
    }

    @Test("certifications of a withdrawn body are shown for three months")
    func accreditationWithdrawn() throws {
        let version = try version(bodyStatus: .withdrawn, bodyWithdrawnAt: Self.withdrawn)
        #expect(Publication.decide([version], today: Self.today) == [.shown])
        let later = CalendarDate(epochSeconds: Self.secondsOf("20260616"))
        #expect(
            Publication.decide([version], today: later)
                == [.accreditationWithdrawnUntil(Self.today)])
    }

    @Test("certifications of a suspended body are shown until they expire")
    func accreditationSuspended() throws {
        let verdicts = Publication.decide(
            [
                try version(expiry: "20260615", bodyStatus: .suspended),
                try version(id: 11, expiry: "20260614", bodyStatus: .suspended),
            ], today: Self.today)
        #expect(verdicts == [.shown, .accreditationSuspendedAndExpired])
    }

    @Test("a confidential entity's certifications are not shown")
    func confidential() throws {
        let verdicts = Publication.decide(
            [try version(isConfidential: true)], today: Self.today)
        #expect(verdicts == [.confidential])
    }

    @Test("a certification body's version goes before an accreditation body's, though later")
    func bodyBeforeAccreditation() throws {
        let verdicts = Publication.decide(
            [
                try version(account: 1, role: .accreditationBody, id: 10, createdAt: 1),
                try version(account: 2, role: .certificationBody, id: 11, createdAt: 2),
            ], today: Self.today)
        #expect(verdicts == [.superseded(by: RecordID(2)), .shown])
    }

    @Test("between a body and a multi-national one, or two of a kind, the first goes first")
    func whoWasFirst() throws {
        let verdicts = Publication.decide(
            [
                try version(account: 1, role: .certificationBody, id: 10, createdAt: 5),
                try version(
                    account: 2, role: .multinationalCertificationBody, id: 11, createdAt: 4),
            ], today: Self.today)
        #expect(verdicts == [.superseded(by: RecordID(2)), .shown])
    }

    @Test("the winner is an account: all its certifications of the number are judged")
    func winnerIsAnAccount() throws {
        let verdicts = Publication.decide(
            [
                try version(account: 1, id: 10, status: .hidden, createdAt: 1),
                try version(account: 1, id: 11, createdAt: 9),
                try version(account: 2, role: .accreditationBody, id: 12, createdAt: 0),
            ], today: Self.today)
        #expect(
            verdicts == [.statusNeverShown(.hidden), .shown, .superseded(by: RecordID(1))])
    }
}
