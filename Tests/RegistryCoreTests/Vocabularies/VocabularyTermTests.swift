import RegistryCore
import Testing

@Suite("Terms as operators keep them")
struct VocabularyTermTests {
    @Test("sectors and countries have ids that no generated record has, each its own")
    func ids() throws {
        let sample = try SampleVocabularies()
        let sectors = ([1, 39, 999_999] + sample.sectors.map(\.code)).map {
            RecordID.sector(code: $0)
        }
        let countries = sample.countries.map { RecordID.country(alpha2: $0.alpha2) }
        #expect(Set(sectors + countries).count == Set(sectors).count + countries.count)
        let clock = RegistryClock(milliseconds: { 10_000 })
        let first = IDGenerator(clock: clock).next()
        #expect((sectors + countries).allSatisfy { $0 < first })
        for id in sectors + countries { #expect(RecordID(id.description) == id) }
    }

    @Test("a country that is called otherwise is still read by the name it had")
    func formerName() {
        let stored = Country(
            alpha2: "TR", alpha3: "TUR", numeric: "792", name: "Turkey", otherNames: ["Türkiye"])
        let renamed = NewCountry(alpha2: "TR", alpha3: "TUR", name: "Türkiye")
            .country(after: stored)
        #expect(renamed.name == "Türkiye" && renamed.numeric == "792")
        #expect(renamed.otherNames == ["Turkey"])
        let given = NewCountry(
            alpha2: "TR", alpha3: "TUR", name: "TURKEY", otherNames: ["Turquie", "turquie"]
        ).country(after: stored)
        #expect(given.otherNames == ["Turquie"], "another spelling is no other name")
    }

    @Test(
        "what a word names in a list is found as it is read in an upload",
        arguments: [
            (KeptList.countries, "côte d'ivoire", 1), (.countries, "840", 1),
            (.countries, "USB", 0),
            (.sectors, "IAF 031", 1), (.sectors, "education", 1), (.sectors, "40", 0),
            (.accreditationBodies, "jas anz", 1),
            (.accreditationBodies, "German Accreditation Body", 1),
            (.standards, "iso9001:2015", 1), (.standards, "ISO 9001", 0),
        ])
    func words(list: KeptList, word: String, count: Int) throws {
        let reading = try SampleVocabularies().reader().terms(word, of: list)
        #expect((reading.term ?? []).count == count)
        #expect(reading.unknownTerm?.nearest.isEmpty != true)
    }

    @Test("a standard is found in all its schemes, or in one, and whoever added it")
    func standards() throws {
        var sample = try SampleVocabularies()
        let quality = try sample.scheme("Quality Management Systems")
        sample.addStandard("ISO 9001:2015", scheme: "Aerospace Quality Management Systems")
        sample.addStandard(
            "ISO9001:2015", scheme: quality.name, addedBy: try sample.body("UKAS").id)
        let reader = sample.reader()
        #expect(reader.terms("ISO 9001:2015", of: .standards).term?.count == 3)
        #expect(reader.terms("ISO 9001:2015", of: .standards, within: quality).term?.count == 2)
    }

    @Test("a retired term is found among what was retired, and nowhere else")
    func retired() throws {
        var sample = try SampleVocabularies()
        let index = try #require(sample.sectors.firstIndex { $0.code == 31 })
        sample.sectors[index].isRetired = true
        #expect(sample.reader().terms("31", of: .sectors).term == nil)
        let withRetired = TermReader(
            vocabularies: sample.vocabularies.withRetired, own: .empty, shared: .empty)
        #expect(withRetired.terms("31", of: .sectors).term?.count == 1)
    }
}
