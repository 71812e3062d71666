public import RegistryCore

extension V1 {
    /// The documented keys of contract section 9 in their order, then the register's own.
    public static func write(
        _ stored: StoredEntity, context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let entity = stored.entity
        writer.beginObject()
        writeDocumented(stored, context, into: &writer)
        writer.member("tax_id", entity.legalIdentifiers.taxID)
        writer.member("vat", entity.legalIdentifiers.vat)
        writer.member("duns_number", entity.legalIdentifiers.dunsNumber)
        writer.member("business_reg_number", entity.legalIdentifiers.businessRegistrationNumber)
        writer.member("company_id_number", entity.legalIdentifiers.companyIDNumber)
        writer.formerNames(entity.formerNames)
        writer.systemInformation(entity.aliases)
        writer.endObject()
    }

    private static func writeDocumented(
        _ stored: StoredEntity, _ context: AnswerContext, into writer: inout AnswerWriter
    ) {
        let entity = stored.entity
        let country = context.directory.vocabularies.country(alpha2: entity.country)
        writer.member("company_id", stored.id)
        writer.member("company_name", entity.name)
        writer.member("company_trading_name", entity.tradingName)
        writer.member("company_street", entity.address.street)
        writer.member("company_city", entity.address.city)
        writer.nullMember("company_suburb")
        writer.member("company_postcode", entity.address.postCode)
        writer.member("company_state", entity.address.state)
        writer.member("company_country", country?.name)
        writer.nullMember("company_email")
        writer.nullMember("company_status")
        writer.nullMember("company_type")
        writer.nullMember("company_contact")
        // Strings that hold a list, as the guide prints them.
        writer.member("company_logo", "[]")
        writer.member("company_banner", "[]")
        writer.member("countries_id", country?.number)
        writer.member("company_website", entity.website)
        writer.nullMember("company_tz")
        writer.nullMember("company_tz_text")
        writer.nullMember("company_hash")
        writer.member("company_guid", entity.uniqueID)
        writer.nullMember("company_phone")
        writer.nullMember("company_business_type")
        writer.member("company_address", entity.address.full)
        writer.member("company_en_name", entity.englishName)
        writer.nullMember("qualitytrade_id")
        writer.nullMember("qualitytrade_hash")
        writer.nullMember("company_search_limit")
        writer.member("is_confidential", entity.isConfidential ? 1 : 0, of: [0, 1])
        writer.nullMember("activated_at")
        writer.member("created_at", timestamp: stored.createdAt)
        writer.member("updated_at", timestamp: stored.updatedAt)
    }
}
