import RegistryCore
import RegistryWire
import Testing

@Suite("Words of lists in an upload")
struct VocabularyReadingTests {
    @Test("a country is read by its codes and names")
    func country() throws {
        for word in ["AU", "aus", "036", "Australia", " AUSTRALIA "] {
            for version in WireVersion.allCases {
                let field =
                    version == .v1
                    ? "certified_entity_country" : "certified_entity.business_registered_country"
                let reading = try Requests.upload(
                    Requests.good(version).setting(field, .string(word)), version)
                #expect(reading.value?.uploadedEntity?.country == "AU")
            }
        }
    }

    static let unknown: [(field: String, near: String)] = [
        ("certification_status", "active"), ("certification_type", "Management System"),
    ]

    @Test("an unknown word needs mapping", arguments: unknown)
    func unknownWord(field: String, near: String) throws {
        for version in WireVersion.allCases {
            let path = Requests.path(field, version)
            let reading = try Requests.upload(
                Requests.good(version).setting(path, "no such word"), version)
            #expect(reading.faults.map(\.code) == [.dataMappingRequired])
            #expect(reading.faults.map(\.field) == [path])
            #expect(reading.faults.map(\.value) == ["\"no such word\""])
            #expect(reading.faults.map(\.unmapped?.text) == ["no such word"])
            #expect(reading.faults.first?.message.contains(near) ?? false)
        }
    }

    @Test("of a long list the nearest three are given")
    func nearest() throws {
        let reading = try Requests.upload(
            Requests.v1.setting("certified_entity_country", "Austalia"), .v1)
        #expect(reading.faults.map(\.code) == [.dataMappingRequired])
        #expect(reading.faults.first?.message.contains("Australia") ?? false)
    }

    @Test("an account's own terms are read by its mapping")
    func mapping() throws {
        let context = try Requests.context(mappings: [
            TermMapping(field: .status, source: "In Force", target: "active"),
            TermMapping(field: .type, source: "MS", target: "Management System"),
            TermMapping(field: .country, source: "Down Under", target: "Australia"),
            TermMapping(field: .scheme, source: "Q", target: "Quality Management Systems"),
            TermMapping(field: .standard, source: "9K", target: "ISO 9001:2015"),
            TermMapping(field: .accreditationBody, source: "British", target: "UKAS"),
        ])
        var v1 = Requests.v1.setting("certified_entity_country", "down  under")
        var v2 = Requests.v2
            .setting("certified_entity.business_registered_country", "down  under")
        for (field, value) in [
            ("certification_status", "IN FORCE"), ("certification_type", "ms"),
            ("schemes[0].scheme_name", "q"),
            ("schemes[0].standard_list[0].standards_name", "9k"),
            ("accreditation_body_acronym_name", "british"),
            ("accreditation_body_name", "whoever"), ("sites[0].country", "Down Under"),
        ] {
            v1 = v1.setting(field, .string(value))
            v2 = v2.setting("certification.\(field)", .string(value))
        }
        let good = try Requests.upload(Requests.v1, .v1).value
        for (body, version) in [(v1, WireVersion.v1), (v2, .v2)] {
            let reading = try Requests.upload(body, version, context)
            #expect(reading.faults == [])
            #expect(reading.value?.content == good?.content)
        }
    }
}

@Suite("Schemes and standards of an upload")
struct SchemeReadingTests {
    private static func read(
        _ schemes: EditableJSON, limits: Limits = Limits()
    ) throws -> [WireReading<UploadRecord>] {
        try WireVersion.allCases.map { version in
            let path = Requests.path("schemes", version)
            return try Requests.upload(
                Requests.good(version).setting(path, schemes), version,
                Requests.context(limits: limits))
        }
    }

    private static func scheme(_ name: String, _ standards: [String]) -> EditableJSON {
        [
            "scheme_name": .string(name),
            "standard_list": .array(standards.map { ["standards_name": .string($0)] }),
        ]
    }

    private static func expect(
        _ schemes: EditableJSON, _ fields: [String], _ code: FaultCode,
        limits: Limits = Limits(), sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for (version, reading) in zip(WireVersion.allCases, try read(schemes, limits: limits)) {
            let prefix = version == .v1 ? "" : "certification."
            #expect(
                reading.faults.map(\.field) == fields.map { prefix + $0 },
                sourceLocation: sourceLocation)
            #expect(
                reading.faults.allSatisfy { $0.code == code }, sourceLocation: sourceLocation)
        }
    }

    @Test("names are compared without white space and case, and kept in the order sent")
    func found() throws {
        let schemes: EditableJSON = [
            Self.scheme("environmentalmanagementsystems", ["iso14001:2015"]),
            Self.scheme("Quality Management Systems", ["ISO9001:2015"]),
        ]
        for reading in try Self.read(schemes) {
            let ids = reading.value?.certification?.schemes.map { Optional($0.schemeID) }
            #expect(
                ids == [
                    Requests.scheme("Environmental Management Systems"),
                    Requests.scheme("Quality Management Systems"),
                ])
        }
    }

    @Test("doubles are kept once, and a scheme that comes again adds its standards")
    func doubles() throws {
        let security = "Information Security Management Systems"
        let schemes: EditableJSON = [
            Self.scheme(security, ["ISO/IEC 27001:2013", "ISO/IEC 27001:2013"]),
            Self.scheme("Quality Management Systems", ["ISO 9001:2015"]),
            Self.scheme(security, ["ISO/IEC 27001:2022", "iso/iec27001:2013"]),
        ]
        for reading in try Self.read(schemes) {
            let read = try #require(reading.value?.certification?.schemes)
            #expect(read.count == 2)
            #expect(
                read.first?.standardIDs.map { Optional($0) } == [
                    Requests.standard("ISO/IEC 27001:2013"),
                    Requests.standard("ISO/IEC 27001:2022"),
                ])
        }
    }

    @Test("an unknown scheme is a fault, and its standards are not blamed for it")
    func unknownScheme() throws {
        try Self.expect(
            [Self.scheme("Quantity Management Systems", ["ISO 9001:2015", "ISO 0"])],
            ["schemes[0].scheme_name"], .dataMappingRequired)
    }

    @Test("a standard is looked up within its scheme")
    func wrongScheme() throws {
        try Self.expect(
            [Self.scheme("Quality Management Systems", ["ISO 9001:2015", "ISO 14001:2015"])],
            ["schemes[0].standard_list[1].standards_name"], .dataMappingRequired)
    }

    @Test("what an accreditation body added is known to who names it")
    func added() throws {
        let schemes: EditableJSON = [Self.scheme("Truffle Management Systems", ["TMS 1:2024"])]
        try Self.expect(schemes, ["schemes[0].scheme_name"], .dataMappingRequired)
        let body = Requests.v1.setting("schemes", schemes)
            .setting("accreditation_body_acronym_name", "ENAC")
            .setting("accreditation_body_name", "Entidad Nacional de Acreditación")
        #expect(try Requests.upload(body, .v1).faults == [])
    }

    @Test("empty elements are as if not sent")
    func emptyElements() throws {
        let schemes: EditableJSON = [
            ["scheme_name": " ", "standard_list": [["standards_name": ""]]], .null, "",
            [
                "scheme_name": "Quality Management Systems",
                "standard_list": [["standards_name": .null], ["standards_name": "ISO 9001:2015"]],
            ], [:], [],
        ]
        for reading in try Self.read(schemes) {
            #expect(reading.faults == [])
            #expect(reading.value?.certification?.schemes.count == 1)
        }
        try Self.expect([["scheme_name": ""]], ["schemes"], .validationError)
        try Self.expect([], ["schemes"], .validationError)
    }

    @Test("what is no scheme and no standard is refused where it stands")
    func wrongTypes() throws {
        try Self.expect(["ISO 9001:2015"], ["schemes[0]"], .validationError)
        try Self.expect([[["scheme_name": "x"]]], ["schemes[0]"], .validationError)
        try Self.expect(
            [["scheme_name": "Quality Management Systems", "standard_list": ["ISO 9001:2015"]]],
            ["schemes[0].standard_list[0]"], .validationError)
        try Self.expect(
            [["scheme_name": "Quality Management Systems", "standard_list": "ISO 9001:2015"]],
            ["schemes[0].standard_list"], .validationError)
        try Self.expect(
            ["scheme_name": "Quality Management Systems"], ["schemes"], .validationError)
    }

    @Test("the limits are named with their values, and what is beyond is not read")
    func limits() throws {
        var limits = Limits()
        limits.schemesMax = 2
        limits.standardsPerSchemeMax = 3
        let good = Self.scheme("Quality Management Systems", ["ISO 9001:2015"])
        let unknown = Self.scheme("unknown", ["unknown"])
        try Self.expect([good, good], [], .validationError, limits: limits)
        try Self.expect([unknown, unknown, good], ["schemes"], .validationError, limits: limits)
        for reading in try Self.read([good, good, good], limits: limits) {
            #expect(reading.faults.first?.message == "Send at most 2 schemes; there are 3.")
        }
        let standards = ["ISO 9001:2015", "ISO 9001:2015", "ISO 9001:2015"]
        try Self.expect(
            [Self.scheme("Quality Management Systems", standards)], [], .validationError,
            limits: limits)
        try Self.expect(
            [Self.scheme("Quality Management Systems", standards + ["x"])],
            ["schemes[0].standard_list"], .validationError, limits: limits)
    }

    @Test("standards of one scheme that comes twice are counted together")
    func limitTogether() throws {
        var limits = Limits()
        limits.standardsPerSchemeMax = 1
        let security = "Information Security Management Systems"
        try Self.expect(
            [
                Self.scheme(security, ["ISO/IEC 27001:2013"]),
                Self.scheme(security, ["ISO/IEC 27001:2022"]),
            ], ["schemes[1].standard_list"], .validationError, limits: limits)
    }
}
