import RegistryCore
import Testing

@testable import RegistryPages

@Suite("Searching the guide")
struct SearchTests {
    private let guide = Guide(GuideConfiguration())

    private func search(_ query: String) throws -> HTMLPage {
        let answer = try #require(
            try guide.answer(to: GuideRequest(path: "/docs/search", query: [("q", query)])))
        #expect(answer.status == 200)
        return HTMLPage(path: query, text: String(decoding: answer.body, as: UTF8.self))
    }

    /// Addresses of what was found, the best first.
    private func hits(_ query: String) throws -> [String] {
        let page = try search(query)
        guard let list = page.text.split(separator: "<ol class=\"hits\">").dropFirst().first else {
            return []
        }
        return HTMLPage(path: "", text: String(list.split(separator: "</ol>")[0]))
            .values(of: "href")
    }

    @Test("a field is found by its name, with its place on a call's page first")
    func field() throws {
        let found = try hits("certificate_identity_number")
        #expect(found.first?.hasPrefix("/docs/v2/cb/") == true)
        #expect(found.first?.hasSuffix("certificate_identity_number") == true)
        for address in found where address.contains("#") {
            let parts = address.split(separator: "#")
            let answer = try #require(
                try guide.answer(to: GuideRequest(path: String(parts[0]))))
            #expect(
                String(decoding: answer.body, as: UTF8.self).contains("id=\"\(parts[1])\""),
                "\(address)")
        }
    }

    @Test("an error code is found, in the catalogue first", arguments: FaultCode.allCases)
    func code(code: FaultCode) throws {
        #expect(try hits(code.rawValue).first == "/docs/errors#\(FaultModel.anchor(of: code))")
    }

    @Test("a call is found by its name, the newer version first")
    func call() throws {
        #expect(try hits("Upload Certification").first == "/docs/v2/cb/upload-certification")
    }

    @Test("a word of an article leads to it, and all words must be there")
    func article() throws {
        #expect(try hits("Retrying").contains("/docs/retrying"))
        #expect(try hits("iso 3166-1").contains("/docs/vocabularies#countries"))
        #expect(try hits("countries zyxwv").isEmpty)
    }

    @Test("nothing asked is nothing found, and nothing found is said")
    func nothing() throws {
        #expect(try hits("").isEmpty)
        #expect(try hits("   ").isEmpty)
        #expect(try search("zyxwv").text.contains("Nothing in the guide"))
    }

    @Test("what is asked is shown as text, and no longer than a line")
    func hostile() throws {
        let page = try search("\"><script>alert(1)</script>")
        #expect(!page.text.contains("<script>alert"))
        #expect(page.text.contains("&quot;&gt;&lt;script&gt;"))
        let long = try search(String(repeating: "ab ", count: 5_000))
        #expect(!long.text.contains(String(repeating: "ab ", count: 80)))
        #expect(long.text.contains(String(repeating: "ab ", count: 60)))
    }
}
