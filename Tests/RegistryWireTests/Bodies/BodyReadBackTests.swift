import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

/// Contract section 10: what V2 reads of a certification body can be sent back.
@Suite("What V2 reads of a certification body can be sent back")
struct BodyReadBackTests {
    private static func answer(_ record: BodyRecord) throws -> JSONValue {
        try #require(try json(Answers.record(record, as: V2.self, Sample.context))["data"])
    }

    private static func context() throws -> ReadingContext {
        try ReadingContext(
            account: Sample.accreditationBodyAccount,
            terms: Sample.directory.termReader(for: RecordID(3)), limits: Limits())
    }

    private static func state(_ record: BodyRecord) -> BodyPlan.State {
        var state = BodyPlan.State()
        state.records = [record.stored]
        return state
    }

    private static func expectUnchanged(_ record: BodyRecord) throws {
        let data = try answer(record)
        let upload = CertificationBodyReading.readUpload(data, try context())
        #expect(upload.faults == [])
        #expect(
            upload.warnings.map(\.field)
                == ["certification_bodies_id", "created_at", "updated_at", "withdrawn_at"])
        let uploaded = try BodyPlan.decide(
            try #require(upload.value), by: Sample.accreditationBodyAccount, state: state(record),
            now: 1_800_000_000
        ) { RecordID(77) }
        #expect(uploaded.result == .unchanged, "\(record)")
        let update = CertificationBodyReading.readUpdate(data, try context())
        #expect(update.faults == [])
        #expect(update.warnings.map(\.field) == ["created_at", "updated_at", "withdrawn_at"])
        let updated = try BodyPlan.decide(
            try #require(update.value), state: state(record), now: 1_800_000_000)
        #expect(updated.result == .unchanged, "\(record)")
        #expect(updated.write == nil && uploaded.write == nil)
    }

    @Test("a record in full and one with nothing optional change nothing, in either call")
    func samples() throws {
        for record in [Sample.richBody, Sample.poorBody] { try Self.expectUnchanged(record) }
    }

    @Test("random records change nothing, in either call")
    func random() throws {
        var records = RandomRecord(seed: 31)
        for _ in 0..<300 { try Self.expectUnchanged(records.nextBody()) }
    }

    @Test("an empty record does clear a full one, so that the comparison can fail")
    func clearing() throws {
        var poor = Sample.richBody
        poor.stored.body = RecordedBody(
            identityNumber: "0042/B", name: "Northwind \"Ltd\"", country: "AU", status: .withdrawn)
        let upload = try #require(
            CertificationBodyReading.readUpload(try Self.answer(poor), try Self.context()).value)
        let plan = try BodyPlan.decide(
            upload, by: Sample.accreditationBodyAccount, state: Self.state(Sample.richBody), now: 9
        ) { RecordID(77) }
        // Null says nothing, an empty array clears.
        #expect(plan.result == .updated)
        #expect(plan.after.body.offices.isEmpty && plan.after.body.standards.isEmpty)
        #expect(plan.after.body.acronym == "NWC")
    }
}
