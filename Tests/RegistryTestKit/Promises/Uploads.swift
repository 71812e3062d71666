import RegistryCore
import Testing

extension StoreContract {
    /// What a single upload stores and says (contract sections 2, 4, 5 and 8).
    static let uploads: [StorePromise] = [
        StorePromise("everything that an upload says can be read back as it was sent") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1", identity: "I-1", name: "Ägir 株式会社 🏭") {
                certification, entity in
                fill(&certification, scene)
                fill(&entity)
            }
            let record = try await scene.read(id)
            let sent = record.stored.certification
            #expect(sent.number == "N-1" && sent.identityNumber == "I-1")
            #expect(sent.scope == "Making\nthings \u{1F3ED}")
            #expect(sent.flexibleScope == .boolean(true))
            #expect(sent.originalIssueDate == .sample(2020, 1, 31))
            #expect(
                sent.schemes == [
                    CertifiedScheme(
                        schemeID: scene.schemeID, standardIDs: Array(scene.standardIDs.prefix(2)))
                ])
            #expect(sent.sites.map(\.city) == ["Zürich", nil])
            #expect(sent.sites.map(\.scope) == [nil, "Lager"])
            #expect(sent.sectors.count == 2)
            #expect(sent.accreditationBodyID == scene.accreditationBodyID)
            let entity = record.entity.entity
            #expect(entity.name == "Ägir 株式会社 🏭")
            #expect(entity.address.full == "Straße 1, Köln" && entity.address.state == "NRW")
            #expect(entity.isConfidential && entity.website == "https://example.com")
            #expect(entity.legalIdentifiers.dunsNumber == "123456789")
            #expect(record.stored.accountID == scene.account.id)
            #expect(record.stored.certificationBodyID == scene.bodyID)
        },
        StorePromise("identical content is unchanged, logs nothing and leaves the time") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let before = try await scene.read(id)
            scene.clock.advance(seconds: 100)
            let changes = try await scene.changes {
                let result = try await scene.upload("N-1")
                #expect(result.status == .unchanged)
                #expect(result.certificationID == id)
                #expect(result.entityID == before.entity.id)
            }
            #expect(changes.isEmpty)
            let after = try await scene.read(id)
            #expect(after.stored.updatedAt == before.stored.updatedAt)
            #expect(after.entity.updatedAt == before.entity.updatedAt)
            #expect(after.confirmedAt == scene.clock.seconds)
        },
        StorePromise("another normal form of a text is a change") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1") { certification, _ in
                certification.scope = .set("Caf\u{E9}")
            }
            let result = try await scene.upload("N-1") { certification, _ in
                certification.scope = .set("Cafe\u{301}")
            }
            #expect(result.status == .updated)
            let scope = try #require(try await scene.read(id).stored.certification.scope)
            #expect(scope.unicodeScalars.count == 5)
        },
        StorePromise("what is kept stays, what is cleared goes, what is set replaces") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1") { certification, entity in
                fill(&certification, scene)
                fill(&entity)
            }
            try await scene.upload("N-1") { certification, _ in
                certification.scope = .clear
                certification.sites = .set([Site(city: "Bern", country: "CH")])
            }
            let sent = try await scene.read(id).stored.certification
            #expect(sent.scope == nil)
            #expect(sent.sites.map(\.city) == ["Bern"])
            #expect(sent.sectors.count == 2)
            #expect(sent.flexibleScope == .boolean(true))
        },
        StorePromise("dates out of order after the upload are a fault, and nothing is stored") {
            let scene = try await Scene($0, $1)
            let changes = try await scene.changes {
                let result = try await scene.upload("N-1") { certification, _ in
                    certification.expiryDate = .sample(2024, 2, 29)
                }
                #expect(result.status == .rejected)
                #expect(result.faults.map(\.field) == ["expiryDate"])
                #expect(result.certificationID == nil)
            }
            #expect(changes.isEmpty)
            #expect(try await scene.page().totalRows == 0)
        },
        StorePromise("a validation answers as an upload would, and stores nothing") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let changes = try await scene.changes {
                let results = try await scene.upload(
                    [
                        scene.record("N-1", name: "Renamed", index: 0),
                        scene.record("N-2", entity: "E-2", index: 1),
                    ], mode: .validate
                ).results
                #expect(results.map(\.status) == [.updated, .created])
                #expect(results.map(\.certificationID) == [id, nil])
                #expect(results[1].entityID == nil)
                #expect(results[0].renamedFrom == "Acme")
            }
            #expect(changes.isEmpty)
            #expect(try await scene.entity(of: id).entity.name == "Acme")
            #expect(try await scene.page().totalRows == 1)
        },
        StorePromise("ids are new for each record, and rise with time") {
            let scene = try await Scene($0, $1)
            var ids: [RecordID] = []
            for number in 1...50 {
                ids.append(try await scene.stored("N-\(number)", entity: "E-\(number)"))
                scene.clock.advance(seconds: 1)
            }
            #expect(Set(ids).count == 50)
            #expect(ids == ids.sorted())
        },
        StorePromise("the longest texts are stored, in any script") {
            let scene = try await Scene($0, $1)
            let scope = String(repeating: "𝔘", count: 10_000)
            let id = try await scene.stored(
                String(repeating: "番", count: 60), identity: String(repeating: "🏭", count: 60),
                entity: String(repeating: "𐐀", count: 45), name: String(repeating: "й", count: 300)
            ) { certification, _ in certification.scope = .set(scope) }
            let record = try await scene.read(id)
            #expect(record.stored.certification.scope == scope)
            #expect(record.entity.entity.name.unicodeScalars.count == 300)
        },
    ]

    private static func fill(_ certification: inout CertificationUpload, _ scene: Scene) {
        certification.scope = .set("Making\nthings \u{1F3ED}")
        certification.flexibleScope = .set(.boolean(true))
        certification.originalIssueDate = .set(.sample(2020, 1, 31))
        certification.schemes = [
            CertifiedScheme(
                schemeID: scene.schemeID, standardIDs: Array(scene.standardIDs.prefix(2)))
        ]
        certification.sites = .set([
            Site(city: "Zürich", country: "CH"),
            Site(country: "FR", fullAddress: "1 rue A, Paris", scope: "Lager"),
        ])
        certification.sectors = .set([.listed(31), .asSent(name: "Food", code: "F-1")])
    }

    private static func fill(_ entity: inout EntityUpload) {
        entity.address.state = .set("NRW")
        entity.address.full = .set("Straße 1, Köln")
        entity.isConfidential = .set(true)
        entity.website = .set("https://example.com")
        entity.dunsNumber = .set("123456789")
    }
}
