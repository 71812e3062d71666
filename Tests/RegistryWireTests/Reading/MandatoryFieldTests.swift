import RegistryCore
import RegistryWire
import Testing

@Suite("Mandatory fields of an upload")
struct MandatoryFieldTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let version: WireVersion
        let path: String
        var testDescription: String { "\(version.rawValue) \(path)" }

        static let all: [Case] =
            [
                "certified_entity_unique_id", "certified_entity_name", "certified_entity_country",
                "certificate_number", "certification_status", "accreditation_body_name",
                "accreditation_body_acronym_name", "certification_type",
                "certification_issue_date", "certification_expiry_date", "schemes",
                "schemes[0].scheme_name", "schemes[0].standard_list",
                "schemes[0].standard_list[0].standards_name", "sites[0].country",
            ].map { Case(version: .v1, path: $0) }
            + [
                "certified_entity", "certification",
                "certified_entity.certified_entity_unique_id",
                "certified_entity.certified_entity_name",
                "certified_entity.business_registered_country",
                "certification.certificate_number", "certification.certification_status",
                "certification.accreditation_body_name",
                "certification.accreditation_body_acronym_name",
                "certification.certification_type", "certification.certification_issue_date",
                "certification.certification_expiry_date", "certification.schemes",
                "certification.schemes[0].scheme_name",
                "certification.schemes[0].standard_list",
                "certification.schemes[0].standard_list[0].standards_name",
                "certification.sites[0].country",
            ].map { Case(version: .v2, path: $0) }

        /// A standard's only value can't be empty: the standard is then as if not sent.
        var isOnlyValueOfItsElement: Bool { path.hasSuffix("standards_name") }
        var isText: Bool {
            !["schemes", "standard_list", "certified_entity", "certification"]
                .contains { path.hasSuffix($0) }
        }
        /// What a fault of it names when it is as if not sent.
        var pathWhenEmpty: String {
            isOnlyValueOfItsElement
                ? String(path.prefix { $0 != "." }) + (version == .v1 ? "" : ".schemes[0]")
                    + ".standard_list" : path
        }
    }

    @Test("the good requests are good")
    func good() throws {
        for version in WireVersion.allCases {
            let reading = try Requests.upload(Requests.good(version), version)
            #expect(reading.faults == [])
            #expect(reading.warnings == [])
            #expect(reading.value != nil)
            #expect(reading.value?.index == nil)
        }
    }

    @Test("one that is left out is a fault of its own, behind what is there", arguments: Case.all)
    func leftOut(_ item: Case) throws {
        let body = Requests.good(item.version).removing(item.path)
        let reading = try Requests.upload(body, item.version)
        let fault = try #require(reading.faults.first)
        #expect(reading.faults.count == 1)
        #expect(reading.value == nil)
        #expect(fault.code == .validationError)
        #expect(fault.value == (item.isOnlyValueOfItsElement ? "[{}]" : nil))
        #expect(fault.recordIndex == nil)
        #expect(fault.field == (item.isOnlyValueOfItsElement ? item.pathWhenEmpty : item.path))
        #expect(fault.message.hasPrefix("Send "))
    }

    @Test("null is as if left out", arguments: Case.all)
    func null(_ item: Case) throws {
        let body = Requests.good(item.version).setting(item.path, .null)
        let reading = try Requests.upload(body, item.version)
        #expect(reading.faults.map(\.code) == [.validationError])
        #expect(reading.faults.first?.field == item.pathWhenEmpty)
    }

    @Test(
        "an empty one is a validation error and no question of mapping", arguments: Case.all,
        ["", " \t\u{3000}\n"])
    func empty(_ item: Case, blank: String) throws {
        let body = Requests.good(item.version).setting(item.path, .string(blank))
        let reading = try Requests.upload(body, item.version)
        #expect(reading.faults.map(\.code) == [.validationError])
        #expect(reading.faults.first?.field == item.pathWhenEmpty)
        #expect(reading.value == nil)
    }

    @Test(
        "one of the wrong type is refused", arguments: Case.all,
        ["7", "-1.5", "true", "{\"a\":1}", "[1]"])
    func wrongType(_ item: Case, json: String) throws {
        let isDate = item.path.hasSuffix("_date")
        let body = Requests.good(item.version).setting(item.path, .scalar(json))
        let reading = try Requests.upload(body, item.version)
        let fault = try #require(reading.faults.first)
        #expect(reading.value == nil)
        #expect(fault.code == .validationError)
        if item.isText || isDate {
            #expect(reading.faults.count == 1)
            #expect(fault.field == item.path)
            #expect(fault.value == json)
        } else {
            #expect(fault.field?.hasPrefix(item.path) ?? false)
        }
    }

    @Test("all that is missing is listed at once, in the order of the declaration")
    func nothing() throws {
        let reading = try Requests.upload([:], .v1)
        #expect(
            reading.faults.map(\.field) == [
                "certified_entity_unique_id", "certified_entity_name", "certified_entity_country",
                "certificate_number", "certification_status", "accreditation_body_name",
                "accreditation_body_acronym_name", "certification_type",
                "certification_issue_date", "certification_expiry_date", "schemes",
            ])
        let empty = try Requests.upload(["certified_entity": [:], "certification": [:]], .v2)
        #expect(
            empty.faults.map(\.field) == [
                "certified_entity.certified_entity_unique_id",
                "certified_entity.certified_entity_name",
                "certified_entity.business_registered_country",
                "certification.certificate_number", "certification.certification_status",
                "certification.accreditation_body_name",
                "certification.accreditation_body_acronym_name",
                "certification.certification_type", "certification.certification_issue_date",
                "certification.certification_expiry_date", "certification.schemes",
            ])
    }
}
