import RegistryCore
import RegistryWire
import Testing

/// A text field of an upload, by its path in V2 and, where V1 has it, in V1.
struct TextField: Sendable, CustomTestStringConvertible {
    let v2: String
    let v1: String?
    let scalarsMax: Int
    var allowsLineBreaks = false
    /// Words of a list, ids and addresses can't hold any text.
    var takesAnyText = true
    var testDescription: String { v2 }

    private static func entity(
        _ v2: String, _ v1: String?, _ scalarsMax: Int, takesAnyText: Bool = true
    ) -> TextField {
        TextField(
            v2: "certified_entity.\(v2)", v1: v1, scalarsMax: scalarsMax,
            takesAnyText: takesAnyText)
    }

    private static func certification(
        _ name: String, _ scalarsMax: Int, allowsLineBreaks: Bool = false,
        takesAnyText: Bool = true, isInV1: Bool = true
    ) -> TextField {
        TextField(
            v2: "certification.\(name)", v1: isInV1 ? name : nil, scalarsMax: scalarsMax,
            allowsLineBreaks: allowsLineBreaks, takesAnyText: takesAnyText)
    }

    static let all: [TextField] = [
        entity("certified_entity_unique_id", "certified_entity_unique_id", 45, takesAnyText: false),
        entity("certified_entity_name", "certified_entity_name", 300),
        entity("certified_entity_english_name", "certified_entity_english_name", 300),
        entity("certified_entity_trading_name", "certified_entity_trading_name", 500),
        entity("business_registered_street", "certified_entity_street_address", 300),
        entity("business_registered_city", "certified_entity_street_city", 100),
        entity("business_registered_full_address", nil, 600),
        entity("business_registered_state", "certified_entity_state", 100),
        entity("business_registered_zip_code", "certified_entity_post_code", 30),
        entity("certified_entity_website", "certified_entity_website", 500, takesAnyText: false),
        entity("business_registration_number", nil, 60),
        entity("tax_id", nil, 60),
        entity("company_id_number", nil, 60),
        entity("vat", nil, 60),
        entity("duns_number", nil, 60, takesAnyText: false),
        certification("certificate_number", 60),
        certification("certificate_identity_number", 60),
        certification("certification_status", 45, takesAnyText: false),
        certification("accreditation_body_name", 300, takesAnyText: false),
        certification("accreditation_body_acronym_name", 45, takesAnyText: false),
        certification("certification_type", 45, takesAnyText: false),
        certification("certification_scope", 10_000, allowsLineBreaks: true),
        certification("flexible_scope", 10_000, allowsLineBreaks: true, isInV1: false),
        certification("sites[0].street", 300),
        certification("sites[0].city", 100),
        certification("sites[0].full_address", 600, isInV1: false),
        certification("sites[0].state", 100),
        certification("sites[0].postcode", 30),
        certification("sites[0].scope_description", 10_000, allowsLineBreaks: true),
    ]

    /// The field's bodies with another value.
    func bodies(_ value: EditableJSON) -> [(body: EditableJSON, version: WireVersion, path: String)]
    {
        let places = [(v1, WireVersion.v1), (v2, WireVersion.v2)]
        return places.compactMap { path, version in
            path.map { (Requests.good(version).setting($0, value), version, $0) }
        }
    }
}

@Suite("Text of an upload")
struct TextFieldTests {
    @Test("a text of the longest length is taken, in Unicode scalars", arguments: TextField.all)
    func longest(_ field: TextField) throws {
        guard field.takesAnyText else { return }
        for letter in ["x", "𝒜"] {
            let text = EditableJSON.string(String(repeating: letter, count: field.scalarsMax))
            for (body, version, _) in field.bodies(text) {
                #expect(try Requests.upload(body, version).faults == [])
            }
        }
    }

    @Test("one more is refused with the limit and the length", arguments: TextField.all)
    func tooLong(_ field: TextField) throws {
        let text = String(repeating: "9", count: field.scalarsMax + 1)
        for (body, version, path) in field.bodies(.string(text)) {
            let reading = try Requests.upload(body, version)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.first?.field == path)
            let message = reading.faults.first?.message ?? ""
            #expect(message.contains("\(field.scalarsMax)"))
            #expect(message.contains("\(field.scalarsMax + 1)"))
            #expect(reading.faults.first?.value == String("\"\(text)\"".prefix(200)))
        }
    }

    @Test("white space at both ends goes, and doesn't count", arguments: TextField.all)
    func trimmed(_ field: TextField) throws {
        for (_, version, path) in field.bodies("") {
            guard case .scalar(let good)? = Requests.good(version)[path] else { continue }
            let padding = String(repeating: "\u{2003}\t ", count: 400)
            let text = padding + good.dropFirst().dropLast() + padding + "\n"
            let body = Requests.good(version).setting(path, .string(text))
            let reading = try Requests.upload(body, version)
            #expect(reading.faults == [])
            let good1 = try Requests.upload(Requests.good(version), version).value
            #expect("\(reading.value?.content as Any)" == "\(good1?.content as Any)")
        }
    }

    @Test(
        "control characters are refused", arguments: TextField.all,
        ["\u{0}", "\u{7}", "\u{B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}"])
    func controls(_ field: TextField, control: String) throws {
        for (body, version, path) in field.bodies(.string("a\(control)b")) {
            let reading = try Requests.upload(body, version)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.first?.field == path)
            #expect(reading.faults.first?.message.contains("control character U+00") ?? false)
        }
    }

    @Test("line breaks and tabs stand in scopes alone", arguments: TextField.all)
    func lineBreaks(_ field: TextField) throws {
        for (body, version, path) in field.bodies("a\r\n\tb") {
            let reading = try Requests.upload(body, version)
            #expect(reading.faults.map(\.field) == (field.allowsLineBreaks ? [] : [path]))
        }
    }

    @Test("numbers, booleans, objects and arrays are no text", arguments: TextField.all)
    func wrongType(_ field: TextField) throws {
        let quotes = "in quotes"
        for (json, advice) in [
            ("12345", quotes), ("1.5", quotes), ("1e3", quotes), ("true", quotes),
            ("{\"a\":\"b\"}", "object"), ("[\"a\"]", "array"),
        ] {
            let isTaken =
                (field.v2.hasSuffix("flexible_scope") && json == "true")
            for (body, version, path) in field.bodies(.scalar(json)) {
                let reading = try Requests.upload(body, version)
                if isTaken {
                    #expect(reading.faults == [])
                    continue
                }
                #expect(reading.faults.map(\.code) == [.validationError])
                #expect(reading.faults.first?.field == path)
                #expect(reading.faults.first?.value == json)
                if !field.v2.hasSuffix("duns_number") {
                    #expect(reading.faults.first?.message.contains(advice) ?? false)
                }
            }
        }
    }

    @Test("text is kept as sent, in any script and normal form")
    func asSent() throws {
        let names = ["Παράδειγμα Ａ.Ε.", "e\u{301}te\u{301}", "مثال  two spaces", "例え\u{200B}", "🏭"]
        for name in names {
            for version in WireVersion.allCases {
                let path = Requests.path("certified_entity_name", version)
                let body = Requests.good(version).setting(path, .string(name))
                let reading = try Requests.upload(body, version)
                let read = try #require(reading.value?.uploadedEntity?.name)
                #expect(Array(read.unicodeScalars) == Array(name.unicodeScalars))
            }
        }
    }
}

extension UploadRecord {
    /// All that it says, but for where it was said.
    var content: String {
        var entity = uploadedEntity
        entity?.mustBeLocated = false
        return "\(entity as Any) \(certification as Any)"
    }
}
