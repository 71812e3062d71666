import RegistryCore
import Testing

@Suite("Accreditation bodies")
struct AccreditationBodyTests {
    @Test(
        "the acronym decides, case, spaces, dots and hyphens aside",
        arguments: ["JAS-ANZ", "JASANZ", "jas anz", "J.A.S. – A.N.Z."])
    func acronym(text: String) throws {
        let reader = try SampleVocabularies.shippedReader.get()
        for name in ["Joint Accreditation System of Australia and New Zealand", "any", ""] {
            let body = reader.accreditationBody(acronym: text, name: name).term
            #expect(body?.acronym == "JAS-ANZ")
        }
    }

    @Test("an unknown acronym is looked up by name, known names, and the account's name")
    func name() throws {
        var sample = try SampleVocabularies()
        let index = try #require(sample.accreditationBodies.firstIndex { $0.acronym == "DAkkS" })
        sample.accreditationBodies[index].accountID = sample.newID()
        sample.accreditationBodies[index].accountName = "DAkkS Berlin"
        let reader = sample.reader()
        let names = [
            "deutsche  akkreditierungsstelle", "German Accreditation Body", "dakks berlin",
            "Deutsche Akkreditierungsstelle GmbH",
        ]
        for name in names {
            let body = reader.accreditationBody(acronym: "DAKS", name: name).term
            #expect(body?.acronym == "DAkkS", "\(name)")
        }
    }

    @Test(
        "where neither acronym nor name is known, both are told with what is near",
        arguments: [("UKASS", "United Kingdom Accreditation Servce"), ("N/A", ""), ("-", "UKAS")])
    func unknown(acronym: String, name: String) throws {
        let reading = try SampleVocabularies.shippedReader.get()
            .accreditationBody(acronym: acronym, name: name)
        guard case .unknown(let byCode?, let byName?) = reading else {
            Issue.record("\(acronym), \(name) is unknown")
            return
        }
        #expect(byCode.text == acronym)
        #expect(byName.text == name)
        if acronym == "UKASS" {
            #expect(byCode.nearest.first == "UKAS")
            #expect(byName.nearest.first == "United Kingdom Accreditation Service")
        }
    }

    @Test(
        "a name that is exactly another body's contradicts the acronym",
        arguments: [
            "Deutsche Akkreditierungsstelle", "deutsche akkreditierungsstelle gmbh",
            "German Accreditation Body",
        ])
    func contradictory(name: String) throws {
        let reader = try SampleVocabularies.shippedReader.get()
        guard
            case .contradictory(let byCode, let byName) =
                reader.accreditationBody(acronym: "UKAS", name: name)
        else {
            Issue.record("UKAS is not \(name)")
            return
        }
        #expect(byCode.acronym == "UKAS")
        #expect(byName.acronym == "DAkkS")
        #expect(reader.accreditationBody(acronym: "UKAS", name: name + " e. V.").term == byCode)
    }

    @Test("a name that two bodies bear contradicts neither acronym, and finds neither")
    func namesakes() throws {
        var sample = try SampleVocabularies()
        for acronym in ["ONE", "TWO"] {
            sample.accreditationBodies.append(
                AccreditationBody(id: sample.newID(), acronym: acronym, name: "National Body"))
        }
        let reader = sample.reader()
        for acronym in ["ONE", "TWO"] {
            let body = reader.accreditationBody(acronym: acronym, name: "national body").term
            #expect(body?.acronym == acronym)
        }
        #expect(reader.accreditationBody(acronym: "SIX", name: "National Body").isUnknown)
        #expect(reader.accreditationBody(acronym: "UKAS", name: "National Body").isContradictory)
    }

    @Test("a retired body is not read and contradicts nothing, but is found by id")
    func retired() throws {
        var sample = try SampleVocabularies()
        let index = try #require(sample.accreditationBodies.firstIndex { $0.acronym == "RvA" })
        sample.accreditationBodies[index].isRetired = true
        let retired = sample.accreditationBodies[index]
        let reader = sample.reader()
        #expect(reader.accreditationBody(acronym: "RvA", name: "Raad voor Accreditatie").isUnknown)
        #expect(
            reader.accreditationBody(acronym: "UKAS", name: "Raad voor Accreditatie").term?.acronym
                == "UKAS")
        #expect(reader.vocabularies.accreditationBody(retired.id) == retired)
        #expect(reader.vocabularies.accreditationBody(acronym: "RvA") == nil)
    }

    @Test("a new account finds the listed body of its acronym")
    func account() throws {
        let sample = try SampleVocabularies()
        #expect(
            sample.vocabularies.accreditationBody(acronym: "u.k.a.s.") == (try sample.body("UKAS")))
    }
}
