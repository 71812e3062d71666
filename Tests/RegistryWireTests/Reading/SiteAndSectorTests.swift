import RegistryCore
import RegistryWire
import Testing

@Suite("Sites of an upload")
struct SiteReadingTests {
    private static func read(
        _ sites: EditableJSON, _ version: WireVersion, limits: Limits = Limits()
    ) throws -> WireReading<UploadRecord> {
        try Requests.upload(
            Requests.good(version).setting(Requests.path("sites", version), sites), version,
            Requests.context(limits: limits))
    }

    private static func fields(_ sites: EditableJSON, _ version: WireVersion) throws -> [String] {
        try read(sites, version).faults.compactMap(\.field)
            .map { $0.hasPrefix("certification.") ? String($0.dropFirst(14)) : $0 }
    }

    @Test("a site needs a country, and street or city")
    func location() throws {
        for version in WireVersion.allCases {
            #expect(try Self.fields([["country": "AU", "street": "1 Quay St"]], version) == [])
            #expect(try Self.fields([["country": "AU", "city": "Perth"]], version) == [])
            #expect(try Self.fields([["country": "AU"]], version) == ["sites[0].street"])
            #expect(
                try Self.fields([["country": "AU", "street": "", "city": .null]], version)
                    == ["sites[0].street"])
            #expect(
                try Self.fields([["city": "Perth", "country": ""]], version)
                    == ["sites[0].country"])
            #expect(
                try Self.fields([["state": "WA"]], version)
                    == ["sites[0].street", "sites[0].country"])
            #expect(
                try Self.fields([["country": "AU", "city": 7]], version) == ["sites[0].city"])
        }
    }

    @Test("a full address will do in V2, and is unknown in V1")
    func fullAddress() throws {
        let site: EditableJSON = [["country": "AU", "full_address": "1 Quay St, Perth"]]
        let v2 = try Self.read(site, .v2)
        #expect(v2.value?.certification?.sites.setValue?.first?.fullAddress == "1 Quay St, Perth")
        let v1 = try Self.read(site, .v1)
        #expect(v1.faults.map(\.field) == ["sites[0].street"])
        #expect(v1.warnings.map(\.field) == ["sites[0].full_address"])
    }

    @Test(
        "all of a site is read, and its post code under further names",
        arguments: [
            "postcode", "post_code", "zip_code",
        ])
    func whole(postCode: String) throws {
        for version in WireVersion.allCases {
            let body = Requests.good(version)
                .renaming(Requests.path("sites[0].postcode", version), postCode)
            let reading = try Requests.upload(body, version)
            #expect(reading.warnings == [])
            let site = try #require(reading.value?.certification?.sites.setValue?.first)
            #expect(site.street == "1 Quay St")
            #expect(site.city == "Perth")
            #expect(site.state == "WA")
            #expect(site.country == "AU")
            #expect(site.postCode == "06000")
            #expect(site.scope == "Repair")
        }
    }

    @Test("empty sites, as in the guide's template, are as if not sent")
    func template() throws {
        let empty: EditableJSON = [
            "street": "", "city": "", "state": "", "country": "", "postcode": "",
            "scope_description": "",
        ]
        for version in WireVersion.allCases {
            let none = try Self.read([empty], version)
            #expect(none.faults == [])
            #expect(none.value?.certification?.sites.isKeep ?? false)
            let one = try Self.read([empty, ["country": "AU", "city": "Perth"], empty], version)
            #expect(one.value?.certification?.sites.setValue?.count == 1)
        }
    }

    @Test("a fault names the site as it was counted in the body")
    func index() throws {
        for version in WireVersion.allCases {
            let good: EditableJSON = ["country": "AU", "city": "Perth"]
            let sites: EditableJSON = [[:], good, .null, ["country": "Atlantis", "city": "x"]]
            let reading = try Self.read(sites, version)
            #expect(reading.faults.map(\.code) == [.dataMappingRequired])
            #expect(
                reading.faults.map(\.field) == [Requests.path("sites[3].country", version)])
        }
    }

    @Test("what is no array of sites is refused")
    func wrongTypes() throws {
        for version in WireVersion.allCases {
            for sites in [7, true, "Perth", ["country": "AU", "city": "Perth"]]
                as [EditableJSON]
            {
                #expect(try Self.fields(sites, version) == ["sites"])
            }
            #expect(
                try Self.fields(["Perth", 7, [["a": 1]]], version) == [
                    "sites[0]", "sites[1]", "sites[2]",
                ])
        }
    }

    @Test("the limit is named with its value")
    func limit() throws {
        var limits = Limits()
        limits.sitesMax = 2
        let site: EditableJSON = ["country": "AU", "city": "Perth"]
        for version in WireVersion.allCases {
            #expect(try Self.read([site, [:], site], version, limits: limits).faults == [])
            let reading = try Self.read([site, site, site], version, limits: limits)
            #expect(reading.faults.map(\.message) == ["Send at most 2 sites; there are 3."])
            #expect(reading.faults.map(\.field) == [Requests.path("sites", version)])
        }
        #expect(Limits().sitesMax == 10_000)
    }
}

@Suite("Sectors of an upload")
struct SectorReadingTests {
    private static func read(
        _ sectors: EditableJSON, scheme: String = "Quality Management Systems",
        standard: String = "ISO 9001:2015", limits: Limits = Limits()
    ) throws -> WireReading<UploadRecord> {
        let body = Requests.v2.setting("certification.certification_sectors", sectors)
            .setting("certification.schemes[0].scheme_name", .string(scheme))
            .setting(
                "certification.schemes[0].standard_list[0].standards_name", .string(standard))
        return try Requests.upload(body, .v2, Requests.context(limits: limits))
    }

    private static func food(_ sectors: EditableJSON) throws -> WireReading<UploadRecord> {
        try read(sectors, scheme: "Food Safety Management Systems", standard: "ISO 22000:2018")
    }

    private static func words(_ reading: WireReading<UploadRecord>) -> [String] {
        (reading.value?.certification?.sectors.setValue ?? []).map { sector in
            switch sector {
            case .listed(let code): "\(code)"
            case .asSent(let name, let code): "\(name ?? "-")/\(code ?? "-")"
            }
        }
    }

    @Test(
        "a sector is read by number or name or both",
        arguments: [
            #"{"sector_code":"31"}"#, #"{"sector_code":"IAF 31"}"#, #"{"sector_code":"031"}"#,
            #"{"sector_code":31}"#, #"{"sector_name":"Transport, storage and communication"}"#,
            #"{"sector_name":"transport, storage and communication","sector_code":31}"#,
            #"{"sector_name":"","sector_code":"31"}"#,
        ])
    func found(json: String) throws {
        #expect(try Self.words(Self.read([.scalar(json)])) == ["31"])
        #expect(try Self.words(Self.food([.scalar(json)])) == ["31"])
    }

    @Test("name and code of different sectors are a fault on both")
    func contradiction() throws {
        let sectors: EditableJSON = [["sector_name": "Pharmaceuticals", "sector_code": "31"]]
        for reading in [try Self.read(sectors), try Self.food(sectors)] {
            #expect(reading.faults.map(\.code) == [.validationError, .validationError])
            #expect(
                reading.faults.map(\.field) == [
                    "certification.certification_sectors[0].sector_name",
                    "certification.certification_sectors[0].sector_code",
                ])
        }
    }

    @Test(
        "an unknown sector is a fault where one of the schemes uses the list",
        arguments: [
            ("Quality Management Systems", "ISO 9001:2015"),
            ("Environmental Management Systems", "ISO 14001:2015"),
            ("Occupational Health and Safety Management Systems", "ISO 45001:2018"),
        ])
    func unknown(scheme: String, standard: String) throws {
        let cases: [(EditableJSON, [String])] = [
            (["sector_code": "40"], ["sector_code"]), (["sector_code": 40], ["sector_code"]),
            (["sector_name": "Alchemy"], ["sector_name"]),
            (["sector_name": "Alchemy", "sector_code": "31"], ["sector_name"]),
            (["sector_name": "Alchemy", "sector_code": "X"], ["sector_name", "sector_code"]),
        ]
        for (sector, fields) in cases {
            let reading = try Self.read([sector], scheme: scheme, standard: standard)
            #expect(reading.faults.allSatisfy { $0.code == .dataMappingRequired })
            #expect(
                reading.faults.map(\.field)
                    == fields.map { "certification.certification_sectors[0].\($0)" })
        }
    }

    @Test("elsewhere an unknown sector is kept as sent")
    func asSent() throws {
        #expect(try Self.words(Self.food([["sector_code": "G"]])) == ["-/G"])
        #expect(try Self.words(Self.food([["sector_code": 40]])) == ["-/40"])
        #expect(
            try Self.words(Self.food([["sector_name": "Transport", "sector_code": "G I"]]))
                == ["Transport/G I"])
        let both = try Requests.upload(
            Requests.v2.setting("certification.certification_sectors", [["sector_code": "G"]])
                .setting(
                    "certification.schemes",
                    [
                        [
                            "scheme_name": "Food Safety Management Systems",
                            "standard_list": [["standards_name": "ISO 22000:2018"]],
                        ],
                        [
                            "scheme_name": "Quality Management Systems",
                            "standard_list": [["standards_name": "ISO 9001:2015"]],
                        ],
                    ]), .v2)
        #expect(both.faults.map(\.code) == [.dataMappingRequired])
    }

    @Test("an unknown scheme is not blamed on the sectors")
    func unknownScheme() throws {
        let reading = try Self.read([["sector_code": "G"]], scheme: "unknown")
        #expect(reading.faults.map(\.field) == ["certification.schemes[0].scheme_name"])
    }

    @Test("a sector without name and code, and what is none, is refused")
    func malformed() throws {
        let nothing = try Self.read([["note": "x"]])
        #expect(
            nothing.faults.map(\.field) == ["certification.certification_sectors[0].sector_name"])
        #expect(nothing.faults.map(\.code) == [.validationError])
        let text = try Self.read(["31", ["sector_code": 3.5]])
        #expect(
            text.faults.map(\.field) == [
                "certification.certification_sectors[0]",
                "certification.certification_sectors[1].sector_code",
            ])
        let long = try Self.food([
            ["sector_name": .string(String(repeating: "x", count: 301)), "sector_code": "1\u{1}"]
        ])
        #expect(long.faults.map(\.code) == [.validationError, .validationError])
    }

    @Test("the limit is named with its value, and V1 has no sectors")
    func limit() throws {
        var limits = Limits()
        limits.sectorsMax = 1
        let reading = try Self.read(
            [["sector_code": 1], ["sector_code": 2]], limits: limits)
        #expect(reading.faults.map(\.message) == ["Send at most 1 sectors; there are 2."])
        let v1 = try Requests.upload(
            Requests.v1.setting("certification_sectors", [["sector_code": 1]]), .v1)
        #expect(v1.warnings.map(\.field) == ["certification_sectors"])
    }
}

extension EditableJSON: ExpressibleByFloatLiteral {
    init(floatLiteral number: Double) { self = .scalar("\(number)") }
}
