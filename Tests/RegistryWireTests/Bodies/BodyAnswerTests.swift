import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

/// Contract section 10.
@Suite("Certification bodies as they are answered")
struct BodyAnswerTests {
    private static func answer<Format: WireAnswerFormat>(
        _ record: BodyRecord, as format: Format.Type, warnings: [Warning] = []
    ) -> [UInt8] {
        Answers.record(record, warnings: warnings, as: format, Sample.context)
    }

    private static func list(
        _ parameters: (String, String)..., version: WireVersion
    ) throws -> BodyListRequest {
        try BodyListRequest.read(
            parameters.map { QueryParameter(name: $0, value: $1) },
            account: Sample.accreditationBodyAccount, version: version,
            terms: Sample.directory.termReader(for: RecordID(3)), isLenient: false)
    }

    @Test("every field set, and every optional one missing, are written as the golden files say")
    func golden() throws {
        for (record, name) in [(Sample.richBody, "rich"), (Sample.poorBody, "poor")] {
            try Golden.expect(
                Self.answer(record, as: V1.self), is: "v1/certification-body-\(name).json")
            try Golden.expect(
                Self.answer(record, as: V2.self), is: "v2/certification-body-\(name).json")
        }
    }

    @Test("a page is written as the golden files say")
    func page() throws {
        let page = Page(
            rows: [Sample.richBody, Sample.poorBody], totalRows: 3, totalIsExact: true,
            next: PageCursor(value: .text("Kosova Cert"), id: RecordID(12)))
        let parameters = [("limit", "2"), ("order_by", "certification_body_name")]
        try Golden.expect(
            Answers.page(
                page, of: try Self.list(parameters[0], parameters[1], version: .v1), as: V1.self,
                Sample.context), is: "v1/certification-bodies-page.json")
        try Golden.expect(
            Answers.page(
                page, of: try Self.list(parameters[0], parameters[1], version: .v2), as: V2.self,
                Sample.context), is: "v2/certification-bodies-page.json")
    }

    @Test("the V1 record has the 29 documented keys in their order, value or not")
    func keysOfV1() throws {
        let expected = """
            certification_bodies_id, certification_bodies_name, certification_bodies_desc, \
            certification_bodies_website, certification_bodies_email, \
            certification_bodies_phone, certification_bodies_status, certification_bodies_tier, \
            certification_bodies_acronym, countries_id, files, certification_bodies_location, \
            certification_bodies_fax, certification_bodies_contact, \
            certification_bodies_open_certs_to_ab, certification_bodies_guid, \
            certification_bodies_want_active, certification_bodies_searchable, activated_at, \
            created_at, updated_at, country_name, country_code, certification_bodies_guid_in_ab, \
            certification_bodies_accreditation_status, certification_bodies_name_from_ab, \
            withdrawn_at, company_size, company_industries
            """.split(separator: ", ").map(String.init)
        #expect(expected.count == 29)
        for record in [Sample.richBody, Sample.poorBody] {
            #expect(try json(Self.answer(record, as: V1.self))["data"]?.keys == expected)
        }
    }

    @Test("each value of the V1 record is a string or null, but for the two arrays, always empty")
    func valuesOfV1() throws {
        for record in [Sample.richBody, Sample.poorBody] {
            let data = try #require(try json(Self.answer(record, as: V1.self))["data"])
            for member in data.members {
                if ["files", "company_industries"].contains(member.key) {
                    #expect(member.value.sourceText(scalarsMax: 9) == "[]")
                } else {
                    #expect([.string, .null].contains(member.value.kind), "\(member.key)")
                }
            }
        }
    }

    @Test("the V1 record names the body as its account does, and as the accreditation body does")
    func names() throws {
        let rich = try #require(try json(Self.answer(Sample.richBody, as: V1.self))["data"])
        #expect(rich["certification_bodies_name"]?.string == "Northwind Certification")
        #expect(rich["certification_bodies_name_from_ab"]?.string == "Northwind \"Ltd\"")
        #expect(rich["countries_id"]?.string == "036" && rich["country_code"]?.string == "AU")
        #expect(rich["country_name"]?.string == "Australia")
        #expect(rich["created_at"]?.string == "2018-03-02T14:13:20Z")
        #expect(rich["withdrawn_at"]?.string == "2024-01-11T19:06:40Z")
        let poor = try #require(try json(Self.answer(Sample.poorBody, as: V1.self))["data"])
        #expect(poor["certification_bodies_name"]?.string == "Kosova Cert")
        #expect(poor["countries_id"]?.isNull == true)
        #expect(poor["withdrawn_at"]?.isNull == true)
    }

    @Test("the V2 record has the names of an upload, with its arrays, then our own")
    func keysOfV2() throws {
        let expected = """
            certification_bodies_id, certification_body_identity_number, \
            certification_body_name, certification_body_acronym, country, description, \
            accreditation_status, website, public_email_address, public_phone_number, \
            public_fax_number, office_directories, certification_body_countries, \
            standard_and_schemes, technical_sectors, created_at, updated_at, withdrawn_at
            """.split(separator: ", ").map(String.init)
        let names = Set(
            CertificationBodyReading.uploadFields.map { $0.name(for: .accreditationBody) })
        #expect(Set(expected.dropFirst().dropLast(3)) == names)
        for record in [Sample.richBody, Sample.poorBody] {
            let data = try #require(try json(Self.answer(record, as: V2.self))["data"])
            #expect(data.keys == expected)
            #expect(
                data["certification_body_name"]?.string == record.stored.body.name)
        }
    }

    @Test("an update's warnings stand beside the record, an upload's beside the id")
    func warnings() throws {
        let warning = Warning(.unknownKey, "Did you mean country?", field: "contry")
        let update = try json(Self.answer(Sample.poorBody, as: V2.self, warnings: [warning]))
        #expect(update.keys == ["data", "warnings"])
        let upload = try json(
            Answers.bodyUpload(.updated, id: RecordID(11), warnings: [warning]))
        #expect(upload["data"]?.keys == ["certification_bodies_id", "result", "warnings"])
        #expect(upload["data"]?["result"]?.string == "updated")
        #expect(
            String(
                decoding: Answers.bodyUpload(.created, id: nil, warnings: []), as: UTF8.self)
                == #"{"data":{"certification_bodies_id":null,"result":"created"}}"#)
    }
}
