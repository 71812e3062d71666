import RegistryCore
import RegistryWire
import Testing

@Suite("The query of a list of certifications")
struct CertificationListRequestTests {
    static func read(
        _ parameters: [(String, String)], account: Account = Sample.certificationBodyAccount,
        version: WireVersion = .v1, today: CalendarDate = Sample.today, isLenient: Bool = false
    ) throws(RegistryError) -> CertificationListRequest {
        try CertificationListRequest.read(
            parameters.map { QueryParameter(name: $0, value: $1) }, account: account,
            version: version, terms: Sample.directory.termReader(for: account.id), today: today,
            isLenient: isLenient)
    }

    static func faults(
        _ parameters: [(String, String)], isLenient: Bool = false
    ) -> [Fault] {
        do {
            _ = try read(parameters, isLenient: isLenient)
            return []
        } catch {
            guard case .faults(let faults) = error else { return [] }
            return faults
        }
    }

    @Test("nothing sent: the newest 20, without filter")
    func defaults() throws {
        let query = try Self.read([]).query
        #expect(query.accountID == Sample.certificationBodyAccount.id)
        #expect(query.filter.isEmpty)
        #expect(query.page.sort == .createdAt)
        #expect(!query.page.isAscending)
        #expect(query.page.limit == 20)
        #expect(query.page.start == .batch(0))
        #expect(query.today == Sample.today)
    }

    @Test(
        "what is not so, is one validation_error on its parameter",
        arguments: [
            ("limit", "0"), ("limit", "101"), ("limit", "-1"), ("limit", "+5"), ("limit", "1.0"),
            ("limit", "ten"), ("limit", "٣"), ("limit", "99999999999999999999"), ("limit", ""),
            ("limit", "  "), ("offset", "-1"), ("offset", "1e3"),
            ("offset", "99999999999999999999"), ("offset", ""), ("order", "UP"), ("order", ""),
            ("order_by", "number"), ("order_by", "CREATED_AT"), ("order_by", ""),
            ("updated_since", "yesterday"), ("updated_since", "-1"), ("updated_since", "1.5"),
            ("updated_since", "1700000000000"), ("updated_since", ""),
            ("expires_before", "20240230"),
            ("expires_before", "2024"), ("expires_after", "01/02/2024"), ("expires_after", ""),
            ("certification_status", ""), ("certificate_number", " "),
            ("certificate_number", "a\u{0}b"), ("certificate_number", "a\u{7F}"),
            ("certificate_number", String(repeating: "9", count: 61)),
            ("certificate_identity_number", String(repeating: "é", count: 61)),
            ("certificate_identity_number", "a\nb"), ("certified_entity_unique_id", "a<b"),
            ("certified_entity_unique_id", String(repeating: "a", count: 46)),
            ("certification_status", String(repeating: "a", count: 46)),
            ("standard", String(repeating: "a", count: 301)), ("country", "A\tU"), ("country", ""),
            ("next_key", ""), ("next_key", "x"), ("mode", "validate"), ("Limit", "5"), ("", "5"),
            ("certification_status[]", "active"), ("limit ", "5"),
        ])
    func refused(name: String, value: String) throws {
        let faults = Self.faults([(name, value)])
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.code == .validationError)
        #expect(fault.field == name)
        #expect(fault.message.hasSuffix("."))
    }

    @Test(
        "a word outside its list is a data_mapping_required on its parameter",
        arguments: [
            ("certification_status", "lapsed"), ("standard", "ISO 9002"), ("country", "Atlantis"),
            ("country", "ÅÅ"),
        ])
    func unknownWords(name: String, value: String) throws {
        let fault = try #require(Self.faults([(name, "active"), (name, value)]).last)
        #expect(fault.code == .dataMappingRequired)
        #expect(fault.field == name)
        #expect(fault.value == "\"\(value)\"")
        #expect(fault.message.contains(value))
    }

    @Test("an unknown standard is answered without what accreditation bodies have added")
    func suggestions() throws {
        var standards = Sample.vocabularies.standards
        standards.append(
            Standard(
                id: RecordID(299), schemeID: Sample.food.id, name: "SECRET 1:2020",
                addedBy: Sample.ukas.id))
        let vocabularies = Vocabularies(
            countries: [], sectors: [], schemes: Sample.vocabularies.schemes,
            standards: standards, accreditationBodies: Sample.vocabularies.accreditationBodies)
        let terms = TermReader(
            vocabularies: vocabularies, own: MappingTable([]), shared: MappingTable([]))
        func read(_ standard: String) throws(RegistryError) -> CertificationListRequest {
            try CertificationListRequest.read(
                [QueryParameter(name: "standard", value: standard)],
                account: Sample.certificationBodyAccount, version: .v1, terms: terms,
                today: Sample.today, isLenient: false)
        }
        #expect(try read("secret1:2020").query.filter.standardIDs == [RecordID(299)])
        let error = try #require(throws: RegistryError.self) { try read("SECRET 1:2021") }
        guard case .faults(let faults) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(faults.count == 1)
        #expect(!faults[0].message.contains("SECRET 1:2020"))
    }

    @Test(
        "single parameters may be sent once",
        arguments: [
            "limit", "offset", "order", "updated_since", "expires_before", "expires_after",
        ])
    func doubled(name: String) throws {
        let value = name == "order" ? "ASC" : name.hasPrefix("expires") ? "20240101" : "7"
        let faults = Self.faults([(name, value), (name, value), (name, value)])
        #expect(faults.map(\.field) == [name])
        #expect(faults.first?.code == .validationError)
    }

    @Test("100 values of a filter are taken, and more are one fault that names the limit")
    func manyValues() throws {
        func numbers(_ count: Int) -> [(String, String)] {
            (0..<count).map { ("certificate_number", "C\($0)") }
        }
        #expect(try Self.read(numbers(100)).query.filter.numbers.count == 100)
        let faults = Self.faults(numbers(130) + [("limit", "x")])
        #expect(faults.map(\.field) == ["certificate_number", "limit"])
        #expect(faults[0].message.contains("100"))
    }

    @Test("all faults are listed, in the order of the query")
    func allFaults() {
        let faults = Self.faults([
            ("country", "Atlantis"), ("limit", "0"), ("colour", "red"), ("country", "AU"),
            ("certification_status", "lapsed"), ("order", ""), ("limit", "5"),
        ])
        #expect(
            faults.map(\.field) == [
                "country", "limit", "colour", "certification_status", "order", "limit",
            ])
        #expect(faults.map(\.code).count { $0 == .dataMappingRequired } == 2)
    }

    @Test("a refused value is repeated as JSON, cut to 200 scalars")
    func excerpt() throws {
        #expect(Self.faults([("limit", "a\"b")]).first?.value == #""a\"b""#)
        let long = try #require(
            Self.faults([("limit", String(repeating: "🌌", count: 500))]).first?.value)
        #expect(long.unicodeScalars.count == 200)
    }

    @Test("each filter is read as the register reads uploads")
    func filters() throws {
        let filter = try Self.read([
            ("certification_status", "CB Withdrawn"), ("certification_status", "in force"),
            ("certification_status", "Draft"), ("certificate_number", " Ｑ 1 "),
            ("certificate_identity_number", "ID é"), ("certified_entity_unique_id", "AU-77/β"),
            ("standard", "iso9001:2015"), ("standard", "quality"), ("country", "down under"),
            ("country", "384"), ("country", "cote d’ivoire"), ("updated_since", "0"),
            ("expires_before", "2027-03-01"), ("expires_after", "20260101"),
        ]).query.filter
        #expect(filter.statuses == [.cbwithdrawn, .active, .hidden])
        #expect(filter.numbers == [ComparisonKey("q 1")])
        #expect(filter.identityNumbers == ["ID é"])
        #expect(filter.entityUniqueIDs == ["AU-77/β"])
        #expect(
            Set(filter.standardIDs) == [Sample.iso9001.id, Sample.addedISO9001.id],
            "a standard's name counts in every scheme")
        #expect(filter.countries == ["AU", "CI", "CI"])
        #expect(filter.updatedSince == 0)
        #expect(filter.expiresBefore == Sample.day(2027_03_01))
        #expect(filter.expiresAfter == Sample.day(2026_01_01))
    }

    @Test("order in any case, every sort field, limits and offsets up to their ends are taken")
    func edges() throws {
        for (text, isAscending) in [("ASC", true), ("asc", true), ("Desc", false)] {
            #expect(try Self.read([("order", text)]).query.page.isAscending == isAscending)
        }
        for sort in CertificationSort.allCases {
            #expect(try Self.read([("order_by", sort.rawValue)]).query.page.sort == sort)
        }
        for (text, limit) in [("1", 1), ("100", 100), ("007", 7), (" 9 ", 9)] {
            #expect(try Self.read([("limit", text)]).query.page.limit == limit)
        }
        for (text, batch) in [("0", 0), ("9000000000000000000", 9_000_000_000_000_000_000)] {
            #expect(try Self.read([("offset", text)]).query.page.start == .batch(batch))
        }
    }

    @Test("the certsearch profile passes over unknown parameters and reads a larger limit as 100")
    func lenient() throws {
        let list = try Self.read(
            [("colour", ""), ("limit", "500"), ("certification_status[]", "x")], isLenient: true)
        #expect(list.query.page.limit == 100)
        #expect(list.query.filter.isEmpty)
        #expect(
            try Self.read([("limit", "99999999999999999999")], isLenient: true).query.page.limit
                == 100)
        for (name, value) in [("limit", "0"), ("limit", ""), ("limit", "x"), ("order", "UP")] {
            #expect(Self.faults([(name, value)], isLenient: true).map(\.field) == [name])
        }
    }
}
