import RegistryCore
import RegistryWire
import Testing

@Suite("V2's bulk call")
struct V2BulkTests {
    private static func entity(
        _ uniqueID: String, _ certifications: [EditableJSON]? = nil
    ) -> EditableJSON {
        let entity = Requests.v2Entity.setting("certified_entity_unique_id", .string(uniqueID))
        return certifications.map { entity.setting("certifications", .array($0)) } ?? entity
    }

    private static func certification(_ number: String, of uniqueID: String? = nil) -> EditableJSON
    {
        let certification = Requests.v2Certification
            .setting("certificate_number", .string(number))
        return uniqueID.map { certification.setting("certified_entity_unique_id", .string($0)) }
            ?? certification
    }

    private static func bulk(
        _ entities: [EditableJSON]?, _ certifications: [EditableJSON]? = nil,
        limits: Limits = Limits()
    ) throws -> BulkReading {
        var body: EditableJSON = [:]
        if let entities { body = body.setting("certified_entities", .array(entities)) }
        if let certifications {
            body = body.setting("certifications", .array(certifications))
        }
        return try Requests.bulk(body, .v2, Requests.context(limits: limits))
    }

    /// Each record as its certificate number and the entity it names: `up` when it carries it.
    private static func words(_ bulk: BulkReading) -> [String] {
        bulk.records.map { record in
            let entity =
                switch record.entity {
                case .uploaded(let upload): "up \(upload.uniqueID)"
                case .named(let uniqueID): "named \(uniqueID)"
                }
            return "\(record.index ?? -1) \(record.certification?.number ?? "-") \(entity)"
        }
    }

    @Test("records are nested certifications, the second array, then entities that none names")
    func order() throws {
        let bulk = try Self.bulk(
            [
                Self.entity("A"),
                Self.entity("B", [Self.certification("B1"), Self.certification("B2")]),
                Self.entity("C", []), Self.entity("D", [Self.certification("D1")]),
            ],
            [
                Self.certification("S1", of: "C"), Self.certification("S2", of: "stored"),
                Self.certification("S3", of: "B"),
            ])
        #expect(bulk.faults == [])
        #expect(bulk.warnings == [])
        #expect(bulk.recordCount == 7)
        #expect(
            Self.words(bulk) == [
                "0 B1 up B", "1 B2 up B", "2 D1 up D", "3 S1 up C", "4 S2 named stored",
                "5 S3 up B", "6 - up A",
            ])
    }

    @Test("a record reads as it would alone")
    func likeSingle() throws {
        let single = try #require(try Requests.upload(Requests.v2, .v2).value)
        let nested = try Self.bulk([Self.entity("CE-1", [Requests.v2Certification])])
        #expect(nested.records.first?.content == single.content)
        #expect(nested.records.first?.uploadedEntity?.mustBeLocated == true)
        let listed = try Self.bulk([Self.entity("CE-1")], [Self.certification("QMS-1", of: "CE-1")])
        #expect(listed.records.first?.content == single.content)
    }

    @Test("the second array alone will do, and entities alone")
    func either() throws {
        #expect(
            try Self.words(Self.bulk(nil, [Self.certification("S1", of: "stored")]))
                == ["0 S1 named stored"])
        #expect(
            try Self.words(Self.bulk([], [Self.certification("S1", of: "A")])) == [
                "0 S1 named A"
            ])
        #expect(
            try Self.words(Self.bulk([Self.entity("A"), Self.entity("B")])) == [
                "0 - up A", "1 - up B",
            ])
    }

    @Test("of two entities with one id the second array names the last, and neither is lost")
    func sameID() throws {
        let first = Self.entity("A").setting("certified_entity_name", "First")
        let last = Self.entity("A").setting("certified_entity_name", "Last")
        let bulk = try Self.bulk([first, last], [Self.certification("S1", of: "A")])
        #expect(bulk.records.map { $0.uploadedEntity?.name } == ["Last", "First"])
    }

    @Test("a fault of an entity is listed once, with its first record, and rejects all of them")
    func faultyEntity() throws {
        let bad = Self.entity("B", [Self.certification("B1"), Self.certification("B2")])
            .setting("certified_entity_name", "")
        let bulk = try Self.bulk(
            [Self.entity("A", [Self.certification("A1")]), bad],
            [Self.certification("S1", of: "B")])
        #expect(bulk.recordCount == 4)
        #expect(bulk.records.map(\.index) == [0])
        #expect(bulk.faults.map(\.field) == ["certified_entities[1].certified_entity_name"])
        #expect(bulk.faults.map(\.recordIndex) == [1])
        #expect(bulk.rejected.keys.sorted() == [1, 2, 3])
        #expect(bulk.rejected[1] == bulk.faults)
        #expect(bulk.rejected[2] == [])
        #expect(bulk.rejected[3] == [])
    }

    @Test("faults of an entity and its certifications stand in the order of the request")
    func faultyBoth() throws {
        let bad = Self.entity(
            "B", [Self.certification("B1").setting("certification_status", "x"), "x"]
        ).setting("business_registered_country", "Atlantis")
        let bulk = try Self.bulk([bad])
        let path = "certified_entities[0]."
        #expect(
            bulk.faults.map(\.field) == [
                path + "business_registered_country",
                path + "certifications[0].certification_status", path + "certifications[1]",
            ])
        #expect(bulk.faults.map(\.recordIndex) == [0, 0, 1])
        #expect(bulk.rejected[0] == Array(bulk.faults.prefix(2)))
        #expect(bulk.rejected[1] == Array(bulk.faults.suffix(1)))
    }

    @Test("a faulty entity that stands alone, or is named later, bears its own record's index")
    func faultyAlone() throws {
        let bad = Self.entity("B").setting("certified_entity_name", 7)
        let alone = try Self.bulk([bad, Self.entity("A", [Self.certification("A1")])])
        #expect(alone.faults.map(\.recordIndex) == [1])
        #expect(alone.rejected.keys.sorted() == [1])
        let named = try Self.bulk(
            [bad], [Self.certification("S0", of: "A"), Self.certification("S1", of: "B")])
        #expect(named.recordCount == 2)
        #expect(named.faults.map(\.recordIndex) == [1])
        #expect(named.rejected[1]?.count == 1)
        #expect(Self.words(named) == ["0 S0 named A"])
    }

    @Test("what is no entity, and certifications that are no array, are faults of their record")
    func wrongTypes() throws {
        let bulk = try Self.bulk([
            "x", Self.entity("A").setting("certifications", Self.certification("A1")),
            Self.entity("B").setting("certifications", .null),
            Self.entity("C").setting("certifications", 7),
        ])
        #expect(
            bulk.faults.map(\.field) == [
                "certified_entities[0]", "certified_entities[1].certifications",
                "certified_entities[3].certifications",
            ])
        #expect(bulk.faults.map(\.recordIndex) == [0, 1, 3])
        #expect(bulk.records.map(\.index) == [2])
    }

    @Test("a certification of the second array must name its entity")
    func unnamed() throws {
        let bulk = try Self.bulk(
            nil, [Self.certification("S1"), Self.certification("S2", of: "not*allowed")])
        #expect(
            bulk.faults.map(\.field) == [
                "certifications[0].certified_entity_unique_id",
                "certifications[1].certified_entity_unique_id",
            ])
    }

    @Test("an entity that the call doesn't hold is placed where it was named")
    func located() throws {
        let bulk = try Self.bulk(
            [Self.entity("A", [Self.certification("A1")])],
            [Self.certification("S0", of: "A"), Self.certification("S1", of: "B")])
        let named = try #require(bulk.records.last).locator
        #expect(
            named.site(of: .entityUniqueID).field
                == "certifications[1].certified_entity_unique_id")
        #expect(named.site(of: .entityUniqueID).value == "\"B\"")
        let listed = try #require(bulk.records.dropFirst().first).locator
        #expect(
            listed.site(of: .entityUniqueID).field
                == "certifications[0].certified_entity_unique_id")
        #expect(
            listed.site(of: .entityName).field == "certified_entities[0].certified_entity_name")
        let nested = try #require(bulk.records.first).locator
        #expect(
            nested.site(of: .entityUniqueID).field
                == "certified_entities[0].certified_entity_unique_id")
        #expect(nested.site(of: .record).field == "certified_entities[0].certifications[0]")
        #expect(nested.site(of: .entity).field == "certified_entities[0]")
    }

    @Test("warnings bear the index of the record or of the entity's first")
    func warnings() throws {
        let bulk = try Self.bulk(
            [
                Self.entity("A").setting("colour", 1),
                Self.entity("B", [Self.certification("B1").setting("colour", 1)])
                    .setting("colour", 1),
            ], [Self.certification("S1", of: "A").setting("colour", 1)])
        let all = Dictionary(
            bulk.warnings.map { ($0.field, $0.recordIndex) }, uniquingKeysWith: { one, _ in one })
        #expect(
            all == [
                "certified_entities[0].colour": 1, "certified_entities[1].colour": 0,
                "certified_entities[1].certifications[0].colour": 0,
                "certifications[0].colour": 1,
            ])
    }

    @Test("none, and more than the limit, are one fault of the call")
    func count() throws {
        var limits = Limits()
        limits.bulkRecordsMax = 3
        let two = Self.entity("B", [Self.certification("B1"), Self.certification("B2")])
        let listed = Self.certification("S1", of: "A")
        let good: [([EditableJSON], [EditableJSON])] = [
            ([two], [listed]), ([two, Self.entity("A")], [listed]),
            ([Self.entity("A")], [listed, listed, listed]),
        ]
        for (entities, certifications) in good {
            let bulk = try Self.bulk(entities, certifications, limits: limits)
            #expect(bulk.faults == [])
            #expect(bulk.recordCount == 3)
        }
        let bad: [([EditableJSON], [EditableJSON], Int)] = [
            ([], [], 0), ([two, two], [], 4), ([two], [listed, listed], 4),
            ([two, Self.entity("C")], [listed], 4), ([], [listed, listed, listed, listed], 4),
            ([Self.entity("A"), Self.entity("B"), Self.entity("C"), "x"], [], 4),
        ]
        for (entities, certifications, count) in bad {
            let bulk = try Self.bulk(entities, certifications, limits: limits)
            #expect(bulk.faults.map(\.code) == [.validationError])
            #expect(bulk.faults.map(\.field) == ["certified_entities"])
            #expect(
                bulk.faults.first?.message
                    == "Send 1 to 3 records in one bulk call; there are \(count).")
            #expect(bulk.records.isEmpty)
            #expect(bulk.rejected.isEmpty)
            #expect(bulk.recordCount == count)
        }
    }

    @Test(
        "what are no arrays of records is a fault of the call",
        arguments: [
            (#"{}"#, "certified_entities"), (#"{"certified_entities":null}"#, "certified_entities"),
            (#"{"certified_entities":{}}"#, "certified_entities"),
            (#"{"certifications":"x"}"#, "certifications"),
            (#"{"certifications":[]}"#, "certifications"),
            (#"{"certified_entity":{}}"#, "certified_entities"),
        ])
    func noArrays(json: String, field: String) throws {
        let bulk = try Requests.bulk(.scalar(json), .v2)
        #expect(bulk.faults.map(\.code) == [.validationError])
        #expect(bulk.faults.map(\.field) == [field])
        #expect(bulk.rejected.isEmpty)
        #expect(bulk.recordCount == 0)
    }

    @Test("one of the two arrays that is none is a fault of the call beside good records")
    func oneNoArray() throws {
        let body: EditableJSON = [
            "certified_entities": [Self.entity("A", [Self.certification("A1")])],
            "certifications": 7,
        ]
        let bulk = try Requests.bulk(body, .v2)
        #expect(bulk.faults.map(\.field) == ["certifications"])
        #expect(bulk.faults.map(\.recordIndex) == [nil])
    }
}
