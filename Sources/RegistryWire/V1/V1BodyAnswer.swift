public import RegistryCore

extension V1 {
    /// The 29 documented keys of contract section 10 in their order: every value a string or null,
    /// but for the two arrays.
    public static func write(
        _ record: BodyRecord, context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let stored = record.stored
        let body = stored.body
        let country = context.directory.vocabularies.country(alpha2: body.country)
        writer.beginObject()
        writer.member("certification_bodies_id", stored.certificationBodyID)
        writer.member("certification_bodies_name", record.accountName ?? body.name)
        writer.member("certification_bodies_desc", body.description)
        writer.member("certification_bodies_website", body.website)
        writer.member("certification_bodies_email", body.emailAddress)
        writer.member("certification_bodies_phone", body.phoneNumber)
        writer.nullMember("certification_bodies_status")
        writer.nullMember("certification_bodies_tier")
        writer.member("certification_bodies_acronym", body.acronym)
        writer.member("countries_id", country?.numeric)
        writer.array("files") { _ in }
        writer.nullMember("certification_bodies_location")
        writer.member("certification_bodies_fax", body.faxNumber)
        writer.nullMember("certification_bodies_contact")
        writer.nullMember("certification_bodies_open_certs_to_ab")
        writer.nullMember("certification_bodies_guid")
        writer.nullMember("certification_bodies_want_active")
        writer.nullMember("certification_bodies_searchable")
        writer.nullMember("activated_at")
        writer.member("created_at", timestamp: stored.createdAt)
        writer.member("updated_at", timestamp: stored.updatedAt)
        writer.member("country_name", country?.name)
        writer.member("country_code", body.country)
        writer.member("certification_bodies_guid_in_ab", body.identityNumber)
        writer.member("certification_bodies_accreditation_status", body.status)
        writer.member("certification_bodies_name_from_ab", body.name)
        writer.member("withdrawn_at", timestamp: stored.withdrawnAt)
        writer.nullMember("company_size")
        writer.array("company_industries") { _ in }
        writer.endObject()
    }
}
