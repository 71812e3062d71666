import RegistryCore
import Testing

@Suite("The order in which a request is refused over HTTP")
struct OrderTests {
    private static let path = "/api/client/v2/cb/upload-cert"

    /// No JSON, and longer than the scenario's limit.
    private static let large = String(repeating: "x", count: 200)

    @Test("of several faults the first phase's is answered, alone")
    func order() async throws {
        var limits = Limits()
        limits.singleBodyBytesMax = 100
        try await APIScene.run(limits: limits) { scene in
            let plain = "Content-Type: text/plain"
            func key(_ key: String) -> String { "x-http-authorization: \(key)" }
            let exhausted = try await scene.newKey(scope: .read, requestsPerMinute: 1)
            _ = try await scene.with(key: exhausted).send("GET", "cert")
            let reader = try await scene.newKey(scope: .read)
            let accept = "Accept: application/json"

            func expect(
                _ refusal: String, _ method: String = "POST", _ path: String = Self.path,
                _ body: String = Self.large, _ headers: String...,
                at location: SourceLocation = #_sourceLocation
            ) async throws {
                let answer = try await scene.sendRaw(method, path, body, headers: headers)
                #expect(try answer.refusal == refusal, sourceLocation: location)
                #expect(try answer.count("errors") == 1, sourceLocation: location)
            }
            try await scene.expectNoChange {
                try await expect("404 not_found", "PATCH", Self.path + "s", Self.large, plain)
                try await expect(
                    "405 method_not_allowed", "PATCH", Self.path, Self.large, plain)
                try await expect(
                    "401 authentication_required", "POST", Self.path, Self.large, plain)
                try await expect(
                    "429 rate_limit_exceeded", "POST", Self.path, Self.large, key(exhausted), plain)
                try await expect(
                    "403 forbidden", "POST", Self.path, Self.large, key(reader), plain)
                try await expect(
                    "406 not_acceptable", "POST", Self.path, Self.large, key(scene.key), plain)
                try await expect(
                    "415 unsupported_media_type", "POST", Self.path, Self.large, key(scene.key),
                    accept, plain)
                try await expect(
                    "413 content_too_large", "POST", Self.path + "?mode=x", Self.large,
                    key(scene.key), accept)
                try await expect(
                    "400 bad_request", "POST", Self.path + "?mode=x", "{", key(scene.key), accept)
            }
        }
    }

    @Test("faults of the query and of the body's fields are listed together, the query's first")
    func fields() async throws {
        try await APIScene.run { scene in
            try await scene.expectNoChange {
                let upload = try await scene.send(
                    "POST", "upload-cert?mode=partial&colour=red",
                    Bodies.v2(["certificate_number": #""""#]))
                #expect(
                    try upload.faults == [
                        "validation_error mode", "validation_error colour",
                        "validation_error certification.certificate_number",
                    ])
                let bulk = try await scene.send(
                    "POST", "bulk-upload-cert?results=perhaps",
                    Bodies.v1Bulk(Bodies.v1(["certification_status": #""on""#])), version: "v1")
                #expect(
                    try bulk.faults == [
                        "validation_error results",
                        "data_mapping_required certifications[0].certification_status",
                    ])
                let update = try await scene.send("PUT", "ce-by-guid?mode=", #"{"vat":7}"#)
                #expect(
                    try update.faults == [
                        "validation_error mode", "validation_error vat",
                        "validation_error company_guid",
                    ])
            }
        }
    }
}
