import RegistryCore
import RegistryHTTP
import RegistryTestKit
import RegistryWire
import Testing

@Suite("Clients written against the vendor's server, over HTTP")
struct ProfileTests {
    @Test("the certsearch profile needs no Accept, passes unknown parameters over, clamps limits")
    func lenient() async throws {
        try await APIScene.run { scene in
            try await scene.upload(Bodies.v2())
            let old = scene.with(key: try await scene.newKey(profile: .certsearch))
            let header = "x-http-authorization: \(old.key)"
            let path = "/api/client/v1/cb/cert?colour=red&limit=500"
            let answer = try await old.sendRaw("GET", path, headers: [header])
            #expect(answer.status == 200)
            #expect(try answer.number("meta.limit") == 100)
            #expect(try answer.count("data") == 1)
            let strict = try await scene.send("GET", "cert?colour=red&limit=500")
            #expect(
                try strict.faults == ["validation_error colour", "validation_error limit"])
            let upload = try await old.sendRaw(
                "POST", "/api/client/v1/cb/upload-cert?colour=red", Bodies.v1(), headers: [header])
            #expect(try upload.text("result") == "unchanged")
            let read = try await old.sendRaw(
                "GET", "/api/client/v1/cb/cert/none?colour=red", headers: [header])
            #expect(read.status == 404)
        }
    }

    @Test("the certsearch profile forgives no wrong Accept, and no wrong value of what is known")
    func strict() async throws {
        try await APIScene.run { scene in
            let old = scene.with(key: try await scene.newKey(profile: .certsearch))
            let wrong = try await old.sendRaw(
                "GET", "/api/client/v1/cb/cert",
                headers: ["x-http-authorization: \(old.key)", "Accept: text/html"])
            #expect(wrong.status == 406)
            #expect(try wrong.text("errors.code") == "not_acceptable")
            for query in ["limit=0", "limit=", "order=ASC&order=ASC", "certification_status=on"] {
                #expect(try await old.send("GET", "cert?\(query)").status == 400, "\(query)")
            }
            try await scene.expectNoChange {
                let upload = try await old.send("POST", "upload-cert?mode=dry", Bodies.v2())
                #expect(try upload.keys("errors.message") == ["mode"])
            }
        }
    }

    @Test("its errors are objects, with one text a field")
    func objectErrors() async throws {
        try await APIScene.run { scene in
            let old = scene.with(key: try await scene.newKey(profile: .certsearch))
            try await scene.expectNoChange {
                let answer = try await old.send(
                    "POST", "upload-cert",
                    Bodies.v1([
                        "certification_status": #""on""#, "certified_entity_name": nil,
                    ]), version: "v1")
                #expect(answer.status == 400)
                #expect(try answer.keys("") == ["error", "timestamp", "elapse", "errors"])
                #expect(try answer.flag("error") == true)
                #expect(try answer.number("timestamp") == scene.clock.seconds)
                #expect(try answer.text("errors.code") == "data_mapping_required")
                #expect(
                    try answer.keys("errors.message") == [
                        "certification_status", "certified_entity_name",
                    ])
            }
            let missing = try await old.send("GET", "cert/none")
            #expect(missing.status == 404)
            #expect(try missing.text("errors.code") == "not_found")
            #expect(try missing.text("errors.message")?.isEmpty == false)
            // Until a key is known the configuration holds.
            let unknown = try await old.sendRaw(
                "GET", "/api/client/v1/cb/cert", headers: ["Accept: */*"])
            #expect(try unknown.refusal == "401 authentication_required")
        }
    }

    @Test("its errors of a bulk call are the first bad record's")
    func objectBulkErrors() async throws {
        try await APIScene.run { scene in
            let old = scene.with(key: try await scene.newKey(profile: .certsearch))
            let body = Bodies.v1Bulk(
                Bodies.v1(), Bodies.v1(["certification_status": #""on""#]),
                Bodies.v1(["certificate_number": nil]))
            try await scene.expectNoChange {
                let answer = try await old.send("POST", "bulk-upload-cert", body, version: "v1")
                #expect(answer.status == 400)
                #expect(try answer.keys("data") == ["errors"])
                #expect(try answer.number("data.errors.record_index") == 1)
                #expect(try answer.count("data.errors.errors") == 1)
                let error = "data.errors.errors.0"
                #expect(try answer.keys(error) == ["message", "code", "meta"])
                #expect(try answer.text("\(error).code") == "data_mapping_required")
                #expect(
                    try answer.source("\(error).meta")
                        == #"{"certifications[1].certification_status":"on"}"#)
            }
        }
    }

    @Test(
        "errorFormat object holds for standard keys, for who has none, and where there is nothing")
    func configuredObject() async throws {
        try await APIScene.run({ $0.errorShape = .object }) { scene in
            let field = try await scene.send("GET", "cert?limit=0")
            #expect(try field.keys("errors.message") == ["limit"])
            let unknown = try await scene.sendRaw(
                "GET", "/api/client/v1/cb/cert", headers: ["Accept: */*"])
            #expect(try unknown.text("errors.code") == "authentication_required")
            let nowhere = try await scene.sendRaw("GET", "/api/client/v1/cb/nothing")
            #expect(try nowhere.text("errors.code") == "not_found")
            let method = try await scene.sendRaw("PATCH", "/api/client/v1/cb/cert")
            #expect(try method.text("errors.code") == "method_not_allowed")
            #expect(try await scene.send("GET", "cert").keys("") == ["data", "meta"])
        }
    }
}
