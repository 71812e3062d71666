import Testing

@testable import RegistryCore

/// The third table of contract section 11.
@Suite("Which certification body an upload names")
struct BodyReferenceTests {
    /// An `mncb`'s associated bodies: id, name, acronym.
    private static let associated: [(Int64, String, String?)] = [
        (1, "Alpha Süd", "ALP"), (2, "Beta", nil), (3, "Gamma", "G1"), (4, "Gamma", "G2"),
        (5, "Delta", nil), (6, "Delta", nil),
    ]

    private static let bodies = {
        var bodies = KnownBodies()
        bodies.recorded = [ExactText("B-1"): RecordID(7), ExactText("\u{E9}"): RecordID(8)]
        bodies.associated = associated.map {
            CertificationBody(id: RecordID($0.0), name: $0.1, acronym: $0.2, country: "DE")
        }
        return bodies
    }()

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reference: BodyReference
        let found: Int64?
        let datum: Datum?

        init(_ name: String, _ reference: BodyReference, _ found: Int64) {
            (testDescription, self.reference, self.found, datum) = (name, reference, found, nil)
        }

        init(_ name: String, _ reference: BodyReference, unknown datum: Datum) {
            (testDescription, self.reference, found, self.datum) = (name, reference, nil, datum)
        }
    }

    static let cases = [
        Case("a cb's own", .own(RecordID(9)), 9),
        Case("a known identity number", .recorded(identityNumber: "B-1"), 7),
        Case(
            "an unknown identity number", .recorded(identityNumber: "B-2"),
            unknown: .certificationBodyIdentityNumber),
        Case(
            "an identity number in another case", .recorded(identityNumber: "b-1"),
            unknown: .certificationBodyIdentityNumber),
        Case(
            "an identity number in another normal form", .recorded(identityNumber: "e\u{301}"),
            unknown: .certificationBodyIdentityNumber),
        Case("name and acronym", .associated(name: "Alpha Süd", acronym: "ALP"), 1),
        Case(
            "name and acronym as compared",
            .associated(name: "ALPHA  SU\u{308}D", acronym: "\u{FF21}lp"), 1),
        Case(
            "an unknown name", .associated(name: "Alpha Nord", acronym: "ALP"),
            unknown: .certificationBodyName),
        Case(
            "a known name with another acronym", .associated(name: "Alpha Süd", acronym: "ALF"),
            unknown: .certificationBodyAcronym),
        Case("any acronym of a body without", .associated(name: "Beta", acronym: "ALP"), 2),
        Case("the acronym tells namesakes apart", .associated(name: "Gamma", acronym: "g2"), 4),
        Case(
            "an acronym of none of the namesakes", .associated(name: "Gamma", acronym: "G3"),
            unknown: .certificationBodyAcronym),
        Case(
            "namesakes that nothing tells apart", .associated(name: "Delta", acronym: "D"),
            unknown: .certificationBodyName),
    ]

    @Test("the table of the contract", arguments: cases)
    func table(_ example: Case) {
        switch Self.bodies.resolve(example.reference) {
        case .found(let id): #expect(id == example.found.map { RecordID($0) })
        case .none: Issue.record("nothing was looked for")
        case .unknown(let datum, let message):
            #expect(datum == example.datum)
            #expect(message.hasSuffix("."))
        }
    }

    @Test("a message gives the names or acronyms to choose from")
    func messages() {
        func message(_ name: String, _ acronym: String) -> String {
            guard
                case .unknown(_, let message) = Self.bodies.resolve(
                    .associated(name: name, acronym: acronym))
            else { return "" }
            return message
        }
        #expect(message("Alfa", "x").contains("\"Alpha Süd\", \"Beta\", \"Delta\""))
        #expect(message("Gamma", "x").contains("\"G1\", \"G2\""))
        guard
            case .unknown(_, let none) = KnownBodies().resolve(
                .associated(name: "Alpha", acronym: "A"))
        else {
            Issue.record("a body was found")
            return
        }
        #expect(none.contains("none yet"))
    }

    @Test("an entity alone names no body; a batch looks up what it names, each once")
    func references() {
        if case .none = Self.bodies.resolve(.none) {} else { Issue.record("a body was found") }
        let records = ["B-1", "B-2", "B-1"].map { number in
            var record = PlanSamples.record(id: "E", number: "N")
            record.body = .recorded(identityNumber: number)
            return record
        }
        let recorded = UploadPlan.references(of: PlanSamples.batch(records))
        #expect(recorded.identityNumbers == [ExactText("B-1"), ExactText("B-2")])
        #expect(!recorded.includesAssociated)
        var record = PlanSamples.record(id: "E", number: "N")
        record.body = .associated(name: "Alpha", acronym: "A")
        let associated = UploadPlan.references(of: PlanSamples.batch([record]))
        #expect(associated.identityNumbers.isEmpty && associated.includesAssociated)
        #expect(
            !UploadPlan.references(
                of: PlanSamples.batch([PlanSamples.record(id: "E", number: "N")])
            )
            .includesAssociated)
    }
}
