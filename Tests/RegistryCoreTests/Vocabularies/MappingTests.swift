import RegistryCore
import Testing

@Suite("Mappings")
struct MappingTests {
    private func mapping(_ field: MappingField, _ source: String, _ target: String) -> TermMapping {
        TermMapping(field: field, source: source, target: target)
    }

    @Test("the account's mapping is looked at first, then that for all, then the list")
    func order() throws {
        let sample = try SampleVocabularies()
        let own = [mapping(.country, "Georgia", "United States")]
        let shared = [
            mapping(.country, "Georgia", "Jersey"), mapping(.country, "Jersey", "Guernsey"),
            mapping(.country, "Deutschland", "Germany"),
        ]
        let reader = sample.reader(own: own, shared: shared)
        #expect(reader.country("Georgia").term?.alpha2 == "US")
        #expect(reader.country("Jersey").term?.alpha2 == "GG")
        #expect(reader.country("Deutschland").term?.alpha2 == "DE")
        #expect(reader.country("Guernsey").term?.alpha2 == "GG")
        #expect(sample.reader().country("Georgia").term?.alpha2 == "GE")
    }

    @Test(
        "source terms are compared as names",
        arguments: ["Größe  Eins", "GRÖSSE EINS", "gro\u{308}ße\u{A0}eins ", "ｇröße eins"])
    func source(text: String) throws {
        let reader = try SampleVocabularies().reader(own: [mapping(.status, "Größe Eins", "active")]
        )
        #expect(reader.status(text).term == .active)
        #expect(reader.status("Grösse-Eins").term == nil)
        #expect(reader.status("Grosse Eins").term == nil)
    }

    @Test(
        "those of schemes and standards are compared without white space, as their lists are",
        arguments: ["UNI EN 1:2024", "UNI EN1:2024", "unien 1 : 2024", "ＵＮＩ EN\u{A0}1:2024"])
    func sourceWithoutWhiteSpace(text: String) throws {
        let sample = try SampleVocabularies()
        let quality = try sample.scheme("Quality Management Systems")
        let reader = sample.reader(own: [
            mapping(.standard, "UNI EN 1:2024", "ISO 9001:2015"),
            mapping(.scheme, "UNI EN 1:2024", quality.name),
            mapping(.status, "UNI EN 1:2024", "active"),
        ])
        #expect(
            reader.standard(text, within: quality, namedBy: []).term?.name == "ISO 9001:2015")
        #expect(reader.scheme(text, namedBy: []).term == quality)
        #expect(reader.status("UNI EN1:2024").term == nil, "other fields go by names")
        #expect(reader.standards("UNI-EN 1:2024", namedBy: []).term == nil)
    }

    @Test("every field is mapped, each by its own mapping")
    func fields() throws {
        let sample = try SampleVocabularies()
        let quality = try sample.scheme("Quality Management Systems")
        let targets: [MappingField: String] = [
            .status: "active", .type: "Management System", .country: "Germany",
            .scheme: quality.name, .standard: "ISO 9001:2015", .sector: "31",
            .accreditationBody: "UKAS",
        ]
        let reader = sample.reader(own: targets.map { mapping($0.key, "meins", $0.value) })
        #expect(reader.status("meins").term == .active)
        #expect(reader.type("meins").term == .managementSystem)
        #expect(reader.country("meins").term?.name == "Germany")
        #expect(reader.scheme("meins", namedBy: []).term == quality)
        #expect(
            reader.standard("meins", within: quality, namedBy: []).term?.name == "ISO 9001:2015")
        #expect(reader.standards("meins", namedBy: []).term?.count == 1)
        #expect(reader.sector(code: "meins", name: nil).term?.code == 31)
        #expect(reader.sector(code: nil, name: "meins").term?.code == 31)
        #expect(reader.accreditationBody(acronym: "meins", name: "x").term?.acronym == "UKAS")
        #expect(reader.accreditationBody(acronym: "x", name: "meins").term?.acronym == "UKAS")
        for field in MappingField.allCases {
            let others = targets.filter { $0.key != field }
            let reader = sample.reader(own: others.map { mapping($0.key, "meins", $0.value) })
            if field == .status { #expect(reader.status("meins").term == nil) }
            if field == .country { #expect(reader.country("meins").term == nil) }
            if field == .sector { #expect(reader.sector(code: "meins", name: nil).isUnknown) }
            if field == .scheme { #expect(reader.scheme("meins", namedBy: []).term == nil) }
        }
        #expect(reader.accreditationStatus("meins").term == nil)
    }

    @Test("a mapping whose target is retired, not known, or of another scheme is passed over")
    func deadTargets() throws {
        var sample = try SampleVocabularies()
        let ukas = try sample.body("UKAS").id
        sample.addStandard("Code 1", scheme: "Halal", addedBy: ukas)
        let index = try #require(sample.countries.firstIndex { $0.alpha2 == "TV" })
        sample.countries[index].isRetired = true
        let reader = sample.reader(
            own: [
                mapping(.country, "Samoa", "Tuvalu"), mapping(.scheme, "FSSC 22000", "Halal"),
                mapping(.standard, "iso", "ISO 9001:2015"),
            ], shared: [mapping(.country, "Samoa", "Fiji")])
        #expect(reader.country("Samoa").term?.alpha2 == "FJ")
        #expect(reader.scheme("FSSC 22000", namedBy: []).term?.name == "FSSC 22000")
        #expect(reader.scheme("FSSC 22000", namedBy: [ukas]).term?.name == "Halal")
        let other = try sample.scheme("FSSC 22000")
        let term = try #require(reader.standard("iso", within: other, namedBy: []).unknownTerm)
        #expect(!term.nearest.contains("iso"))
    }

    @Test("of two mappings of one term the later holds")
    func doubles() throws {
        let reader = try SampleVocabularies().reader(own: [
            mapping(.status, "ok", "active"), mapping(.status, "OK", "pending"),
        ])
        #expect(reader.status("Ok").term == .pending)
    }

    @Test("a mapped acronym still contradicts another body's name, unless that is mapped as well")
    func bodies() throws {
        let sample = try SampleVocabularies()
        let acronym = mapping(.accreditationBody, "ENAC-UK", "UKAS")
        let name = mapping(.accreditationBody, "Entidad Nacional de Acreditación", "UKAS")
        func read(_ own: [TermMapping]) -> PairReading<AccreditationBody> {
            sample.reader(own: own).accreditationBody(
                acronym: "ENAC-UK", name: "Entidad Nacional de Acreditación")
        }
        #expect(read([acronym]).isContradictory)
        #expect(read([acronym, name]).term?.acronym == "UKAS")
        #expect(read([]).term?.acronym == "ENAC")
    }

    @Test(
        "a mapping's target is given in the list's own word",
        arguments: [
            (MappingField.status, "Terminated", "cancelled"),
            (.type, "management system", "Management System"),
            (.country, "de", "Germany"), (.country, "Vietnam", "Viet Nam"),
            (.scheme, "qualitymanagementsystems", "Quality Management Systems"),
            (.standard, "iso14001:2015", "ISO 14001:2015"), (.standard, "code 1", "Code 1"),
            (.sector, "IAF 031", "31"), (.sector, "education", "37"),
            (.accreditationBody, "jasanz", "JAS-ANZ"),
            (.accreditationBody, "German Accreditation Body", "DAkkS"),
        ])
    func targets(field: MappingField, target: String, word: String) throws {
        var sample = try SampleVocabularies()
        sample.addStandard("Code 1", scheme: "Halal", addedBy: try sample.body("UKAS").id)
        #expect(sample.reader().mappingTarget(field, target).term == word)
    }

    @Test("a target outside the list is refused, mapped or not", arguments: MappingField.allCases)
    func refusedTargets(field: MappingField) throws {
        let reader = try SampleVocabularies().reader(own: [
            mapping(.status, "nowhere", "active"), mapping(.country, "nowhere", "Germany"),
        ])
        let term = try #require(reader.mappingTarget(field, "nowhere").unknownTerm)
        #expect(!term.nearest.isEmpty)
        #expect(!term.nearest.contains("nowhere"))
    }

    @Test("the fields have the words of the command line")
    func words() {
        #expect(
            MappingField.allCases.map(\.rawValue) == [
                "status", "type", "country", "scheme", "standard", "sector", "accreditation_body",
            ])
    }
}
