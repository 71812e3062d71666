import RegistryCore
import Testing

extension StoreContract {
    /// The lists, as the operator keeps them (contract sections 12 and 15).
    static let vocabularies: [StorePromise] = [
        StorePromise("an added standard is everyone's, and its scheme is made with it") {
            store, _ in
            let addition = try await store.addTerm(halal, origin: Scene.commandOrigin)
            guard case .standard(let standard, let scheme) = addition.term else {
                Issue.record("no standard")
                return
            }
            #expect(addition.change == .added && standard.addedBy == nil && !standard.isRetired)
            let vocabularies = try await store.directory().vocabularies
            #expect(vocabularies.standard(standard.id) == standard)
            #expect(vocabularies.scheme(standard.schemeID) == scheme)
            let changes = try await store.changes(since: 0, limit: 10)
            #expect(changes.map(\.kind) == [.scheme, .standard])
            #expect(changes.map(\.action) == [.created, .created])
            #expect(changes.map(\.recordID) == [scheme.id, standard.id])

            let other = try await store.addTerm(
                .standard(name: "OIC/SMIIC 2", scheme: "HALAL  management"),
                origin: Scene.commandOrigin)
            guard case .standard(let second, _) = other.term else {
                Issue.record("no standard")
                return
            }
            #expect(second.schemeID == scheme.id)
        },
        StorePromise("adding what is there and equal changes nothing, and is not logged") {
            store, _ in
            for term in additions {
                #expect(
                    try await store.addTerm(term, origin: Scene.commandOrigin).change == .added)
            }
            let version = try await store.directoryVersion()
            let last = try await store.changes(since: 0, limit: 100).count
            let again: [NewTerm] =
                additions + [.standard(name: "oic/smiic1", scheme: "halal management")]
            for term in again {
                let addition = try await store.addTerm(term, origin: Scene.commandOrigin)
                #expect(addition.change == .unchanged, "\(addition)")
            }
            #expect(try await store.directoryVersion() == version)
            #expect(try await store.changes(since: 0, limit: 100).count == last)
        },
        StorePromise("a retired term is no longer read, stays under its id, and is brought back") {
            store, _ in
            for new in additions {
                let term = try await store.addTerm(new, origin: Scene.commandOrigin).term
                try await store.retireTerms([term], origin: Scene.commandOrigin)
                let retired = try await store.directory().vocabularies
                    .term(term.kind, term.recordID)
                #expect(retired == term.retired && retired?.isRetired == true)
                let version = try await store.directoryVersion()
                try await store.retireTerms([term], origin: Scene.commandOrigin)
                #expect(try await store.directoryVersion() == version, "retired once")

                let back = try await store.addTerm(new, origin: Scene.commandOrigin)
                #expect(back == TermAddition(term, after: term.retired))
                #expect(back.change == .restored)
                let history = try await store.history(of: term.recordID)
                #expect(history.map(\.action) == [.created, .updated, .updated])
                #expect(history.allSatisfy { $0.kind == term.kind && $0.accountID == nil })
                #expect(
                    history.map(\.before) == [
                        nil, text(StoredDocuments.state(term)),
                        text(StoredDocuments.state(term.retired)),
                    ])
            }
        },
        StorePromise("what was stored with a retired standard is still answered with it") {
            let scene = try await Scene($0, $1)
            let id = try await scene.stored("N-1")
            let vocabularies = try await scene.store.directory().vocabularies
            let standard = try #require(vocabularies.standard(scene.standardIDs[0]))
            let scheme = try #require(vocabularies.scheme(scene.schemeID))
            try await scene.store.retireTerms(
                [.standard(standard, of: scheme)], origin: Scene.commandOrigin)
            let stored = try await scene.read(id).stored.certification
            #expect(stored.schemes.first?.standardIDs == [standard.id])
            #expect(
                try await scene.store.directory().vocabularies.standard(standard.id)?.name
                    == standard.name)
        },
        StorePromise("a country takes the name that it is given, and keeps what is left out") {
            store, _ in
            let before = try #require(
                try await store.directory().vocabularies.country(alpha2: "TR"))
            let renamed = try await store.addTerm(
                .country(NewCountry(alpha2: "TR", alpha3: "TUR", name: "Turkey, renamed")),
                origin: Scene.commandOrigin)
            #expect(renamed.change == .changed)
            let after = try #require(try await store.directory().vocabularies.country(alpha2: "TR"))
            #expect(after.name == "Turkey, renamed" && after.numeric == before.numeric)
            #expect(after.otherNames == before.otherNames + [before.name])
            let changes = try await store.changes(since: 0, limit: 10)
            #expect(changes.map(\.recordID) == [.country(alpha2: "TR")])
            #expect(changes.map(\.before) == [text(StoredDocuments.state(.country(before)))])

            _ = try await store.addTerm(
                .country(
                    NewCountry(
                        alpha2: "TR", alpha3: "TUR", name: "Turkey, renamed", otherNames: [])),
                origin: Scene.commandOrigin)
            #expect(
                try await store.directory().vocabularies.country(alpha2: "TR")?.otherNames == [])
        },
        StorePromise("an accreditation body is found by its acronym, and takes its new names") {
            store, _ in
            let bodies = try await store.directory().vocabularies.accreditationBodies
            let before = try #require(bodies.first { $0.acronym == "UKAS" })
            let renamed = try await store.addTerm(
                .accreditationBody(NewAccreditationBody(acronym: "U.K.A.S.", name: "New Name")),
                origin: Scene.commandOrigin)
            #expect(renamed.change == .changed && renamed.term.recordID == before.id)
            let vocabularies = try await store.directory().vocabularies
            let after = try #require(vocabularies.accreditationBody(before.id))
            #expect(after.name == "New Name" && after.country == "GB")
            #expect(after.knownNames == before.knownNames + [before.name])
            #expect(vocabularies.accreditationBodies.count == bodies.count)
        },
        StorePromise("a country's code that is another's is refused, in use or retired") {
            store, _ in
            let france = try #require(
                try await store.directory().vocabularies.country(alpha2: "FR"))
            for isRetired in [false, true] {
                if isRetired {
                    try await store.retireTerms([.country(france)], origin: Scene.commandOrigin)
                }
                let version = try await store.directoryVersion()
                for new in [
                    NewCountry(alpha2: "XA", alpha3: "FRA", name: "Elsewhere"),
                    NewCountry(alpha2: "XA", alpha3: "XAX", name: "Elsewhere", numeric: "250"),
                ] {
                    await expectError("taken", matching: \.isConflict) {
                        _ = try await store.addTerm(.country(new), origin: Scene.commandOrigin)
                    }
                }
                #expect(try await store.directoryVersion() == version)
            }
            #expect(try await store.directory().vocabularies.country(alpha2: "XA") == nil)
        },
        StorePromise("a term that is not there is not retired, and nor is what was named with it") {
            store, _ in
            let sector = try #require(try await store.directory().vocabularies.sector(code: 1))
            await expectError("unknown", matching: \.isNotFound) {
                try await store.retireTerms(
                    [.sector(sector), .sector(Sector(code: 4_711, name: "None"))],
                    origin: Scene.commandOrigin)
            }
            #expect(try await store.directory().vocabularies.sector(code: 1) == sector)
            #expect(try await store.changes(since: 0, limit: 10).isEmpty)
        },
    ]

    private static let halal = NewTerm.standard(name: "OIC/SMIIC 1", scheme: "Halal Management")

    /// One of each list.
    private static let additions: [NewTerm] = [
        halal,
        .accreditationBody(
            NewAccreditationBody(
                acronym: "TESTAB", name: "Test Body", country: "DE", knownNames: ["Prüfstelle"])),
        .sector(code: 40, name: "Space"),
        .country(
            NewCountry(
                alpha2: "XA", alpha3: "XAX", name: "Elsewhere", numeric: "990",
                otherNames: ["Ailleurs"])),
    ]
}

extension Vocabularies {
    fileprivate func term(_ kind: RecordKind, _ id: RecordID) -> VocabularyTerm? {
        KeptList.allCases.flatMap { terms(of: $0) }.first { $0.kind == kind && $0.recordID == id }
    }
}
