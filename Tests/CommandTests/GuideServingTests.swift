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
