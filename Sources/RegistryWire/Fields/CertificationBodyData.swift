import RegistryCore
import RegistryJSON

/// The data of a certification body as an accreditation body records it (contract section 10).
/// Both versions call them alike.
enum CertificationBodyData {
    typealias Datum = WireDatum<BodyDraft>
    private typealias Example = ExampleRecords.RecordedBody

    static let identityNumber = Datum.text(
        FieldRules.certificationBodyIdentityNumber, \.identityNumber,
        .certificationBodyIdentityNumber
    ).about(
        "the accreditation body's own id of the certification body; the same again updates its "
            + "record",
        example: Example.identityNumber)
    static let name = Datum.text(FieldRules.certificationBodyName, \.name, .certificationBodyName)
        .about("the certification body's name", example: Example.name)
    static let acronym = Datum.text(FieldRules.certificationBodyAcronym, \.acronym)
        .about("the certification body's acronym", example: Example.acronym)
    static let country = Datum.word(
        .country, FieldRules.countryName, \.country, \Country.alpha2
    ) { terms, text in terms.country(text) }
    .about("the country in which the certification body has its seat", example: Example.country)
    static let description = Datum.text(FieldRules.bodyDescription, \.description)
        .about(
            "what the certification body does, in a few sentences",
            example: "Certifies management systems of machine builders and their suppliers.")
    static let website = Datum.text(FieldRules.website, \.website)
        .about("the certification body's website", example: "https://kestrelmoor.example")
    static let emailAddress = Datum.text(FieldRules.bodyEmailAddress, \.emailAddress)
        .about("an email address for the public", example: "office@kestrelmoor.example")
    static let phoneNumber = Datum.text(FieldRules.bodyTelephoneNumber, \.phoneNumber)
        .about("a telephone number for the public", example: "+48 00 000 0107")
    static let faxNumber = Datum.text(FieldRules.bodyTelephoneNumber, \.faxNumber)
        .about("a fax number for the public", example: "+48 00 000 0108")
    static let status = Datum.word(
        .bodyAccreditationStatus, FieldRules.accreditationStatus, \.status,
        { (status: BodyAccreditationStatus) in status }
    ) { terms, text in terms.bodyAccreditationStatus(text) }
    .about(
        "what holds of the certification body's accreditation by the calling accreditation "
            + "body",
        example: "Active")

    /// The two ids of an update: one is enough.
    static func ids(certificationBodyID: WireKey, identityNumber: WireKey) -> WireEntry<BodyDraft> {
        let id = Datum.text(
            FieldRules.certificationBodyID, \.certificationBodyID, .certificationBodyID
        ).about(
            "the register's id of the certification body, as `upload-cb` answered it",
            example: .text(ExampleID.certificationBody.description), isInBodies: false)
        let number = Datum.text(
            FieldRules.certificationBodyID, \.identityNumber, .certificationBodyIdentityNumber
        ).about(
            "the accreditation body's own id of the certification body, as `upload-cb` recorded it",
            example: Example.identityNumber)
        let remark =
            "send one of the two ids; if you send both, they must name the same record"
        return WireEntry.together([
            id.remarked(remark)(certificationBodyID), number.remarked(remark)(identityNumber),
        ]) {
            sent, draft, reader in
            let isNamed = [0, 1].contains {
                sent.present($0).map { !$0.isBlankString } ?? false
            }
            guard !isNamed else { return }
            let names = [0, 1].map { sent.field($0).name(for: reader.role) }
            reader.fault(
                missing: names[0], in: sent.object,
                "Send \(names[0]) or \(names[1]): one of them is mandatory.")
        }
    }

    // MARK: Arrays

    static func offices(_ key: WireKey, _ office: WireShape<OfficeDraft>) -> WireEntry<BodyDraft> {
        let about = About("the certification body's offices")
        return array(key, "offices", office, OfficeDraft(), \.offices, about) { draft, _ in
            Office(
                type: draft.type.value, country: draft.country.value, street: draft.street.value,
                state: draft.state.value, city: draft.city.value, postCode: draft.postCode.value)
        }
    }

    /// The same country twice is kept once.
    static func countries(
        _ key: WireKey, _ country: WireShape<BodyCountryDraft>
    ) -> WireEntry<BodyDraft> {
        let about = About("the countries in which the certification body works")
        let entry = array(key, "countries", country, BodyCountryDraft(), \.countries, about) {
            draft, _ in draft.country.value
        }
        return WireEntry(entry.fields) { sent, draft, reader in
            entry.read(sent, &draft, &reader)
            guard case .set(let countries) = draft.countries else { return }
            var seen: Set<String> = []
            draft.countries = .set(countries.filter { seen.insert($0).inserted })
        }
    }

    static func standards(
        _ key: WireKey, _ standard: WireShape<AccreditedStandardDraft>
    ) -> WireEntry<BodyDraft> {
        let about = About(
            "what the certification body is accredited for: while any is recorded, accredited "
                + "certifications are checked against it")
        return array(
            key, "standards", standard, AccreditedStandardDraft(), \.standards, about, .standards
        ) { draft, reader in reader.standard(draft) }
    }

    static func sectors(
        _ key: WireKey, _ sector: WireShape<AccreditedSectorDraft>
    ) -> WireEntry<BodyDraft> {
        let about = About("the sectors that the accreditation covers; kept as sent")
        return array(key, "sectors", sector, AccreditedSectorDraft(), \.sectors, about) {
            draft, _ in
            AccreditedSector(
                title: draft.title.value, schemeName: draft.schemeName.value,
                code: draft.code.value)
        }
    }

    /// - Parameter element: nil for one that is at fault.
    private static func array<Draft, Element>(
        _ key: WireKey, _ noun: String, _ shape: WireShape<Draft>, _ empty: Draft,
        _ place: Datum.Place<[Element]>, _ about: About, _ datum: RegistryCore.Datum? = nil,
        _ element: @escaping @Sendable (Draft, WireReader) -> Element?
    ) -> WireEntry<BodyDraft> where Draft: Sendable {
        let max = RecordedBody.elementsMax
        let rule = WireRule.objects(shape.fields, countMax: .fixed(max))
        return WireEntry([WireField(key, rule, datum, about: about)]) { sent, draft, reader in
            draft[keyPath: place] = reader.change(sent, 0) { value, reader in
                reader.elements(of: value, noun, countMax: max).map { elements in
                    elements.compactMap { value in
                        reader.read(value, shape, empty).flatMap { element($0, reader) }
                    }
                }
            }
        }
    }
}

extension WireReader {
    /// A standard in the library's words; what the library lacks stays as sent.
    fileprivate func standard(_ draft: AccreditedStandardDraft) -> AccreditedStandard? {
        guard let schemeName = draft.schemeName.value, let standardName = draft.standardName.value
        else { return nil }
        let bodies = Set([context.account.accreditationBodyID].compactMap { $0 })
        let scheme = context.terms.scheme(schemeName, namedBy: bodies).term
        let standard = scheme.flatMap {
            context.terms.standard(standardName, within: $0, namedBy: bodies).term
        }
        return AccreditedStandard(
            schemeName: scheme?.name ?? schemeName, standardName: standard?.name ?? standardName,
            issueDate: draft.issueDate.value, firstIssueDate: draft.firstIssueDate.value,
            expiryDate: draft.expiryDate.value, scopeType: draft.scopeType.value,
            standardStatus: draft.standardStatus.value)
    }
}

// MARK: Drafts

/// What a request says of a certification body.
struct BodyDraft: Sendable {
    var certificationBodyID: Change<String> = .keep
    var identityNumber: Change<String> = .keep
    var name: Change<String> = .keep
    var acronym: Change<String> = .keep
    /// ISO 3166-1 alpha-2.
    var country: Change<String> = .keep
    var description: Change<String> = .keep
    var website: Change<String> = .keep
    var emailAddress: Change<String> = .keep
    var phoneNumber: Change<String> = .keep
    var faxNumber: Change<String> = .keep
    var status: Change<BodyAccreditationStatus> = .keep
    var offices: Change<[Office]> = .keep
    var countries: Change<[String]> = .keep
    var standards: Change<[AccreditedStandard]> = .keep
    var sectors: Change<[AccreditedSector]> = .keep

    var change: BodyChange {
        var change = BodyChange()
        change.name = name.value
        change.acronym = acronym
        change.country = country.value
        change.description = description
        change.website = website
        change.emailAddress = emailAddress
        change.phoneNumber = phoneNumber
        change.faxNumber = faxNumber
        change.status = status.value
        change.offices = offices
        change.countries = countries
        change.standards = standards
        change.sectors = sectors
        return change
    }
}

struct OfficeDraft: Sendable {
    var type: Change<String> = .keep
    var country: Change<String> = .keep
    var street: Change<String> = .keep
    var state: Change<String> = .keep
    var city: Change<String> = .keep
    var postCode: Change<String> = .keep
}

struct BodyCountryDraft: Sendable {
    var country: Change<String> = .keep
}

struct AccreditedStandardDraft: Sendable {
    var schemeName: Change<String> = .keep
    var standardName: Change<String> = .keep
    var issueDate: Change<CalendarDate> = .keep
    var firstIssueDate: Change<CalendarDate> = .keep
    var expiryDate: Change<CalendarDate> = .keep
    var scopeType: Change<String> = .keep
    var standardStatus: Change<String> = .keep
}

struct AccreditedSectorDraft: Sendable {
    var title: Change<String> = .keep
    var schemeName: Change<String> = .keep
    var code: Change<String> = .keep
}
