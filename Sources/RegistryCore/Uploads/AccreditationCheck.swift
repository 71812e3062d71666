/// An accreditation body and a certification body of which it may have a record.
public struct AccreditationKey: Hashable, Sendable {
    public var accreditationBodyID: RecordID
    public var certificationBodyID: RecordID

    public init(accreditationBodyID: RecordID, certificationBodyID: RecordID) {
        self.accreditationBodyID = accreditationBodyID
        self.certificationBodyID = certificationBodyID
    }
}

/// Whether what is certified is within the accreditation that the named accreditation body has
/// recorded for the certification body (contract section 12). It never stops a certification body
/// from withdrawing, suspending or correcting a certificate.
enum AccreditationCheck {
    /// What is wrong: a message for each standard that is not in force.
    ///
    /// - Parameters:
    ///   - record: what the accreditation body has recorded; nil: nothing.
    ///   - vocabularies: where ids get their names.
    static func problems(
        _ certification: Certification, stored: Certification?, record: StoredRecordedBody?,
        vocabularies: Vocabularies, today: CalendarDate
    ) -> [String] {
        guard certification.accreditation == .accredited, certification.status.isClaim,
            let record, record.body.status == .withdrawn || !record.body.standards.isEmpty
        else { return [] }
        if let stored, isSettled(certification, stored) { return [] }
        let standards = record.body.status == .withdrawn ? [] : record.body.standards
        lazy var inForce = standards.filter { $0.isInForce(on: today) }
        // Mostly both are the library's words: then no keys of a whole scope are made for each
        // certification of a call.
        lazy var keys = Set(inForce.map { Pair($0.schemeName, $0.standardName) })
        var missing: [(scheme: String, standard: String)] = []
        for scheme in certification.schemes {
            let schemeName = vocabularies.scheme(scheme.schemeID)?.name ?? ""
            for id in scheme.standardIDs {
                let name = vocabularies.standard(id)?.name ?? ""
                let isInForce = standards.contains {
                    $0.standardName == name && $0.schemeName == schemeName
                        && $0.isInForce(on: today)
                }
                guard !isInForce, !keys.contains(Pair(schemeName, name)) else { continue }
                missing.append((schemeName, name))
            }
        }
        return missing.map { sentence($0, record, inForce, vocabularies) }
    }

    /// An upload that leaves everything as stored that the accreditation has to do with.
    private static func isSettled(_ after: Certification, _ before: Certification) -> Bool {
        after.accreditationBodyID == before.accreditationBodyID
            && after.schemes == before.schemes && after.accreditation == before.accreditation
            && after.status == before.status && after.issueDate == before.issueDate
            && after.expiryDate == before.expiryDate
            && after.originalIssueDate == before.originalIssueDate
    }

    /// A pair as the library compares it.
    private struct Pair: Hashable {
        let scheme: LooseKey
        let standard: LooseKey

        init(_ scheme: String, _ standard: String) {
            self.scheme = .standard(ComparisonKey(scheme))
            self.standard = .standard(ComparisonKey(standard))
        }
    }

    private static func sentence(
        _ missing: (scheme: String, standard: String), _ record: StoredRecordedBody,
        _ inForce: [AccreditedStandard], _ vocabularies: Vocabularies
    ) -> String {
        let body = vocabularies.accreditationBody(record.accreditationBodyID)?.acronym ?? ""
        if record.body.status == .withdrawn {
            return "\(body) has withdrawn the accreditation of \(record.body.name): "
                + "\(missing.standard) is not in force. Nothing is."
        }
        // With their schemes: the same standard may be in force in another one.
        let names = inForce.map { "\($0.standardName) (\($0.schemeName))" }
        let shown = names.prefix(shownMax).joined(separator: ", ")
        let rest = names.count > shownMax ? " and \(names.count - shownMax) more" : ""
        return "\(missing.standard) (\(missing.scheme)) is not in force in the accreditation of "
            + "\(record.body.name) by \(body). In force: "
            + "\(names.isEmpty ? "nothing" : shown + rest)."
    }

    /// How many standards a message lists.
    private static let shownMax = 50
}

extension CertificationStatus {
    /// Whether the certificate is claimed to hold, or to come: what asks for an accreditation in
    /// force, and what a withdrawn certification body may no longer say (contract sections 2, 12).
    public var isClaim: Bool {
        switch self {
        case .active, .pending, .hidden: true
        case .inactive, .suspended, .cancelled, .withdrawn, .expired, .cbwithdrawn, .deleted: false
        }
    }
}
