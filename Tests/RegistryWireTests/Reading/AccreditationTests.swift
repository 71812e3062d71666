import RegistryCore
import RegistryWire
import Testing

@Suite("Accreditation of an upload")
struct AccreditationReadingTests {
    private static let status = "certificate_accreditation_status"
    private static let name = "accreditation_body_name"
    private static let acronym = "accreditation_body_acronym_name"

    /// Nil leaves a field out.
    private static func read(
        _ version: WireVersion, status: EditableJSON?, name: EditableJSON?, acronym: EditableJSON?
    ) throws -> WireReading<UploadRecord> {
        var body = Requests.good(version)
        for (field, value) in [(Self.status, status), (Self.name, name), (Self.acronym, acronym)] {
            let path = Requests.path(field, version)
            body = value.map { body.setting(path, $0) } ?? body.removing(path)
        }
        return try Requests.upload(body, version)
    }

    private static func bodyID(_ reading: WireReading<UploadRecord>) -> RecordID? {
        if case .found(let id)? = reading.value?.certification?.accreditationBody {
            id
        } else {
            nil
        }
    }

    static let words: [(String, AccreditationStatus)] = [
        ("Accredited", .accredited), ("ACCREDITED", .accredited), (" accredited ", .accredited),
        ("Unaccredited", .unaccredited), ("unaccredited", .unaccredited),
        ("NoneAccredited", .unaccredited), ("noneaccredited", .unaccredited),
    ]

    @Test("the status is read in any case", arguments: words)
    func status(word: String, expected: AccreditationStatus) throws {
        for version in WireVersion.allCases {
            let reading = try Self.read(
                version, status: .string(word),
                name: "United Kingdom Accreditation Service", acronym: "UKAS")
            #expect(reading.value?.certification?.accreditation == .set(expected))
        }
    }

    @Test("another word needs mapping, and the short list is given whole")
    func unknownStatus() throws {
        for version in WireVersion.allCases {
            let reading = try Self.read(
                version, status: "Maybe", name: "United Kingdom Accreditation Service",
                acronym: "UKAS")
            let fault = try #require(reading.faults.first)
            #expect(reading.faults.count == 1)
            #expect(fault.code == .dataMappingRequired)
            #expect(fault.field == Requests.path(Self.status, version))
            #expect(fault.message.contains("Accredited"))
            #expect(fault.message.contains("Unaccredited"))
        }
    }

    @Test("the acronym decides, an unknown one is looked up by name")
    func found() throws {
        let cases: [(EditableJSON, EditableJSON)] = [
            ("UKAS", "United Kingdom Accreditation Service"),
            ("u.k.a.s", "anything"), ("U K A S", "UK Accreditation"),
            ("???", "united kingdom  accreditation service"),
        ]
        for version in WireVersion.allCases {
            for (acronym, name) in cases {
                let reading = try Self.read(
                    version, status: "Accredited", name: name, acronym: acronym)
                #expect(reading.faults == [])
                #expect(Self.bodyID(reading) == Requests.body("UKAS"))
            }
        }
    }

    @Test("an unknown body is a fault of its acronym")
    func unknown() throws {
        for version in WireVersion.allCases {
            for status in ["Accredited", ""] as [EditableJSON] {
                let reading = try Self.read(
                    version, status: status, name: "No Such Body", acronym: "NSB")
                #expect(reading.faults.map(\.code) == [.dataMappingRequired])
                #expect(reading.faults.map(\.field) == [Requests.path(Self.acronym, version)])
                #expect(reading.faults.map(\.value) == ["\"NSB\""])
            }
        }
    }

    @Test("a name that is another body's is a fault on both")
    func contradiction() throws {
        for version in WireVersion.allCases {
            let reading = try Self.read(
                version, status: "Accredited", name: "Deutsche Akkreditierungsstelle",
                acronym: "UKAS")
            #expect(reading.faults.map(\.code) == [.validationError, .validationError])
            #expect(
                reading.faults.map(\.field)
                    == [Self.name, Self.acronym].map { Requests.path($0, version) })
        }
    }

    @Test("for an unaccredited certification any body will do, and none")
    func unaccredited() throws {
        let values: [EditableJSON?] = [nil, .null, "", "No Such Body", 7, "\u{0}", ["a"]]
        for version in WireVersion.allCases {
            for value in values {
                let reading = try Self.read(
                    version, status: "Unaccredited", name: value, acronym: value)
                #expect(reading.faults == [])
                guard case .none? = reading.value?.certification?.accreditationBody else {
                    Issue.record("\(value as Any) named an accreditation body")
                    continue
                }
            }
        }
    }

    @Test("while the upload doesn't say, a bad body waits for the stored certification")
    func unsaid() throws {
        for version in WireVersion.allCases {
            for (value, count) in [("No Such Body", 1), (7, 2), ("\u{0}", 2)]
                as [(EditableJSON, Int)]
            {
                for status in [nil, .null] as [EditableJSON?] {
                    let reading = try Self.read(
                        version, status: status, name: value, acronym: value)
                    #expect(reading.faults == [])
                    guard
                        case .unresolved(let faults)? = reading.value?.certification?
                            .accreditationBody
                    else {
                        Issue.record("\(value.text) was not left unresolved")
                        continue
                    }
                    #expect(faults.count == count)
                    #expect(
                        faults.last?.field == Requests.path(Self.acronym, version))
                }
            }
        }
    }

    @Test("while the upload doesn't say, a good body is found and a missing one is a fault")
    func unsaidMissing() throws {
        for version in WireVersion.allCases {
            let good = try Self.read(
                version, status: nil, name: "United Kingdom Accreditation Service",
                acronym: "UKAS")
            #expect(Self.bodyID(good) == Requests.body("UKAS"))
            #expect(good.value?.certification?.accreditation.isKeep ?? false)
            for empty in [nil, "", .null] as [EditableJSON?] {
                let reading = try Self.read(version, status: nil, name: empty, acronym: "UKAS")
                #expect(reading.faults.map(\.field) == [Requests.path(Self.name, version)])
                #expect(reading.faults.map(\.code) == [.validationError])
            }
        }
    }

    @Test("an empty status is the default, which needs a body")
    func empty() throws {
        let reading = try Self.read(.v1, status: " ", name: nil, acronym: "")
        #expect(Set(reading.faults.map(\.field)) == [Self.name, Self.acronym])
        let good = try Self.read(
            .v1, status: " ", name: "United Kingdom Accreditation Service", acronym: "UKAS")
        #expect(good.value?.certification?.accreditation.isClear ?? false)
    }
}
