import RegistryCore
import Testing

extension StoreContract {
    /// Which records an accreditation is judged by; how it is judged is pure (contract sections 8,
    /// 10 and 12).
    static let accreditation: [StorePromise] = [
        StorePromise("a certification is judged by what its ab has recorded of its body") {
            store, clock in
            let scene = try await Scene(store, clock)
            let (recorder, other) = try await recorders(of: scene)
            let standard = try await recorder.standard(scene, 1)
            try await recorder.update("B-1") { $0.standards = .set([standard]) }
            // The second standard is in force there, and the first is sent.
            let changes = try await scene.changes {
                let result = try await scene.upload("N-1") { certification, _ in
                    certification.accreditationBody = recorder.reference
                }
                #expect(result.faults.map(\.code) == [.invalidAccreditation])
                #expect(result.faults.map(\.field) == ["schemes"])
                #expect(result.faults[0].message.contains(standard.standardName))
            }
            #expect(changes.isEmpty)
            try await scene.stored("N-1") { certification, _ in
                certification.accreditationBody = recorder.reference
                certification.schemes[0].standardIDs = [scene.standardIDs[1]]
            }
            // The other has recorded no scope, a third nothing.
            try await scene.stored("N-2") { certification, _ in
                certification.accreditationBody = other.reference
            }
            try await scene.stored("N-3")
            // What it has recorded of another body says nothing of this one.
            let beta = try await Scene(store, clock, account: "Beta Cert")
            try await beta.stored("N-1") { certification, _ in
                certification.accreditationBody = recorder.reference
            }
        },
        StorePromise("an ab's and an mncb's certifications are judged by the same record") {
            store, clock in
            let scene = try await Scene(store, clock)
            let (recorder, _) = try await recorders(of: scene)
            let standard = try await recorder.standard(scene, 1)
            try await recorder.update("B-1") { $0.standards = .set([standard]) }
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let own = try await recorder.scene("B-1")
            for uploader in [group, own] {
                let result = try await uploader.upload("N-1") { certification, _ in
                    certification.accreditationBody = recorder.reference
                }
                #expect(result.faults.map(\.code) == [.invalidAccreditation])
            }
            // A validation finds it too.
            let outcome = try await own.upload([own.record("N-1")], mode: .validate)
            #expect(outcome.faults.map(\.code) == [.invalidAccreditation])
        },
        StorePromise("a body is withdrawn when all that recorded it or are named withdrew it") {
            store, clock in
            let scene = try await Scene(store, clock)
            func expect(_ isWithdrawn: Bool, at location: SourceLocation = #_sourceLocation)
                async throws
            {
                let found = try await store.isWithdrawn(certificationBody: scene.bodyID)
                #expect(found == isWithdrawn, sourceLocation: location)
            }
            // Recorded by nobody.
            try await expect(false)
            let (one, two) = try await recorders(of: scene)
            try await one.update("B-1") { $0.status = .withdrawn }
            try await expect(false)
            #expect(try await store.directory().withdrawnByAll.isEmpty)
            try await two.update("B-1") { $0.status = .suspended }
            try await expect(false)
            try await two.update("B-1") { $0.status = .withdrawn }
            try await expect(true)
            #expect(try await store.directory().withdrawnByAll == [scene.bodyID])
            // A certification names an accreditation body that has not recorded the body.
            let id = try await scene.stored("N-1") { certification, _ in
                certification.status = .withdrawn
            }
            try await expect(false)
            try await scene.stored("N-1") { certification, _ in
                certification.status = .withdrawn
                certification.accreditationBody = one.reference
            }
            try await expect(true)
            try await scene.stored("N-2") { certification, _ in
                certification.status = .withdrawn
                certification.accreditation = .set(.unaccredited)
            }
            try await expect(true)
            // Whoever uploaded it.
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let foreign = try await group.stored("N-3") { certification, _ in
                certification.status = .withdrawn
            }
            try await expect(false)
            try await group.delete(foreign)
            try await expect(true)
            #expect(try await scene.read(id).bodyStatus == .withdrawn)
            try await one.upload("B-1", name: "ALPHA CERT", status: .active)
            try await expect(false)
            #expect(try await store.directory().withdrawnByAll.isEmpty)
        },
        StorePromise("a withdrawn cb stores what it has lost, and claims nothing") { store, clock in
            let scene = try await Scene(store, clock)
            let (one, two) = try await recorders(of: scene)
            let id = try await scene.stored("N-1") { certification, _ in
                certification.accreditationBody = one.reference
            }
            for recorder in [one, two] {
                try await recorder.update("B-1") { $0.status = .withdrawn }
            }
            for status in CertificationStatus.allCases {
                let result = try await scene.upload("N-1") { certification, _ in
                    certification.status = status
                    certification.accreditationBody = two.reference
                }
                let isRefused = [.active, .pending, .hidden].contains(status)
                #expect(result.faults.map(\.code) == (isRefused ? [.forbidden] : []), "\(status)")
                #expect(result.faults.map(\.field) == (isRefused ? ["certificationStatus"] : []))
            }
            // An unaccredited one is a claim too, and so is what stays as it was.
            let unaccredited = try await scene.upload("N-2") { certification, _ in
                certification.accreditation = .set(.unaccredited)
            }
            #expect(unaccredited.faults.map(\.code) == [.forbidden])
            #expect(try await scene.page().totalRows == 1)
            #expect(try await scene.read(id).stored.certification.status == .deleted)
        },
        StorePromise("an mncb's uploads for a withdrawn body are an invalid accreditation") {
            store, clock in
            let scene = try await Scene(store, clock)
            let beta = try await Scene(store, clock, account: "Beta Cert")
            let (one, two) = try await recorders(of: scene)
            for recorder in [one, two] {
                try await recorder.update("B-1") { $0.status = .withdrawn }
            }
            let group = try await Scene(store, clock, over: [scene.bodyID, beta.bodyID])
            let other = try await group.uploading(for: beta.bodyID)
            let outcome = try await group.upload(
                [
                    group.record("N-1", index: 0),
                    group.record("N-2", index: 1) { certification, _ in
                        certification.status = .cancelled
                        certification.accreditationBody = one.reference
                    },
                    other.record("N-1", index: 2),
                ], mode: .partial)
            #expect(outcome.results.map(\.status) == [.rejected, .created, .created])
            #expect(outcome.faults.map(\.code) == [.invalidAccreditation])
            #expect(outcome.faults.map(\.field) == ["certificationBodyName"])
        },
        StorePromise("an ab's own claims are judged by its own record, not by the others'") {
            store, clock in
            let scene = try await Scene(store, clock)
            let (one, two) = try await recorders(of: scene)
            try await two.update("B-1") { $0.status = .withdrawn }
            let own = try await one.scene("B-1")
            let id = try await own.stored("N-1")
            try await one.update("B-1") { $0.status = .withdrawn }
            #expect(try await store.isWithdrawn(certificationBody: scene.bodyID))
            let result = try await own.upload("N-2")
            #expect(result.faults.map(\.code) == [.invalidAccreditation])
            #expect(result.faults[0].message.contains("withdrawn"))
            // What stands as it stood is not checked, unlike a withdrawn cb's.
            #expect(try await own.upload("N-1").certificationID == id)
            try await own.stored("N-1") { certification, _ in certification.status = .withdrawn }
        },
        StorePromise("a read says how the named ab stands to the body, and since when") {
            store, clock in
            let scene = try await Scene(store, clock)
            let (one, two) = try await recorders(of: scene)
            let id = try await scene.stored("N-1") { certification, _ in
                certification.accreditationBody = one.reference
            }
            let unknown = try await scene.stored("N-2")
            let none = try await scene.stored("N-3") { certification, _ in
                certification.accreditation = .set(.unaccredited)
            }
            #expect(try await scene.read(id).bodyStatus == .active)
            try await two.update("B-1") { $0.status = .suspended }
            clock.advance(seconds: 5)
            let before = try await scene.read(id)
            let changes = try await scene.changes {
                try await one.update("B-1") { $0.status = .withdrawn }
            }
            // One row, however many certifications name it.
            #expect(changes.count == 1)
            let record = try await scene.read(id)
            #expect(record.bodyStatus == .withdrawn && record.bodyWithdrawnAt == clock.seconds)
            #expect(record.stored.updatedAt == before.stored.updatedAt)
            for other in [unknown, none] {
                let record = try await scene.read(other)
                #expect(record.bodyStatus == nil && record.bodyWithdrawnAt == nil)
            }
            let listed = try #require(
                try await scene.page { $0.filter.numbers = [ComparisonKey("N-1")] }.rows.first)
            #expect(listed.bodyWithdrawnAt == clock.seconds)
        },
        StorePromise("a read names the body as its account would in an upload") { store, clock in
            let scene = try await Scene(store, clock)
            let recorder = try await Recorder(store, clock)
            try await recorder.upload("B-1", name: "ALPHA cert") { $0.acronym = .set("ALP") }
            try await recorder.upload("B-2", name: "Beta")
            let group = try await Scene(store, clock, over: [scene.bodyID])
            let byCB = try await scene.read(scene.stored("N-1")).body
            #expect(byCB.name == "Alpha Cert" && byCB.reference == nil)
            let byGroup = try await group.read(group.stored("N-1")).body
            #expect(byGroup.name == "Alpha Cert")
            #expect(byGroup.reference?.name == "Alpha Cert")
            #expect(byGroup.reference?.identityNumber == nil && byGroup.reference?.acronym == nil)
            let own = try await recorder.scene("B-1")
            let byRecorder = try await own.read(own.stored("N-1")).body
            #expect(byRecorder.name == "Alpha Cert")
            #expect(byRecorder.reference?.identityNumber == "B-1")
            #expect(byRecorder.reference?.name == "ALPHA cert")
            #expect(byRecorder.reference?.acronym == "ALP")
            let second = try await recorder.scene("B-2")
            let withoutAccount = try await second.read(second.stored("N-1")).body
            #expect(withoutAccount.name == "Beta")
            #expect(withoutAccount.reference?.identityNumber == "B-2")
            #expect(withoutAccount.reference?.acronym == nil)
        },
    ]

    /// Two accreditation bodies that have recorded a scene's body as `B-1`, without a scope.
    private static func recorders(of scene: Scene) async throws -> (Recorder, Recorder) {
        let one = try await Recorder(scene.store, scene.clock)
        let two = try await Recorder(scene.store, scene.clock, acronym: "OTHER")
        for recorder in [one, two] {
            #expect(try await recorder.body("B-1", name: "Alpha Cert") == scene.bodyID)
        }
        return (one, two)
    }
}

extension Recorder {
    /// This accreditation body as an upload names it.
    fileprivate var reference: AccreditationBodyReference {
        account.accreditationBodyID.map { .found($0) } ?? .none
    }

    /// A standard of a scene, as a body may be accredited for it.
    fileprivate func standard(_ scene: Scene, _ index: Int) async throws -> AccreditedStandard {
        let terms = scene.vocabularies
        return AccreditedStandard(
            schemeName: try #require(terms.scheme(scene.schemeID)).name,
            standardName: try #require(terms.standard(scene.standardIDs[index])).name)
    }
}
