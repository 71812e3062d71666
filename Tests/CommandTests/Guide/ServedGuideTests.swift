import RegistryJSON
import Testing

@Suite("The guide as its readers see it", .needsBrowser)
struct ServedGuideTests {
    private static func demo(_ options: String...) async throws -> Server {
        try await Server(try Program(), command: "demo", options: options)
    }

    /// The keys of a demo, by role, as JSON.
    private static func keys(_ server: Server) throws -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for account in try #require(server.answer["accounts"]).elements {
            writer.key(try #require(account["role"]?.string))
            writer.string(try #require(account["key"]?.string))
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("every page is right in a browser, and its form sends a call of each role")
    func browser() async throws {
        let server = try await Self.demo()
        try await GuideScripts.expectNoFindings(
            "browser.py", server.address, "--keys", try Self.keys(server),
            "--chromium", GuideScripts.chromium ?? "chromium", within: .seconds(480))
        #expect(try await server.stop() == 0)
    }

    @Test("without docs.tryIt there is no form, and no script that could send a call")
    func noForms() async throws {
        let server = try await Self.demo("--docs-try-it=false")
        try await GuideScripts.expectNoFindings(
            "browser.py", server.address, "--no-try-it",
            "--chromium", GuideScripts.chromium ?? "chromium", within: .seconds(120))
        #expect(try await server.stop() == 0)
    }

    @Test(
        "every example of every call runs as it is pasted, and gets data",
        arguments: ["curl", "python", "swift"])
    func examples(language: String) async throws {
        let server = try await Self.demo()
        try await GuideScripts.expectNoFindings(
            "examples.py", server.address, language, within: .seconds(400))
        #expect(try await server.stop() == 0)
    }

    @Test("the OpenAPI descriptions are valid")
    func openAPI() async throws {
        let server = try await Self.demo()
        try await GuideScripts.expectNoFindings(
            "openapi.py", server.address, within: .seconds(60))
        #expect(try await server.stop() == 0)
    }

    @Test("what the OpenAPI descriptions allow and forbid is so, for every call")
    func calls() async throws {
        // Thousands of requests, a third of them meant to be refused.
        let server = try await Self.demo(
            "--requests-per-minute=10000000", "--burst=10000000",
            "--failed-authentications-per-minute=1000000")
        try await GuideScripts.expectNoFindings(
            "calls.py", server.address, "--keys", try Self.keys(server), within: .seconds(600))
        #expect(try await server.stop() == 0)
    }
}
