public import RegistryCore

extension V2: WireAnswerFormat {
    /// Entity and certification under the names of an upload, so that what was read can be sent
    /// back and changes nothing (contract section 8).
    public static func write(
        _ record: CertificationRecord, context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let stored = record.stored
        writer.beginObject()
        writer.member("company_certifications_id", stored.id)
        writer.member("company_id", stored.entityID)
        writer.member("status", stored.certification.status(on: context.today))
        writer.member("status_since", epochSeconds: stored.statusSince)
        writeEntity(record.entity.entity, context, into: &writer)
        writeCertification(record, context, into: &writer)
        writer.member("created_at", epochSeconds: stored.createdAt)
        writer.member("updated_at", epochSeconds: stored.updatedAt)
        writer.member("confirmed_at", epochSeconds: record.confirmedAt)
        writer.member("withdrawn_at", epochSeconds: record.bodyWithdrawnAt)
        writer.endObject()
    }

    private static func writeEntity(
        _ entity: CertifiedEntity, _ context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let address = entity.address
        let identifiers = entity.legalIdentifiers
        let country = context.directory.vocabularies.country(alpha2: entity.country)
        writer.key("certified_entity")
        writer.beginObject()
        writer.member("certified_entity_unique_id", entity.uniqueID)
        writer.member("certified_entity_name", entity.name)
        writer.member("certified_entity_english_name", entity.englishName)
        writer.member("certified_entity_trading_name", entity.tradingName)
        writer.member("business_registered_street", address.street)
        writer.member("business_registered_city", address.city)
        writer.member("business_registered_full_address", address.full)
        writer.member("business_registered_state", address.state)
        writer.member("business_registered_zip_code", address.postCode)
        writer.member("business_registered_country", country?.name)
        writer.member("certified_entity_website", entity.website)
        writer.member("confidential_certified_entity", entity.isConfidential)
        writer.member("business_registration_number", identifiers.businessRegistrationNumber)
        writer.member("tax_id", identifiers.taxID)
        writer.member("company_id_number", identifiers.companyIDNumber)
        writer.member("vat", identifiers.vat)
        writer.member("duns_number", identifiers.dunsNumber)
        writer.endObject()
    }

    private static func writeCertification(
        _ record: CertificationRecord, _ context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let certification = record.stored.certification
        let terms = context.directory.vocabularies
        let body = certification.accreditationBodyID.flatMap { terms.accreditationBody($0) }
        writer.key("certification")
        writer.beginObject()
        writer.member("certificate_number", certification.number)
        writer.member("certificate_identity_number", certification.identityNumber)
        writer.member("certification_status", certification.status)
        writer.member("certificate_accreditation_status", certification.accreditation)
        writer.member("certification_type", certification.type)
        writer.member("certification_scope", certification.scope)
        writer.member("flexible_scope", certification.flexibleScope)
        writer.member("certification_original_issue_date", certification.originalIssueDate)
        writer.member("certification_issue_date", certification.issueDate)
        writer.member("certification_expiry_date", certification.expiryDate)
        writer.member("accreditation_body_name", body?.name)
        writer.member("accreditation_body_acronym_name", body?.acronym)
        if let body = record.body.reference { write(body, into: &writer) }
        writer.schemes(certification.schemes, terms)
        writer.sites(certification.sites, terms, includesFullAddress: true)
        writer.sectors(certification.sectors, terms)
        writer.endObject()
    }

    /// Only those who name a body in an upload read it back: a `cb` account's is its own.
    private static func write(
        _ body: CertifyingBody.Reference, into writer: inout AnswerWriter
    ) {
        var acronym = body.acronym
        if let identityNumber = body.identityNumber {
            writer.member("certification_body_identity_number", identityNumber)
        } else {
            // An `mncb` must send one, also for a body without: any will do then.
            acronym = acronym ?? body.name.prefix(scalars: acronymScalarsMax)
        }
        writer.member("certification_body_name", body.name)
        writer.member("certification_body_acronym_name", acronym)
    }

    private static let acronymScalarsMax = FieldRules.certificationBodyAcronym.scalarsMax ?? 0
}
