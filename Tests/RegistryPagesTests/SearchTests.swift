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

    @Test("a word of an article leads to it")
    func article() throws {
        #expect(try hits("Retrying").contains("/docs/retrying"))
        #expect(try hits("iso 3166-1").contains("/docs/vocabularies#countries"))
    }

    @Test("where nothing has all words, what has most of them is shown, and that is said")
    func mostWords() throws {
        #expect(try hits("countries zyxwv").first == "/docs/vocabularies#countries")
        #expect(try search("countries zyxwv").text.contains("Nothing has all of these words"))
        #expect(try !search("countries").text.contains("Nothing has all of these words"))
    }

    @Test(
        "one and many are alike",
        arguments: [("limit", "limits"), ("Certified Entities", "certified entitie")])
    func number(one: String, many: String) throws {
        #expect(try hits(one) == hits(many))
        #expect(try !hits(one).isEmpty)
    }

    @Test(
        "what others call it leads to it first",
        arguments: [
            ("pagination", "/docs/requests#paging"), ("idempotent", "/docs/retrying"),
            ("swagger", "/docs/openapi"), ("token", "/docs/authentication#key"),
            ("Passwords", "/docs/authentication#key"), ("max size", "/docs/limits"),
            ("sandbox", "/docs/requests#validate"),
        ])
    func otherWords(query: String, address: String) throws {
        #expect(try hits(query).first == address)
    }

    @Test("every section with other words is there, in a demo all of them")
    func sections() throws {
        let guide = Guide(GuideTests.full)
        for (address, words) in SearchIndex.otherWords {
            for word in words {
                let query = GuideRequest(path: "/docs/search", query: [("q", word)])
                let page = String(
                    decoding: try #require(try guide.answer(to: query)).body, as: UTF8.self)
                #expect(page.contains("href=\"\(address)\""), "\(word)")
            }
        }
    }

    @Test("pages and calls stand before fields, unless the field is what was asked for")
    func order() throws {
        #expect(try hits("certified_entity_name").first?.contains("#") == true)
        let found = try hits("accreditation")
        let lastPage = found.lastIndex { !$0.contains("#") }
        let firstField = found.firstIndex { $0.hasPrefix("/docs/v2") && $0.contains("#") }
        #expect(try #require(lastPage) < #require(firstField))
        let ids = try hits("ids")
        let here = ids.firstIndex(of: "/docs/responses#ids")
        let moving = ids.firstIndex(of: "/docs/moving-from-certsearch#ids")
        #expect(try #require(here) < #require(moving))
    }

    @Test("an excerpt cuts no word, and of many places four are shown at once")
    func excerpt() throws {
        let entry = SearchEntry(
            .section, title: "", context: "", address: "",
            text: String(repeating: "certificates ", count: 40) + "needle"
                + String(repeating: " certificates", count: 40))
        let excerpt = entry.excerpt(for: SearchQuery("needles"))
        #expect(excerpt.contains("needle"))
        #expect(Set(excerpt.split(separator: " ")) == ["…", "certificates", "needle"])
        let page = try search("certified_entity_name").text
        let first = page.split(separator: "<p class=\"also\">")[1].split(separator: "</p>")[0]
        #expect(first.ranges(of: "<a ").count == 4)
        #expect(page.contains("<details class=\"also\"><summary>and in "))
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
