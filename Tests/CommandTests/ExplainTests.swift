import Foundation
import RegistryCore
import RegistryJSON
import RegistrySQLite
import RegistryTestKit
import Testing

@Suite("Explaining by command what the public is shown of a certificate")
struct ExplainTests {
    /// A register of January 2020, so that what happened in it is long ago.
    private struct OldRegister {
        let program: Program
        let store: any RegistryStore
        let clock: SampleClock
        let cb: Account
        let ab: Account
        let bodyID: RecordID
        /// The accounts, uploading certifications of the one body.
        let asCB: Scene
        let asAB: Scene

        init() async throws {
            program = try Program()
            clock = SampleClock(day: .sample(2020, 1, 15))
            store = try await SQLiteStore.open(
                path: program.folder.appendingPathComponent("certregistry.db").path,
                mode: .create, clock: clock.clock)
            cb = try await store.addAccount(
                NewAccount(role: .certificationBody, name: "Fernhollow Assurance", country: "DE"),
                origin: Scene.commandOrigin)
            ab = try await store.addAccount(
                NewAccount(role: .accreditationBody, name: "Alderwick", acronym: "AWAS"),
                origin: Scene.commandOrigin)
            bodyID = try #require(cb.certificationBodyID)
            asCB = try await Scene(store, clock, cb, body: bodyID)
            asAB = try await Scene(
                store, clock, ab, body: bodyID, named: .recorded(identityNumber: "0042"))
            try await record(.active)
        }

        func record(_ status: BodyAccreditationStatus) async throws {
            var change = BodyChange()
            change.name = "Fernhollow Assurance"
            change.country = "DE"
            change.status = status
            _ = try await store.uploadBody(
                BodyUpload(
                    identityNumber: "0042", name: "Fernhollow Assurance", country: "DE",
                    status: status, change: change, locator: DatumLocator()),
                by: ab, validatesOnly: false, origin: asAB.origin)
        }

        /// Uploads one certification, in force until 2098.
        func upload(
            _ number: String, by scene: Scene, status: CertificationStatus = .active,
            isConfidential: Bool = false
        ) async throws {
            let accreditationBodyID = try #require(ab.accreditationBodyID)
            try await scene.stored(number, entity: "E-\(number)") { certification, entity in
                certification.status = status
                certification.issueDate = .sample(2019, 3, 1)
                certification.expiryDate = .sample(2098, 2, 28)
                certification.accreditationBody = .found(accreditationBodyID)
                entity.isConfidential = .set(isConfidential)
            }
        }

        /// What the command answers of a number.
        func versions(_ number: String) async throws -> [JSONValue] {
            let run = try await program.run("explain", cb.id.description, number, "--json")
            #expect(run.exitCode == 0)
            #expect(run.errors.isEmpty)
            let answer = try run.json()
            #expect(answer["certification_bodies_id"]?.string == bodyID.description)
            return try #require(answer["versions"]).elements.map { $0 }
        }
    }

    @Test("a certificate that nobody has uploaded, or of no body, is not found")
    func notFound() async throws {
        let register = try await OldRegister()
        try await register.upload("QMS 1", by: register.asCB)
        await register.store.close()
        let refused: [(arguments: [String], code: String, mention: String)] = [
            ([register.cb.id.description, "QMS 2"], "not_found", "QMS 2"),
            ([register.bodyID.description, ""], "not_found", "number"),
            (["0000000000001", "QMS 1"], "not_found", "0000000000001"),
            (["what?", "QMS 1"], "not_found", "what?"),
            ([register.ab.id.description, "QMS 1"], "conflict", "an accreditation body"),
        ]
        for (arguments, code, mention) in refused {
            let run = try await register.program.run(["explain"] + arguments + ["--json"])
            #expect(run.exitCode == 1)
            let error = try run.json()["error"]
            #expect(error?["code"]?.string == code)
            #expect(error?["message"]?.string?.contains(mention) == true)
        }
    }

    @Test("a certification body's version is shown, not the earlier one of an accreditation body")
    func winner() async throws {
        let register = try await OldRegister()
        try await register.upload("QMS 1", by: register.asAB)
        register.clock.advance(seconds: 60)
        try await register.upload("QMS 1", by: register.asCB)
        try await register.upload("QMS 11", by: register.asCB)
        await register.store.close()

        let versions = try await register.versions("qms  1")
        #expect(versions.compactMap { $0["role"]?.string } == ["ab", "cb"])
        #expect(versions.compactMap { $0["is_shown"]?.boolean } == [false, true])
        let reasons = versions.compactMap { $0["reason"]?.string }
        #expect(
            reasons == [
                "Not shown: the version of Fernhollow Assurance is the one that counts, for a "
                    + "certification body's goes before an accreditation body's.",
                "Shown to the public.",
            ])
        let shown = try #require(versions.last)
        #expect(
            shown.members.map(\.key) == [
                "company_certifications_id", "account_id", "account_name", "role", "company_name",
                "certificate_number", "status", "certification_issue_date",
                "certification_expiry_date", "is_shown", "reason",
            ])
        #expect(shown["account_id"]?.string == register.cb.id.description)
        #expect(shown["account_name"]?.string == "Fernhollow Assurance")
        #expect(shown["company_name"]?.string == "Acme")
        #expect(shown["certificate_number"]?.string == "QMS 1")
        #expect(shown["status"]?.string == "active")
        #expect(shown["certification_expiry_date"]?.string == "20980228")

        let text = try await register.program.run(
            "explain", register.bodyID.description, "QMS 1"
        ).output
        #expect(text.hasPrefix("QMS 1 of Fernhollow Assurance: 2 versions\n\n- Alderwick (ab), "))
        #expect(text.contains("\n\n* Fernhollow Assurance (cb), "))
        #expect(text.contains("active, 2019-03-01 to 2098-02-28"))
        for reason in reasons { #expect(text.contains(reason)) }
    }

    @Test("between a certification body and a multi-national one the first version is shown")
    func firstOfAKind() async throws {
        let register = try await OldRegister()
        let group = try await register.store.addAccount(
            NewAccount(role: .multinationalCertificationBody, name: "Marlstone Group"),
            origin: Scene.commandOrigin)
        _ = try await register.store.setAssociated(
            true, body: register.bodyID, with: group.id, origin: Scene.commandOrigin)
        let scene = try await Scene(
            register.store, register.clock, group, body: register.bodyID,
            named: .associated(name: "Fernhollow Assurance", acronym: "-"))
        try await register.upload("QMS 1", by: scene)
        register.clock.advance(seconds: 60)
        try await register.upload("QMS 1", by: register.asCB)
        await register.store.close()

        let versions = try await register.versions("QMS 1")
        #expect(versions.compactMap { $0["role"]?.string } == ["mncb", "cb"])
        #expect(versions.compactMap { $0["is_shown"]?.boolean } == [true, false])
        #expect(
            versions.last?["reason"]?.string
                == "Not shown: the version of Marlstone Group is the one that counts, for it was "
                + "first.")
    }

    @Test("what is confidential, hidden or withdrawn long ago is not shown, and why is said")
    func hidden() async throws {
        let register = try await OldRegister()
        try await register.upload("SECRET", by: register.asCB, isConfidential: true)
        try await register.upload("HIDDEN", by: register.asCB, status: .hidden)
        try await register.upload("LEFT", by: register.asCB, status: .cbwithdrawn)
        try await register.upload("HIDDEN", by: register.asAB)
        await register.store.close()

        let reasons = [
            "SECRET": "Not shown: the certified entity is confidential.",
            "HIDDEN": "Not shown: a certification that is hidden never is.",
            "LEFT": "Not shown any more: it was until 2020-04-15, for three months after the "
                + "certification body's withdrawal.",
        ]
        for (number, reason) in reasons {
            let versions = try await register.versions(number)
            #expect(versions.allSatisfy { $0["is_shown"]?.boolean == false })
            #expect(versions.first?["reason"]?.string == reason)
            let text = try await register.program.run(
                "explain", register.cb.id.description, number
            ).output
            #expect(text.contains("\n\n- Fernhollow Assurance (cb), "))
            #expect(text.contains(reason))
            #expect(!text.contains("* "))
        }
    }

    @Test("what names an accreditation body that withdrew the body long ago is not shown")
    func withdrawnBody() async throws {
        let register = try await OldRegister()
        try await register.upload("QMS 1", by: register.asCB)
        try await register.record(.withdrawn)
        await register.store.close()

        let versions = try await register.versions("QMS 1")
        #expect(versions.count == 1)
        #expect(versions.first?["is_shown"]?.boolean == false)
        #expect(
            versions.first?["reason"]?.string
                == "Not shown any more: it was until 2020-04-15, for three months after the "
                + "accreditation body withdrew the certification body.")
    }
}
