import Testing

@Suite("Uploading one certification over HTTP")
struct UploadTests {
    @Test("V1 and V2 answer with the id in their own shape, and read it back")
    func shapes() async throws {
        try await APIScene.run { scene in
            let first = try await scene.send("POST", "upload-cert", Bodies.v1(), version: "v1")
            #expect(first.status == 200)
            #expect(try first.flag("data") == true)
            #expect(try first.text("result") == "created")
            let id = try #require(try first.text("company_certifications_id"))

            let again = try await scene.send("POST", "upload-cert", Bodies.v2())
            #expect(try again.text("data.company_certifications_id") == id)
            #expect(try again.text("data.result") == "unchanged")

            for version in ["v1", "v2"] {
                let read = try await scene.send("GET", "cert/\(id)", version: version)
                #expect(read.status == 200)
                #expect(try read.text("data.company_certifications_id") == id)
            }
        }
    }

    @Test("all faults of a request are listed at once with their paths")
    func faults() async throws {
        try await APIScene.run { scene in
            let answer = try await scene.send(
                "POST", "upload-cert",
                Bodies.v2(
                    entity: ["certified_entity_name": nil, "business_registered_country": #""X""#],
                    ["certification_issue_date": #""20240230""#, "certification_status": #""on""#]))
            #expect(answer.status == 400)
            #expect(
                try answer.faults.sorted() == [
                    "data_mapping_required certification.certification_status",
                    "data_mapping_required certified_entity.business_registered_country",
                    "validation_error certification.certification_issue_date",
                    "validation_error certified_entity.certified_entity_name",
                ])
            let list = try await scene.send("GET", "cert")
            #expect(try list.number("meta.total_rows") == 0)
        }
    }
}
