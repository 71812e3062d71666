import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

/// Contract section 10, by the rules of section 2.
@Suite("Reading the upload of a certification body")
struct BodyUploadReadingTests {
    // MARK: Mandatory fields

    static let mandatory = [
        "certification_body_identity_number", "certification_body_name", "country",
        "accreditation_status", "standard_and_schemes[0].standard_code",
        "standard_and_schemes[0].scheme_name",
    ]

    @Test("one that is left out, null or empty is a validation error on it", arguments: mandatory)
    func missing(path: String) throws {
        let good = BodyRequests.upload
        for body in [
            good.removing(path), good.setting(path, .null), good.setting(path, ""),
            good.setting(path, " \t\u{3000}"),
        ] {
            let reading = try BodyRequests.read(body)
            #expect(reading.value == nil)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == [path])
        }
    }

    @Test("all that is missing is listed at once")
    func nothing() throws {
        #expect(
            try BodyRequests.read([:]).faults.map(\.field) == [
                "certification_body_identity_number", "certification_body_name", "country",
                "accreditation_status",
            ])
        #expect(try BodyRequests.read([]).faults.map(\.code) == [.badRequest])
    }

    @Test("a country without a country is as if not sent, but not one with something else")
    func countryElement() throws {
        let path = "certification_body_countries"
        let empty = try BodyRequests.read(
            BodyRequests.upload.setting(path, [["country": ""], [:], ["country": "AU"]]))
        #expect(empty.value?.change.countries == .set(["AU"]))
        let none = try BodyRequests.read(
            BodyRequests.upload.setting(path, [["country": ""], [:]]))
        #expect(none.value?.change.countries == .keep)
        let other = try BodyRequests.read(
            BodyRequests.upload.setting(path, [["name": "Australia"]]))
        #expect(other.faults.map(\.field) == ["certification_body_countries[0].country"])
    }

    // MARK: Texts

    /// Every text with its longest value.
    static let texts: [(path: String, max: Int)] = [
        ("certification_body_identity_number", 45), ("certification_body_name", 300),
        ("certification_body_acronym", 45), ("description", 10_000), ("website", 500),
        ("public_email_address", 254), ("public_phone_number", 45), ("public_fax_number", 45),
        ("office_directories[0].office_type", 45), ("office_directories[0].street", 300),
        ("office_directories[0].state", 100), ("office_directories[0].city", 100),
        ("office_directories[0].zip_code", 30), ("standard_and_schemes[0].standard_code", 300),
        ("standard_and_schemes[0].scheme_name", 300), ("standard_and_schemes[0].scope_type", 45),
        ("standard_and_schemes[0].standard_status", 45),
        ("technical_sectors[0].sector_title", 300), ("technical_sectors[0].scheme_name", 300),
        ("technical_sectors[0].sector_code", 45),
    ]

    @Test("a text may be as long as its limit and no longer", arguments: texts)
    func length(path: String, max: Int) throws {
        let start = path == "website" ? "https://e.example/" : ""
        for (length, isGood) in [(max, true), (max + 1, false)] {
            let text = start + String(repeating: "\u{1F3ED}", count: length - start.count)
            let reading = try BodyRequests.read(
                BodyRequests.upload.setting(path, .string(text)))
            #expect(reading.faults.map(\.field) == (isGood ? [] : [path]))
            #expect(reading.faults.allSatisfy { $0.code == .validationError })
            #expect(reading.faults.allSatisfy { $0.message.contains("\(max)") })
        }
    }

    @Test("a text of another type, or with a control character, is refused", arguments: texts)
    func type(path: String, max: Int) throws {
        let isCode = path.hasSuffix("sector_code")
        let wrong: [EditableJSON] = [-1.5, true, ["x"], ["a": "x"], "a\u{0}b", "a\u{85}b"]
        for value in wrong + (isCode ? [] : [7]) {
            let reading = try BodyRequests.read(BodyRequests.upload.setting(path, value))
            #expect(reading.faults.map(\.field) == [path], "\(value.text)")
            #expect(reading.faults.map(\.code) == [.validationError])
        }
        let broken = try BodyRequests.read(BodyRequests.upload.setting(path, "a\r\n\tb"))
        #expect(broken.faults.map(\.field) == (path == "description" ? [] : [path]))
    }

    @Test("a whole number is taken as a sector's code, and as no other text")
    func sectorCode() throws {
        let reading = try BodyRequests.read(
            BodyRequests.upload.setting("technical_sectors[0].sector_code", 31))
        #expect(reading.value?.change.sectors.setValue?.map(\.code) == ["31"])
    }

    @Test("a description has 200 words, however they are parted, and no more")
    func words() throws {
        for separator in [" ", "\n", "\t", "  \r\n ", "\u{A0}"] {
            for (count, isGood) in [(200, true), (201, false)] {
                let text = Array(repeating: "word", count: count).joined(separator: separator)
                let reading = try BodyRequests.read(
                    BodyRequests.upload.setting("description", .string(text)))
                #expect(reading.faults.map(\.field) == (isGood ? [] : ["description"]))
            }
        }
    }

    @Test("a website is an address of the web, and a bare host gets https")
    func website() throws {
        let bare = try BodyRequests.read(
            BodyRequests.upload.setting("website", "northwind.example"))
        #expect(bare.value?.change.website == .set("https://northwind.example"))
        let script = try BodyRequests.read(
            BodyRequests.upload.setting("website", "javascript:alert(1)"))
        #expect(script.faults.map(\.field) == ["website"])
    }

    // MARK: Lists

    @Test(
        "an array holds 500 elements and no more, empty ones aside", arguments: BodyRequests.arrays)
    func count(array: String) throws {
        let element = try #require(BodyRequests.upload["\(array)[0]"])
        for (count, isGood) in [(500, true), (501, false)] {
            let elements = Array(repeating: element, count: count) + [[:], .null]
            let reading = try BodyRequests.read(
                BodyRequests.upload.setting(array, .array(elements)))
            #expect(reading.faults.map(\.field) == (isGood ? [] : [array]))
            #expect(reading.faults.allSatisfy { $0.message.contains("500") })
        }
        for value in [7, true, "x", ["country": "AU"]] as [EditableJSON] {
            let reading = try BodyRequests.read(BodyRequests.upload.setting(array, value))
            #expect(reading.faults.map(\.field) == [array], "\(value.text)")
        }
        let inner = try BodyRequests.read(BodyRequests.upload.setting(array, ["x"]))
        #expect(inner.faults.map(\.field) == ["\(array)[0]"])
    }

    static let countries = [
        "country", "office_directories[0].country", "certification_body_countries[0].country",
    ]

    @Test("a country is a word of the list, in any spelling", arguments: countries)
    func country(path: String) throws {
        for word in ["CI", "civ", "384", "CÔTE D'IVOIRE", "Cote dIvoire", " Ivory Coast "] {
            let reading = try BodyRequests.read(
                BodyRequests.upload.setting(path, .string(word)))
            #expect(reading.faults == [], "\(word)")
            let change = reading.value?.change
            let read = [
                "country": reading.value?.country,
                "office_directories[0].country": change?.offices.setValue?[0].country,
                "certification_body_countries[0].country": change?.countries.setValue?[0],
            ]
            #expect(read[path] == "CI", "\(word)")
        }
        let unknown = try BodyRequests.read(BodyRequests.upload.setting(path, "Atlantis"))
        #expect(unknown.faults.map(\.code) == [.dataMappingRequired])
        #expect(unknown.faults.map(\.field) == [path])
        let number = try BodyRequests.read(BodyRequests.upload.setting(path, 36))
        #expect(number.faults.map(\.code) == [.validationError])
    }

    @Test("the same country twice is kept once, in its first place")
    func doubledCountry() throws {
        let countries: EditableJSON = [
            ["country": "NZ"], ["country": "AU"], ["country": "New Zealand"], ["country": "aus"],
        ]
        let reading = try BodyRequests.read(
            BodyRequests.upload.setting("certification_body_countries", countries))
        #expect(reading.value?.change.countries == .set(["NZ", "AU"]))
    }

    @Test("the status is one of three words, in any case")
    func status() throws {
        for (word, status) in [
            ("Active", BodyAccreditationStatus.active), ("WITHDRAWN", .withdrawn),
            (" suspended ", .suspended),
        ] {
            let reading = try BodyRequests.read(
                BodyRequests.upload.setting("accreditation_status", .string(word)))
            #expect(reading.value?.status == status)
            #expect(reading.value?.change.status == status)
        }
        let unknown = try BodyRequests.read(
            BodyRequests.upload.setting("accreditation_status", "Expired"))
        #expect(unknown.faults.map(\.code) == [.dataMappingRequired])
        for word in ["Active", "Withdrawn", "Suspended"] {
            #expect(unknown.faults[0].message.contains(word))
        }
    }

    @Test("dates must exist", arguments: ["issue_date", "first_issue_date", "expiry_date"])
    func dates(field: String) throws {
        let path = "standard_and_schemes[0].\(field)"
        for value in ["20240229", "2024-02-29", 20_240_229] as [EditableJSON] {
            let reading = try BodyRequests.read(BodyRequests.upload.setting(path, value))
            let standard = reading.value?.change.standards.setValue?[0]
            let dates = [
                "issue_date": standard?.issueDate, "first_issue_date": standard?.firstIssueDate,
                "expiry_date": standard?.expiryDate,
            ]
            #expect(dates[field] == CalendarDate(number: 20_240_229), "\(value.text)")
        }
        for value in ["20230229", "29.02.2024", true, [], 1] as [EditableJSON] {
            let reading = try BodyRequests.read(BodyRequests.upload.setting(path, value))
            #expect(reading.faults.map(\.field) == [path], "\(value.text)")
        }
        for value in ["", .null] as [EditableJSON] {
            #expect(try BodyRequests.read(BodyRequests.upload.setting(path, value)).faults == [])
        }
    }

    // MARK: The library

    private static func standard(
        _ scheme: String, _ code: String, mappings: [TermMapping] = []
    ) throws -> (scheme: String?, standard: String?) {
        let reading = try BodyRequests.read(
            BodyRequests.upload
                .setting("standard_and_schemes[0].scheme_name", .string(scheme))
                .setting("standard_and_schemes[0].standard_code", .string(code)),
            mappings: mappings)
        let standard = reading.value?.change.standards.setValue?.first
        return (standard?.schemeName, standard?.standardName)
    }

    @Test("a pair is kept in the library's words, and one that it lacks as sent")
    func pairs() throws {
        let known = try Self.standard("quality management  SYSTEMS", "iso9001:2015")
        #expect(known == ("Quality Management Systems", "ISO 9001:2015"))
        let own = try Self.standard("TRUFFLE management systems", "tms1:2024")
        #expect(own == ("Truffle Management Systems", "TMS 1:2024"))
        let newStandard = try Self.standard("truffle management systems", "tms 2")
        #expect(newStandard == ("Truffle Management Systems", "tms 2"))
        let new = try Self.standard("mushrooms", "m 1")
        #expect(new == ("mushrooms", "m 1"))
        let mapped = try Self.standard(
            "QM", "9001",
            mappings: [
                TermMapping(field: .scheme, source: "qm", target: "Quality Management Systems"),
                TermMapping(field: .standard, source: "9001", target: "ISO 9001:2015"),
            ])
        #expect(mapped == ("Quality Management Systems", "ISO 9001:2015"))
    }

    // MARK: The whole

    @Test("a good request is read as it is sent")
    func good() throws {
        let reading = try BodyRequests.read(BodyRequests.upload)
        #expect(reading.faults == [])
        #expect(reading.warnings == [])
        let upload = try #require(reading.value)
        #expect(upload.identityNumber == "B/1" && upload.name == "Northwind")
        #expect(upload.country == "AU" && upload.status == .active)
        let change = upload.change
        #expect(change.name == "Northwind" && change.country == "AU" && change.status == .active)
        #expect(change.acronym == .set("NWC") && change.description == .set("Certifies\npumps"))
        #expect(change.emailAddress == .set("a@northwind.example"))
        #expect(change.phoneNumber == .set("+61 1") && change.faxNumber == .set("+61 2"))
        let office = try #require(change.offices.setValue?.first)
        #expect(office.type == "Head office" && office.country == "NZ" && office.state == "AUK")
        #expect(office.street == "1 Quay St" && office.city == "Auckland")
        #expect(office.postCode == "01010")
        #expect(change.countries == .set(["AU", "CI"]))
        let standard = try #require(change.standards.setValue?.first)
        #expect(standard.firstIssueDate == CalendarDate(number: 20_100_228))
        #expect(standard.scopeType == "Full" && standard.standardStatus == "Active")
        let sector = try #require(change.sectors.setValue?.first)
        #expect(sector.title == "Pumps" && sector.schemeName == "Quality" && sector.code == "018")
    }

    @Test("what is not sent stays, and what is sent empty is cleared")
    func optional() throws {
        guard case .object(let members) = BodyRequests.upload else { return }
        let optional = members.map(\.key).filter { !Self.mandatory.contains($0) }
        for value in [nil, .null, "", " ", []] as [EditableJSON?] {
            var body = BodyRequests.upload
            for key in optional {
                // A text can't be an empty array.
                let isArray = BodyRequests.arrays.contains(key)
                let value = value.map { $0.text == "[]" && !isArray ? "" : $0 }
                body = value.map { body.setting(key, $0) } ?? body.removing(key)
            }
            let change = try #require(try BodyRequests.read(body).value).change
            let isKept = value == nil || value?.text == "null"
            let texts = [
                change.acronym, change.description, change.website, change.emailAddress,
                change.phoneNumber, change.faxNumber,
            ]
            #expect(texts.allSatisfy { $0 == (isKept ? .keep : .clear) })
            #expect(change.offices.isClear == !isKept && change.countries.isClear == !isKept)
            #expect(change.standards.isClear == !isKept && change.sectors.isClear == !isKept)
        }
    }

    @Test("unknown keys are pointed out, with the nearest, wherever they stand")
    func unknownKeys() throws {
        let body = BodyRequests.upload
            .setting("certification_bodies_name", "x")
            .setting("office_directories[0].zipcode", "x")
            .setting("standard_and_schemes[0].standardcode", "x")
            .setting("technical_sectors[0].colour", "x")
        let reading = try BodyRequests.read(body)
        #expect(reading.faults == [])
        #expect(
            reading.warnings.map(\.field) == [
                "certification_bodies_name", "office_directories[0].zipcode",
                "standard_and_schemes[0].standardcode", "technical_sectors[0].colour",
            ])
        let nearest = [
            "certification_body_name?", "zip_code?", "standard_code?", "with its value.",
        ]
        for (warning, end) in zip(reading.warnings, nearest) {
            #expect(warning.message.hasSuffix(end), "\(warning.message)")
        }
    }

    @Test("a fault of the register stands where the standards stood")
    func site() throws {
        let upload = try #require(try BodyRequests.read(BodyRequests.upload).value)
        #expect(upload.locator.site(of: .standards).field == "standard_and_schemes")
    }
}
