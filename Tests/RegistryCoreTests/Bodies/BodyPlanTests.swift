import RegistryCore
import Testing

/// What a store can't come to; what it can is proved on each store.
@Suite("What an upload or update makes of a certification body")
struct BodyPlanTests {
    private static let upload = BodyUpload(
        identityNumber: "B-1", name: "Alpha", country: "DE", status: .active,
        change: BodyChange(), locator: PlanSamples.NoSite())

    @Test("an account that is no accreditation body records none")
    func noAccreditationBody() {
        let error = #expect(throws: RegistryError.self) {
            try BodyPlan.decide(
                Self.upload, by: PlanSamples.account, state: BodyPlan.State(), now: 0
            ) { RecordID(9) }
        }
        guard case .broken = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("an update without an id is no client's fault")
    func noID() {
        let update = BodyUpdate(
            certificationBodyID: nil, identityNumber: nil, change: BodyChange(),
            locator: PlanSamples.NoSite())
        let error = #expect(throws: RegistryError.self) {
            try BodyPlan.decide(update, state: BodyPlan.State(), now: 0)
        }
        guard case .broken = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("what is mandatory is stored even where the change leaves it out")
    func mandatory() throws {
        var account = PlanSamples.account
        account.accreditationBodyID = RecordID(3)
        let plan = try BodyPlan.decide(
            Self.upload, by: account, state: BodyPlan.State(), now: 5
        ) { RecordID(9) }
        #expect(plan.after.body.name == "Alpha" && plan.after.body.country == "DE")
        #expect(plan.bodyWrite?.after.name == "Alpha")
    }
}
