import RegistryCore
import Testing

extension StoreContract {
    /// All versions of a certificate, and what of them the public is shown (contract section 13).
    static let versions: [StorePromise] = [
        StorePromise("the versions of a certificate are its body's with that number, whoever's") {
            store, clock in
            let scene = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            try await recorder.body("B-1", name: "Alpha Cert", status: .suspended)
            let own = try await recorder.scene("B-1")
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let other = try await Scene(store, clock, account: "Beta Cert")
            let byRecorder = try await own.stored("N-1") { _, entity in
                entity.isConfidential = .set(true)
            }
            let byGroup = try await group.stored("n-1 ", identity: "I-1")
            let second = try await group.stored("N-1", identity: "I-2")
            let byCB = try await scene.stored("N-1")
            try await scene.stored("N-2")
            try await other.stored("N-1")
            let found = try await store.versions(
                of: scene.bodyID, numbered: ComparisonKey("N-1"))
            #expect(found.map(\.certification.id) == [byRecorder, byGroup, second, byCB].sorted())
            let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.certification.id, $0) })
            #expect(byID[byRecorder]?.role == .accreditationBody)
            #expect(byID[byGroup]?.role == .multinationalCertificationBody)
            #expect(byID[byCB]?.role == .certificationBody)
            #expect(byID[byRecorder]?.isConfidential == true)
            #expect(byID[byCB]?.isConfidential == false)
            #expect(byID[byRecorder]?.bodyStatus == .suspended)
            #expect(byID[byCB]?.bodyStatus == nil)
            #expect(
                try await store.versions(of: scene.bodyID, numbered: ComparisonKey("N-9")).isEmpty)
            #expect(
                try await store.versions(of: RecordID(5), numbered: ComparisonKey("N-1")).isEmpty)
        },
        StorePromise("shown are the versions of the account that goes first, while they may be") {
            store, clock in
            let scene = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            try await recorder.body("B-1", name: "Alpha Cert")
            let own = try await recorder.scene("B-1")
            let group = try await Scene(store, clock, over: [scene.bodyID])
            func verdicts() async throws -> [RecordID: Publication.Verdict] {
                let versions = try await store.versions(
                    of: scene.bodyID, numbered: ComparisonKey("N-1"))
                let verdicts = Publication.decide(versions, today: clock.today)
                return Dictionary(
                    uniqueKeysWithValues: zip(versions.map(\.certification.id), verdicts))
            }
            let byRecorder = try await own.stored("N-1")
            #expect(try await verdicts() == [byRecorder: .shown])
            clock.advance(seconds: 1)
            let byGroup = try await group.stored("N-1") { certification, _ in
                certification.accreditationBody = .found(own.accreditationBodyID)
            }
            clock.advance(seconds: 1)
            let byCB = try await scene.stored("N-1")
            let superseded = Publication.Verdict.superseded(by: group.account.id)
            #expect(
                try await verdicts()
                    == [byRecorder: superseded, byCB: superseded, byGroup: .shown])
            // The body is withdrawn by the accreditation body that the group's version names.
            try await recorder.update("B-1") { $0.status = .withdrawn }
            clock.set(.sample(2025, 9, 15))
            #expect(try await verdicts()[byGroup] == .shown)
            clock.set(.sample(2025, 9, 16))
            #expect(
                try await verdicts()[byGroup]
                    == .accreditationWithdrawnUntil(.sample(2025, 9, 15)))
            try await group.delete(byGroup)
            #expect(
                try await verdicts()
                    == [byRecorder: .superseded(by: scene.account.id), byCB: .shown])
        },
    ]
}
