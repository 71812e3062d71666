/// Which versions of a certificate the public is shown, and why (contract section 13). One
/// operation decides it for whoever serves the public; it is pure.
public enum Publication {
    /// One account's certification of the certificate in question: same body, same number.
    public struct Version: Sendable {
        public var certification: StoredCertification
        /// What the account is.
        public var role: Role
        /// Whether its entity is confidential.
        public var isConfidential: Bool
        /// What the accreditation body that it names has recorded of its certification body;
        /// nil when it has recorded nothing.
        public var bodyStatus: BodyAccreditationStatus?
        /// When that body was withdrawn, epoch seconds.
        public var bodyWithdrawnAt: Int64?

        public init(
            certification: StoredCertification, role: Role, isConfidential: Bool,
            bodyStatus: BodyAccreditationStatus? = nil, bodyWithdrawnAt: Int64? = nil
        ) {
            self.certification = certification
            self.role = role
            self.isConfidential = isConfidential
            self.bodyStatus = bodyStatus
            self.bodyWithdrawnAt = bodyWithdrawnAt
        }
    }

    /// Why a version is shown or not.
    public enum Verdict: Sendable, Hashable {
        case shown
        /// Another account's certifications of this number are the ones that count.
        case superseded(by: RecordID)
        case statusNeverShown(CertificationStatus)
        /// Three months since the certification body withdrew have passed; the last day shown.
        case certificationBodyWithdrewUntil(CalendarDate)
        /// Three months since the accreditation body withdrew the body have passed.
        case accreditationWithdrawnUntil(CalendarDate)
        /// The body's accreditation is suspended, and the certification has expired.
        case accreditationSuspendedAndExpired
        case confidential

        public var isShown: Bool { self == .shown }

        /// The verdict in a sentence.
        public var sentence: String {
            switch self {
            case .shown:
                "Shown to the public."
            case .superseded(let account):
                "Not shown: the certifications of account \(account) for this number go first."
            case .statusNeverShown(let status):
                "Not shown: a certification that is \(status.rawValue) never is."
            case .certificationBodyWithdrewUntil(let day):
                "Not shown any more: it was until \(day.dashedText), for three months after the "
                    + "certification body's withdrawal."
            case .accreditationWithdrawnUntil(let day):
                "Not shown any more: it was until \(day.dashedText), for three months after the "
                    + "accreditation body withdrew the certification body."
            case .accreditationSuspendedAndExpired:
                "Not shown: the certification body's accreditation is suspended, and the "
                    + "certification has expired."
            case .confidential:
                "Not shown: the certified entity is confidential."
            }
        }
    }

    /// For how many months what was withdrawn is still shown, to the day.
    public static let monthsAfterWithdrawal = 3

    /// Decides every version of one certificate.
    ///
    /// - Returns: a verdict for each version, in the order given.
    public static func decide(_ versions: [Version], today: CalendarDate) -> [Verdict] {
        guard let winner = winner(of: versions) else { return [] }
        return versions.map { version in
            version.certification.accountID == winner
                ? verdict(on: version, today: today) : .superseded(by: winner)
        }
    }

    /// The account whose certifications count: a certification body's or multi-national body's
    /// before an accreditation body's, then who was first.
    private static func winner(of versions: [Version]) -> RecordID? {
        versions.min { left, right in
            let leftRank = left.role == .accreditationBody ? 1 : 0
            let rightRank = right.role == .accreditationBody ? 1 : 0
            return (leftRank, left.certification.createdAt, left.certification.id)
                < (rightRank, right.certification.createdAt, right.certification.id)
        }?.certification.accountID
    }

    /// Whether a version is shown that no other account's supersedes.
    private static func verdict(on version: Version, today: CalendarDate) -> Verdict {
        let certification = version.certification
        if version.isConfidential { return .confidential }
        let status = certification.certification.status(on: today)
        switch status {
        case .active, .suspended, .cancelled, .withdrawn, .expired: break
        case .inactive, .hidden, .pending, .deleted: return .statusNeverShown(status)
        case .cbwithdrawn:
            let last = lastDay(since: certification.statusSince)
            if today > last { return .certificationBodyWithdrewUntil(last) }
        }
        switch version.bodyStatus {
        case .withdrawn:
            guard let withdrawnAt = version.bodyWithdrawnAt else { break }
            let last = lastDay(since: withdrawnAt)
            if today > last { return .accreditationWithdrawnUntil(last) }
        case .suspended:
            if today > certification.certification.expiryDate {
                return .accreditationSuspendedAndExpired
            }
        case .active, nil: break
        }
        return .shown
    }

    private static func lastDay(since epochSeconds: Int64) -> CalendarDate {
        CalendarDate(epochSeconds: epochSeconds).adding(months: monthsAfterWithdrawal)
    }
}
