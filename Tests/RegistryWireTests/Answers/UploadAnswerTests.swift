import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("What uploads answer")
struct UploadAnswerTests {
    private static let created = RecordResult(
        index: nil, status: .created, certificationID: RecordID(5_001), entityID: RecordID(1_001))
    private static let renamed = RecordResult(
        index: nil, status: .updated, certificationID: RecordID(5_001), entityID: RecordID(1_001),
        renamedFrom: "Polaris \"Freight\"")

    private static let members = #"""
        "company_certifications_id":"00000000004w9","result":"created",\#
        "company_id":"00000000000z9","renamed_from":null
        """#

    @Test("the id stands beside data for cb and mncb in V1, else inside it", arguments: [
        (WireVersion.v1, Role.certificationBody, #"{"data":true,\#(members)}"#),
        (.v1, .multinationalCertificationBody, #"{"data":true,\#(members)}"#),
        (.v1, .accreditationBody, #"{"data":{\#(members)}}"#),
        (.v2, .certificationBody, #"{"data":{\#(members)}}"#),
        (.v2, .multinationalCertificationBody, #"{"data":{\#(members)}}"#),
        (.v2, .accreditationBody, #"{"data":{\#(members)}}"#),
    ])
    func shape(version: WireVersion, role: Role, expected: String) {
        let bytes = Answers.upload(Self.created, warnings: [], role: role, version: version)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test("a validation answers null for the ids of what would be new")
    func validation() throws {
        let result = RecordResult(index: nil, status: .created)
        let answer = try json(
            Answers.upload(result, warnings: [], role: .certificationBody, version: .v1))
        #expect(answer["company_certifications_id"]?.isNull == true)
        #expect(answer["company_id"]?.isNull == true)
        #expect(answer["result"]?.string == "created")
    }

    @Test("a former name and warnings stand beside the id, and warnings only when there are some")
    func renamedWithWarnings() throws {
        let warning = Warning(.unknownKey, "Did you mean schemes?", field: "scheme")
        for version in WireVersion.allCases {
            let bytes = Answers.upload(
                Self.renamed, warnings: [warning], role: .certificationBody, version: version)
            try Golden.expect(bytes, is: "\(version.rawValue)/upload-renamed-with-warning.json")
        }
    }

    @Test("at most 1,000 warnings are listed")
    func manyWarnings() throws {
        let warnings = (0...Limits.warningsMax).map {
            Warning(.unknownKey, "Remove it.", field: "f\($0)", recordIndex: $0)
        }
        let answer = try json(
            Answers.bulk(
                UploadOutcome(results: [Self.created]), includesResults: false,
                warnings: warnings))
        let listed = try #require(answer["data"]?["warnings"])
        #expect(listed.count == 1_000)
        #expect(
            Array(listed.elements).last?["record_index"]?.integer == Int64(Limits.warningsMax - 1))
    }

    @Test("a delete answers 1")
    func deletion() {
        #expect(String(decoding: Answers.deletion(), as: UTF8.self) == #"{"data":1}"#)
    }
}
