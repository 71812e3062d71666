import Testing

@testable import RegistryCore

/// The accreditation check of contract section 12: each of its cases by name.
@Suite("What the accreditation of a certification body allows")
struct AccreditationCheckTests {
    /// What is uploaded, what is stored of it, and what the accreditation body has recorded.
    struct Situation: Sendable {
        var certification = AccreditationCheckTests.certification
        var stored: Certification?
        var record: StoredRecordedBody? = AccreditationCheckTests.record

        var standards: [AccreditedStandard] {
            get { record?.body.standards ?? [] }
            set { record?.body.standards = newValue }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout Situation) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout Situation) -> Void) {
            testDescription = name
            self.change = change
        }
    }

    private static func problems(
        countMax: Int = .max, _ change: (inout Situation) -> Void
    ) -> [String] {
        var situation = Situation()
        change(&situation)
        return AccreditationCheck.problems(
            situation.certification, stored: situation.stored, record: situation.record,
            vocabularies: vocabularies, today: today, countMax: countMax)
    }

    // MARK: Allowed

    static let allowed =
        [
            Case("a standard in force") { _ in },
            Case("a standard in force, written otherwise") {
                $0.standards = [standard("iso9001:2015", in: "QUALITY  Management Systems")]
            },
            Case("one of several in force") { $0.standards.insert(food, at: 0) },
            Case("one that comes twice, and is in force once") {
                $0.standards.insert(with(quality) { $0.standardStatus = "Withdrawn" }, at: 0)
            },
            Case("the expiry date itself") { $0.standards[0].expiryDate = today },
            Case("an issue date to come") { $0.standards[0].issueDate = day(20_260_101) },
            Case("an expiry date of the certification that is past") {
                $0.certification.expiryDate = day(20_250_101)
            },
            Case("a suspended certification body") { $0.record?.body.status = .suspended },
            Case("nothing recorded") { $0.record = nil },
            Case("no scope recorded") { $0.standards = [] },
            Case("no scope recorded, and suspended") {
                $0.standards = []
                $0.record?.body.status = .suspended
            },
            Case("unaccredited, and not in force") {
                $0.certification.accreditation = .unaccredited
                $0.certification.accreditationBodyID = nil
                $0.standards = [food]
            },
        ]
        + ["Active", "active", "Granted", "reduced", "Not suspended"].map { word in
            Case("the standard_status \(word)") { $0.standards[0].standardStatus = word }
        }
        + CertificationStatus.allCases.filter { ![.active, .pending, .hidden].contains($0) }.map {
            status in
            Case("the status \(status), and nothing in force") {
                $0.certification.status = status
                $0.record?.body.status = .withdrawn
            }
        }

    @Test("allowed", arguments: allowed)
    func isAllowed(_ example: Case) {
        #expect(Self.problems(example.change) == [])
    }

    // MARK: Refused

    static let refused =
        [
            Case("another standard in force") { $0.standards = [food] },
            Case("the pair's standard in force in another scheme") {
                $0.standards = [standard("ISO 9001:2015", in: "Food Safety Management Systems")]
            },
            Case("the pair's scheme in force with another standard") {
                $0.standards = [standard("ISO 29001:2020", in: "Quality Management Systems")]
            },
            Case("a day past the expiry date") { $0.standards[0].expiryDate = day(20_250_614) },
            Case("the accreditation body has withdrawn the body") {
                $0.record?.body.status = .withdrawn
            },
            Case("the body is withdrawn, and no scope is recorded") {
                $0.record?.body.status = .withdrawn
                $0.standards = []
            },
            Case("a new certification of a number that was never stored") { $0.standards = [food] },
        ]
        + ["Suspended", "suspended", "SUSPENDED", "Withdrawn", "withdrawn", "wITHDRAWN"].map {
            word in
            Case("the standard_status \(word)") { $0.standards[0].standardStatus = word }
        }
        + [CertificationStatus.active, .pending, .hidden].map { status in
            Case("the status \(status), and not in force") {
                $0.certification.status = status
                $0.standards = [food]
            }
        }

    @Test("refused", arguments: refused)
    func isRefused(_ example: Case) {
        #expect(Self.problems(example.change).count == 1)
    }

    // MARK: What leaves everything as stored

    static let settled = [
        Case("nothing") { _ in },
        Case("the number") { $0.certification.number = "N-2" },
        Case("the identity number") { $0.certification.identityNumber = "I-2" },
        Case("the scope") { $0.certification.scope = "Other things" },
        Case("the flexible scope") { $0.certification.flexibleScope = .boolean(true) },
        Case("the sites") { $0.certification.sites = [Site(city: "Köln", country: "DE")] },
        Case("the sectors") { $0.certification.sectors = [.listed(31)] },
    ]

    @Test("not checked, where the upload changes no more than", arguments: settled)
    func isSettled(_ example: Case) {
        for status in [BodyAccreditationStatus.active, .withdrawn] {
            #expect(
                Self.problems { situation in
                    situation.stored = situation.certification
                    situation.standards = [Self.food]
                    situation.record?.body.status = status
                    example.change(&situation)
                } == [])
        }
    }

    static let unsettled = [
        Case("the accreditation body") { $0.stored?.accreditationBodyID = RecordID(22) },
        Case("the schemes") { $0.stored?.schemes[0].standardIDs = [RecordID(12)] },
        Case("a further scheme") {
            $0.stored?.schemes.append(
                CertifiedScheme(schemeID: RecordID(2), standardIDs: [RecordID(13)]))
        },
        Case("the accreditation status") { $0.stored?.accreditation = .unaccredited },
        Case("the issue date") { $0.stored?.issueDate = day(20_240_102) },
        Case("the expiry date") { $0.stored?.expiryDate = day(20_270_102) },
        Case("the original issue date") { $0.stored?.originalIssueDate = day(20_200_101) },
        Case("the status, from one claim to another") { $0.stored?.status = .pending },
        Case("the status, back to a claim") { $0.stored?.status = .suspended },
    ]

    @Test("checked, where the upload changes", arguments: unsettled)
    func isChecked(_ example: Case) {
        let problems = Self.problems { situation in
            situation.stored = situation.certification
            situation.standards = [Self.food]
            example.change(&situation)
        }
        #expect(problems.count == 1)
    }

    // MARK: Messages

    @Test("every standard that is not in force has its own message")
    func several() {
        let problems = Self.problems {
            $0.certification.schemes = [
                CertifiedScheme(
                    schemeID: RecordID(1), standardIDs: [RecordID(11), RecordID(12)]),
                CertifiedScheme(schemeID: RecordID(2), standardIDs: [RecordID(14), RecordID(13)]),
            ]
            $0.standards.append(Self.food)
        }
        #expect(problems.count == 2)
        #expect(problems[0].hasPrefix("ISO 29001:2020 (Quality Management Systems) is not"))
        #expect(problems[1].hasPrefix("ISO 9001:2015 (Food Safety Management Systems) is not"))
    }

    @Test("no more messages are made than are asked for")
    func countMax() {
        let all = Self.problems {
            $0.standards = [Self.food]
            $0.certification.schemes[0].standardIDs = [RecordID(11), RecordID(12)]
        }
        let first = Self.problems(countMax: 1) {
            $0.standards = [Self.food]
            $0.certification.schemes[0].standardIDs = [RecordID(11), RecordID(12)]
        }
        #expect(all.count == 2)
        #expect(first == [all[0]])
    }

    @Test("a message lists what is in force, with its schemes, and nothing else")
    func inForce() throws {
        let problem = try #require(
            Self.problems {
                $0.standards = [
                    Self.food, Self.with(Self.quality) { $0.standardStatus = "Suspended" },
                ]
            }.first)
        #expect(
            problem == "ISO 9001:2015 (Quality Management Systems) is not in force in the "
                + "accreditation of Northwind by UKAS. In force: ISO 22000:2018 (Food Safety "
                + "Management Systems).")
        let nothing = Self.problems { $0.standards[0].standardStatus = "Withdrawn" }
        #expect(nothing[0].hasSuffix("In force: nothing."))
        let withdrawn = Self.problems { $0.record?.body.status = .withdrawn }
        #expect(withdrawn[0].hasPrefix("UKAS has withdrawn the accreditation of Northwind"))
        #expect(withdrawn[0].contains("ISO 9001:2015"))
    }

    @Test("a message lists fifty, and counts the rest")
    func many() {
        let problems = Self.problems {
            $0.standards = (1...63).map { Self.standard("S \($0)", in: "Scheme") }
        }
        #expect(problems[0].contains("S 50 (Scheme) and 13 more."))
        #expect(!problems[0].contains("S 51"))
    }

    // MARK: Samples

    private static let today = day(20_250_615)

    private static func day(_ number: Int32) -> CalendarDate {
        guard let day = CalendarDate(number: number) else {
            preconditionFailure("a test names \(number), which is no day")
        }
        return day
    }

    private static let vocabularies = Vocabularies(
        countries: [], sectors: [],
        schemes: [
            Scheme(id: RecordID(1), name: "Quality Management Systems"),
            Scheme(id: RecordID(2), name: "Food Safety Management Systems"),
        ],
        standards: [
            Standard(id: RecordID(11), schemeID: RecordID(1), name: "ISO 9001:2015"),
            Standard(id: RecordID(12), schemeID: RecordID(1), name: "ISO 29001:2020"),
            Standard(id: RecordID(13), schemeID: RecordID(2), name: "ISO 9001:2015"),
            Standard(id: RecordID(14), schemeID: RecordID(2), name: "ISO 22000:2018"),
        ],
        accreditationBodies: [
            AccreditationBody(id: RecordID(21), acronym: "UKAS", name: "UK Service"),
            AccreditationBody(id: RecordID(22), acronym: "ENAC", name: "Entidad"),
        ])

    private static let certification = Certification(
        number: "N-1", identityNumber: "I-1", status: .active, accreditation: .accredited,
        type: .managementSystem, scope: "Things", flexibleScope: nil, originalIssueDate: nil,
        issueDate: day(20_240_101), expiryDate: day(20_270_101), accreditationBodyID: RecordID(21),
        schemes: [CertifiedScheme(schemeID: RecordID(1), standardIDs: [RecordID(11)])], sites: [],
        sectors: [])

    private static let quality = standard("ISO 9001:2015", in: "Quality Management Systems")
    private static let food = standard("ISO 22000:2018", in: "Food Safety Management Systems")

    private static func standard(_ name: String, in scheme: String) -> AccreditedStandard {
        AccreditedStandard(schemeName: scheme, standardName: name)
    }

    private static func with(
        _ standard: AccreditedStandard, _ change: (inout AccreditedStandard) -> Void
    ) -> AccreditedStandard {
        var standard = standard
        change(&standard)
        return standard
    }

    private static let record = StoredRecordedBody(
        id: RecordID(31), accountID: RecordID(32), accreditationBodyID: RecordID(21),
        certificationBodyID: RecordID(33),
        body: RecordedBody(
            identityNumber: "B-1", name: "Northwind", country: "DE", status: .active,
            standards: [quality]),
        withdrawnAt: nil, createdAt: 0, updatedAt: 0)
}
