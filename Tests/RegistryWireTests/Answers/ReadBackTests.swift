import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("What V2 reads can be sent back")
struct ReadBackTests {
    /// A record as an account of that role has it.
    private static func record(_ record: CertificationRecord, of role: Role) -> CertificationRecord
    {
        var record = record
        switch role {
        case .certificationBody: break
        case .accreditationBody:
            record.body.reference = .init(
                identityNumber: "B/1", name: "Northwind as recorded", acronym: nil)
            // Its certifications name itself.
            if record.stored.certification.accreditation == .accredited {
                record.stored.certification.accreditationBodyID = Sample.ukas.id
            }
            record.entity = StoredEntity(
                id: record.entity.id, accountID: record.entity.accountID,
                certificationBodyID: record.stored.certificationBodyID,
                entity: record.entity.entity, createdAt: record.entity.createdAt,
                updatedAt: record.entity.updatedAt)
        case .multinationalCertificationBody:
            record.body.reference = .init(identityNumber: nil, name: "Northwind", acronym: nil)
        }
        return record
    }

    private static func account(_ role: Role) -> Account {
        switch role {
        case .certificationBody: Sample.certificationBodyAccount
        case .accreditationBody:
            Account(
                id: RecordID(1), role: role, name: "UKAS", acronym: "UKAS",
                accreditationBodyID: Sample.ukas.id, createdAt: 0)
        case .multinationalCertificationBody:
            Account(id: RecordID(1), role: role, name: "Group", createdAt: 0)
        }
    }

    /// What the register makes of an answer that is uploaded to what it was read from.
    private static func upload(
        _ plain: CertificationRecord, as role: Role = .certificationBody
    ) throws -> RecordResult {
        let record = record(plain, of: role)
        let account = account(role)
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
            mode: .atomic, vocabularies: Sample.vocabularies, today: Sample.today,
            records: [try #require(reading.value)])
        var state = UploadState()
        state.entities = [record.entity]
        state.certifications = [record.stored]
        let body = record.stored.certificationBodyID
        state.bodies.recorded = [ExactText("B/1"): body]
        state.bodies.associated = [
            CertificationBody(id: body, name: "Northwind", acronym: nil, country: nil)
        ]
        let plan = UploadPlan.decide(batch, state: state, now: 1_800_000_000) { RecordID(77) }
        #expect(plan.outcome.faults == [])
        return try #require(plan.outcome.results.first)
    }

    @Test("a record in full and one with nothing optional change nothing", arguments: Role.allCases)
    func samples(role: Role) throws {
        for record in [Sample.richRecord, Sample.poorRecord] {
            let result = try Self.upload(record, as: role)
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

    @Test("random certifications change nothing, whoever uploaded them", arguments: Role.allCases)
    func random(role: Role) throws {
        var records = RandomRecord(seed: 8)
        for _ in 0..<200 {
            let record = records.next()
            let result = try Self.upload(record, as: role)
            #expect(result.status == .unchanged, "\(record)")
        }
    }
}
