import RegistryCore
import RegistryHTTP
import RegistryWire
import Testing

@Suite("Headers of requests over HTTP")
struct HeaderTests {
    private static func get(_ path: String, of scene: APIScene, _ headers: String...) async throws
        -> APIAnswer
    {
        try await scene.sendRaw(
            "GET", "/api/client/v2/cb/\(path)",
            headers: ["x-http-authorization: \(scene.key)"] + headers)
    }

    // MARK: Accept

    @Test("a call without Accept is told to send one, whichever it is", arguments: Role.allCases)
    func missingAccept(_ role: Role) async throws {
        try await APIScene.run(as: role) { scene in
            try await scene.expectNoChange {
                for sample in CallSample.all(of: role) {
                    let answer = try await scene.sendRaw(
                        sample, headers: ["x-http-authorization: \(scene.key)"])
                    #expect(try answer.refusal == "406 not_acceptable")
                    #expect(
                        try answer.text("errors.0.message")?.contains("Accept: application/json")
                            == true)
                }
            }
        }
    }

    @Test("Accept is read as RFC 9110 says")
    func accept() async throws {
        let admitted = [
            "application/json", "*/*", "application/*", "application/problem+json",
            "text/html, application/json;q=0.5", "Application/JSON; version=1",
            "text/html,*/*;q=0.1",
            "application/json;q=0, application/problem+json",
        ]
        let refused = [
            "text/html", "application/xml, text/*", "application/json;q=0", "json",
            "*/*, application/json;q=0, application/problem+json;q=0.0", "application/jsonp",
        ]
        try await APIScene.run { scene in
            for value in admitted {
                let answer = try await Self.get("cert", of: scene, "Accept: \(value)")
                #expect(answer.status == 200, "\(value)")
                #expect(answer.headers["content-type"] == "application/json")
            }
            for value in refused {
                let answer = try await Self.get("cert", of: scene, "Accept: \(value)")
                #expect(try answer.refusal == "406 not_acceptable", "\(value)")
                #expect(answer.headers["content-type"] == "application/json")
            }
            let lines = try await Self.get(
                "cert", of: scene, "Accept: text/html", "Accept: application/json")
            #expect(lines.status == 200)
        }
    }

    @Test("acceptHeader optional forgives a missing Accept, and no wrong one")
    func optionalAccept() async throws {
        try await APIScene.run({ $0.requiresAcceptHeader = false }) { scene in
            let missing = try await Self.get("cert", of: scene)
            #expect(missing.status == 200)
            let wrong = try await Self.get("cert", of: scene, "Accept: text/html")
            #expect(wrong.status == 406)
        }
    }

    @Test("who accepts problem details gets errors as these, and success as JSON")
    func problemDetails() async throws {
        try await APIScene.run({ $0.errorShape = .object }) { scene in
            let accept = "Accept: application/json, application/problem+json"
            let answer = try await scene.sendRaw(
                "POST", "/api/client/v2/cb/upload-cert",
                Bodies.v2(["certification_status": #""on""#, "certificate_number": nil]),
                headers: ["x-http-authorization: \(scene.key)", accept])
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(
                try answer.keys("") == ["type", "title", "status", "detail", "code", "errors"])
            #expect(try answer.number("status") == 400)
            #expect(try answer.text("code") == "data_mapping_required")
            #expect(
                try answer.faults == [
                    "data_mapping_required certification.certification_status",
                    "validation_error certification.certificate_number",
                ])
            // Before a key is known, too.
            let unknown = try await scene.sendRaw(
                "GET", "/api/client/v2/cb/cert", headers: ["Accept: application/problem+json"])
            #expect(unknown.status == 401)
            #expect(unknown.headers["content-type"] == "application/problem+json")
            #expect(try unknown.text("code") == "authentication_required")
            let found = try await Self.get("cert", of: scene, "Accept: application/problem+json")
            #expect(found.headers["content-type"] == "application/json")
        }
    }

    // MARK: Content

    @Test("a body that is not announced as JSON in UTF-8, or is packed, is not read")
    func unsupported() async throws {
        let refused = [
            "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/json; charset=iso-8859-1", "Content-Type: application/jsonx",
            "Content-Encoding: gzip",
        ]
        try await APIScene.run { scene in
            try await scene.expectNoChange {
                for header in refused {
                    for call in [("POST", "upload-cert"), ("POST", "bulk-upload-cert")] {
                        let answer = try await scene.send(
                            call.0, call.1, Bodies.v2(), headers: [header])
                        #expect(try answer.refusal == "415 unsupported_media_type", "\(header)")
                    }
                    for call in ["ce-by-guid", "ce-name-by-guid"] {
                        let answer = try await scene.send(
                            "PUT", call, #"{"company_guid":"E-1"}"#, headers: [header])
                        #expect(try answer.refusal == "415 unsupported_media_type", "\(header)")
                    }
                }
            }
        }
    }

    @Test("JSON in UTF-8 is read however it is announced, and not at all too")
    func supported() async throws {
        let headers = [
            [], ["Content-Type: application/json"],
            [#"Content-Type: Application/JSON; charset="UTF-8""#],
            ["Content-Type: application/json;version=2", "Content-Encoding: identity"],
        ]
        try await APIScene.run { scene in
            for (number, lines) in headers.enumerated() {
                let answer = try await scene.send(
                    "POST", "upload-cert", Bodies.v2(["certificate_number": #""N-\#(number)""#]),
                    headers: lines)
                #expect(try answer.text("data.result") == "created", "\(lines)")
            }
        }
    }

    @Test("on GET and DELETE a body and what it is called are ignored")
    func ignoredBody() async throws {
        try await APIScene.run { scene in
            let id = try await scene.uploadedID()
            let headers = ["Content-Type: text/plain", "Content-Encoding: gzip"]
            #expect(
                try await scene.send("GET", "cert/\(id)", "no JSON", headers: headers).status == 200
            )
            #expect(
                try await scene.send("DELETE", "cert/\(id)", "{", headers: headers).status == 200)
        }
    }
}
