import RegistryCore
import Testing

@testable import RegistryWire

/// Contract sections 2, "Paging", and 10; what all lists share is tested with certifications.
@Suite("The query of a list of certification bodies")
struct BodyListRequestTests {
    private typealias Parameters = [(String, String)]

    private static func read(
        _ parameters: Parameters, account: Account = Sample.accreditationBodyAccount,
        version: WireVersion = .v1, isLenient: Bool = false
    ) throws(RegistryError) -> BodyListRequest {
        try BodyListRequest.read(
            parameters.map { QueryParameter(name: $0, value: $1) }, account: account,
            version: version, terms: Sample.directory.termReader(for: account.id),
            isLenient: isLenient)
    }

    private static func faults(_ parameters: Parameters) -> [Fault] {
        do {
            _ = try read(parameters)
            return []
        } catch {
            guard case .faults(let faults) = error else { return [] }
            return faults
        }
    }

    @Test("nothing sent: the newest 20, without filter")
    func defaults() throws {
        let query = try Self.read([]).query
        #expect(query.accountID == Sample.accreditationBodyAccount.id)
        #expect(query.filter.isEmpty && query.page.sort == .createdAt)
        #expect(!query.page.isAscending && query.page.limit == 20)
        #expect(query.page.start == .batch(0))
    }

    @Test(
        "what is not so, is one validation_error on its parameter",
        arguments: [
            ("limit", "101"), ("offset", "-1"), ("order", "UP"),
            ("order_by", "certificate_number"), ("order_by", "name"), ("order_by", ""),
            ("accreditation_status", ""),
            ("accreditation_status", String(repeating: "a", count: 46)),
            ("country", ""), ("certification_body_identity_number", " "),
            ("certification_body_identity_number", String(repeating: "é", count: 46)),
            ("certification_body_identity_number", "a\u{0}b"), ("next_key", "x"),
            ("certification_body_name", "x"), ("updated_since", "7"), ("mode", "validate"),
        ])
    func refused(name: String, value: String) throws {
        let faults = Self.faults([(name, value)])
        #expect(faults.map(\.code) == [.validationError])
        #expect(faults.map(\.field) == [name])
    }

    @Test(
        "a word outside its list is a data_mapping_required on its parameter",
        arguments: [
            ("accreditation_status", "Expired"), ("accreditation_status", "Accredited"),
            ("country", "Atlantis"),
        ])
    func unknownWords(name: String, value: String) throws {
        let faults = Self.faults([(name, value)])
        #expect(faults.map(\.code) == [.dataMappingRequired])
        #expect(faults.map(\.field) == [name])
    }

    @Test("each filter is repeatable, and its words are read in any spelling")
    func filters() throws {
        let filter = try Self.read([
            ("accreditation_status", "ACTIVE"), ("accreditation_status", " withdrawn "),
            ("country", "aus"), ("country", "Ivory Coast"),
            ("certification_body_identity_number", " b/1 "),
            ("certification_body_identity_number", "B/1"),
        ]).query.filter
        #expect(filter.statuses == [.active, .withdrawn])
        #expect(filter.countries == ["AU", "CI"])
        #expect(filter.identityNumbers == ["b/1", "B/1"])
        for name in ["limit", "offset", "order", "order_by"] {
            let value = name == "order" ? "ASC" : name == "order_by" ? "created_at" : "1"
            #expect(Self.faults([(name, value), (name, value)]).map(\.field) == [name])
        }
    }

    @Test("every sort field, in both orders")
    func sorts() throws {
        for (name, sort) in [
            ("created_at", BodySort.createdAt), ("updated_at", .updatedAt),
            ("certification_body_name", .name),
        ] {
            let query = try Self.read([("order_by", name), ("order", "asc")]).query
            #expect(query.page.sort == sort && query.page.isAscending)
        }
    }

    @Test("a lenient caller's unknown parameters are passed over, and a large limit is the largest")
    func lenient() throws {
        let query = try Self.read([("colour", "red"), ("limit", "5000")], isLenient: true).query
        #expect(query.page.limit == 100)
    }

    @Test("a next_key belongs to account, call, version, filters and order; limit may change")
    func binding() throws {
        let filters: Parameters = [
            ("accreditation_status", "Active"), ("country", "AU"),
            ("certification_body_identity_number", "B/1"),
        ]
        let cursor = PageCursor(value: .integer(5), id: RecordID(11))
        let key = ("next_key", try Self.read(filters).binding.key(after: cursor))
        let same = try Self.read(filters.reversed() + [key, ("limit", "7")])
        #expect(same.query.page.start == .after(cursor))
        let others: [Parameters] = [
            [], Array(filters.dropFirst()), Array(filters.dropLast()),
            [filters[0], filters[2]], filters + [("country", "CI")],
            filters + [("accreditation_status", "Suspended")], filters + [("order", "ASC")],
            filters + [("order_by", "updated_at")],
            filters + [("order_by", "certification_body_name")], filters + [("offset", "0")],
        ]
        for parameters in others {
            #expect(Self.faults(parameters + [key]).map(\.field) == ["next_key"])
        }
        #expect(throws: RegistryError.self) { try Self.read(filters + [key], version: .v2) }
        #expect(throws: RegistryError.self) {
            try Self.read(filters + [key], account: Sample.certificationBodyAccount)
        }
        // The list of certifications is another call.
        let account = Sample.accreditationBodyAccount
        let other = try CertificationListRequestTests.read([], account: account)
        let foreign = ("next_key", other.binding.key(after: cursor))
        #expect(Self.faults([foreign]).map(\.field) == ["next_key"])
    }
}
