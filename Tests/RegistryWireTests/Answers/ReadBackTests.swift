import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("What V2 reads can be sent back")
struct ReadBackTests {
    /// What the register makes of an answer that is uploaded to what it was read from.
    private static func upload(_ record: CertificationRecord) throws -> RecordResult {
        let account = Sample.certificationBodyAccount
        let data = try #require(
            try json(Answers.record(record, as: V2.self, Sample.context))["data"])
        let context = try ReadingContext(
            account: account, terms: Sample.directory.termReader(for: account.id),
            limits: Limits())
        let reading = V2.readUpload(data, context)
        #expect(reading.faults == [])
        // What only answers carry is ignored beside the two objects, and nothing within them.
        #expect(reading.warnings.allSatisfy { !$0.field.contains(".") })
        let batch = UploadBatch(
            account: account,
            origin: Origin(
                caller: .key(accountID: account.id, keyID: RecordID(9)), requestID: "r",
                call: "Upload Certification V2"),
            mode: .atomic, records: [try #require(reading.value)])
        var state = UploadState()
        state.entities = [record.entity]
        state.certifications = [record.stored]
        let plan = UploadPlan.decide(batch, state: state, now: 1_800_000_000) { RecordID(77) }
        #expect(plan.outcome.faults == [])
        return try #require(plan.outcome.results.first)
    }

    @Test("a record in full and one with nothing optional change nothing")
    func samples() throws {
        for record in [Sample.richRecord, Sample.poorRecord] {
            let result = try Self.upload(record)
            #expect(result.status == .unchanged)
            #expect(result.certificationID == record.stored.id)
            #expect(result.entityID == record.entity.id)
        }
    }

    @Test("an expired certification does not become one that was uploaded as expired")
    func expired() throws {
        var record = Sample.richRecord
        record.stored.certification.expiryDate = Sample.day(2025_01_01)
        #expect(record.stored.certification.status(on: Sample.today) == .expired)
        #expect(try Self.upload(record).status == .unchanged)
    }

    @Test("random certifications change nothing")
    func random() throws {
        var records = RandomRecord(seed: 8)
        for _ in 0..<300 {
            let record = records.next()
            let result = try Self.upload(record)
            #expect(result.status == .unchanged, "\(record)")
        }
    }
}
