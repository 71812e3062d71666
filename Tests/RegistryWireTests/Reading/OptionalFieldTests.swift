import RegistryCore
import RegistryWire
import Testing

@Suite("Optional fields of an upload")
struct OptionalFieldTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let v1: String?
        let v2: String
        /// What was read of it: `keep`, `clear` or `set`.
        let read: @Sendable (UploadRecord) -> String
        var testDescription: String { name }

        init<Value>(
            _ v1: String?, _ v2: String, entity: @escaping @Sendable (EntityUpload) -> Change<Value>
        ) {
            name = v2
            self.v1 = v1
            self.v2 = "certified_entity.\(v2)"
            read = { record in record.uploadedEntity.map { Self.word(entity($0)) } ?? "none" }
        }

        init<Value>(
            _ v1: String?, _ v2: String,
            certification: @escaping @Sendable (CertificationUpload) -> Change<Value>
        ) {
            name = v2
            self.v1 = v1
            self.v2 = "certification.\(v2)"
            read = { record in record.certification.map { Self.word(certification($0)) } ?? "none" }
        }

        private static func word<Value>(_ change: Change<Value>) -> String {
            switch change {
            case .keep: "keep"
            case .clear: "clear"
            case .set: "set"
            }
        }

        static let all: [Case] = [
            Case("certified_entity_english_name", "certified_entity_english_name") {
                (entity: EntityUpload) in entity.englishName
            },
            Case("certified_entity_trading_name", "certified_entity_trading_name") {
                (entity: EntityUpload) in entity.tradingName
            },
            Case("certified_entity_street_address", "business_registered_street") {
                (entity: EntityUpload) in entity.address.street
            },
            Case("certified_entity_street_city", "business_registered_city") {
                (entity: EntityUpload) in entity.address.city
            },
            Case(nil, "business_registered_full_address") {
                (entity: EntityUpload) in entity.address.full
            },
            Case("certified_entity_state", "business_registered_state") {
                (entity: EntityUpload) in entity.address.state
            },
            Case("certified_entity_post_code", "business_registered_zip_code") {
                (entity: EntityUpload) in entity.address.postCode
            },
            Case("certified_entity_website", "certified_entity_website") {
                (entity: EntityUpload) in entity.website
            },
            Case("confidential_certified_entity", "confidential_certified_entity") {
                (entity: EntityUpload) in entity.isConfidential
            },
            Case(nil, "business_registration_number") {
                (entity: EntityUpload) in entity.businessRegistrationNumber
            },
            Case(nil, "tax_id") { (entity: EntityUpload) in entity.taxID },
            Case(nil, "company_id_number") { (entity: EntityUpload) in entity.companyIDNumber },
            Case(nil, "vat") { (entity: EntityUpload) in entity.vat },
            Case(nil, "duns_number") { (entity: EntityUpload) in entity.dunsNumber },
            Case("certificate_accreditation_status", "certificate_accreditation_status") {
                (certification: CertificationUpload) in certification.accreditation
            },
            Case("certification_scope", "certification_scope") {
                (certification: CertificationUpload) in certification.scope
            },
            Case(nil, "flexible_scope") {
                (certification: CertificationUpload) in certification.flexibleScope
            },
            Case("certification_original_issue_date", "certification_original_issue_date") {
                (certification: CertificationUpload) in certification.originalIssueDate
            },
            Case("sites", "sites") { (certification: CertificationUpload) in certification.sites },
            Case(nil, "certification_sectors") {
                (certification: CertificationUpload) in certification.sectors
            },
        ]

        func read(_ value: EditableJSON?) throws -> [String] {
            try [(v1, WireVersion.v1), (v2, WireVersion.v2)].compactMap { path, version in
                guard let path else { return nil }
                let good = Requests.good(version)
                let body = value.map { good.setting(path, $0) } ?? good.removing(path)
                let reading = try Requests.upload(body, version)
                #expect(reading.faults == [], "\(path)")
                return reading.value.map(read)
            }
        }
    }

    @Test("left out and null keep what is stored", arguments: Case.all)
    func missing(_ item: Case) throws {
        #expect(try Set(item.read(nil)) == ["keep"])
        #expect(try Set(item.read(.null)) == ["keep"])
    }

    @Test("empty and white space clear it", arguments: Case.all)
    func empty(_ item: Case) throws {
        #expect(try Set(item.read("")) == ["clear"])
        #expect(try Set(item.read(" \u{A0}\t")) == ["clear"])
    }

    @Test("an empty array clears, one of empty elements is as if missing")
    func arrays() throws {
        for item in Case.all where ["sites", "certification_sectors"].contains(item.name) {
            #expect(try Set(item.read([])) == ["clear"])
            #expect(try Set(item.read([[:]])) == ["keep"])
            #expect(try Set(item.read([.null, "", ["country": " "], ["city": .null]])) == ["keep"])
        }
    }

    @Test("an empty identity number counts as missing")
    func identityNumber() throws {
        for version in WireVersion.allCases {
            let path = Requests.path("certificate_identity_number", version)
            for value in ["", " \n", .null] as [EditableJSON] {
                let reading = try Requests.upload(
                    Requests.good(version).setting(path, value), version)
                let certification = try #require(reading.value?.certification)
                #expect(certification.identityNumber == nil)
            }
        }
    }

    static let flags: [(String, Bool)] = [
        ("true", true), ("false", false), ("1", true), ("0", false), ("\"true\"", true),
        ("\"FALSE\"", false), ("\"Yes\"", true), ("\"yes\"", true), ("\"NO\"", false),
        ("\"1\"", true), ("\" 0 \"", false),
    ]

    @Test("a flag is read in its spellings", arguments: flags)
    func flag(json: String, expected: Bool) throws {
        for version in WireVersion.allCases {
            let path = Requests.path("confidential_certified_entity", version)
            let body = Requests.good(version).setting(path, .scalar(json))
            let reading = try Requests.upload(body, version)
            #expect(reading.value?.uploadedEntity?.isConfidential == .set(expected))
        }
    }

    @Test(
        "anything else is no flag",
        arguments: ["2", "-1", "1.0", "1e0", "\"y\"", "\"on\"", "\"2\"", "[]", "{}", "[true]"])
    func noFlag(json: String) throws {
        for version in WireVersion.allCases {
            let path = Requests.path("confidential_certified_entity", version)
            let body = Requests.good(version).setting(path, .scalar(json))
            let reading = try Requests.upload(body, version)
            #expect(reading.faults.map(\.field) == [path])
            #expect(reading.faults.map(\.code) == [.validationError])
        }
    }

    @Test("flexible scope is kept as the text or boolean it was")
    func flexibleScope() throws {
        let path = "certification.flexible_scope"
        let cases: [(EditableJSON, FlexibleScope)] = [
            ("Annex B\nand C", .text("Annex B\nand C")), (true, .boolean(true)),
            (false, .boolean(false)), ("true", .text("true")),
        ]
        for (json, expected) in cases {
            let reading = try Requests.upload(Requests.v2.setting(path, json), .v2)
            #expect(reading.value?.certification?.flexibleScope == .set(expected))
        }
        let number = try Requests.upload(Requests.v2.setting(path, 1), .v2)
        #expect(number.faults.map(\.field) == [path])
    }

    @Test("a D-U-N-S number is nine digits, with dashes or as a number")
    func dunsNumber() throws {
        let path = "certified_entity.duns_number"
        for json in ["\"123456789\"", "\"12-345-6789\"", "123456789"] {
            let reading = try Requests.upload(Requests.v2.setting(path, .scalar(json)), .v2)
            #expect(reading.value?.uploadedEntity?.dunsNumber == .set("123456789"))
        }
        for json in ["\"12345678\"", "12345678", "\"1234567890\"", "\"12345678A\"", "1.5", "\"-\""]
        {
            let reading = try Requests.upload(Requests.v2.setting(path, .scalar(json)), .v2)
            #expect(reading.faults.map(\.field) == [path])
            #expect(reading.faults.map(\.code) == [.validationError])
        }
    }
}
