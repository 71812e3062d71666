import RegistryCore
import Testing

extension StoreContract {
    /// What an accreditation body records of certification bodies (contract section 10).
    static let bodyRecords: [StorePromise] = [
        StorePromise("everything that an upload of a body says can be read back as it was sent") {
            let recorder = try await Recorder($0, $1)
            let plan = try await recorder.upload("B/1", name: "Ägir 株式会社 🏭") { fill(&$0) }
            #expect(plan.result == .created)
            let record = try await recorder.read(plan.after.certificationBodyID)
            let stored = record.stored
            #expect(StoredDocuments.state(stored) == StoredDocuments.state(plan.after))
            #expect(stored.accountID == recorder.account.id)
            #expect(stored.accreditationBodyID == recorder.account.accreditationBodyID)
            #expect(stored.createdAt == recorder.clock.seconds)
            #expect(stored.updatedAt == recorder.clock.seconds)
            #expect(record.accountName == nil && stored.withdrawnAt == nil)
            let body = stored.body
            #expect(body.identityNumber == "B/1" && body.name == "Ägir 株式会社 🏭")
            #expect(body.acronym == "ÄG" && body.country == "DE" && body.status == .active)
            #expect(body.description == "Two\nlines" && body.website == "https://example.com")
            #expect(body.emailAddress == "a@example.com")
            #expect(body.phoneNumber == "+49 1" && body.faxNumber == "+49 2")
            #expect(body.offices.map(\.type) == ["Head", nil])
            #expect(body.offices.map(\.country) == ["CH", nil])
            #expect(body.offices[0].street == "Weg 1" && body.offices[0].state == "ZH")
            #expect(body.offices[0].postCode == "08001" && body.offices[1].city == "Köln")
            #expect(body.countries == ["FR", "DE"])
            #expect(body.standards.map(\.standardName) == ["ISO 9001:2015", "X 1"])
            let standard = body.standards[0]
            #expect(standard.schemeName == "Quality Management Systems")
            #expect(standard.issueDate == .sample(2020, 1, 1))
            #expect(standard.firstIssueDate == .sample(2010, 2, 28))
            #expect(standard.expiryDate == .sample(2030, 12, 31))
            #expect(standard.scopeType == "Full" && standard.standardStatus == "active")
            #expect(body.sectors.map(\.code) == ["031", nil])
            #expect(body.sectors.map(\.title) == [nil, "Food"])
            #expect(body.sectors[0].schemeName == "Q")
        },
        StorePromise("the same identity number again updates the record, whatever the name") {
            let recorder = try await Recorder($0, $1)
            let first = try await recorder.upload("B-1") { $0.acronym = .set("ALP") }
            recorder.clock.advance(seconds: 10)
            let second = try await recorder.upload("B-1", name: "Beta", country: "CH")
            #expect(second.result == .updated)
            #expect(second.after.id == first.after.id)
            #expect(second.after.certificationBodyID == first.after.certificationBodyID)
            let stored = try await recorder.read(first.after.certificationBodyID).stored
            #expect(stored.body.name == "Beta" && stored.body.country == "CH")
            #expect(stored.body.acronym == "ALP")
            #expect(stored.createdAt == recorder.clock.seconds - 10)
            #expect(stored.updatedAt == recorder.clock.seconds)
            #expect(try await recorder.page().totalRows == 1)
        },
        StorePromise("identity numbers of bodies are compared code point by code point") {
            let recorder = try await Recorder($0, $1)
            let numbers = ["b-1", "B-1", "\u{E9}", "e\u{301}", "B 1", "B  1"]
            for number in numbers {
                #expect(try await recorder.upload(number, name: "N\(number)").result == .created)
            }
            #expect(try await recorder.page().totalRows == numbers.count)
            let page = try await recorder.page { $0.filter.identityNumbers = ["\u{E9}"] }
            #expect(
                page.rows.map { Array($0.stored.body.identityNumber.unicodeScalars) }
                    == [["\u{E9}"]])
        },
        StorePromise("an identical body is unchanged, logs nothing and leaves the time") {
            let recorder = try await Recorder($0, $1)
            let before = try await recorder.upload("B-1") { fill(&$0) }.after
            recorder.clock.advance(seconds: 100)
            let version = try await recorder.store.directoryVersion()
            let changes = try await recorder.changes {
                let again = try await recorder.upload("B-1") { fill(&$0) }
                #expect(again.result == .unchanged)
                #expect(again.after.updatedAt == before.updatedAt)
                try await recorder.update("B-1") { $0.status = .active }
            }
            #expect(changes.isEmpty)
            let after = try await recorder.read(before.certificationBodyID).stored
            #expect(after.updatedAt == before.updatedAt)
            #expect(try await recorder.store.directoryVersion() == version)
        },
        StorePromise("what is not sent of a body stays, what is sent empty is cleared") {
            let recorder = try await Recorder($0, $1)
            let id = try await recorder.body("B-1") { fill(&$0) }
            let before = try await recorder.read(id).stored
            for (isUpload, change) in clearings {
                if isUpload {
                    try await recorder.upload("B-1", name: before.body.name, change: change)
                } else {
                    try await recorder.update("B-1", change: change)
                }
            }
            var expected = RecordedBody(
                identityNumber: "B-1", name: before.body.name, country: "DE", status: .active)
            expected.acronym = before.body.acronym
            var cleared = before
            cleared.body = expected
            let after = try await recorder.read(id).stored
            #expect(StoredDocuments.state(after) == StoredDocuments.state(cleared))
        },
        StorePromise("withdrawn_at is set when a body becomes withdrawn, kept, and cleared") {
            let recorder = try await Recorder($0, $1)
            let id = try await recorder.body("B-1", status: .withdrawn)
            var expected: Int64? = recorder.clock.seconds
            #expect(try await recorder.read(id).stored.withdrawnAt == expected)
            let steps: [(BodyAccreditationStatus, isUpload: Bool)] = [
                (.withdrawn, true), (.withdrawn, false), (.suspended, true), (.withdrawn, true),
                (.active, false), (.withdrawn, false), (.suspended, false), (.active, true),
            ]
            var last = BodyAccreditationStatus.withdrawn
            for (status, isUpload) in steps {
                recorder.clock.advance(seconds: 10)
                if isUpload {
                    try await recorder.upload("B-1", status: status)
                } else {
                    try await recorder.update("B-1") { $0.status = status }
                }
                if status != last {
                    expected = status == .withdrawn ? recorder.clock.seconds : nil
                }
                last = status
                #expect(try await recorder.read(id).stored.withdrawnAt == expected)
            }
            // Another change leaves it too.
            try await recorder.update("B-1") { $0.status = .withdrawn }
            let withdrawnAt = recorder.clock.seconds
            recorder.clock.advance(seconds: 10)
            try await recorder.update("B-1") { $0.name = "Beta" }
            #expect(try await recorder.read(id).stored.withdrawnAt == withdrawnAt)
        },
        StorePromise("a body's status moves the directory's version, and its name does not") {
            let recorder = try await Recorder($0, $1)
            try await recorder.body("B-1")
            for status in [BodyAccreditationStatus.withdrawn, .suspended, .active] {
                let version = try await recorder.store.directoryVersion()
                try await recorder.update("B-1") { $0.status = status }
                #expect(try await recorder.store.directoryVersion() == version + 1)
            }
            let version = try await recorder.store.directoryVersion()
            try await recorder.update("B-1") { $0.name = "Beta" }
            #expect(try await recorder.store.directoryVersion() == version)
        },
        StorePromise("a body's times don't go back with the clock") {
            let recorder = try await Recorder($0, $1)
            let id = try await recorder.body("B-1")
            let before = recorder.clock.seconds
            recorder.clock.advance(seconds: -1_000)
            try await recorder.update("B-1") { $0.status = .withdrawn }
            let stored = try await recorder.read(id).stored
            #expect(stored.updatedAt == before && stored.withdrawnAt == before)
        },
        StorePromise("a validated upload or update of a body says what it would do, and does not") {
            let recorder = try await Recorder($0, $1)
            let changes = try await recorder.changes {
                let plan = try await recorder.upload("B-1", validatesOnly: true) { fill(&$0) }
                #expect(plan.result == .created && plan.after.body.acronym == "ÄG")
            }
            #expect(changes.isEmpty)
            #expect(try await recorder.page().totalRows == 0)
            let id = try await recorder.body("B-1")
            let version = try await recorder.store.directoryVersion()
            let later = try await recorder.changes {
                let plan = try await recorder.upload(
                    "B-1", status: .withdrawn, validatesOnly: true)
                #expect(plan.result == .updated && plan.after.withdrawnAt != nil)
                let record = try await recorder.update("B-1", validatesOnly: true) {
                    $0.name = "Beta"
                }
                #expect(record.stored.body.name == "Beta")
                await expectError("unknown", matching: \.isNotFound) {
                    try await recorder.update("B-2", validatesOnly: true) { $0.name = "Beta" }
                }
            }
            #expect(later.isEmpty)
            let stored = try await recorder.read(id).stored
            #expect(stored.body.name == "Alpha Cert" && stored.body.status == .active)
            #expect(try await recorder.store.directoryVersion() == version)
        },
        StorePromise("an update finds a body by either id, and by both where they agree") {
            let recorder = try await Recorder($0, $1)
            let id = try await recorder.body("B-1")
            let other = try await recorder.body("B-2", name: "Beta")
            try await recorder.update(id: id.description) { $0.acronym = .set("one") }
            #expect(try await recorder.read(id).stored.body.acronym == "one")
            try await recorder.update("B-1") { $0.acronym = .set("two") }
            #expect(try await recorder.read(id).stored.body.acronym == "two")
            let record = try await recorder.update("B-1", id: id.description) {
                $0.acronym = .set("three")
            }
            #expect(record.stored.body.acronym == "three")
            #expect(try await recorder.read(other).stored.body.acronym == nil)
        },
        StorePromise("two ids of two bodies are a fault on both, and an unknown id is not found") {
            let recorder = try await Recorder($0, $1)
            let stranger = try await Recorder($0, $1, acronym: "OTHER")
            let id = try await recorder.body("B-1")
            try await recorder.body("B-2", name: "Beta")
            let foreign = try await stranger.body("B-9", name: "Gamma")
            let changes = try await recorder.changes {
                await expectFaults(["certificationBodyID", "certificationBodyIdentityNumber"]) {
                    try await recorder.update("B-2", id: id.description) { $0.status = .suspended }
                }
                let unknown: [(String?, String?)] = [
                    ("B-9", nil), ("b-1", nil), (nil, foreign.description), (nil, "nonsense"),
                    (nil, "B-1"), ("B-1", RecordID(5).description), ("B-3", id.description),
                ]
                for (number, id) in unknown {
                    await expectError("\(number ?? "-") \(id ?? "-")", matching: \.isNotFound) {
                        try await recorder.update(number, id: id) { $0.status = .suspended }
                    }
                }
            }
            #expect(changes.isEmpty)
        },
        StorePromise("32 concurrent uploads of a new body make one record and one body") {
            let recorder = try await Recorder($0, $1)
            let plans = try await inParallel(32) { index in
                try await recorder.upload("B-1") { $0.acronym = .set("A\(index)") }
            }
            #expect(Set(plans.map(\.after.id)).count == 1)
            #expect(Set(plans.map(\.after.certificationBodyID)).count == 1)
            #expect(plans.count { $0.result == .created } == 1)
            #expect(plans.count { $0.result == .updated } == 31)
            #expect(try await recorder.page().totalRows == 1)
            let changes = try await recorder.store.changes(since: 0, limit: 1_000)
            #expect(changes.count { $0.kind == .certificationBody && $0.action == .created } == 1)
        },
        StorePromise("each change of a body is logged with what it was before") {
            let recorder = try await Recorder($0, $1)
            let first = try await recorder.upload("B-1").after
            let made = try await recorder.store.changes(since: 0, limit: 100).suffix(2)
            #expect(made.map(\.kind) == [.certificationBody, .recordedBody])
            #expect(made.map(\.recordID) == [first.certificationBodyID, first.id])
            #expect(made.allSatisfy { $0.action == .created && $0.before == nil })
            #expect(made.allSatisfy { $0.accountID == recorder.account.id })
            let updates = try await recorder.changes {
                try await recorder.update("B-1") { $0.status = .withdrawn }
            }
            #expect(updates.map(\.kind) == [.recordedBody])
            let update = try #require(updates.first)
            #expect(update.action == .updated && update.recordID == first.id)
            #expect(update.before.map { Array($0.utf8) } == StoredDocuments.state(first))
            #expect(update.call == recorder.origin.call)
            let history = try await recorder.store.history(of: first.id)
            #expect(history.map(\.action) == [.created, .updated])
            let present = try #require(await recorder.store.recordedBody(first.id))
            #expect(present.body.status == .withdrawn)
        },
    ]

    private static func fill(_ change: inout BodyChange) {
        change.acronym = .set("ÄG")
        change.description = .set("Two\nlines")
        change.website = .set("https://example.com")
        change.emailAddress = .set("a@example.com")
        change.phoneNumber = .set("+49 1")
        change.faxNumber = .set("+49 2")
        change.offices = .set([
            Office(
                type: "Head", country: "CH", street: "Weg 1", state: "ZH", city: "Zürich",
                postCode: "08001"), Office(city: "Köln"),
        ])
        change.countries = .set(["FR", "DE"])
        change.standards = .set([
            AccreditedStandard(
                schemeName: "Quality Management Systems", standardName: "ISO 9001:2015",
                issueDate: .sample(2020, 1, 1), firstIssueDate: .sample(2010, 2, 28),
                expiryDate: .sample(2030, 12, 31), scopeType: "Full", standardStatus: "active"),
            AccreditedStandard(schemeName: "S", standardName: "X 1"),
        ])
        change.sectors = .set([
            AccreditedSector(schemeName: "Q", code: "031"), AccreditedSector(title: "Food"),
        ])
    }

    /// Everything that may be cleared, by uploads and updates in turn, but for the acronym.
    private static let clearings: [(isUpload: Bool, change: @Sendable (inout BodyChange) -> Void)] =
        [
            (true, { $0.description = .clear }), (false, { $0.website = .clear }),
            (true, { $0.emailAddress = .clear }), (false, { $0.phoneNumber = .clear }),
            (true, { $0.faxNumber = .clear }), (false, { $0.offices = .clear }),
            (true, { $0.countries = .clear }), (false, { $0.standards = .clear }),
            (true, { $0.sectors = .clear }),
        ]
}
