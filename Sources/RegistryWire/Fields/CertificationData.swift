import RegistryCore
import RegistryJSON

/// The data of a certification, by the names of contract section 5. Versions give them keys.
enum CertificationData {
    typealias Entry = WireEntry<RecordDraft>
    typealias Datum = WireDatum<RecordDraft>

    static let number = Datum.text(
        FieldRules.certificateNumber, \.certification.number, .certificateNumber)
    static let identityNumber = Datum.text(
        FieldRules.certificateIdentityNumber, \.certification.identityNumber, .identityNumber)
    static let status = Datum.word(
        .certificationStatus, FieldRules.certificationStatus, \.certification.status,
        { (status: CertificationStatus) in status }, datum: .certificationStatus
    ) { terms, text in terms.status(text) }
    static let type = Datum.word(
        .certificationType, FieldRules.certificationType, \.certification.type,
        { (type: CertificationType) in type }
    ) { terms, text in terms.type(text) }
    static let scope = Datum.text(FieldRules.scope, \.certification.scope)
    static let flexibleScope = Datum(
        .textOrBoolean(FieldRules.scope), \.certification.flexibleScope
    ) { value, reader in reader.flexibleScope(value, FieldRules.scope) }

    // MARK: Dates

    private static let originalIssueDate = Datum(
        .date, \.certification.originalIssueDate, .originalIssueDate
    ) { value, reader in reader.date(value) }.remarked("not after the issue date")
    private static let issueDate = Datum(.date, \.certification.issueDate, .issueDate) {
        value, reader in reader.date(value)
    }
    private static let expiryDate = Datum(.date, \.certification.expiryDate, .expiryDate) {
        value, reader in reader.date(value)
    }.remarked("not before the issue date")

    /// The dates, and what their order tells without the register.
    static func dates(original: WireKey, issue: WireKey, expiry: WireKey) -> Entry {
        Entry.together([originalIssueDate(original), issueDate(issue), expiryDate(expiry)]) {
            sent, draft, reader in
            let certification = draft.certification
            let disorder = DateDisorder.all(
                originalIssueDate: certification.originalIssueDate.value,
                issueDate: certification.issueDate.value,
                expiryDate: certification.expiryDate.value)
            for disorder in disorder {
                let index = disorder.datum == .originalIssueDate ? 0 : 2
                guard let value = sent.value(index) else { continue }
                reader.fault(.validationError, at: value, disorder.message)
            }
        }
    }

    // MARK: Accreditation

    private static let accreditationStatus = Datum.word(
        .accreditationStatus, FieldRules.accreditationStatus, \.certification.accreditation,
        { (status: AccreditationStatus) in status }
    ) { terms, text in terms.accreditationStatus(text) }

    /// Whether it is accredited, and by which accreditation body: for an unaccredited one any
    /// body will do, a missing one too (contract section 12).
    static func accreditation(
        status: WireKey, bodyName: WireKey, bodyAcronym: WireKey
    ) -> Entry {
        let body = Entry([
            WireField(
                bodyName, .word(.accreditationBodyName, FieldRules.accreditationBodyName),
                .accreditationBodyName, remark: ofAccredited),
            WireField(
                bodyAcronym, .word(.accreditationBodyAcronym, FieldRules.accreditationBodyAcronym),
                .accreditationBodyAcronym, remark: ofAccredited + "; the acronym decides"),
        ]) { _, _, _ in }
        return Entry.together([accreditationStatus(status), body]) { sent, draft, reader in
            let accreditation = draft.certification.accreditation
            if case .set(.unaccredited) = accreditation { return }
            if let own = reader.context.account.accreditationBodyID {
                draft.certification.accreditationBody = .found(own)
                return
            }
            let isSaid = sent.present(0) != nil
            draft.certification.accreditationBody = reader.accreditationBody(
                sent, name: 1, acronym: 2, isCertain: isSaid)
        }
    }

    private static let ofAccredited = "of an unaccredited certification any will do, or none"

    // MARK: Certification body

    private static let bodyIdentityNumber = Datum.text(
        FieldRules.certificationBodyIdentityNumber, \.certification.bodyIdentityNumber,
        .certificationBodyIdentityNumber)
    private static let bodyName = Datum.text(
        FieldRules.certificationBodyName, \.certification.bodyName, .certificationBodyName)
    private static let bodyAcronym = Datum.text(
        FieldRules.certificationBodyAcronym, \.certification.bodyAcronym,
        .certificationBodyAcronym)

    /// The certification body, which a `cb` doesn't name: it is its own (contract section 5).
    static let certificationBody: [Entry] = [
        bodyIdentityNumber(
            .mandatory("certification_body_identity_number", for: [.accreditationBody])
                .only(for: .accreditationBody)),
        bodyName(
            .mandatory("certification_body_name", for: naming)
                .only(for: .accreditationBody, .multinationalCertificationBody)),
        bodyAcronym(
            .mandatory(
                "certification_body_acronym_name", for: [.multinationalCertificationBody]
            ).only(for: .accreditationBody, .multinationalCertificationBody)),
    ]

    private static let naming: [Role] = [.accreditationBody, .multinationalCertificationBody]
}

extension WireReader {
    /// - Parameter isCertain: whether the upload says that the certification is accredited. Else
    ///   the stored one may turn out unaccredited, and then a body that can't be read will do.
    fileprivate mutating func accreditationBody(
        _ sent: SentFields, name nameIndex: Int, acronym acronymIndex: Int, isCertain: Bool
    ) -> AccreditationBodyReference {
        let nameValue = filled(sent, nameIndex)
        let acronymValue = filled(sent, acronymIndex)
        var body: AccreditationBody?
        let problems = takingFaults { reader in
            let name = nameValue.map { reader.text($0, FieldRules.accreditationBodyName) }
            let acronym = acronymValue.map { reader.text($0, FieldRules.accreditationBodyAcronym) }
            guard let nameValue, let acronymValue, case .value(let name) = name,
                case .value(let acronym) = acronym
            else { return }
            switch reader.context.terms.accreditationBody(acronym: acronym, name: name) {
            case .found(let found): body = found
            case .unknown(let byAcronym, let byName):
                guard let unknown = byAcronym ?? byName else { return }
                reader.fault(unknown, at: acronymValue)
            case .contradictory(let one, let other):
                for value in [nameValue, acronymValue] {
                    reader.fault(
                        .validationError, at: value,
                        "Send acronym and name of one accreditation body: \(one.acronym) is "
                            + "\(one.name), and this is the name of \(other.acronym).")
                }
            }
        }
        if isCertain { add(problems) }
        if let body { return .found(body.id) }
        return isCertain || problems.isEmpty ? .none : .unresolved(problems)
    }

    /// The value of a field that may have to be there; nil and noted if it is not.
    private mutating func filled(_ sent: SentFields, _ index: Int) -> JSONValue? {
        let isMandatory = sent.field(index).isMandatory(for: role)
        guard let value = sent.present(index) else {
            if isMandatory { faultMissing(sent, index) }
            return nil
        }
        guard !value.isBlankString else {
            if isMandatory { faultEmpty(sent, index) }
            return nil
        }
        return value
    }

    /// The accreditation bodies whose additions to the library the uploader knows.
    func knownBodies(_ certification: CertificationDraft) -> Set<RecordID> {
        if case .found(let id) = certification.accreditationBody { return [id] }
        return Set(context.account.accreditationBodyID.map { [$0] } ?? [])
    }
}
