import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Keys of an upload")
struct KeyTests {
    static let aliases: [(name: String, alias: String, in: [WireVersion])] = [
        ("certificate_identity_number", "certification_identity_number", [.v1, .v2]),
        ("certified_entity_street_city", "certified_entity_city", [.v1]),
        (
            "schemes[0].standard_list[0].standards_name", "standard_name", [.v1, .v2]
        ),
        ("sites[0].postcode", "post_code", [.v1, .v2]),
        ("sites[0].postcode", "zip_code", [.v1, .v2]),
    ]

    @Test("an alias is read as the field, without a warning", arguments: aliases)
    func alias(name: String, alias: String, versions: [WireVersion]) throws {
        for version in versions {
            let good = Requests.good(version)
            let reading = try Requests.upload(
                good.renaming(Requests.path(name, version), alias), version)
            #expect(reading.faults == [])
            #expect(reading.warnings == [])
            #expect(reading.value?.content == (try Requests.upload(good, version).value?.content))
        }
    }

    @Test("the field's own name wins over an alias, wherever it stands", arguments: aliases)
    func ownName(name: String, alias: String, versions: [WireVersion]) throws {
        for version in versions {
            let good = Requests.good(version)
            let path = Requests.path(name, version)
            var parent = path.split(separator: ".", omittingEmptySubsequences: false)
            parent[parent.count - 1] = Substring(alias)
            let aliasPath = parent.joined(separator: ".")
            let behind = good.setting(aliasPath, 7)
            let inFront = good.renaming(path, alias).setting(aliasPath, 7)
                .setting(path, good[path] ?? .null)
            for body in [behind, inFront] {
                let reading = try Requests.upload(body, version)
                #expect(reading.faults == [])
                #expect(reading.warnings == [])
                #expect(
                    reading.value?.content == (try Requests.upload(good, version).value?.content))
            }
            // Null is as if left out, so that the alias counts.
            let null = try Requests.upload(behind.setting(path, .null), version)
            #expect(null.faults.map(\.field) == [aliasPath])
        }
    }

    @Test("a fault names the alias that was sent")
    func faultOfAlias() throws {
        let body = Requests.v2
            .renaming("certification.certificate_identity_number", "certification_identity_number")
            .setting("certification.certification_identity_number", 7)
        let reading = try Requests.upload(body, .v2)
        #expect(
            reading.faults.map(\.field) == ["certification.certification_identity_number"])
    }
}

@Suite("Unknown keys of an upload")
struct UnknownKeyTests {
    static let places: [(WireVersion, String)] = [
        (.v1, "colour"), (.v1, "schemes[0].colour"), (.v1, "schemes[0].standard_list[0].colour"),
        (.v1, "sites[0].colour"), (.v2, "colour"), (.v2, "certified_entity.colour"),
        (.v2, "certification.colour"), (.v2, "certification.schemes[0].colour"),
        (.v2, "certification.sites[0].colour"),
    ]

    @Test("an unknown key is ignored with its value and pointed out", arguments: places)
    func unknown(version: WireVersion, path: String) throws {
        for value in [.null, "red", ["a": ["b": 1]], [1, 2]] as [EditableJSON] {
            let reading = try Requests.upload(
                Requests.good(version).setting(path, value), version)
            #expect(reading.faults == [])
            #expect(reading.value?.content == (try Self.good(version)))
            #expect(reading.warnings.map(\.field) == [path])
            #expect(reading.warnings.map(\.code) == [.unknownKey])
            #expect(reading.warnings.map(\.recordIndex) == [nil])
            #expect(reading.warnings.first?.message.contains("Did you mean") == false)
        }
    }

    private static func good(_ version: WireVersion) throws -> String? {
        try Requests.upload(Requests.good(version), version).value?.content
    }

    static let slips: [(wrong: String, right: String)] = [
        ("certificate_numbr", "certificate_number"), ("certificateNumber", "certificate_number"),
        ("certificate-number", "certificate_number"), ("SITES", "sites"),
        ("CertificationOriginalIssueDate", "certification_original_issue_date"),
        ("Certificate_Number", "certificate_number"),
        ("certification_scop", "certification_scope"), ("scheme", "schemes"), ("site", "sites"),
        ("accreditation_body_acronym", "accreditation_body_acronym_name"),
        ("certified_entity_postcode", "certified_entity_post_code"),
    ]

    @Test("the nearest known key is given", arguments: slips)
    func nearest(wrong: String, right: String) throws {
        let reading = try Requests.upload(Requests.v1.setting(wrong, "x"), .v1)
        #expect(reading.warnings.map(\.field) == [wrong])
        #expect(reading.warnings.first?.message.contains("Did you mean \(right)?") ?? false)
    }

    @Test(
        "a key that is no slip of a known one gets no suggestion",
        arguments: [
            "x", "name", "note", "certification_body_name", "internal_reference",
            String(repeating: "certificate_number", count: 9), "číslo",
        ])
    func noSuggestion(key: String) throws {
        let reading = try Requests.upload(Requests.v1.setting(key, "x"), .v1)
        #expect(reading.warnings.count == 1)
        #expect(reading.warnings.first?.message.contains("Did you mean") == false)
    }

    @Test("a mistyped mandatory key is a fault")
    func mandatory() throws {
        let reading = try Requests.upload(
            Requests.v1.renaming("certificate_number", "certificate_numbr"), .v1)
        #expect(reading.faults.map(\.field) == ["certificate_number"])
        #expect(reading.warnings.map(\.field) == ["certificate_numbr"])
    }

    @Test("keys are compared code point by code point")
    func exact() throws {
        for key in ["certificate_number ", "certificate_numbe\u{72}\u{301}", "sites\u{0}", ""] {
            guard case .object(let members) = Requests.v1 else { return }
            let reading = try Requests.upload(.object(members + [(key, 7)]), .v1)
            #expect(reading.faults == [])
            #expect(reading.warnings.count == 1)
        }
        let escaped =
            Requests.v1.removing("certificate_number").text.dropLast()
            + #","certificate\u005fnumber":"X"}"#
        let root = try JSONDocument(parsing: Array(escaped.utf8)).root
        let reading = V1.readUpload(root, try Requests.context())
        #expect(reading.value?.certification?.number == "X")
    }

    @Test("at most a thousand are pointed out, and long keys are cut")
    func bounded() throws {
        var members: [(key: String, value: EditableJSON)] = (0..<1_500).map { ("k\($0)", 1) }
        members.insert((String(repeating: "k", count: 5_000), 1), at: 0)
        guard case .object(let good) = Requests.v1 else { return }
        let reading = try Requests.upload(.object(members + good), .v1)
        #expect(reading.value != nil)
        #expect(reading.warnings.count == 1_000)
        #expect(reading.warnings.first?.field == String(repeating: "k", count: 100))
    }
}
