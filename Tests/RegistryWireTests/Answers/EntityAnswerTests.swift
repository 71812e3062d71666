import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Certified entities as they are answered")
struct EntityAnswerTests {
    private static func answer<Format: WireAnswerFormat>(
        _ entity: StoredEntity, as format: Format.Type, warnings: [Warning] = []
    ) -> [UInt8] {
        Answers.record(entity, warnings: warnings, as: format, Sample.context)
    }

    @Test("every field set, and every optional one missing, are written as the golden files say")
    func golden() throws {
        try Golden.expect(
            Self.answer(Sample.richEntity, as: V1.self), is: "v1/certified-entity-rich.json")
        try Golden.expect(
            Self.answer(Sample.poorEntity, as: V1.self), is: "v1/certified-entity-poor.json")
        try Golden.expect(
            Self.answer(Sample.richEntity, as: V2.self), is: "v2/certified-entity-rich.json")
        try Golden.expect(
            Self.answer(Sample.poorEntity, as: V2.self), is: "v2/certified-entity-poor.json")
    }

    @Test("the V1 record has the documented keys in their order, then our own, value or not")
    func keysOfV1() throws {
        let expected = """
            company_id, company_name, company_trading_name, company_street, company_city, \
            company_suburb, company_postcode, company_state, company_country, company_email, \
            company_status, company_type, company_contact, company_logo, company_banner, \
            countries_id, company_website, company_tz, company_tz_text, company_hash, \
            company_guid, company_phone, company_business_type, company_address, \
            company_en_name, qualitytrade_id, qualitytrade_hash, company_search_limit, \
            is_confidential, activated_at, created_at, updated_at, tax_id, vat, duns_number, \
            business_reg_number, company_id_number, former_names, system_information
            """.split(separator: ", ").map(String.init)
        for entity in [Sample.richEntity, Sample.poorEntity] {
            #expect(try json(Self.answer(entity, as: V1.self))["data"]?.keys == expected)
        }
    }

    @Test("the V2 record has the documented keys in their order, then our own, value or not")
    func keysOfV2() throws {
        let expected = """
            company_id, company_name, company_trading_name, company_street, company_city, \
            company_postcode, company_state, company_country, company_type, countries_id, \
            company_guid, company_en_name, tax_id, vat, duns_number, business_reg_number, \
            company_id_number, is_confidential, created_at, updated_at, former_names, \
            system_information
            """.split(separator: ", ").map(String.init)
        for entity in [Sample.richEntity, Sample.poorEntity] {
            #expect(try json(Self.answer(entity, as: V2.self))["data"]?.keys == expected)
        }
    }

    @Test("the country is its name and its numeric code, null where ISO gives none")
    func country() throws {
        for bytes in [
            Self.answer(Sample.richEntity, as: V1.self),
            Self.answer(Sample.richEntity, as: V2.self),
        ] {
            let data = try json(bytes)["data"]
            #expect(data?["company_country"]?.string == "Australia")
            #expect(data?["countries_id"]?.numberText == "36")
        }
        for bytes in [
            Self.answer(Sample.poorEntity, as: V1.self),
            Self.answer(Sample.poorEntity, as: V2.self),
        ] {
            let data = try json(bytes)["data"]
            #expect(data?["company_country"]?.string == "Kosovo")
            #expect(data?["countries_id"]?.isNull == true)
        }
    }

    @Test("former names are dated and stand newest first")
    func formerNames() throws {
        let names = try #require(
            try json(Self.answer(Sample.richEntity, as: V2.self))["data"]?["former_names"])
        #expect(
            names.elements.map { $0["company_name"]?.string }
                == ["北極光物流 🌌", "Polaris Freight"])
        #expect(
            names.elements.map { $0["until"]?.string }
                == ["2022-04-15T05:20:00Z", "2020-09-13T12:26:40Z"])
    }

    @Test("an update's warnings stand beside the record")
    func warnings() throws {
        let warning = Warning(
            .unknownKey, "Did you mean company_name?", field: "company_nam")
        let answer = try json(
            Self.answer(Sample.poorEntity, as: V1.self, warnings: [warning]))
        #expect(answer.keys == ["data", "warnings"])
        #expect(answer["warnings"]?.first?.keys == ["code", "field", "message"])
    }
}
