import RegistryCore
import Testing

/// The decisions that need no database; what they write is proved on each store.
@Suite("What a batch of uploads makes of the register")
struct UploadPlanTests {
    private static let now: Int64 = 1_700_000_000

    private func decide(
        _ records: [UploadRecord], _ state: UploadState = UploadState(),
        mode: UploadBatch.Mode = .atomic
    ) -> UploadPlan {
        var next: Int64 = 1_000
        return UploadPlan.decide(
            PlanSamples.batch(records, mode: mode), state: state, now: Self.now
        ) {
            next += 1
            return RecordID(next)
        }
    }

    private func stored(after plan: UploadPlan) -> UploadState {
        var state = UploadState()
        state.entities = plan.writes.entities.map(\.after)
        state.certifications = plan.writes.certifications.map(\.after)
        return state
    }

    @Test("a new record makes an entity and a certification")
    func new() {
        let plan = decide([PlanSamples.record(id: "E1", number: "N1")])
        #expect(plan.outcome.results.map(\.status) == [.created])
        #expect(plan.writes.entities.count == 1)
        #expect(plan.writes.certifications.count == 1)
        #expect(plan.writes.certifications[0].after.statusSince == Self.now)
    }

    @Test("faults of an accreditation are bounded, and each record keeps one")
    func accreditationFaults() throws {
        let accreditationBody = RecordID(6)
        var state = UploadState()
        state.accreditations[
            AccreditationKey(
                accreditationBodyID: accreditationBody, certificationBodyID: PlanSamples.body)] =
            PlanSamples.withdrawal(by: accreditationBody)
        let records = (0..<3).map { index in
            var record = PlanSamples.record(index: index, id: "E\(index)", number: "N\(index)")
            record.certification?.accreditation = .set(.accredited)
            record.certification?.accreditationBody = .found(accreditationBody)
            record.certification?.schemes[0].standardIDs = (0..<600).map { RecordID($0) }
            return record
        }
        let faults = decide(records, state).outcome.faults
        let count = { index in faults.count { $0.recordIndex == index } }
        #expect(faults.allSatisfy { $0.code == .invalidAccreditation })
        #expect(count(0) == 600)
        #expect(count(1) == Limits.faultsMax + 1 - 600)
        #expect(count(2) == 1)
    }

    @Test("the same record again is unchanged, and only confirmed")
    func unchanged() {
        let record = PlanSamples.record(id: "E1", number: "N1")
        let first = decide([record])
        let again = decide([record], stored(after: first))
        #expect(again.outcome.results.map(\.status) == [.unchanged])
        #expect(again.writes.entities.isEmpty)
        #expect(again.writes.certifications.isEmpty)
        #expect(again.writes.confirmed == [first.writes.certifications[0].after.id])
    }

    @Test("a name in another normal form is stored as sent, and renames nothing")
    func otherNormalForm() {
        let first = decide([PlanSamples.record(id: "E1", name: "Caf\u{E9}", number: "N1")])
        let again = decide(
            [PlanSamples.record(id: "E1", name: "Cafe\u{301}", number: "N1")],
            stored(after: first))
        #expect(again.outcome.results[0].status == .updated)
        #expect(again.outcome.results[0].renamedFrom == nil)
        let entity = again.writes.entities[0].after.entity
        #expect(entity.name.unicodeScalars.count == 5)
        #expect(entity.formerNames.isEmpty)
    }

    @Test("several names of one entity in one call: the last wins, the others are kept")
    func lastNameWins() {
        let plan = decide([
            PlanSamples.record(index: 0, id: "E1", name: "First", number: "N1"),
            PlanSamples.record(index: 1, id: "E1", name: "Second", number: "N2"),
            PlanSamples.record(index: 2, id: "E1", name: "Third", number: "N3"),
        ])
        let entity = plan.writes.entities[0].after.entity
        #expect(plan.writes.entities.count == 1)
        #expect(entity.name == "Third")
        #expect(entity.formerNames.map(\.name) == ["First", "Second"])
    }

    @Test("a former name that is there already adds nothing")
    func formerNamesAreASet() {
        var state = stored(after: decide([PlanSamples.record(id: "E1", name: "A", number: "N")]))
        for name in ["B", "A", "B", "a"] {
            let plan = decide([PlanSamples.record(id: "E1", name: name, number: "N")], state)
            state.entities = plan.writes.entities.map(\.after)
        }
        #expect(state.entities[0].entity.name == "a")
        #expect(state.entities[0].entity.formerNames.map(\.name) == ["A", "B"])
    }

    @Test("a call that repeats its names is unchanged, and adds no former name")
    func repeatedNames() {
        let records = ["First", "Second", "First", "Third"].enumerated().map { index, name in
            PlanSamples.record(index: index, id: "E1", name: name, number: "N\(index)")
        }
        let first = decide(records)
        let entity = first.writes.entities[0].after.entity
        #expect(entity.formerNames.map(\.name) == ["First", "Second"])
        let again = decide(records, stored(after: first))
        #expect(again.outcome.results.allSatisfy { $0.status == .unchanged })
        #expect(again.writes.entities.isEmpty)
    }

    @Test("a name that returns last is no former name of itself")
    func returningName() {
        let names = ["A", "B", "A"]
        let plan = decide(
            names.enumerated().map { index, name in
                PlanSamples.record(index: index, id: "E1", name: name, number: "N\(index)")
            })
        #expect(plan.writes.entities[0].after.entity.name == "A")
        #expect(plan.writes.entities[0].after.entity.formerNames.map(\.name) == ["B"])
    }

    @Test("a deleted id that two records of a call could take is given to the first alone")
    func deletedIDOnce() {
        var state = UploadState()
        let records = [
            PlanSamples.record(index: 0, id: "E1", number: "N"),
            PlanSamples.record(index: 1, id: "E1", number: "M", identityNumber: "X"),
        ]
        let keys = UploadPlan.keys(
            for: PlanSamples.batch(records), bodies: KnownBodies())
        for key in keys.numbers { state.deletedNumbers[key] = RecordID(8) }
        for key in keys.identityNumbers { state.deletedIdentityNumbers[key] = RecordID(8) }
        let ids = decide(records, state).writes.certifications.map(\.after.id)
        #expect(ids[0] == RecordID(8))
        #expect(ids[1] != RecordID(8))
    }

    @Test("two records of one number: the first creates, the second updates it")
    func sequence() {
        let plan = decide([
            PlanSamples.record(index: 0, id: "E1", number: "N1", status: .active),
            PlanSamples.record(index: 1, id: "E1", number: "N1", status: .suspended),
        ])
        #expect(plan.outcome.results.map(\.status) == [.created, .updated])
        #expect(plan.outcome.results[0].certificationID == plan.outcome.results[1].certificationID)
        #expect(plan.writes.certifications.map(\.after.certification.status) == [.suspended])
    }

    @Test("one bad record leaves an atomic batch without writes, and all faults are listed")
    func atomic() {
        let plan = decide([
            PlanSamples.record(index: 0, id: "E1", number: "N1"),
            PlanSamples.record(index: 1, id: "E2", number: "N2", isMissingAddress: true),
            PlanSamples.record(index: 2, id: "E3", number: "N3", originalIssueDate: "20300101"),
        ])
        #expect(plan.writes.isEmpty)
        #expect(plan.outcome.faults.map(\.recordIndex) == [1, 2])
    }

    @Test("partial stores the good ones, with the entity of the last good one")
    func partial() {
        let plan = decide(
            [
                PlanSamples.record(index: 0, id: "E1", name: "Good", number: "N1"),
                PlanSamples.record(
                    index: 1, id: "E1", name: "Bad", number: "N2", originalIssueDate: "20300101"),
            ], mode: .partial)
        #expect(plan.outcome.results.map(\.status) == [.created, .rejected])
        #expect(plan.writes.entities.map(\.after.entity.name) == ["Good"])
        #expect(plan.writes.entities[0].after.entity.formerNames.isEmpty)
    }

    @Test("a faulty entity rejects all its records and is listed once, with the first index")
    func faultyEntity() {
        let plan = decide(
            [
                PlanSamples.record(index: 0, id: "E1", number: "N1", isMissingAddress: true),
                PlanSamples.record(index: 1, id: "E1", number: "N2", isMissingAddress: true),
                PlanSamples.record(index: 2, id: "E2", number: "N3"),
            ], mode: .partial)
        #expect(plan.outcome.results.map(\.status) == [.rejected, .rejected, .created])
        #expect(plan.outcome.results.map(\.faults.count) == [1, 0, 0])
    }

    @Test("validation writes nothing and shows no ids of what would be new")
    func validate() {
        let plan = decide([PlanSamples.record(id: "E1", number: "N1")], mode: .validate)
        #expect(plan.writes.isEmpty)
        #expect(plan.outcome.results[0].status == .created)
        #expect(plan.outcome.results[0].certificationID == nil)
        #expect(plan.outcome.results[0].entityID == nil)
    }

    @Test("ids of deleted records return with their keys")
    func tombstones() {
        var state = UploadState()
        let record = PlanSamples.record(id: "E1", number: "N1")
        let keys = UploadPlan.keys(
            for: PlanSamples.batch([record]), bodies: KnownBodies())
        for key in keys.entities { state.deletedEntities[key] = RecordID(7) }
        for key in keys.numbers { state.deletedNumbers[key] = RecordID(8) }
        let plan = decide([record], state)
        #expect(plan.writes.entities.map(\.after.id) == [RecordID(7)])
        #expect(plan.writes.certifications.map(\.after.id) == [RecordID(8)])
    }

    @Test("a record that names no entity of the call and none stored is refused")
    func unknownEntity() {
        let plan = decide([PlanSamples.named(index: 0, id: "E9", number: "N1")])
        #expect(plan.writes.isEmpty)
        #expect(plan.outcome.faults.map(\.code) == [.validationError])
    }

    @Test("an upload under an alias updates its entity, whose unique id and name stay")
    func alias() {
        var state = stored(
            after: decide([PlanSamples.record(id: "E1", name: "Main", number: "N1")]))
        state.entities[0].entity.aliases = [EntityAlias(name: "Branch", uniqueID: "E2")]
        let plan = decide([PlanSamples.record(id: "E2", name: "Branch", number: "N2")], state)
        #expect(plan.writes.entities.isEmpty)
        #expect(plan.writes.certifications.map(\.after.entityID) == [state.entities[0].id])
        let renamed = decide([PlanSamples.record(id: "E2", name: "New", number: "N2")], state)
        #expect(renamed.writes.entities.map(\.after.entity.name) == ["New"])
        #expect(renamed.writes.entities.map(\.after.entity.uniqueID) == ["E1"])
        #expect(renamed.outcome.results[0].renamedFrom == "Main")
    }
}
