import RegistryCore
import Testing

@Suite("Statuses and types")
struct FixedVocabularyTests {
    @Test("a certification status is read in any case, by each of its words")
    func statuses() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        let further: [(String, CertificationStatus)] = [
            ("CB Withdrawn", .cbwithdrawn), ("cb withdrawn", .cbwithdrawn), ("Draft", .hidden),
            ("DRAFT", .hidden), ("Terminated", .cancelled), ("valid", .active),
            ("Active", .active), (" ACTIVE ", .active), ("ｅｘｐｉｒｅｄ", .expired),
        ]
        for (text, status) in further + CertificationStatus.allCases.map({ ($0.rawValue, $0) }) {
            #expect(reader.status(text).term == status, "\(text)")
        }
        #expect(
            CertificationStatus.allCases.map(\.rawValue) == [
                "active", "inactive", "suspended", "cancelled", "hidden", "withdrawn", "expired",
                "cbwithdrawn", "pending", "deleted",
            ])
    }

    @Test(
        "another status is unknown, and the whole list is told",
        arguments: ["canceled", "aktiv", "act ive"])
    func unknownStatus(text: String) throws {
        let term = try #require(
            try SampleVocabularies.shippedReader.get().status(text).unknownTerm)
        #expect(term.all == CertificationStatus.allCases.map(\.rawValue))
        #expect(
            term.sentence == """
                "\(text)" is no certification status that the register knows. Send one of \
                "active", "inactive", "suspended", "cancelled", "hidden", "withdrawn", "expired", \
                "cbwithdrawn", "pending", "deleted", or have your term mapped by the operator.
                """)
    }

    @Test("the one certification type is read in any case")
    func types() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.type("MANAGEMENT  system").term == .managementSystem)
        let term = try #require(reader.type("Product").unknownTerm)
        #expect(term.all == ["Management System"])
    }

    @Test("NoneAccredited is read as Unaccredited, in any case")
    func accreditationStatuses() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.accreditationStatus("accredited").term == .accredited)
        #expect(reader.accreditationStatus("UNACCREDITED").term == .unaccredited)
        #expect(reader.accreditationStatus("noneaccredited").term == .unaccredited)
        let term = try #require(reader.accreditationStatus("none").unknownTerm)
        // No account can map it, so the message does not say so.
        #expect(
            term.sentence == """
                "none" is no accreditation status that the register knows. Send one of \
                "Accredited", "Unaccredited".
                """)
    }

    @Test("a certification body's accreditation status is one of three words, in any case")
    func bodyAccreditationStatuses() throws {
        let reader = try SampleVocabularies.shippedReader.get()
        #expect(reader.bodyAccreditationStatus("ACTIVE").term == .active)
        #expect(reader.bodyAccreditationStatus("withdrawn").term == .withdrawn)
        #expect(reader.bodyAccreditationStatus("Suspended").term == .suspended)
        let term = try #require(reader.bodyAccreditationStatus("expired").unknownTerm)
        #expect(term.all == ["Active", "Withdrawn", "Suspended"])
    }
}
