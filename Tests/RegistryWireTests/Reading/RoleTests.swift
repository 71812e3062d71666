import RegistryCore
import RegistryWire
import Testing

/// What of an upload depends on who sends it (contract section 5).
@Suite("Uploads of accreditation bodies and multi-national bodies")
struct RoleTests {
    private static func read(
        _ body: EditableJSON, _ version: WireVersion, _ role: Role
    ) throws -> WireReading<UploadRecord> {
        try Requests.upload(body, version, Requests.context(role))
    }

    // MARK: Mandatory fields

    struct Case: Sendable, CustomTestStringConvertible {
        let version: WireVersion
        let role: Role
        let field: String
        var testDescription: String { "\(version.rawValue) \(role.rawValue) \(field)" }
        var path: String { Requests.path(field, version) }

        static let all = WireVersion.allCases.flatMap { version in
            [
                (Role.accreditationBody, "certification_body_identity_number"),
                (.accreditationBody, "certification_body_name"),
                (.multinationalCertificationBody, "certification_body_name"),
                (.multinationalCertificationBody, "certification_body_acronym_name"),
                (.multinationalCertificationBody, "accreditation_body_name"),
                (.multinationalCertificationBody, "accreditation_body_acronym_name"),
            ].map { Case(version: version, role: $0.0, field: $0.1) }
        }
    }

    @Test(
        "what names the body is mandatory: left out, null or empty is a fault", arguments: Case.all)
    func mandatory(_ item: Case) throws {
        let good = Requests.good(item.version, item.role)
        let spoilt = [
            good.removing(item.path), good.setting(item.path, .null),
            good.setting(item.path, ""), good.setting(item.path, " \t"),
        ]
        for body in spoilt {
            let reading = try Self.read(body, item.version, item.role)
            #expect(reading.value == nil)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == [item.path])
        }
    }

    @Test("what names the body is a text of its length", arguments: Case.all)
    func texts(_ item: Case) throws {
        guard item.field.hasPrefix("certification_body") else { return }
        let max = item.field == "certification_body_name" ? 300 : 45
        let good = Requests.good(item.version, item.role)
        let longest = EditableJSON.string(String(repeating: "ä", count: max))
        let fits = try Self.read(good.setting(item.path, longest), item.version, item.role)
        #expect(fits.faults == [])
        let wrong: [EditableJSON] = [
            .string(String(repeating: "ä", count: max + 1)), 7, true, ["x"], ["a": "x"], "a\u{0}b",
            "a\nb",
        ]
        for value in wrong {
            let reading = try Self.read(good.setting(item.path, value), item.version, item.role)
            #expect(reading.faults.map(\.code) == [.validationError], "\(value.text)")
            #expect(reading.faults.map(\.field) == [item.path], "\(value.text)")
        }
    }

    // MARK: What is read

    @Test("each role's good requests are good, and name the body as the role does")
    func good() throws {
        let expected: [Role: BodyReference] = [
            .accreditationBody: .recorded(identityNumber: "B/1"),
            .certificationBody: .own(RecordID(90_002)),
            .multinationalCertificationBody: .associated(name: "Northwind", acronym: "NWC"),
        ]
        for version in WireVersion.allCases {
            for role in Role.allCases {
                let reading = try Self.read(Requests.good(version, role), version, role)
                #expect(reading.faults == [])
                #expect(reading.warnings == [])
                #expect(reading.value?.body == expected[role])
            }
        }
    }

    @Test("an ab's acronym of the body is optional")
    func optionalAcronym() throws {
        for version in WireVersion.allCases {
            let path = Requests.path("certification_body_acronym_name", version)
            let good = Requests.good(version, .accreditationBody)
            for body in [good.removing(path), good.setting(path, ""), good.setting(path, .null)] {
                let reading = try Self.read(body, version, .accreditationBody)
                #expect(reading.faults == [])
                #expect(reading.value?.body == .recorded(identityNumber: "B/1"))
            }
        }
    }

    @Test("an ab's certifications name itself; what it sends as accreditation body is ignored")
    func ownAccreditation() throws {
        let values: [EditableJSON] = ["UKAS", "no such body", "", 7, .null, ["a": ["b"]]]
        for version in WireVersion.allCases {
            for value in values {
                let body = Requests.good(version, .accreditationBody)
                    .setting(Requests.path("accreditation_body_name", version), value)
                    .setting(Requests.path("accreditation_body_acronym_name", version), value)
                let reading = try Self.read(body, version, .accreditationBody)
                #expect(reading.faults == [])
                #expect(reading.warnings == [])
                guard
                    case .found(let id) = reading.value?.certification?.accreditationBody
                else {
                    Issue.record("\(version) \(value.text) names no accreditation body")
                    continue
                }
                #expect(id == Requests.body("ENAC"))
            }
            let unaccredited = try Self.read(
                Requests.good(version, .accreditationBody).setting(
                    Requests.path("certificate_accreditation_status", version), "Unaccredited"),
                version, .accreditationBody)
            guard case .none? = unaccredited.value?.certification?.accreditationBody else {
                Issue.record("an unaccredited certification names an accreditation body")
                continue
            }
        }
    }

    @Test("an ab knows what it has added to the library itself, and nobody else does")
    func additions() throws {
        let schemes: EditableJSON = [
            [
                "scheme_name": "Truffle Management Systems",
                "standard_list": [["standards_name": "TMS1:2024"]],
            ]
        ]
        for version in WireVersion.allCases {
            let path = Requests.path("schemes", version)
            for role in Role.allCases {
                let reading = try Self.read(
                    Requests.good(version, role).setting(path, schemes), version, role)
                let isKnown = role == .accreditationBody
                #expect(reading.faults.map(\.code) == (isKnown ? [] : [.dataMappingRequired]))
            }
        }
    }

    // MARK: Keys

    @Test("to a cb every key that names a body is unknown, to an mncb the identity number")
    func unknownKeys() throws {
        let keys = [
            "certification_body_identity_number", "certification_body_name",
            "certification_body_acronym_name",
        ]
        for version in WireVersion.allCases {
            var body = Requests.good(version)
            for key in keys { body = body.setting(Requests.path(key, version), 7) }
            let reading = try Self.read(body, version, .certificationBody)
            #expect(reading.faults == [])
            #expect(reading.warnings.map(\.field) == keys.map { Requests.path($0, version) })
            #expect(reading.warnings.allSatisfy { $0.code == .unknownKey })
            #expect(reading.value?.body == .own(RecordID(90_002)))
            let group = try Self.read(
                Requests.good(version, .multinationalCertificationBody)
                    .setting(Requests.path(keys[0], version), 7),
                version, .multinationalCertificationBody)
            #expect(group.faults == [])
            #expect(group.warnings.map(\.field) == [Requests.path(keys[0], version)])
        }
    }

    @Test("in V1 an ab's website is unknown")
    func website() throws {
        let reading = try Self.read(
            Requests.good(.v1, .accreditationBody)
                .setting("certified_entity_website", "https://x.example"),
            .v1, .accreditationBody)
        #expect(reading.warnings.map(\.field) == ["certified_entity_website"])
        #expect(reading.value?.uploadedEntity?.website == .keep)
    }

    @Test(
        "V1's city has its own name for an ab, and the other is an alias", arguments: Role.allCases)
    func city(role: Role) throws {
        let names = ["certified_entity_city", "certified_entity_street_city"]
        let name = role == .accreditationBody ? names[0] : names[1]
        let alias = role == .accreditationBody ? names[1] : names[0]
        let good = Requests.good(.v1, role)
        #expect(good[name] != nil)
        let aliased = try Self.read(good.renaming(name, alias), .v1, role)
        #expect(aliased.warnings == [])
        #expect(aliased.value?.uploadedEntity?.address.city == .set("Perth"))
        let both = try Self.read(good.setting(alias, "Sydney"), .v1, role)
        #expect(both.warnings == [])
        #expect(both.value?.uploadedEntity?.address.city == .set("Perth"))
        let wrong = try Self.read(good.setting(name, 7), .v1, role)
        #expect(wrong.faults.map(\.field) == [name])
        let wrongAlias = try Self.read(good.removing(name).setting(alias, 7), .v1, role)
        #expect(wrongAlias.faults.map(\.field) == [alias])
    }

    // MARK: V2's bulk call

    private static func bulk(_ role: Role) throws -> BulkReading {
        let certification = try #require(Requests.good(.v2, role)["certification"])
        let body: EditableJSON = [
            "certified_entities": [
                Requests.v2Entity.setting("certified_entity_unique_id", "A"),
                Requests.v2Entity.setting("certifications", .array([certification])),
                Requests.v2Entity.setting("certified_entity_unique_id", "C")
                    .setting("certifications", []),
                Requests.v2Entity.setting("certified_entity_unique_id", "D"),
            ],
            "certifications": [certification.setting("certified_entity_unique_id", "D")],
        ]
        return try Requests.bulk(body, .v2, Requests.context(role))
    }

    @Test("an ab's entity that no certification names is a fault on it, with an index of its own")
    func entityAlone() throws {
        let bulk = try Self.bulk(.accreditationBody)
        #expect(bulk.recordCount == 4)
        #expect(bulk.records.map(\.index) == [0, 1])
        #expect(bulk.faults.map(\.code) == [.validationError, .validationError])
        #expect(bulk.faults.map(\.field) == ["certified_entities[0]", "certified_entities[2]"])
        #expect(bulk.faults.map(\.recordIndex) == [2, 3])
        #expect(bulk.rejected.keys.sorted() == [2, 3])
    }

    @Test("others' entities may stand alone: a cb's is its body's, an mncb's nobody's")
    func othersEntityAlone() throws {
        for role in [Role.certificationBody, .multinationalCertificationBody] {
            let bulk = try Self.bulk(role)
            #expect(bulk.faults == [])
            #expect(bulk.records.map(\.index) == [0, 1, 2, 3])
            let alone = bulk.records.filter { $0.certification == nil }
            #expect(alone.map(\.uploadedEntity?.uniqueID) == ["A", "C"])
            let isOwn = role == .certificationBody
            #expect(alone.allSatisfy { $0.body == (isOwn ? .own(RecordID(90_002)) : .none) })
        }
    }

    @Test("a fault of the register stands where the body is named", arguments: WireVersion.allCases)
    func sites(version: WireVersion) throws {
        let own = try Self.read(
            Requests.good(version, .accreditationBody), version, .accreditationBody)
        let locator = try #require(own.value?.locator)
        let number = locator.site(of: .certificationBodyIdentityNumber)
        #expect(number.field == Requests.path("certification_body_identity_number", version))
        #expect(number.value == "\"B/1\"")
        let group = try Self.read(
            Requests.good(version, .multinationalCertificationBody), version,
            .multinationalCertificationBody)
        let other = try #require(group.value?.locator)
        #expect(
            other.site(of: .certificationBodyName).field
                == Requests.path("certification_body_name", version))
        #expect(
            other.site(of: .certificationBodyAcronym).field
                == Requests.path("certification_body_acronym_name", version))
    }
}
