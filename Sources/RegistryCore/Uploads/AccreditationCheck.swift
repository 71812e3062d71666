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
    ///   - countMax: how many messages are made: each lists what is in force, and a certification
    ///     may name every standard there is.
    static func problems(
        _ certification: Certification, stored: Certification?, record: StoredRecordedBody?,
        vocabularies: Vocabularies, today: CalendarDate, countMax: Int
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
        lazy var listed = list(inForce)
        var problems: [String] = []
        for scheme in certification.schemes {
            let schemeName = vocabularies.scheme(scheme.schemeID)?.name ?? ""
            for id in scheme.standardIDs {
                guard problems.count < countMax else { return problems }
                let name = vocabularies.standard(id)?.name ?? ""
                let isInForce = standards.contains {
                    $0.standardName == name && $0.schemeName == schemeName
                        && $0.isInForce(on: today)
                }
                guard !isInForce, !keys.contains(Pair(schemeName, name)) else { continue }
                problems.append(
                    sentence((schemeName, name), record, inForce: listed, vocabularies))
            }
        }
        return problems
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
        inForce: @autoclosure () -> String, _ vocabularies: Vocabularies
    ) -> String {
        let body = vocabularies.accreditationBody(record.accreditationBodyID)?.acronym ?? ""
        if record.body.status == .withdrawn {
            return "\(body) has withdrawn the accreditation of \(record.body.name): "
                + "\(missing.standard) is not in force. Nothing is."
        }
        return "\(missing.standard) (\(missing.scheme)) is not in force in the accreditation of "
            + "\(record.body.name) by \(body). In force: \(inForce())."
    }

    /// What is in force, for a message.
    private static func list(_ inForce: [AccreditedStandard]) -> String {
        guard !inForce.isEmpty else { return "nothing" }
        // With their schemes: the same standard may be in force in another one.
        let shown = inForce.prefix(shownMax).map { "\($0.standardName) (\($0.schemeName))" }
        let rest = inForce.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
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
