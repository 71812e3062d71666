import RegistryCore
import Testing

@Suite("Loose keys of vocabularies")
struct LooseKeyTests {
    @Test(
        "a country's key sets case, accents and apostrophes aside",
        arguments: [
            ("Côte d'Ivoire", "COTE D’IVOIRE"), ("Côte d'Ivoire", "cote divoire"),
            ("Côte d'Ivoire", "Cote d´Ivoire"), ("Côte d'Ivoire", "Co\u{302}te d`Ivoire"),
            ("Türkiye", "TÜRKİYE"), ("Åland Islands", "aland  islands"), ("Curaçao", "CURACAO"),
            ("People's Republic", "Peopleʼs Republic"), ("ＦＲ", "fr"), ("d＇Or", "dor"),
        ])
    func country(one: String, other: String) {
        #expect(LooseKey.country(ComparisonKey(one)) == .country(ComparisonKey(other)))
    }

    @Test(
        "a country's key keeps everything else",
        arguments: [
            ("Guinea-Bissau", "Guinea Bissau"), ("U.S.", "US"), ("New Zealand", "NewZealand"),
        ])
    func countryDiffers(one: String, other: String) {
        #expect(LooseKey.country(ComparisonKey(one)) != .country(ComparisonKey(other)))
    }

    @Test("a standard's key sets case and white space aside, and nothing else")
    func standard() {
        let key = LooseKey.standard(ComparisonKey("ISO/IEC 27001:2022"))
        #expect(key == .standard(ComparisonKey("iso/iec\u{A0}27001 : 2022")))
        #expect(key.text == "iso/iec27001:2022")
        #expect(key != .standard(ComparisonKey("ISO-IEC 27001:2022")))
        #expect(key != .standard(ComparisonKey("ISOIEC 27001:2022")))
    }

    @Test(
        "an acronym's key sets case, white space, dots and hyphens aside",
        arguments: [
            "JAS-ANZ", "JASANZ", "jas anz", "J.A.S.-A.N.Z.", "JAS–ANZ", "ＪＡＳ－ＡＮＺ", "JAS‑ANZ",
        ])
    func acronym(text: String) {
        #expect(LooseKey.acronym(ComparisonKey(text)).text == "jasanz")
    }

    @Test("an acronym's key keeps everything else", arguments: ["N/A", "NÁ", "N'A", "N_A"])
    func acronymDiffers(text: String) {
        #expect(LooseKey.acronym(ComparisonKey(text)) != .acronym(ComparisonKey("NA")))
    }
}
