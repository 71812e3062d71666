public import RegistryCore

extension V2 {
    /// The names of `upload-cb` with their arrays, so that what was read can be sent back and
    /// changes nothing (contract section 10).
    public static func write(
        _ record: BodyRecord, context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let stored = record.stored
        let body = stored.body
        let terms = context.directory.vocabularies
        writer.beginObject()
        writer.member("certification_bodies_id", stored.certificationBodyID)
        writer.member("certification_body_identity_number", body.identityNumber)
        writer.member("certification_body_name", body.name)
        writer.member("certification_body_acronym", body.acronym)
        writer.member("country", terms.country(alpha2: body.country)?.name)
        writer.member("description", body.description)
        writer.member("accreditation_status", body.status)
        writer.member("website", body.website)
        writer.member("public_email_address", body.emailAddress)
        writer.member("public_phone_number", body.phoneNumber)
        writer.member("public_fax_number", body.faxNumber)
        writeArrays(body, terms, into: &writer)
        writer.member("created_at", epochSeconds: stored.createdAt)
        writer.member("updated_at", epochSeconds: stored.updatedAt)
        writer.member("withdrawn_at", epochSeconds: stored.withdrawnAt)
        writer.endObject()
    }

    private static func writeArrays(
        _ body: RecordedBody, _ terms: Vocabularies, into writer: inout AnswerWriter
    ) {
        write("office_directories", body.offices, into: &writer) { office, writer in
            writer.member("office_type", office.type)
            writer.member("country", office.country.flatMap { terms.country(alpha2: $0)?.name })
            writer.member("street", office.street)
            writer.member("state", office.state)
            writer.member("city", office.city)
            writer.member("zip_code", office.postCode)
        }
        write("certification_body_countries", body.countries, into: &writer) { country, writer in
            writer.member("country", terms.country(alpha2: country)?.name)
        }
        write("standard_and_schemes", body.standards, into: &writer) { standard, writer in
            writer.member("standard_code", standard.standardName)
            writer.member("issue_date", standard.issueDate)
            writer.member("first_issue_date", standard.firstIssueDate)
            writer.member("expiry_date", standard.expiryDate)
            writer.member("scheme_name", standard.schemeName)
            writer.member("scope_type", standard.scopeType)
            writer.member("standard_status", standard.standardStatus)
        }
        write("technical_sectors", body.sectors, into: &writer) { sector, writer in
            writer.member("sector_title", sector.title)
            writer.member("scheme_name", sector.schemeName)
            writer.member("sector_code", sector.code)
        }
    }

    private static func write<Element>(
        _ name: StaticString, _ elements: [Element], into writer: inout AnswerWriter,
        _ members: (Element, inout AnswerWriter) -> Void
    ) {
        writer.array(name) { writer in
            for element in elements { writer.object { members(element, &$0) } }
        }
    }
}
