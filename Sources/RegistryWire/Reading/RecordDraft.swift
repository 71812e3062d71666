import RegistryCore
import RegistryJSON

/// What a request says of one record, before it is known whether everything mandatory is there.
/// Both versions fill it, so that the same certification reads the same in both.
struct RecordDraft: Sendable {
    var entity = EntityDraft()
    var certification = CertificationDraft()
    /// V2's bulk call: an entity's own certifications, still unread.
    var nestedCertifications: JSONValue?
}

struct EntityDraft: Sendable {
    /// An upload's unique id, or an update's guid.
    var uniqueID: Change<String> = .keep
    var name: Change<String> = .keep
    var englishName: Change<String> = .keep
    var tradingName: Change<String> = .keep
    var address = AddressChange()
    /// ISO 3166-1 alpha-2.
    var country: Change<String> = .keep
    var website: Change<String> = .keep
    var isConfidential: Change<Bool> = .keep
    var businessRegistrationNumber: Change<String> = .keep
    var taxID: Change<String> = .keep
    var companyIDNumber: Change<String> = .keep
    var vat: Change<String> = .keep
    var dunsNumber: Change<String> = .keep
    var aliases: Change<[EntityAlias]> = .keep
    /// Where each alias's id stands.
    var aliasValues: [JSONValue] = []
}

struct CertificationDraft: Sendable {
    var number: Change<String> = .keep
    var identityNumber: Change<String> = .keep
    var status: Change<CertificationStatus> = .keep
    var accreditation: Change<AccreditationStatus> = .keep
    var accreditationBody = AccreditationBodyReference.none
    /// How an `ab` or `mncb` names the certification body.
    var bodyIdentityNumber: Change<String> = .keep
    var bodyName: Change<String> = .keep
    var bodyAcronym: Change<String> = .keep
    var type: Change<CertificationType> = .keep
    var scope: Change<String> = .keep
    var flexibleScope: Change<FlexibleScope> = .keep
    var originalIssueDate: Change<CalendarDate> = .keep
    var issueDate: Change<CalendarDate> = .keep
    var expiryDate: Change<CalendarDate> = .keep
    var schemes: Change<[CertifiedScheme]> = .keep
    /// Whether sectors must be of the list; nil while the schemes don't tell.
    var usesIAFSectors: Bool?
    var sites: Change<[Site]> = .keep
    var sectors: Change<[CertifiedSector]> = .keep
}

extension Change {
    /// What is set; nil for what is kept or cleared.
    var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }
}

extension EntityDraft {
    /// Nil while something mandatory is missing.
    ///
    /// - Parameter mustBeLocated: whether the version asks for a location.
    func upload(mustBeLocated: Bool) -> EntityUpload? {
        guard let uniqueID = uniqueID.value, let name = name.value, let country = country.value
        else { return nil }
        var upload = EntityUpload(uniqueID: uniqueID, name: name, country: country)
        upload.englishName = englishName
        upload.tradingName = tradingName
        upload.address = address
        upload.website = website
        upload.isConfidential = isConfidential
        upload.businessRegistrationNumber = businessRegistrationNumber
        upload.taxID = taxID
        upload.companyIDNumber = companyIDNumber
        upload.vat = vat
        upload.dunsNumber = dunsNumber
        upload.mustBeLocated = mustBeLocated
        return upload
    }

    /// Nil while the guid is missing.
    func update(locator: any FaultLocating) -> EntityUpdate? {
        guard let guid = uniqueID.value else { return nil }
        var update = EntityUpdate(guid: guid, locator: locator)
        update.name = name.value
        update.englishName = englishName
        update.tradingName = tradingName
        update.address = address
        update.country = country.value
        update.website = website
        update.businessRegistrationNumber = businessRegistrationNumber
        update.taxID = taxID
        update.companyIDNumber = companyIDNumber
        update.vat = vat
        update.dunsNumber = dunsNumber
        update.aliases = aliases
        return update
    }
}

extension CertificationDraft {
    /// The certification body that is named; nil while what is mandatory of it is missing.
    func body(for role: Role) -> BodyReference? {
        switch role {
        case .accreditationBody:
            bodyIdentityNumber.value.map { .recorded(identityNumber: $0) }
        case .multinationalCertificationBody:
            if let name = bodyName.value, let acronym = bodyAcronym.value {
                .associated(name: name, acronym: acronym)
            } else {
                nil
            }
        case .certificationBody: nil
        }
    }

    /// Nil while something mandatory is missing.
    func upload() -> CertificationUpload? {
        guard let number = number.value, let status = status.value, let type = type.value,
            let issueDate = issueDate.value, let expiryDate = expiryDate.value,
            let schemes = schemes.value
        else { return nil }
        var upload = CertificationUpload(
            number: number, identityNumber: identityNumber.value, status: status, type: type,
            issueDate: issueDate, expiryDate: expiryDate, schemes: schemes)
        upload.accreditation = accreditation
        upload.accreditationBody = accreditationBody
        upload.scope = scope
        upload.flexibleScope = flexibleScope
        upload.originalIssueDate = originalIssueDate
        upload.sites = sites
        upload.sectors = sectors
        return upload
    }
}
