import RegistryCore
import Testing

@Suite("Terms that were sent in vain")
struct UnmappedTermTests {
    @Test("a term is what is unknown of it: field, text, and the scheme of a standard")
    func terms() throws {
        let sample = try SampleVocabularies()
        let reader = sample.reader()
        let quality = try sample.scheme("Quality Management Systems")
        #expect(
            reader.standard("Q9", within: quality, namedBy: []).unknownTerm?.unmapped
                == UnmappedTerm(field: .standard, text: "Q9", schemeID: quality.id))
        #expect(
            reader.standards("Q9", namedBy: []).unknownTerm?.unmapped
                == UnmappedTerm(field: .standard, text: "Q9"))
        #expect(
            reader.country("Nowhere").unknownTerm?.unmapped
                == UnmappedTerm(field: .country, text: "Nowhere"))
        #expect(reader.accreditationStatus("maybe").unknownTerm?.unmapped == nil)
        let long = try #require(
            reader.status(String(repeating: "x", count: 1_000)).unknownTerm?.unmapped)
        #expect(long.text.count == UnmappedTerm.scalarsMax)
    }

    @Test("it is unknown until it is mapped", arguments: MappingField.allCases)
    func mapped(field: MappingField) throws {
        let targets: [MappingField: String] = [
            .status: "active", .type: "Management System", .country: "Germany",
            .scheme: "Quality Management Systems", .standard: "ISO 9001:2015", .sector: "31",
            .accreditationBody: "UKAS",
        ]
        let sample = try SampleVocabularies()
        let scheme = try sample.scheme("Quality Management Systems")
        let target = try #require(targets[field])
        let term = UnmappedTerm(
            field: field, text: "meins", schemeID: field == .standard ? scheme.id : nil)
        #expect(sample.reader().stillUnknown(term)?.nearest.isEmpty == false)
        let mapping = TermMapping(field: field, source: "MEINS", target: target)
        #expect(sample.reader(own: [mapping]).isRead(term))
        #expect(sample.reader(shared: [mapping]).isRead(term))
    }

    @Test("a standard is unknown until it is in its scheme, and everyone's")
    func standard() throws {
        var sample = try SampleVocabularies()
        let quality = try sample.scheme("Quality Management Systems")
        let term = UnmappedTerm(field: .standard, text: "ISO 14001:2015", schemeID: quality.id)
        #expect(!sample.reader().isRead(term), "it is another scheme's")
        let ukas = try sample.body("UKAS").id
        sample.addStandard("ISO 14001:2015", scheme: quality.name, addedBy: ukas)
        #expect(!sample.reader().isRead(term))
        sample.addStandard("ISO 14001:2015", scheme: quality.name)
        #expect(sample.reader().isRead(term))
        let filter = UnmappedTerm(field: .standard, text: "ISO 14001:2015")
        #expect(sample.reader().isRead(filter))
    }
}

extension TermReader {
    fileprivate func isRead(_ term: UnmappedTerm) -> Bool {
        if case nil = stillUnknown(term) { true } else { false }
    }
}
