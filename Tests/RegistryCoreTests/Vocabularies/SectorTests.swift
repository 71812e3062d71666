import RegistryCore
import Testing

@Suite("Sectors")
struct SectorTests {
    @Test(
        "a sector's number is read with zeros and with IAF before it",
        arguments: [
            "31", "031", "IAF 31", "iaf31", "IAF: 31", "IAF-31", "IAF – 031", " Iaf\u{A0}31 ", "３１",
            "Transport, storage and communication", "TRANSPORT, storage  and communication",
        ])
    func read(text: String) throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.sector(code: text, name: nil).term?.code == 31)
        #expect(reader.sector(code: nil, name: text).term?.code == 31)
        #expect(reader.sector(code: text, name: "IAF 31").term?.code == 31)
    }

    @Test(
        "another number or name is unknown",
        arguments: [
            "0", "40", "-31", "31.0", "3 1", "IAF", "EA 31", "IAFF 31", "99999999999999999999",
        ])
    func unknown(text: String) throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.sector(code: text, name: nil).isUnknown)
        #expect(reader.sector(code: nil, name: text).isUnknown)
    }

    @Test("number and name must name the same sector")
    func both() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.sector(code: "37", name: "Education").term?.code == 37)
        guard
            case .contradictory(let byCode, let byName) = reader.sector(
                code: "31", name: "Education")
        else {
            Issue.record("31 is not Education")
            return
        }
        #expect(byCode.code == 31)
        #expect(byName.code == 37)
    }

    @Test("of number and name, exactly the unknown one is told")
    func unknownOfBoth() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        let cases: [(String, String, String?, String?)] = [
            ("31", "Verkehr", nil, "Verkehr"), ("C", "Education", "C", nil), ("C", "D", "C", "D"),
        ]
        for (code, name, unknownCode, unknownName) in cases {
            guard case .unknown(let byCode, let byName) = reader.sector(code: code, name: name)
            else {
                Issue.record("\(code), \(name) is unknown")
                continue
            }
            #expect(byCode?.text == unknownCode)
            #expect(byName?.text == unknownName)
        }
    }

    @Test("a retired sector is not read, but found by its number")
    func retired() throws {
        var sample = try SampleVocabularies()
        sample.sectors[10].isRetired = true
        let reader = sample.reader()
        #expect(reader.sector(code: "11", name: nil).isUnknown)
        #expect(reader.sector(code: nil, name: "Nuclear fuel").isUnknown)
        #expect(reader.vocabularies.sector(code: 11)?.name == "Nuclear fuel")
    }

    @Test(
        "quality, environmental and occupational safety schemes use the IAF's sectors, others not")
    func schemes() throws {
        let users = try SampleVocabularies().schemes.filter(\.usesIAFSectors).map(\.name)
        #expect(
            users == [
                "Quality Management Systems", "Environmental Management Systems",
                "Occupational Health and Safety Management Systems",
            ])
    }
}
