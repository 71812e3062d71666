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
        #expect(lists.adoptions.count == 25 * 56 + 36)
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

    @Test("every adoption has a name of its own and is read as a standard of the list")
    func adoptions() throws {
        let sample = try SampleVocabularies()
        let adoptions = try ShippedLists.load().adoptions
        let keys = Set(adoptions.map { MappingField.standard.sourceKey(ComparisonKey($0.name)) })
        #expect(keys.count == adoptions.count)
        let plain = sample.reader()
        for adoption in adoptions {
            #expect(plain.standards(adoption.name, namedBy: []).term == nil, "\(adoption)")
            #expect(
                plain.standards(adoption.standard, namedBy: []).term?.map(\.name)
                    == [adoption.standard])
        }
    }

    @Test(
        "a standard is read by what national bodies call it, however it is spaced",
        arguments: [
            ("EN ISO 9001:2015", "ISO 9001:2015"), ("UNI EN ISO 9001:2015", "ISO 9001:2015"),
            ("UNI EN ISO9001:2015", "ISO 9001:2015"), ("din en iso 14001 : 2015", "ISO 14001:2015"),
            ("DIN EN ISO 9001:2015-11", "ISO 9001:2015"),
            ("UNE-EN ISO 50001:2018", "ISO 50001:2018"),
            ("UNE-ISO 37001:2016", "ISO 37001:2016"), ("NEN-EN-ISO 9001:2015", "ISO 9001:2015"),
            ("DS/ISO 45001:2018", "ISO 45001:2018"), ("ÖNORM ISO 45001:2018", "ISO 45001:2018"),
            ("ČSN EN ISO 9001:2016", "ISO 9001:2015"), ("БДС EN ISO 9001:2015", "ISO 9001:2015"),
            ("ΕΛΟΤ EN ISO 9001:2015", "ISO 9001:2015"), ("AS/NZS ISO 9001:2016", "ISO 9001:2015"),
            ("JIS Q 9001:2015", "ISO 9001:2015"), ("IS/ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
            ("BS EN ISO/IEC 27001:2017", "ISO/IEC 27001:2013"),
            ("ABNT NBR ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
        ])
    func adopted(name: String, standard: String) throws {
        let shared = try ShippedLists.load().adoptions.map {
            TermMapping(field: .standard, source: $0.name, target: $0.standard)
        }
        let reader = try SampleVocabularies().reader(shared: shared)
        #expect(reader.standards(name, namedBy: []).term?.map(\.name) == [standard])
    }
}
