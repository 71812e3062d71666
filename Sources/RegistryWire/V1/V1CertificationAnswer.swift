public import RegistryCore

extension V1: WireAnswerFormat {
    /// The documented keys of contract section 8 in their order, then the register's own.
    public static func write(
        _ record: CertificationRecord, context: AnswerContext, into writer: inout AnswerWriter
    ) {
        writer.beginObject()
        writeDocumented(record, context, into: &writer)
        let stored = record.stored
        let certification = stored.certification
        let terms = context.directory.vocabularies
        writer.member("company_guid", record.entity.entity.uniqueID)
        writer.member("certificate_identity_number", certification.identityNumber)
        writer.member("certification_status", certification.status)
        writer.member("status_since", epochSeconds: stored.statusSince)
        writer.member("confirmed_at", epochSeconds: record.confirmedAt)
        writer.schemes(certification.schemes, terms)
        writer.sites(certification.sites, terms, includesFullAddress: false)
        writer.sectors(certification.sectors, terms)
        writer.endObject()
    }

    private static func writeDocumented(
        _ record: CertificationRecord, _ context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let stored = record.stored
        let certification = stored.certification
        let body = certification.accreditationBodyID
        let scheme = certification.schemes.first
        writer.member("company_certifications_id", stored.id)
        writer.member("company_id", stored.entityID)
        writer.member("scope_description", certification.scope)
        writer.member("issue_date", certification.issueDate)
        writer.member("expiry_date", certification.expiryDate)
        writer.member("original_issue_date", certification.originalIssueDate)
        writer.member("status", certification.status(on: context.today))
        writer.member("type", certification.type)
        writer.nullMember("model_number")
        writer.member("certification_number", certification.number)
        writer.member("certification_bodies_id", stored.certificationBodyID)
        writer.member("accreditation_bodies_id", body)
        writer.member("standards_id", scheme?.standardIDs.first)
        writer.member("accreditation_status", certification.accreditation)
        writer.member("scheme_id", scheme?.schemeID)
        writer.member("created_at", epochSeconds: stored.createdAt)
        writer.member("updated_at", epochSeconds: stored.updatedAt)
        writer.member("company_name", record.entity.entity.name)
        writer.member("certification_bodies_name", record.body.name)
        writer.member(
            "accreditation_bodies_name",
            body.flatMap { context.directory.vocabularies.accreditationBody($0)?.name })
        writer.member(
            "certification_bodies_accreditation_status", record.bodyStatus)
        writer.member("withdrawn_at", epochSeconds: record.bodyWithdrawnAt)
    }
}
