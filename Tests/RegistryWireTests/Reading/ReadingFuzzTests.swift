import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Reading whatever is JSON")
struct ReadingFuzzTests {
    private static let bulkV1: EditableJSON = ["certifications": [Requests.v1, Requests.v1]]
    private static let bulkV2: EditableJSON = [
        "certified_entities": [
            Requests.v2Entity.setting("certifications", [Requests.v2Certification]),
            Requests.v2Entity.setting("certified_entity_unique_id", "CE-2"),
        ],
        "certifications": [
            Requests.v2Certification.setting("certified_entity_unique_id", "CE-2"),
            Requests.v2Certification.setting("certified_entity_unique_id", "CE-9"),
        ],
    ]
    private static let update: EditableJSON = [
        "company_guid": "CE-1", "company_country": "AU", "duns_number": "123456789",
        "system_information": [["company_name": "N", "company_guid": "A"]],
    ]
    private static let full = Requests.v2
        .setting("certification.certification_sectors", [["sector_code": 31]])
        .setting("certification.flexible_scope", true)

    @Test("mutated bodies are read or refused, each fault in its place and order")
    func mutated() throws {
        var random = SeededRandom(seed: 23)
        let seeds = [
            Requests.v1, Self.full, Self.bulkV1, Self.bulkV2, Self.update, BodyRequests.upload,
        ]
        for _ in 0..<1_500 {
            var body = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&body, &random) }
            guard let root = try? body.parsed() else { continue }
            try Self.check(root)
        }
    }

    /// Reads a body as everything, and looks at what holds of every reading.
    private static func check(_ root: JSONValue) throws {
        let context = try Requests.context()
        for reading in [V1.readUpload(root, context), V2.readUpload(root, context)] {
            #expect((reading.value == nil) == !reading.faults.isEmpty)
            check(reading.faults, in: root)
            if let locator = reading.value?.locator { check(locator, in: root) }
        }
        for bulk in [V1.readBulkUpload(root, context), V2.readBulkUpload(root, context)] {
            check(bulk.faults, in: root)
            let good = bulk.records.compactMap(\.index)
            #expect(good == good.sorted())
            if bulk.faults.allSatisfy({ $0.recordIndex != nil }) {
                #expect(good.count + bulk.rejected.count == bulk.recordCount)
            }
            #expect(Set(good).isDisjoint(with: bulk.rejected.keys))
            let listed = bulk.rejected.values.reduce(0) { $0 + $1.count }
            #expect(listed == bulk.faults.count { $0.recordIndex != nil })
            for record in bulk.records { check(record.locator, in: root) }
        }
        for reading in [
            V1.readEntityUpdate(root, context), V2.readEntityUpdate(root, context),
            V1.readEntityRename(root, context), V2.readEntityRename(root, context),
        ] {
            #expect((reading.value == nil) == !reading.faults.isEmpty)
            check(reading.faults, in: root)
        }
        try checkBodies(root)
    }

    private static func checkBodies(_ root: JSONValue) throws {
        let context = try Requests.context(.accreditationBody)
        let upload = CertificationBodyReading.readUpload(root, context)
        #expect((upload.value == nil) == !upload.faults.isEmpty)
        check(upload.faults, in: root)
        for reading in [
            CertificationBodyReading.readUpdate(root, context),
            CertificationBodyReading.readStatusUpdate(root, context),
        ] {
            #expect((reading.value == nil) == !reading.faults.isEmpty)
            check(reading.faults, in: root)
        }
    }

    private static func check(_ faults: [Fault], in root: JSONValue) {
        #expect(faults.map(\.position) == faults.map(\.position).sorted())
        for fault in faults {
            #expect(fault.message.hasSuffix(".") || fault.message.hasSuffix("}."))
            #expect(!fault.message.isEmpty)
            #expect((0...root.endOffset).contains(fault.position))
            #expect((fault.value ?? "").unicodeScalars.count <= Fault.valueScalarsMax)
            #expect(fault.field != nil || fault.code == .badRequest)
        }
    }

    private static func check(_ locator: any FaultLocating, in root: JSONValue) {
        for datum in [
            Datum.record, .entity, .entityUniqueID, .entityName, .address, .certificateNumber,
            .identityNumber, .issueDate, .expiryDate, .accreditationBodyAcronym, .alias(0),
        ] {
            let site = locator.site(of: datum)
            #expect((0...root.endOffset).contains(site.position))
        }
    }

    // MARK: Mutation

    private static let values: [EditableJSON] = [
        .null, "", " ", true, 0, 1, 31, 20_240_101, 1e300, "x", "20240230", [], [:], [[]], [[:]],
        [.null, ""], "a\u{0}", "🏭", .scalar(#""\ud83c\udfed\u0000""#), ["a": ["b": [1, [2]]]],
        .scalar(String(repeating: "[", count: 20) + String(repeating: "]", count: 20)),
    ]

    private static func mutate(_ json: inout EditableJSON, _ random: inout SeededRandom) {
        switch json {
        case .object(var members) where !members.isEmpty:
            let index = Int.random(in: 0..<members.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: members.remove(at: index)
            case 1: members[index].value = any(values, &random)
            case 2: members[index].key = any(keys, &random)
            case 3: members.append((any(keys, &random), any(values, &random)))
            case 4: members.swapAt(0, index)
            default: mutate(&members[index].value, &random)
            }
            json = .object(members)
        case .array(var elements) where !elements.isEmpty:
            let index = Int.random(in: 0..<elements.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            case 2: elements.insert(any(values, &random), at: index)
            default: mutate(&elements[index], &random)
            }
            json = .array(elements)
        default: json = any(values, &random)
        }
    }

    private static let keys = [
        "certified_entity", "certified_entities", "certification", "certifications", "schemes",
        "standard_list", "sites", "certification_sectors", "system_information", "company_guids",
        "certificate_number", "certification_identity_number", "standard_name", "zip_code",
        "accreditation_body_name", "certificate_accreditation_status", "unheard_of", "",
    ]

    private static func any<Value>(_ values: [Value], _ random: inout SeededRandom) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
