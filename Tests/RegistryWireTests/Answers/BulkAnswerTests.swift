import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("What bulk calls answer")
struct BulkAnswerTests {
    private static let stored = UploadOutcome(results: [
        RecordResult(
            index: 0, status: .created, certificationID: RecordID(1), entityID: RecordID(9)),
        RecordResult(
            index: 1, status: .updated, certificationID: RecordID(2), entityID: RecordID(9),
            renamedFrom: "Old"),
        RecordResult(
            index: 2, status: .unchanged, certificationID: RecordID(3), entityID: RecordID(8)),
        // An entity without certification.
        RecordResult(index: 3, status: .created, entityID: RecordID(7)),
    ])
    private static let mixed = UploadOutcome(
        results: stored.results + [
            RecordResult(
                index: 4, status: .rejected,
                faults: [
                    Fault(
                        .validationError, "Send a day that exists.",
                        field: "certifications[4].certification_issue_date", recordIndex: 4,
                        value: "\"20240230\"")
                ]),
            // Another record of a faulty entity: the fault stands with the first.
            RecordResult(index: 5, status: .rejected),
        ])

    @Test("a stored call answers its counts and an id a record; results are listed on request")
    func allStored() throws {
        try Golden.expect(
            Answers.bulk(Self.stored, includesResults: false, warnings: []),
            is: "both/bulk.json")
        try Golden.expect(
            Answers.bulk(
                Self.stored, includesResults: true,
                warnings: [
                    Warning(
                        .unknownKey, "Did you mean sites?", field: "certifications[1].site",
                        recordIndex: 1)
                ]),
            is: "both/bulk-with-results-and-warning.json")
    }

    @Test("partial and validate answer what became of each record")
    func partial() throws {
        try Golden.expect(Answers.partial(Self.mixed, warnings: []), is: "both/bulk-partial.json")
    }

    @Test("success is false as soon as one record is rejected, and stored counts the others")
    func counts() throws {
        for (outcome, success, stored, rejected) in [
            (Self.stored, true, 4, 0), (Self.mixed, false, 4, 2),
            (UploadOutcome(results: [RecordResult(index: 0, status: .rejected)]), false, 0, 1),
        ] {
            let data = try #require(try json(Answers.partial(outcome, warnings: []))["data"])
            #expect(data["success"]?.boolean == success)
            #expect(data["stored"]?.integer == Int64(stored))
            #expect(data["rejected"]?.integer == Int64(rejected))
            #expect(data["results"]?.count == stored + rejected)
        }
    }

    @Test("each rejected record has its first fault listed, and the answer 1,000 and one in all")
    func manyFaults() throws {
        let faults = (0..<10).map { Fault(.validationError, "\($0)", field: "f\($0)") }
        let outcome = UploadOutcome(
            results: (0..<200).map {
                RecordResult(index: $0, status: .rejected, faults: faults)
            })
        let data = try #require(try json(Answers.partial(outcome, warnings: []))["data"])
        let lists = try #require(data["results"]).elements.compactMap { $0["errors"] }
        #expect(lists.count == 200)
        #expect(lists.allSatisfy { $0.first?["message"]?.string == "0" })
        let codes = lists.flatMap { $0.elements.map { $0["code"]?.string } }
        #expect(codes.count == 1_001)
        #expect(codes.count { $0 == "too_many_errors" } == 1)
    }
}
