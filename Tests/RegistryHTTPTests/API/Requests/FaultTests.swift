import RegistryCore
import RegistryJSON
import Testing

@Suite("Faults of a request over HTTP")
struct FaultTests {
    @Test("all faults of a request are listed at once with path, code and what was sent")
    func single() async throws {
        try await APIScene.run { scene in
            let long = String(repeating: "n", count: 301)
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "upload-cert",
                    Bodies.v2(
                        entity: [
                            "certified_entity_name": #""\#(long)""#,
                            "business_registered_country": #""X""#,
                        ],
                        [
                            "certification_issue_date": #""20240230""#,
                            "certification_status": #""on""#, "certificate_number": "42",
                            "certification_type": nil,
                        ]))
                #expect(answer.status == 400)
                #expect(
                    try answer.faults == [
                        "validation_error certified_entity.certified_entity_name",
                        "data_mapping_required certified_entity.business_registered_country",
                        "validation_error certification.certificate_number",
                        "data_mapping_required certification.certification_status",
                        "validation_error certification.certification_issue_date",
                        "validation_error certification.certification_type",
                    ])
                #expect(
                    try answer.texts("value", in: "errors") == [
                        #""\#(long.prefix(199))"#, #""X""#, "42", #""on""#, #""20240230""#, nil,
                    ])
                #expect(try answer.recordIndices.allSatisfy { $0 == nil })
                #expect(try answer.keys("errors.5") == ["code", "message", "field"])
                for message in try answer.texts("message", in: "errors") {
                    #expect(message?.hasSuffix(".") == true)
                }
            }
        }
    }

    @Test("a fault of a bulk call says its record too, in the order of the request")
    func bulk() async throws {
        try await APIScene.run { scene in
            let body = Bodies.v2Bulk([
                Bodies.v2Entity(
                    "E-1",
                    certifications: [
                        Bodies.numbered("N-1"),
                        Bodies.numbered("N-2", ["certification_expiry_date": #""2027""#]),
                    ]),
                Bodies.v2Entity(
                    "E-2", ["business_registered_country": #""X""#],
                    certifications: [Bodies.numbered("N-3", ["certification_type": #""X""#])]),
            ])
            try await scene.expectNoChange {
                let answer = try await scene.send("POST", "bulk-upload-cert", body)
                let entities = "certified_entities"
                #expect(
                    try answer.faults == [
                        "validation_error \(entities)[0].certifications[1]"
                            + ".certification_expiry_date",
                        "data_mapping_required \(entities)[1].business_registered_country",
                        "data_mapping_required \(entities)[1].certifications[0].certification_type",
                    ])
                #expect(try answer.recordIndices == [1, 2, 2])
                #expect(
                    try answer.texts("value", in: "errors") == [#""2027""#, #""X""#, #""X""#])
            }
        }
    }

    @Test("faults that need the register are looked for in records without others, and all listed")
    func register() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2(["certificate_identity_number": #""I-1""#]))
            try await scene.upload(Bodies.v2(["certificate_identity_number": #""I-2""#]))
            let body = Bodies.v1Bulk(
                Bodies.v1(), Bodies.v1(["certificate_number": nil]),
                Bodies.v1(["certification_original_issue_date": #""20240302""#]))
            try await scene.expectNoChange {
                let answer = try await scene.send(
                    "POST", "bulk-upload-cert", body, version: "v1")
                // The first has no identity number to tell the two apart.
                #expect(
                    try answer.faults == [
                        "validation_error certifications[0].certificate_identity_number",
                        "validation_error certifications[1].certificate_number",
                        "validation_error certifications[2].certification_original_issue_date",
                    ])
                #expect(try answer.recordIndices == [0, 1, 2])
            }
        }
    }

    @Test("of more than 1,000 faults the first are listed, then that there are more")
    func tooMany() async throws {
        try await APIScene.run { scene in
            let site = #"{"city":"A"}"#
            for (count, listed) in [(1_000, 1_000), (1_001, 1_001)] {
                let sites = Array(repeating: site, count: count).joined(separator: ",")
                try await scene.expectNoChange {
                    let answer = try await scene.send(
                        "POST", "upload-cert", Bodies.v1(["sites": "[\(sites)]"]), version: "v1")
                    let faults = try answer.faults
                    #expect(faults.count == listed)
                    #expect(faults[999] == "validation_error sites[999].country")
                    #expect(faults.last == (count > 1_000 ? "too_many_errors" : faults[999]))
                }
            }
        }
    }

    @Test(
        "an unknown word of a short list is answered with the list, of a long one with the nearest")
    func words() async throws {
        try await APIScene.run { scene in
            let answer = try await scene.send(
                "POST", "upload-cert",
                Bodies.v1([
                    "certified_entity_country": #""Germny""#,
                    "certificate_accreditation_status": #""perhaps""#,
                ]), version: "v1")
            let messages = try answer.texts("message", in: "errors").compactMap { $0 }
            #expect(messages.count == 2)
            #expect(messages[0].contains("Germany"))
            #expect(messages[1].contains("Accredited") && messages[1].contains("Unaccredited"))
        }
    }
}
