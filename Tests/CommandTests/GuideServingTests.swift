import Foundation
import FoundationNetworking
import RegistryJSON
import Testing

@Suite("The guide, served")
struct GuideServingTests {
    /// As a browser asks.
    private static func page(
        _ server: Server, _ path: String
    ) async throws -> (status: Int, text: String, headers: [AnyHashable: Any]) {
        var request = URLRequest(url: try #require(URL(string: server.address + path)))
        request.setValue("text/html", forHTTPHeaderField: "Accept")
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (answer.statusCode, String(decoding: data, as: UTF8.self), answer.allHeaderFields)
    }

    @Test("a demo shows its keys and its address, and has the form unless it is told otherwise")
    func demo() async throws {
        let server = try await Server(try Program(), command: "demo")
        let keys = try #require(server.answer["accounts"]).elements
            .compactMap { $0["key"]?.string }
        let root = try await Self.page(server, "/")
        for key in keys { #expect(root.text.contains(key)) }
        #expect(root.text.contains("\(server.address)/api/client/v2/cb/upload-cert"))
        let call = "/docs/v2/cb/upload-certification"
        #expect(try await Self.page(server, call).text.contains("class=\"try\""))
        #expect(try await server.stop() == 0)

        let other = try await Server(try Program(), command: "demo", "--docs-try-it=false")
        #expect(try await !Self.page(other, call).text.contains("class=\"try\""))
        #expect(try await other.stop() == 0)
    }

    /// Pastes the examples of the root page into a shell, one after the other.
    private static func expectFiveMinutes(_ server: Server, key: String) async throws {
        let root = try await page(server, "/").text
        let blocks = root.matches(of: /data-language="shell"><code>([^<]*)<\/code>/)
            .map { unescaped($0.1).replacing("YOUR_KEY", with: key) }
        #expect(blocks.count == 2)
        var answers: [JSONValue] = []
        for block in blocks { answers.append(try await shell(block)) }
        #expect(answers.first?["data"]?["result"]?.string == "created")
        #expect(answers.last?["data"]?.count == 1)
        let id = answers.first?["data"]?["company_certifications_id"]?.string
        #expect(id != nil)
        let row = answers.last?["data"]?.elements.first { _ in true }
        #expect(row?["company_certifications_id"]?.string == id)
    }

    /// The ampersand last, or what it stands before would be an escape.
    private static func unescaped(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }

    private static func shell(_ text: String) async throws -> JSONValue {
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("certregistry-tests-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-e", "-c", text]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        #expect(try await process.runToEnd(within: .seconds(60)) == 0)
        return try JSONDocument(parsing: Array(try Data(contentsOf: output))).root
    }

    @Test("the root page of a demo leads to a stored certificate", .needsBrowser)
    func firstUploadInDemo() async throws {
        let server = try await Server(try Program(), command: "demo")
        // Its own key stands on the page.
        try await Self.expectFiveMinutes(server, key: "")
        #expect(try await server.stop() == 0)
    }

    @Test("the root page of a new register leads to a stored certificate", .needsBrowser)
    func firstUpload() async throws {
        let (program, accountID) = try await Program.withAccount()
        let key = try await program.addKey(to: accountID).key
        let server = try await Server(program)
        try await Self.expectFiveMinutes(server, key: key)
        #expect(try await server.stop() == 0)
    }

    @Test("a browser gets a page wherever nothing is; programs, and their paths, get errors")
    func nothing() async throws {
        let server = try await Server(try Program())
        let page = try await Self.page(server, "/nothing")
        #expect(page.status == 404)
        #expect(page.text.contains("There is no such page"))
        #expect(page.headers["Content-Security-Policy"] != nil)
        for path in ["/api/nothing", "/health/nothing", "/openapi/nothing"] {
            let page = try await Self.page(server, path)
            #expect(page.status == 404, "\(path)")
            #expect(!page.text.contains("<html"), "\(path)")
        }
        let error = try await server.send("GET", "/nothing")
        #expect(error.status == 404)
        #expect(error.body["errors"]?.elements.first { _ in true }?["code"]?.string == "not_found")
        #expect(try await server.send("POST", "/nothing").status == 404)
        #expect(try await server.send("POST", "/docs").status == 405)
        #expect(try await server.stop() == 0)
    }

    @Test(
        "HTML is what is asked for unless its quality is 0, and HTTPS what the first proxy says",
        arguments: [
            ("text/html;q=0, */*", "http", false), ("TEXT/HTML; q=0.5", "https, http", true),
            ("application/json", " HTTPS", true), ("*/*", "http, https", false),
        ])
    func headers(accept: String, proto: String, isSecure: Bool) async throws {
        let server = try await Server(try Program())
        for (path, isThere) in [("/docs", true), ("/docs/nothing", false)] {
            var request = URLRequest(url: try #require(URL(string: server.address + path)))
            request.setValue(accept, forHTTPHeaderField: "Accept")
            request.setValue(proto, forHTTPHeaderField: "X-Forwarded-Proto")
            let (data, _) = try await URLSession.shared.data(for: request)
            let text = String(decoding: data, as: UTF8.self)
            if isThere {
                #expect(text.contains("<code>https://") == isSecure)
            } else {
                #expect(text.hasPrefix("<!doctype") == accept.hasPrefix("TEXT"))
            }
        }
        #expect(try await server.stop() == 0)
    }

    @Test("a register shows no key, has the form where docs.tryIt says so, and runs nothing inline")
    func serve() async throws {
        let server = try await Server(
            try Program(environment: ["CERTREGISTRY_DOCS_TRY_IT": "true"]))
        let page = try await Self.page(server, "/docs/v1/ab/upload-certification-body")
        #expect(page.status == 200)
        #expect(page.text.contains("class=\"try\""))
        #expect(page.text.contains("YOUR_KEY"))
        #expect(!page.text.contains("crk_"))
        let policy = try #require(page.headers["Content-Security-Policy"] as? String)
        #expect(policy.hasPrefix("default-src 'none'"))
        #expect(!policy.contains("unsafe"))
        let missing = try await Self.page(server, "/docs/nothing")
        #expect(missing.status == 404)
        #expect(missing.text.contains("There is no such page"))
        #expect(try await server.send("GET", "/docs/nothing").status == 404)
        #expect(try await server.stop() == 0)
    }
}
