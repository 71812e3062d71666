import RegistryCore
import Testing

extension StoreContract {
    /// The library of pairs, scheme and standard, which uploads of bodies extend (contract
    /// section 12).
    static let bodyLibrary: [StorePromise] = [
        StorePromise("a pair that an upload adds is known to that body and to who names it") {
            let recorder = try await Recorder($0, $1)
            let version = try await recorder.store.directoryVersion()
            let changes = try await recorder.changes {
                try await recorder.upload("B-1") {
                    $0.standards = pairs(("Truffles", "TMS 1"), ("Truffles", "TMS 2"))
                }
            }
            #expect(try await recorder.store.directoryVersion() > version)
            let added = try await recorder.additions()
            #expect(added.map(\.name) == ["TMS 1", "TMS 2"])
            #expect(Set(added.map(\.schemeID)).count == 1)
            let logged = changes.filter { $0.kind == .standard }
            #expect(logged.map(\.recordID) == added.map(\.id))
            #expect(logged.allSatisfy { $0.action == .created })
            #expect(logged.allSatisfy { $0.accountID == recorder.account.id })
            let own = try #require(recorder.account.accreditationBodyID)
            #expect(try await recorder.finds("tms1", in: "TRUFFLES", namedBy: [own]))
            for bodies in [[], [RecordID(5)]] as [Set<RecordID>] {
                let isFound = try await recorder.finds("tms1", in: "TRUFFLES", namedBy: bodies)
                #expect(!isFound)
            }
        },
        StorePromise("an update adds pairs too, and none is taken away when it is left out") {
            let recorder = try await Recorder($0, $1)
            try await recorder.upload("B-1")
            try await recorder.update("B-1") { $0.standards = pairs(("Truffles", "TMS 1")) }
            try await recorder.update("B-1") { $0.standards = .clear }
            #expect(try await recorder.additions().map(\.name) == ["TMS 1"])
        },
        StorePromise("a pair that is there, however written, is not added again") {
            let recorder = try await Recorder($0, $1)
            let before = try await $0.directory().vocabularies
            try await recorder.upload("B-1") {
                $0.standards = pairs(
                    ("Quality Management Systems", "iso9001:2015"), ("Truffles", "TMS 1"),
                    ("truffles", "TMS1"), ("TRUFFLES ", "tms 1"))
            }
            let version = try await recorder.store.directoryVersion()
            try await recorder.upload("B-2", name: "Beta", status: .active) {
                $0.standards = pairs(("Truffles", "TMS 1"))
            }
            #expect(try await recorder.additions().map(\.name) == ["TMS 1"])
            let after = try await $0.directory().vocabularies
            #expect(after.standards.count == before.standards.count + 1)
            #expect(after.schemes.count == before.schemes.count + 1)
            // Nor does a body that is nobody else's move it.
            #expect(try await recorder.store.directoryVersion() == version)
        },
        StorePromise("two accreditation bodies add the same pair each for itself, in one scheme") {
            let one = try await Recorder($0, $1)
            let two = try await Recorder($0, $1, acronym: "OTHER")
            for recorder in [one, two] {
                try await recorder.upload("B-1") { $0.standards = pairs(("Truffles", "TMS 1")) }
            }
            let added = try await one.additions() + two.additions()
            #expect(added.count == 2 && Set(added.map(\.schemeID)).count == 1)
            #expect(Set(added.map(\.addedBy)).count == 2)
        },
        StorePromise("one pair too many is a fault on the standards, and adds nothing") {
            let recorder = try await Recorder($0, $1)
            let all = (0..<Standard.additionsMax).map { ("Truffles", "TMS \($0)") }
            try await recorder.upload("B-1") { $0.standards = pairs(all) }
            let changes = try await recorder.changes {
                for validatesOnly in [true, false] {
                    await expectFaults(["standards"]) {
                        try await recorder.upload(
                            "B-2", name: "Beta", validatesOnly: validatesOnly
                        ) {
                            $0.standards = pairs(("Truffles", "TMS 1"), ("Truffles", "ONE MORE"))
                        }
                    }
                    await expectFaults(["standards"]) {
                        try await recorder.update("B-1", validatesOnly: validatesOnly) {
                            $0.standards = pairs(("Truffles", "ONE MORE"))
                        }
                    }
                }
            }
            #expect(changes.isEmpty)
            #expect(try await recorder.page().totalRows == 1)
            #expect(try await recorder.additions().count == Standard.additionsMax)
            // What was named before can be named again, and others may still add.
            try await recorder.upload("B-2", name: "Beta") {
                $0.standards = pairs(("Truffles", "TMS 1"))
            }
            let other = try await Recorder($0, $1, acronym: "OTHER")
            try await other.upload("B-1") { $0.standards = pairs(("Truffles", "ONE MORE")) }
        },
    ]

    private static func pairs(_ pairs: (String, String)...) -> Change<[AccreditedStandard]> {
        Self.pairs(pairs)
    }

    private static func pairs(_ pairs: [(String, String)]) -> Change<[AccreditedStandard]> {
        .set(pairs.map { AccreditedStandard(schemeName: $0.0, standardName: $0.1) })
    }
}

extension Recorder {
    /// What this accreditation body has added, in the order of the ids.
    fileprivate func additions() async throws -> [Standard] {
        try await store.directory().vocabularies.standards
            .filter { $0.addedBy == account.accreditationBodyID }.sorted { $0.id < $1.id }
    }

    fileprivate func finds(
        _ standard: String, in scheme: String, namedBy bodies: Set<RecordID>
    ) async throws -> Bool {
        let terms = try await store.directory().termReader(for: account.id)
        guard case .found(let found) = terms.scheme(scheme, namedBy: bodies),
            case .found = terms.standard(standard, within: found, namedBy: bodies)
        else { return false }
        return true
    }
}
