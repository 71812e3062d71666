import RegistryCore
import Testing

@Suite("Countries")
struct CountryTests {
    @Test(
        "a country is read by each code and name, case, accents and apostrophes aside",
        arguments: [
            ("AU", "AU"), ("au", "AU"), ("AUS", "AU"), ("036", "AU"), ("36", "AU"),
            ("australia", "AU"), ("Turkey", "TR"), ("TÜRKİYE", "TR"), ("Turkiye", "TR"),
            ("Cote d’Ivoire", "CI"), ("CÔTE DIVOIRE", "CI"), ("Ivory Coast", "CI"),
            ("Korea", "KR"), ("korea, republic of", "KR"), ("DPRK", "KP"), ("Congo", "CG"),
            ("DR Congo", "CD"), ("UK", "GB"), ("U.S.A.", "US"), ("Réunion", "RE"), ("4", "AF"),
            ("XKX", "XK"), ("taiwan", "TW"), ("Viet  Nam", "VN"), ("NA", "NA"), ("GEO", "GE"),
        ])
    func read(text: String, alpha2: String) throws {
        #expect(try SampleVocabularies.shippedReader.get().country(text).term?.alpha2 == alpha2)
    }

    @Test(
        "what is no code or name of a country is unknown",
        arguments: ["Germny", "0036", "3", "A U", "New-Zealand", "'", "Deutschland", "XX"])
    func unknown(text: String) throws {
        #expect(try SampleVocabularies.shippedReader.get().country(text).term == nil)
    }

    @Test("a country answers its name, and its numeric code as a number")
    func answered() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.country("VNM").term?.name == "Viet Nam")
        #expect(reader.country("AU").term?.number == 36)
        #expect(reader.country("AU").term?.numeric == "036")
        #expect(reader.country("XK").term?.number == nil)
    }

    @Test("a retired country is not read, but found by its code")
    func retired() throws {
        var sample = try SampleVocabularies()
        let index = try #require(sample.countries.firstIndex { $0.alpha2 == "TV" })
        sample.countries[index].isRetired = true
        let reader = sample.reader()
        for word in ["TV", "TUV", "798", "Tuvalu"] { #expect(reader.country(word).term == nil) }
        #expect(reader.vocabularies.country(alpha2: "TV")?.name == "Tuvalu")
        #expect(reader.country("Tuvalo").unknownTerm?.nearest.contains("Tuvalu") == false)
    }

    @Test("a word that two countries claim goes to the stronger claim, whatever their order")
    func claims() throws {
        let first = Country(
            alpha2: "QA", alpha3: "QAA", numeric: nil, name: "One", otherNames: ["Both", "QB"])
        let second = Country(
            alpha2: "QB", alpha3: "QBB", numeric: nil, name: "Both", otherNames: ["Third"])
        let third = Country(
            alpha2: "QC", alpha3: "QCC", numeric: nil, name: "Tri", otherNames: ["Third"])
        var sample = try SampleVocabularies()
        for order in [[first, second, third], [third, second, first]] {
            sample.countries = order
            let reader = sample.reader()
            #expect(reader.country("QB").term == second)
            #expect(reader.country("both").term == second)
            #expect(reader.country("third").term == second)
        }
    }
}
