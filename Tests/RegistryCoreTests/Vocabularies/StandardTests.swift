import RegistryCore
import Testing

@Suite("Schemes and standards")
struct StandardTests {
    @Test("names are compared without white space and case")
    func names() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        for text in ["quality management systems", "QualityManagementSystems"] {
            let scheme = try #require(reader.scheme(text, namedBy: []).term)
            #expect(scheme.name == "Quality Management Systems")
            for text in ["ISO 9001:2015", "ISO9001:2015", "iso 9001 : 2015"] {
                let standard = reader.standard(text, within: scheme, namedBy: []).term
                #expect(standard?.name == "ISO 9001:2015")
            }
            #expect(reader.standard("ISO 9001", within: scheme, namedBy: []).term == nil)
        }
    }

    @Test("a standard is looked up within its scheme")
    func withinScheme() throws {
        let sample = try SampleVocabularies()
        let quality = try sample.scheme("Quality Management Systems")
        let reading = sample.reader().standard("ISO 14001:2015", within: quality, namedBy: [])
        let term = try #require(reading.unknownTerm)
        #expect(
            term.sentence == """
                "ISO 14001:2015" is no standard of the scheme "Quality Management Systems" that \
                the register knows. Send one of "ISO 9001:2015", or have your term mapped by the \
                operator.
                """)
    }

    @Test("a pair that an accreditation body adds is known only to who names that body")
    func additions() throws {
        var sample = try SampleVocabularies()
        let (ukas, anab) = (try sample.body("UKAS").id, try sample.body("ANAB").id)
        let halal = sample.addStandard("OIC/SMIIC 1", scheme: "Halal", addedBy: ukas)
        let quality = try sample.scheme("Quality Management Systems")
        let extra = sample.addStandard("ISO 9001:2026", scheme: quality.name, addedBy: ukas)
        let scheme = try sample.scheme("Halal")
        let reader = sample.reader()

        for stranger: Set<RecordID> in [[], [anab]] {
            let unknownScheme = try #require(reader.scheme("Halal", namedBy: stranger).unknownTerm)
            #expect(!unknownScheme.nearest.contains("Halal"))
            let unknown = try #require(
                reader.standard("ISO 9001:2026", within: quality, namedBy: stranger).unknownTerm)
            #expect(unknown.all == ["ISO 9001:2015"])
            #expect(reader.standard("OIC/SMIIC 1", within: scheme, namedBy: stranger).term == nil)
            #expect(reader.standards("OIC/SMIIC 1", namedBy: stranger).term == nil)
            #expect(
                reader.standards("OIC/SMIIC 2", namedBy: stranger).unknownTerm?.nearest
                    .contains("OIC/SMIIC 1") == false)
        }
        for friend: Set<RecordID> in [[ukas], [anab, ukas]] {
            #expect(reader.scheme("halal", namedBy: friend).term == scheme)
            #expect(reader.standard("oic/smiic1", within: scheme, namedBy: friend).term == halal)
            #expect(reader.standard("ISO9001:2026", within: quality, namedBy: friend).term == extra)
            #expect(
                reader.scheme("Hallal", namedBy: friend).unknownTerm?.nearest.first == "Halal")
        }
    }

    @Test("of a pair that several add, everyone's is found first, then the oldest that is known")
    func doubles() throws {
        var sample = try SampleVocabularies()
        let (ukas, anab) = (try sample.body("UKAS").id, try sample.body("ANAB").id)
        let one = sample.addStandard("Code 1", scheme: "Halal", addedBy: ukas)
        let two = sample.addStandard("CODE 1", scheme: "Halal", addedBy: anab)
        let halal = try sample.scheme("Halal")
        #expect(sample.reader().standard("code1", within: halal, namedBy: [anab]).term == two)
        #expect(
            sample.reader().standard("code1", within: halal, namedBy: [anab, ukas]).term == one)
        let everyones = sample.addStandard("Code 1", scheme: "Halal")
        #expect(sample.reader().standard("code1", within: halal, namedBy: [ukas]).term == everyones)
    }

    @Test("a retired standard is not read, but found by id; a scheme goes with its last standard")
    func retired() throws {
        var sample = try SampleVocabularies()
        let index = try #require(sample.standards.firstIndex { $0.name == "SA8000:2014" })
        sample.standards[index].isRetired = true
        let scheme = try sample.scheme("Social Accountability")
        let reader = sample.reader()
        #expect(reader.standard("SA8000:2014", within: scheme, namedBy: []).term == nil)
        #expect(reader.standards("SA8000:2014", namedBy: []).term == nil)
        #expect(reader.scheme("Social Accountability", namedBy: []).term == nil)
        #expect(reader.vocabularies.scheme(scheme.id) == scheme)
        #expect(reader.vocabularies.standard(sample.standards[index].id)?.isRetired == true)
        sample.addStandard("SA8000:2026", scheme: scheme.name)
        #expect(sample.reader().scheme("Social Accountability", namedBy: []).term == scheme)
    }

    @Test("for a filter a standard is looked up in all schemes")
    func anywhere() throws {
        var sample = try SampleVocabularies()
        let other = sample.addStandard(
            "ISO 9001:2015", scheme: "Aerospace Quality Management Systems")
        let found = sample.reader().standards("iso9001:2015", namedBy: []).term
        #expect(found?.count == 2)
        #expect(found?.contains(other) == true)
    }
}
