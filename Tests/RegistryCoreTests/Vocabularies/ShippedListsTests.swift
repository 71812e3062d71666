import RegistryCore
import Testing

@Suite("Shipped lists")
struct ShippedListsTests {
    @Test("every list loads whole")
    func counts() throws {
        let lists = try ShippedLists.load()
        #expect(lists.countries.count == 250)
        #expect(lists.sectors.count == 39)
        #expect(lists.standards.count == 33)
        #expect(Set(lists.standards.map(\.scheme)).count == 29)
        #expect(lists.accreditationBodies.count == 49)
    }

    @Test("rows are read with quotes, lists and missing values")
    func rows() throws {
        let lists = try ShippedLists.load()
        #expect(
            lists.countries.contains(
                Country(
                    alpha2: "BO", alpha3: "BOL", numeric: "068",
                    name: "Bolivia, Plurinational State of",
                    otherNames: ["Bolivia", "Plurinational State of Bolivia"])))
        #expect(
            lists.countries.contains(
                Country(
                    alpha2: "XK", alpha3: "XKX", numeric: nil, name: "Kosovo",
                    otherNames: ["Republic of Kosovo"])))
        #expect(
            lists.sectors.contains(Sector(code: 16, name: "Concrete, cement, lime, plaster, etc.")))
        #expect(
            lists.standards.map(\.standard)
                .contains("FAMI-QS Certification Scheme Code, Version 6"))
        let dakks = try #require(lists.accreditationBodies.first { $0.acronym == "DAkkS" })
        #expect(dakks.country == "DE")
        #expect(
            dakks.knownNames
                == ["German Accreditation Body", "Deutsche Akkreditierungsstelle GmbH"])
        #expect(lists.accreditationBodies.first { $0.acronym == "UKAS" }?.knownNames == [])
    }

    @Test("no two countries share a code or a name")
    func countriesAreDistinct() throws {
        let sample = try SampleVocabularies()
        let reader = sample.reader()
        for country in sample.countries {
            let words = [country.alpha2, country.alpha3, country.name] + country.otherNames
            for word in words + [country.numeric].compactMap(\.self) {
                #expect(reader.country(word).term == country, "\(word)")
            }
        }
        #expect(Set(sample.countries.map(\.alpha2)).count == sample.countries.count)
    }

    @Test("no two sectors, standards of a scheme, or accreditation bodies share a name")
    func othersAreDistinct() throws {
        let sample = try SampleVocabularies()
        let reader = sample.reader()
        for sector in sample.sectors {
            #expect(reader.sector(code: "\(sector.code)", name: sector.name).term == sector)
        }
        for standard in sample.standards {
            let scheme = try #require(sample.vocabularies.scheme(standard.schemeID))
            #expect(reader.scheme(scheme.name, namedBy: []).term == scheme)
            #expect(
                reader.standard(standard.name, within: scheme, namedBy: []).term == standard)
        }
        for body in sample.accreditationBodies {
            for name in [body.name] + body.knownNames {
                #expect(reader.accreditationBody(acronym: body.acronym, name: name).term == body)
                #expect(reader.accreditationBody(acronym: "?", name: name).term == body)
            }
        }
    }

    @Test("every accreditation body's country is a country of the list")
    func bodiesHaveCountries() throws {
        let vocabularies = try SampleVocabularies().vocabularies
        for body in vocabularies.accreditationBodies {
            #expect(body.country.flatMap { vocabularies.country(alpha2: $0) } != nil)
        }
    }
}
