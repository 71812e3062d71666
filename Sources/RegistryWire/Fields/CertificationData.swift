import RegistryCore
import RegistryJSON

/// The data of a certification, by the names of contract section 5. Versions give them keys.
enum CertificationData {
    typealias Entry = WireEntry<RecordDraft>
    typealias Datum = WireDatum<RecordDraft>

    static let number = Datum.text(
        FieldRules.certificateNumber, \.certification.number, .certificateNumber
    ).about(
        "the number that is printed on the certificate", example: "QM-2025-0417",
        second: "EM-2025-0093")
    static let identityNumber = Datum.text(
        FieldRules.certificateIdentityNumber, \.certification.identityNumber, .identityNumber
    ).about(
        "the certification body's own id of the certificate; stronger than its number when "
            + "certifications are matched",
        example: "brandholz-qm", second: "brandholz-em")
    static let status = Datum.word(
        .certificationStatus, FieldRules.certificationStatus, \.certification.status,
        { (status: CertificationStatus) in status }, datum: .certificationStatus
    ) { terms, text in terms.status(text) }
    .about("what holds of the certification as you send it", example: "active")
    static let type = Datum.word(
        .certificationType, FieldRules.certificationType, \.certification.type,
        { (type: CertificationType) in type }
    ) { terms, text in terms.type(text) }
    .about("what kind of certification it is", example: "Management System")
    static let scope = Datum.text(FieldRules.scope, \.certification.scope)
        .about(
            "what of the certified entity's work is certified",
            example: "Design, manufacture and servicing of belt conveyors")
    static let flexibleScope = Datum(
        .textOrBoolean(FieldRules.scope), \.certification.flexibleScope
    ) { value, reader in reader.flexibleScope(value, FieldRules.scope) }
    .about(
        "whether the certified entity may extend the scope within set bounds, or those bounds",
        example: "Conveyors for other goods, within annex B of the certificate")

    // MARK: Dates

    private static let originalIssueDate = Datum(
        .date, \.certification.originalIssueDate, .originalIssueDate
    ) { value, reader in reader.date(value) }
    .remarked("not after the issue date")
    .about("the day on which the certificate was first issued", example: "20190506")
    private static let issueDate = Datum(.date, \.certification.issueDate, .issueDate) {
        value, reader in reader.date(value)
    }.about("the day on which the certificate was issued last", example: "20250506")
    private static let expiryDate = Datum(.date, \.certification.expiryDate, .expiryDate) {
        value, reader in reader.date(value)
    }.remarked("not before the issue date")
        .about("the last day on which the certificate is valid", example: "20990505")

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
    .about(
        "whether the certification was issued under accreditation; `Accredited` if a first "
            + "upload doesn't say",
        example: "Accredited")

    /// Whether it is accredited, and by which accreditation body: for an unaccredited one any
    /// body will do, a missing one too (contract section 12).
    static func accreditation(
        status: WireKey, bodyName: WireKey, bodyAcronym: WireKey
    ) -> Entry {
        let body = Entry([
            WireField(
                bodyName, .word(.accreditationBodyName, FieldRules.accreditationBodyName),
                .accreditationBodyName, remark: ofAccredited,
                about: About(
                    "the name of the accreditation body under whose accreditation the certificate "
                        + "was issued",
                    example: ExampleRecords.accreditationBodyName)),
            WireField(
                bodyAcronym, .word(.accreditationBodyAcronym, FieldRules.accreditationBodyAcronym),
                .accreditationBodyAcronym, remark: ofAccredited + "; the acronym decides",
                about: About(
                    "that accreditation body's acronym",
                    example: ExampleRecords.accreditationBodyAcronym)),
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
        .certificationBodyIdentityNumber
    ).about(
        "the accreditation body's own id of the certification body that issued the certificate, "
            + "as recorded by `upload-cb`; it decides",
        example: ExampleRecords.CertificationBody.identityNumber)
    private static let bodyName = Datum.text(
        FieldRules.certificationBodyName, \.certification.bodyName, .certificationBodyName
    ).about(
        "the name of the certification body that issued the certificate",
        example: ExampleRecords.CertificationBody.name)
    private static let bodyAcronym = Datum.text(
        FieldRules.certificationBodyAcronym, \.certification.bodyAcronym,
        .certificationBodyAcronym
    ).about(
        "that certification body's acronym", example: ExampleRecords.CertificationBody.acronym)

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
