import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Faults of an upload")
struct UploadFaultTests {
    @Test("faults come in the order of the request, whatever the order of its keys")
    func order() throws {
        for version in WireVersion.allCases {
            let body = Requests.good(version)
                .setting(Requests.path("certification_status", version), "unheard of")
                .setting(Requests.path("certified_entity_name", version), 7)
                .setting(Requests.path("certificate_number", version), "")
                .setting(Requests.path("sites[0].country", version), "Atlantis")
                .removing(Requests.path("certified_entity_unique_id", version))
            let reading = try Requests.upload(body, version)
            let fields = [
                "certified_entity_name", "certified_entity_unique_id", "certificate_number",
                "certification_status", "sites[0].country",
            ].map { Requests.path($0, version) }
            #expect(
                version == .v1
                    ? Set(reading.faults.map(\.field)) == Set(fields)
                    : reading.faults.map(\.field) == fields)
            #expect(reading.faults.map(\.position) == reading.faults.map(\.position).sorted())
            #expect(try Self.reversedFields(body, version) == Set(fields))
        }
    }

    /// The fields at fault when every object's keys come the other way round; checks their order.
    private static func reversedFields(
        _ body: EditableJSON, _ version: WireVersion
    ) throws -> Set<String?> {
        let text = reversed(body).text
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        let context = try Requests.context()
        let reading =
            version == .v1
            ? V1.readUpload(root, context) : V2.readUpload(root, context)
        #expect(reading.faults.map(\.position) == reading.faults.map(\.position).sorted())
        return Set(reading.faults.map(\.field))
    }

    private static func reversed(_ json: EditableJSON) -> EditableJSON {
        switch json {
        case .object(let members): .object(members.reversed().map { ($0.key, reversed($0.value)) })
        case .array(let elements): .array(elements.map(reversed))
        case .scalar: json
        }
    }

    @Test("the value is the JSON text as it was sent, cut to 200 scalars")
    func value() throws {
        let long = String(repeating: "é", count: 400)
        let cases: [(String, String)] = [
            ("7", "7"), (#""\u0041\u0007""#, #""\u0041\u0007""#),
            (#"{ "a" : [1, 2] }"#, #"{ "a" : [1, 2] }"#),
            ("\"\(long)\"", "\"" + String(repeating: "é", count: 199)),
        ]
        for (json, value) in cases {
            let body = Requests.v1.setting("certificate_number", .scalar(json))
            let reading = try Requests.upload(body, .v1)
            #expect(reading.faults.map(\.value) == [value])
        }
    }

    @Test("a body that is no object is a bad request", arguments: ["[]", "\"x\"", "7", "null"])
    func noObject(json: String) throws {
        for version in WireVersion.allCases {
            let body = EditableJSON.scalar(json)
            #expect(try Requests.upload(body, version).faults.map(\.code) == [.badRequest])
            #expect(try Requests.bulk(body, version).faults.map(\.code) == [.badRequest])
            #expect(try Requests.entityUpdate(body, version).faults.map(\.code) == [.badRequest])
            #expect(try Requests.entityRename(body, version).faults.map(\.code) == [.badRequest])
        }
    }

    @Test("of very many faults one more is kept than an answer lists")
    func bounded() throws {
        let site: EditableJSON = ["city": 7]
        for version in WireVersion.allCases {
            let body = Requests.good(version).setting(
                Requests.path("sites", version), .array(Array(repeating: site, count: 3_000)))
            let reading = try Requests.upload(body, version)
            #expect(reading.value == nil)
            #expect(reading.faults.count == Limits.faultsMax + 1)
            #expect(
                reading.faults.first?.field == Requests.path("sites[0].city", version))
            #expect(reading.faults.map(\.position) == reading.faults.map(\.position).sorted())
        }
    }

    @Test("a fault of the register is placed where the datum stood, under the key that was sent")
    func located() throws {
        let body = Requests.v2
            .renaming("certification.certificate_identity_number", "certification_identity_number")
        let locator = try #require(try Requests.upload(body, .v2).value).locator
        let identity = locator.site(of: .identityNumber)
        #expect(identity.field == "certification.certification_identity_number")
        #expect(identity.value == "\"ID-1\"")
        #expect(identity.position > 0)
        #expect(locator.site(of: .certificateNumber).field == "certification.certificate_number")
        #expect(locator.site(of: .expiryDate).value == "\"20270411\"")
        #expect(locator.site(of: .entityName).field == "certified_entity.certified_entity_name")
        #expect(
            locator.site(of: .address).field == "certified_entity.business_registered_street")
        #expect(locator.site(of: .entity).field == "certified_entity")
        #expect(locator.site(of: .record).field == "certification")
    }

    @Test("what was not sent is placed at the end of its object")
    func locatedMissing() throws {
        let v2 = try #require(
            try Requests.upload(
                Requests.v2.removing("certified_entity.business_registered_street")
                    .removing("certification.certificate_identity_number"), .v2
            ).value
        ).locator
        let street = v2.site(of: .address)
        #expect(street.field == "certified_entity.business_registered_street")
        #expect(street.value == nil)
        let identity = v2.site(of: .identityNumber)
        #expect(identity.field == "certification.certificate_identity_number")
        #expect(street.position < identity.position)
        let v1 = try #require(try Requests.upload(Requests.v1, .v1).value).locator
        #expect(v1.site(of: .record).field == nil)
        #expect(v1.site(of: .certificateNumber).field == "certificate_number")
        #expect(v1.site(of: .address).field == "certified_entity_street_address")
    }
}

@Suite("The two objects of a V2 upload")
struct V2UploadTests {
    @Test("certified_entities holds an object or an array of exactly one")
    func plural() throws {
        for entity in [Requests.v2Entity, [Requests.v2Entity]] as [EditableJSON] {
            let body: EditableJSON = [
                "certified_entities": entity, "certification": Requests.v2Certification,
            ]
            let reading = try Requests.upload(body, .v2)
            #expect(reading.faults == [])
            #expect(reading.warnings == [])
            #expect(reading.value?.uploadedEntity?.uniqueID == "CE-1")
        }
        for entities in [[], [Requests.v2Entity, Requests.v2Entity]] as [EditableJSON] {
            let body: EditableJSON = [
                "certified_entities": entities, "certification": Requests.v2Certification,
            ]
            let reading = try Requests.upload(body, .v2)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == ["certified_entities"])
        }
    }

    @Test("a fault in the only element of the array names its index")
    func elementPath() throws {
        let entity = Requests.v2Entity.setting("certified_entity_name", 7)
        let body: EditableJSON = [
            "certified_entities": [entity], "certification": Requests.v2Certification,
        ]
        #expect(
            try Requests.upload(body, .v2).faults.map(\.field)
                == ["certified_entities[0].certified_entity_name"])
    }

    @Test("both keys at once are refused, unless one is null")
    func both() throws {
        let both = Requests.v2.setting("certified_entities", [Requests.v2Entity])
        let reading = try Requests.upload(both, .v2)
        #expect(reading.faults.map(\.code) == [.validationError])
        #expect(reading.faults.map(\.field) == ["certified_entities"])
        #expect(
            try Requests.upload(Requests.v2.setting("certified_entities", .null), .v2).faults == [])
        #expect(
            try Requests.upload(both.setting("certified_entity", .null), .v2).faults == [])
    }

    @Test("an object of another type is a fault of its own, and the other is read all the same")
    func wrongTypes() throws {
        for value in ["x", 7, true, [], [[:]]] as [EditableJSON] {
            let body = Requests.v2.setting("certification", value)
                .setting("certified_entity.certified_entity_name", "")
            let reading = try Requests.upload(body, .v2)
            #expect(reading.faults.map(\.code) == [.validationError, .validationError])
            #expect(
                reading.faults.map(\.field)
                    == ["certified_entity.certified_entity_name", "certification"])
        }
    }

    @Test("V1's flat object sent as V2 misses both objects")
    func flat() throws {
        let reading = try Requests.upload(Requests.v1, .v2)
        #expect(reading.faults.map(\.field) == ["certified_entity", "certification"])
    }
}
