import RegistryCore
import RegistryWire
import Testing

@Suite("Updates of a certified entity")
struct EntityUpdateReadingTests {
    private static let all: EditableJSON = [
        "company_guid": "CE-1", "company_trading_name": "HP", "company_en_name": "Harbour",
        "company_country": "Australia", "company_street": "1 Quay St", "company_city": "Perth",
        "company_state": "WA", "company_postcode": "06000", "company_website": "pumps.example.com",
        "company_id_number": "C-1", "business_registration_number": "B-1", "tax_id": "T-1",
    ]

    @Test("all that is named is set")
    func all() throws {
        for version in WireVersion.allCases {
            let reading = try Requests.entityUpdate(Self.all, version)
            #expect(reading.faults == [])
            #expect(reading.warnings == [])
            let update = try #require(reading.value)
            #expect(update.guid == "CE-1")
            #expect(update.name == nil)
            #expect(update.tradingName == .set("HP"))
            #expect(update.englishName == .set("Harbour"))
            #expect(update.country == "AU")
            #expect(update.address.street == .set("1 Quay St"))
            #expect(update.address.city == .set("Perth"))
            #expect(update.address.state == .set("WA"))
            #expect(update.address.postCode == .set("06000"))
            #expect(!update.address.replacesGroup)
            #expect(update.website == .set("https://pumps.example.com"))
            #expect(update.companyIDNumber == .set("C-1"))
            #expect(update.businessRegistrationNumber == .set("B-1"))
            #expect(update.taxID == .set("T-1"))
            #expect(update.aliases.isKeep)
        }
    }

    @Test("the guid is all that must be there")
    func guid() throws {
        for version in WireVersion.allCases {
            let alone = try Requests.entityUpdate(["company_guid": "CE-1"], version)
            #expect(alone.value?.country == nil)
            #expect(alone.value?.tradingName.isKeep ?? false)
            for guid in [nil, .null, "", " ", 7, true, [], "a\u{0}"] as [EditableJSON?] {
                let body =
                    guid.map { Self.all.setting("company_guid", $0) }
                    ?? Self.all.removing("company_guid")
                for reading in [
                    try Requests.entityUpdate(body, version),
                    try Requests.entityRename(body.setting("company_name", "N"), version),
                ] {
                    #expect(reading.faults.map(\.code) == [.validationError])
                    #expect(reading.faults.map(\.field) == ["company_guid"])
                    #expect(reading.value == nil)
                }
            }
        }
    }

    @Test("a guid that no entity can have is looked for all the same, and not found")
    func oddGUID() throws {
        for guid in ["*?!", "two  spaces", String(repeating: "x", count: 3_000)] {
            let reading = try Requests.entityUpdate(["company_guid": .string(guid)], .v1)
            #expect(reading.value?.guid == guid)
        }
    }

    @Test("empty clears, but a country may not be empty")
    func empty() throws {
        for version in WireVersion.allCases {
            guard case .object(let members) = Self.all else { return }
            for (key, _) in members where key != "company_guid" {
                let reading = try Requests.entityUpdate(Self.all.setting(key, ""), version)
                #expect(reading.faults.map(\.field) == (key == "company_country" ? [key] : []))
                let null = try Requests.entityUpdate(Self.all.setting(key, .null), version)
                #expect(null.faults == [])
            }
            let cleared = try Requests.entityUpdate(
                Self.all.setting("company_street", " ").setting("tax_id", ""), version)
            #expect(cleared.value?.address.street == .clear)
            #expect(cleared.value?.taxID == .clear)
            #expect(cleared.value?.vat.isKeep ?? false)
        }
    }

    static let limits: [(key: String, max: Int)] = [
        ("company_trading_name", 500), ("company_en_name", 300), ("company_street", 300),
        ("company_city", 100), ("company_state", 100), ("company_postcode", 30),
        ("company_id_number", 60), ("business_registration_number", 60), ("tax_id", 60),
    ]

    @Test("the limits are those of an upload", arguments: limits)
    func limit(key: String, max: Int) throws {
        for version in WireVersion.allCases {
            let longest = EditableJSON.string(String(repeating: "é", count: max))
            #expect(
                try Requests.entityUpdate(Self.all.setting(key, longest), version).faults == [])
            let tooLong = EditableJSON.string(String(repeating: "é", count: max + 1))
            let reading = try Requests.entityUpdate(Self.all.setting(key, tooLong), version)
            #expect(reading.faults.map(\.field) == [key])
        }
    }

    @Test("V2 alone takes VAT and D-U-N-S numbers")
    func identifiers() throws {
        let body = Self.all.setting("vat", "V-1").setting("duns_number", 123_456_789)
        let v2 = try Requests.entityUpdate(body, .v2)
        #expect(v2.value?.vat == .set("V-1"))
        #expect(v2.value?.dunsNumber == .set("123456789"))
        let v1 = try Requests.entityUpdate(body, .v1)
        #expect(v1.value?.vat.isKeep ?? false)
        #expect(v1.warnings.map(\.field) == ["vat", "duns_number"])
    }

    @Test("an unknown country needs mapping, and all faults come at once")
    func faults() throws {
        let body = Self.all.setting("company_country", "Atlantis").setting("company_city", 7)
        let reading = try Requests.entityUpdate(body, .v2)
        #expect(reading.faults.map(\.field) == ["company_country", "company_city"])
        #expect(reading.faults.map(\.code) == [.dataMappingRequired, .validationError])
    }

    @Test("the name is changed by a call of its own, which needs it")
    func rename() throws {
        for version in WireVersion.allCases {
            let update = try Requests.entityUpdate(
                Self.all.setting("company_name", "New"), version)
            #expect(update.value?.name == nil)
            #expect(update.warnings.map(\.field) == ["company_name"])
            let body: EditableJSON = ["company_guid": "CE-1", "company_name": " New name "]
            let rename = try Requests.entityRename(body, version)
            #expect(rename.value?.name == "New name")
            #expect(rename.value?.guid == "CE-1")
            for name in ["", .null, 7, .string(String(repeating: "x", count: 301))]
                as [EditableJSON]
            {
                let reading = try Requests.entityRename(
                    body.setting("company_name", name), version)
                #expect(reading.faults.map(\.field) == ["company_name"])
                #expect(reading.faults.map(\.code) == [.validationError])
            }
        }
    }
}

@Suite("system_information")
struct SystemInformationTests {
    private static func read(
        _ json: EditableJSON?, _ version: WireVersion
    ) throws -> WireReading<EntityUpdate> {
        let body: EditableJSON = ["company_guid": "CE-1"]
        return try Requests.entityUpdate(
            json.map { body.setting("system_information", $0) } ?? body, version)
    }

    private static func pairs(_ reading: WireReading<EntityUpdate>) -> [String]? {
        reading.value?.aliases.setValue?.map { "\($0.name ?? "-")/\($0.uniqueID)" }
    }

    @Test("an array of pairs is read by both versions")
    func array() throws {
        let json: EditableJSON = [
            ["company_name": "One", "company_guid": "A 1"], ["company_guid": "B"], [:],
            ["company_name": "", "company_guid": "C"],
        ]
        for version in WireVersion.allCases {
            #expect(try Self.pairs(Self.read(json, version)) == ["One/A 1", "-/B", "-/C"])
        }
    }

    @Test("V1 also reads one name with several ids, V2 doesn't")
    func group() throws {
        let json: EditableJSON = [
            "company_name": "One", "company_guids": ["A", "", "B", .null, "A"],
        ]
        #expect(try Self.pairs(Self.read(json, .v1)) == ["One/A", "One/B"])
        let v2 = try Self.read(json, .v2)
        #expect(v2.faults.map(\.field) == ["system_information"])
        #expect(v2.faults.map(\.code) == [.validationError])
    }

    @Test("the same id is kept once, the first")
    func doubles() throws {
        let json: EditableJSON = [
            ["company_name": "One", "company_guid": "A"],
            ["company_name": "Two", "company_guid": " A "],
            ["company_name": "Three", "company_guid": "a"],
        ]
        #expect(try Self.pairs(Self.read(json, .v2)) == ["One/A", "Three/a"])
    }

    @Test("missing keeps, empty clears, an array of empty pairs is as if missing")
    func empty() throws {
        for version in WireVersion.allCases {
            for json in [nil, .null, [[:]], [["company_name": "", "company_guid": .null]]]
                as [EditableJSON?]
            {
                #expect(try Self.read(json, version).value?.aliases.isKeep ?? false)
            }
            for json in [[], "", " "] as [EditableJSON] {
                #expect(try Self.read(json, version).value?.aliases.isClear ?? false)
            }
        }
        #expect(try Self.read([:], .v1).value?.aliases.isKeep ?? false)
        let nothing: EditableJSON = ["company_name": "", "company_guids": [""]]
        #expect(try Self.read(nothing, .v1).value?.aliases.isKeep ?? false)
        let none: EditableJSON = ["company_name": "One", "company_guids": []]
        #expect(try Self.read(none, .v1).value?.aliases.isClear ?? false)
    }

    static let bad: [(json: String, field: String, versions: [WireVersion])] = [
        (#"7"#, "", [.v1, .v2]), (#""x""#, "", [.v1, .v2]), (#"["A"]"#, "[0]", [.v1, .v2]),
        (#"[{"company_name":"One"}]"#, "[0].company_guid", [.v1, .v2]),
        (#"[{"company_name":"One","company_guid":""}]"#, "[0].company_guid", [.v1, .v2]),
        (#"[{"company_guid":7}]"#, "[0].company_guid", [.v1, .v2]),
        (#"[{"company_guid":"not*allowed"}]"#, "[0].company_guid", [.v1, .v2]),
        (
            #"[{"company_guid":"A"},{"company_guid":"B","company_name":7}]"#, "[1].company_name",
            [.v1, .v2]
        ),
        (#"{"company_name":"One"}"#, ".company_guids", [.v1]),
        (#"{"company_name":"One","company_guids":[""]}"#, ".company_guids", [.v1]),
        (#"{"company_guids":"A"}"#, ".company_guids", [.v1]),
        (#"{"company_guids":["A",7]}"#, ".company_guids[1]", [.v1]),
        (#"{"company_guids":["A"],"company_name":true}"#, ".company_name", [.v1]),
    ]

    @Test("what is no pair is refused where it stands", arguments: bad)
    func refused(json: String, field: String, versions: [WireVersion]) throws {
        for version in versions {
            let reading = try Self.read(.scalar(json), version)
            #expect(reading.faults.map(\.field) == ["system_information" + field])
            #expect(reading.faults.map(\.code) == [.validationError])
        }
    }

    @Test("at most 100 pairs")
    func count() throws {
        func pairs(_ count: Int) -> EditableJSON {
            .array((0..<count).map { ["company_guid": .string("A\($0)")] })
        }
        func group(_ count: Int) -> EditableJSON {
            ["company_guids": .array((0..<count).map { .string("A\($0)") })]
        }
        for version in WireVersion.allCases {
            #expect(try Self.pairs(Self.read(pairs(100), version))?.count == 100)
            let reading = try Self.read(pairs(101), version)
            #expect(reading.faults.map(\.field) == ["system_information"])
            #expect(reading.faults.map(\.message) == ["Send at most 100 pairs; there are 101."])
        }
        #expect(try Self.pairs(Self.read(group(100), .v1))?.count == 100)
        #expect(
            try Self.read(group(101), .v1).faults.map(\.field)
                == ["system_information.company_guids"])
    }

    @Test("a register's fault of an alias is placed at the element that was kept")
    func located() throws {
        let array = try #require(
            try Self.read(
                [[:], ["company_guid": "A"], ["company_guid": "A"], ["company_guid": "B"]], .v2
            ).value
        ).locator
        #expect(array.site(of: .alias(0)).field == "system_information[1]")
        #expect(array.site(of: .alias(1)).field == "system_information[3]")
        #expect(array.site(of: .alias(1)).value == #"{"company_guid":"B"}"#)
        let group = try #require(
            try Self.read(["company_guids": ["", "A", "B"]], .v1).value
        ).locator
        #expect(group.site(of: .alias(1)).field == "system_information.company_guids[2]")
    }
}
