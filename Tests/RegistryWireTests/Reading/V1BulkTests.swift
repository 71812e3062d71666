import RegistryCore
import RegistryWire
import Testing

@Suite("V1's bulk call")
struct V1BulkTests {
    private static func bulk(
        _ records: [EditableJSON], limits: Limits = Limits()
    ) throws -> BulkReading {
        try Requests.bulk(
            ["certifications": .array(records)], .v1, Requests.context(limits: limits))
    }

    @Test("each certification is a record, counted from 0")
    func good() throws {
        let bulk = try Self.bulk([
            Requests.v1, Requests.v1.setting("certificate_number", "QMS-2"), Requests.v1,
        ])
        #expect(bulk.recordCount == 3)
        #expect(bulk.records.map(\.index) == [0, 1, 2])
        #expect(bulk.records.map { $0.certification?.number } == ["QMS-1", "QMS-2", "QMS-1"])
        #expect(bulk.faults == [])
        #expect(bulk.rejected.isEmpty)
        #expect(bulk.warnings == [])
    }

    @Test("each reads as it would alone")
    func likeSingle() throws {
        let single = try #require(try Requests.upload(Requests.v1, .v1).value)
        let bulk = try Self.bulk([Requests.v1])
        #expect(bulk.records.first?.content == single.content)
    }

    @Test("faulty records are rejected with their index, and the others are read")
    func faulty() throws {
        let bulk = try Self.bulk([
            Requests.v1,
            Requests.v1.setting("certificate_number", 7).removing("certified_entity_name"),
            Requests.v1, "x", .null, [:],
            Requests.v1.setting("sites[0].country", "Atlantis"),
        ])
        #expect(bulk.recordCount == 7)
        #expect(bulk.records.map(\.index) == [0, 2])
        #expect(bulk.rejected.keys.sorted() == [1, 3, 4, 5, 6])
        #expect(
            bulk.rejected[1]?.map(\.field) == [
                "certifications[1].certificate_number",
                "certifications[1].certified_entity_name",
            ])
        #expect(bulk.rejected[3]?.map(\.field) == ["certifications[3]"])
        #expect(bulk.rejected[4]?.map(\.field) == ["certifications[4]"])
        #expect(bulk.rejected[5]?.count == 11)
        #expect(bulk.rejected[6]?.map(\.code) == [.dataMappingRequired])
        for (index, faults) in bulk.rejected {
            #expect(faults.allSatisfy { $0.recordIndex == index })
        }
        let all = bulk.rejected.keys.sorted().flatMap { bulk.rejected[$0] ?? [] }
        #expect(bulk.faults == all)
    }

    @Test("warnings bear their record's index")
    func warnings() throws {
        let bulk = try Requests.bulk(
            [
                "colour": 1,
                "certifications": [Requests.v1, Requests.v1.setting("sites[0].colour", 1)],
            ], .v1)
        #expect(bulk.warnings.map(\.field) == ["colour", "certifications[1].sites[0].colour"])
        #expect(bulk.warnings.map(\.recordIndex) == [nil, 1])
    }

    @Test("none, and more than the limit, are one fault of the call")
    func count() throws {
        var limits = Limits()
        limits.bulkRecordsMax = 2
        #expect(try Self.bulk([Requests.v1, Requests.v1], limits: limits).faults == [])
        for (count, records) in [(0, []), (3, [Requests.v1, "x", [:]])] as [(Int, [EditableJSON])] {
            let bulk = try Self.bulk(records, limits: limits)
            #expect(bulk.faults.map(\.code) == [.validationError])
            #expect(bulk.faults.map(\.field) == ["certifications"])
            #expect(bulk.faults.map(\.recordIndex) == [nil])
            #expect(
                bulk.faults.first?.message
                    == "Send 1 to 2 records in one bulk call; there are \(count).")
            #expect(bulk.records.isEmpty)
            #expect(bulk.rejected.isEmpty)
            #expect(bulk.recordCount == count)
        }
        #expect(Limits().bulkRecordsMax == 1_000)
    }

    @Test(
        "what is no array of records is one fault of the call",
        arguments: [
            "{}", "{\"certifications\":null}", "{\"certifications\":{}}",
            "{\"certifications\":\"\"}",
            "{\"certifications\":7}", "{\"certification\":[]}", "{\"certified_entities\":[]}",
        ])
    func noArray(json: String) throws {
        let bulk = try Requests.bulk(.scalar(json), .v1)
        #expect(bulk.faults.map(\.code) == [.validationError])
        #expect(bulk.faults.map(\.field) == ["certifications"])
        #expect(bulk.recordCount == 0)
        #expect(bulk.rejected.isEmpty)
    }

    @Test("however many faults, each bad record keeps one")
    func bounded() throws {
        let sites = EditableJSON.array(Array(repeating: ["city": 7], count: 40))
        let bad = Requests.v1.setting("sites", sites)
        let bulk = try Self.bulk(Array(repeating: bad, count: 100) + [Requests.v1])
        #expect(bulk.records.map(\.index) == [100])
        #expect(bulk.rejected.count == 100)
        #expect(bulk.rejected.values.allSatisfy { !$0.isEmpty })
        #expect(bulk.faults.count > Limits.faultsMax)
        #expect(bulk.faults.count <= Limits.faultsMax + 100)
    }

    @Test("a register's fault is placed within its record")
    func located() throws {
        let bulk = try Self.bulk([Requests.v1, Requests.v1])
        let locator = try #require(bulk.records.last).locator
        #expect(
            locator.site(of: .certificateNumber).field == "certifications[1].certificate_number")
        #expect(locator.site(of: .record).field == "certifications[1]")
    }
}
