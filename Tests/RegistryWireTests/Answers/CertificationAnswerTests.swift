import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Certifications as they are answered")
struct CertificationAnswerTests {
    @Test("every field set, and every optional one missing, are written as the golden files say")
    func golden() throws {
        let (rich, poor, context) = (Sample.richRecord, Sample.poorRecord, Sample.context)
        try Golden.expect(
            Answers.record(rich, as: V1.self, context), is: "v1/certification-rich.json")
        try Golden.expect(
            Answers.record(poor, as: V1.self, context), is: "v1/certification-poor.json")
        try Golden.expect(
            Answers.record(rich, as: V2.self, context), is: "v2/certification-rich.json")
        try Golden.expect(
            Answers.record(poor, as: V2.self, context), is: "v2/certification-poor.json")
    }

    @Test("the V1 record has the documented keys in their order, then our own, value or not")
    func keysOfV1() throws {
        let expected = """
            company_certifications_id, company_id, scope_description, issue_date, expiry_date, \
            original_issue_date, status, type, model_number, certification_number, \
            certification_bodies_id, accreditation_bodies_id, standards_id, \
            accreditation_status, scheme_id, created_at, updated_at, company_name, \
            certification_bodies_name, accreditation_bodies_name, \
            certification_bodies_accreditation_status, withdrawn_at, company_guid, \
            certificate_identity_number, certification_status, status_since, confirmed_at, \
            schemes, sites, certification_sectors
            """.split(separator: ", ").map(String.init)
        for record in [Sample.richRecord, Sample.poorRecord] {
            let data = try #require(
                try json(Answers.record(record, as: V1.self, Sample.context))["data"])
            #expect(data.keys == expected)
        }
    }

    @Test("the V2 record nests entity and certification under the names of an upload")
    func keysOfV2() throws {
        for record in [Sample.richRecord, Sample.poorRecord] {
            let data = try #require(
                try json(Answers.record(record, as: V2.self, Sample.context))["data"])
            #expect(
                data.keys == [
                    "company_certifications_id", "company_id", "status", "status_since",
                    "certified_entity", "certification", "created_at", "updated_at",
                    "confirmed_at", "withdrawn_at",
                ])
            #expect(
                data["certified_entity"]?.keys == [
                    "certified_entity_unique_id", "certified_entity_name",
                    "certified_entity_english_name", "certified_entity_trading_name",
                    "business_registered_street", "business_registered_city",
                    "business_registered_full_address", "business_registered_state",
                    "business_registered_zip_code", "business_registered_country",
                    "certified_entity_website", "confidential_certified_entity",
                    "business_registration_number", "tax_id", "company_id_number", "vat",
                    "duns_number",
                ])
            #expect(
                data["certification"]?.keys == [
                    "certificate_number", "certificate_identity_number", "certification_status",
                    "certificate_accreditation_status", "certification_type",
                    "certification_scope", "flexible_scope", "certification_original_issue_date",
                    "certification_issue_date", "certification_expiry_date",
                    "accreditation_body_name", "accreditation_body_acronym_name", "schemes",
                    "sites", "certification_sectors",
                ])
        }
    }

    @Test(
        "status is today's, certification_status the uploaded one",
        arguments: [
            (CertificationStatus.active, Int32(2027_02_28), "active"),
            (.active, 2027_03_01, "expired"),
            (.suspended, 2027_02_28, "suspended"),
            (.suspended, 2027_03_01, "expired"),
            (.cancelled, 2027_03_01, "cancelled"),
            (.pending, 2027_03_01, "pending"),
        ])
    func todaysStatus(uploaded: CertificationStatus, today: Int32, answered: String) throws {
        var record = Sample.richRecord
        record.stored.certification.status = uploaded
        let context = AnswerContext(directory: Sample.directory, today: Sample.day(today))
        let first = try #require(try json(Answers.record(record, as: V1.self, context))["data"])
        #expect(first["status"]?.string == answered)
        #expect(first["certification_status"]?.string == uploaded.rawValue)
        let second = try #require(try json(Answers.record(record, as: V2.self, context))["data"])
        #expect(second["status"]?.string == answered)
        #expect(
            second["certification"]?["certification_status"]?.string == uploaded.rawValue)
    }

    @Test("ids of scheme and standard are the first standard's, as strings")
    func firstStandard() throws {
        let data = try #require(
            try json(Answers.record(Sample.richRecord, as: V1.self, Sample.context))["data"])
        #expect(data["standards_id"]?.string == Sample.iso29001.id.description)
        #expect(data["scheme_id"]?.string == Sample.quality.id.description)
    }

    @Test("an unaccredited certification shows no accreditation body")
    func unaccredited() throws {
        let first = try #require(
            try json(Answers.record(Sample.poorRecord, as: V1.self, Sample.context))["data"])
        #expect(first["accreditation_status"]?.string == "Unaccredited")
        #expect(first["accreditation_bodies_id"]?.isNull == true)
        #expect(first["accreditation_bodies_name"]?.isNull == true)
        let second = try json(Answers.record(Sample.poorRecord, as: V2.self, Sample.context))
        let certification = try #require(second["data"]?["certification"])
        #expect(certification["accreditation_body_name"]?.isNull == true)
        #expect(certification["accreditation_body_acronym_name"]?.isNull == true)
    }

    @Test("what became of the body at its accreditation body is null unless it was withdrawn")
    func withdrawnBody() throws {
        for (record, status) in [(Sample.richRecord, "Withdrawn"), (Sample.poorRecord, nil)] {
            let data = try #require(
                try json(Answers.record(record, as: V1.self, Sample.context))["data"])
            #expect(data["certification_bodies_accreditation_status"]?.string == status)
            #expect(data["withdrawn_at"]?.integer == record.bodyWithdrawnAt)
        }
    }

    @Test("a multi-national body's certification names its certification body in V2")
    func bodyOfMultinational() throws {
        var record = Sample.richRecord
        record.body.reference = .init(
            identityNumber: nil, name: "Global Certification Pacific", acronym: "GCP")
        let certification = try json(Answers.record(record, as: V2.self, Sample.context))["data"]?[
            "certification"]
        #expect(
            certification?["certification_body_name"]?.string == "Global Certification Pacific")
        #expect(certification?["certification_body_acronym_name"]?.string == "GCP")
        #expect(certification?["certification_body_identity_number"] == nil)
    }

    @Test(
        "flexible scope is answered as it was sent",
        arguments: [
            (FlexibleScope.text("yes"), #""yes""#), (.boolean(true), "true"),
            (.boolean(false), "false"),
        ])
    func flexibleScope(scope: FlexibleScope, text: String) throws {
        var record = Sample.richRecord
        record.stored.certification.flexibleScope = scope
        let data = try json(Answers.record(record, as: V2.self, Sample.context))["data"]
        #expect(
            data?["certification"]?["flexible_scope"]?.sourceText(scalarsMax: 20) == text)
    }

    @Test("sectors outside the list are answered as they were sent")
    func sectors() throws {
        var record = Sample.richRecord
        record.stored.certification.sectors = [
            .asSent(name: "Category G", code: nil), .asSent(name: nil, code: "H"), .listed(3),
        ]
        let sectors = #"""
            [{"sector_name":"Category G","sector_code":null},\#
            {"sector_name":null,"sector_code":"H"},\#
            {"sector_name":"Food products, beverages and tobacco","sector_code":"3"}]
            """#
        let first = try json(Answers.record(record, as: V1.self, Sample.context))["data"]
        #expect(first?["certification_sectors"]?.sourceText(scalarsMax: 500) == sectors)
        let second = try json(Answers.record(record, as: V2.self, Sample.context))["data"]
        #expect(
            second?["certification"]?["certification_sectors"]?.sourceText(scalarsMax: 500)
                == sectors)
    }
}
