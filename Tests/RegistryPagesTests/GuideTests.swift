import RegistryCore
import RegistryHTTP
import RegistryWire
import Testing

@testable import RegistryPages

@Suite("The guide")
struct GuideTests {
    private static let guides = [Guide(plain), Guide(full)]

    private static var plain: GuideConfiguration { GuideConfiguration() }

    /// A demo with the form.
    static var full: GuideConfiguration {
        var configuration = GuideConfiguration()
        configuration.isTryItOn = true
        configuration.version = "1.2.3"
        configuration.accounts = Role.allCases.map { role in
            .init(
                role: role, name: "The O'Hara <\(role.rawValue)> & Co", key: "crk_\(role.rawValue)",
                certificationID: "certification-\(role.rawValue)",
                certificationBodyID: role == .accreditationBody ? "body-1" : nil,
                deletable: [
                    .v1: .init(certificationID: "gone-1", certifiedEntityID: "gone-2"),
                    .v2: .init(certificationID: "gone-3", certifiedEntityID: "gone-4"),
                ])
        }
        return configuration
    }

    private static func pages(_ guide: Guide) throws -> [HTMLPage] {
        try guide.paths.map { path in
            let answer = try #require(
                try guide.answer(to: GuideRequest(path: path, host: "register.example")))
            return HTMLPage(path: path, text: String(decoding: answer.body, as: UTF8.self))
        }
    }

    @Test("every page of every call is there, and renders with nothing missing")
    func everyPageRenders() throws {
        for guide in Self.guides {
            let pages = try Self.pages(guide)
            #expect(pages.count > 56 + 8)
            for page in pages {
                #expect(page.text.hasPrefix("<!doctype html>"), "\(page.path)")
                #expect(page.text.hasSuffix("</html>\n"), "\(page.path)")
                #expect(!page.text.contains("{{"), "\(page.path)")
                #expect(!page.text.contains(ServerAddress.placeholder), "\(page.path)")
                #expect(page.count(of: "<h1") == 1, "\(page.path)")
                #expect(page.text.contains("<title>"), "\(page.path)")
            }
        }
        #expect(RoleCall.all.count == 56)
    }

    @Test("no two pages have the same title")
    func titlesAreUnique() throws {
        let titles = try Self.pages(Self.guides[0]).map { page in
            (page.path, page.text.split(separator: "<title>")[1].prefix { $0 != "<" })
        }
        for (title, pages) in Dictionary(grouping: titles, by: \.1) where pages.count > 1 {
            Issue.record("\(pages.map(\.0)) have the title \(title)")
        }
    }

    @Test("an asset is kept for good only under the address that changes with it")
    func assets() throws {
        func control(_ version: String?) throws -> String? {
            let query = version.map { [(name: "v", value: $0)] } ?? []
            let answer = try #require(
                try Self.guides[0].answer(to: GuideRequest(path: Asset.style.path, query: query)))
            return answer.headers.first { $0.name == "Cache-Control" }?.value
        }
        #expect(try control(Asset.style.hash)?.hasSuffix("immutable") == true)
        #expect(try control("anything") == "no-cache")
        #expect(try control(nil) == "no-cache")
    }

    @Test("the script that sends calls is there only where a form is")
    func formScript() throws {
        let request = GuideRequest(path: Asset.form.path)
        #expect(try Self.guides[1].answer(to: request)?.status == 200)
        #expect(try Self.guides[0].answer(to: request)?.status == 404)
        for page in try Self.pages(Self.guides[1]) {
            #expect(
                page.text.contains("src=\"\(Asset.form.path)?v=")
                    == page.text.contains("class=\"try\""), "\(page.path)")
        }
    }

    @Test("an id stands once on a page")
    func idsAreUnique() throws {
        for guide in Self.guides {
            for page in try Self.pages(guide) {
                let ids = page.values(of: "id")
                for (id, all) in Dictionary(grouping: ids, by: \.self) where all.count > 1 {
                    Issue.record("\(page.path) has the id \(id) \(all.count) times")
                }
            }
        }
    }

    @Test("what a screen reader lists has names of its own")
    func labelsAreUnique() throws {
        for guide in Self.guides {
            for page in try Self.pages(guide) {
                let headings = page.values(of: "aria-labelledby").compactMap(page.text(ofID:))
                let labels = page.values(of: "aria-label") + headings
                for (label, all) in Dictionary(grouping: labels, by: \.self) where all.count > 1 {
                    Issue.record("\(page.path) has the label \(label) \(all.count) times")
                }
            }
        }
    }

    /// What others serve.
    private static let foreign: Set<String> = ["/openapi/v1.json", "/openapi/v2.json"]

    @Test("every link leads to a page that is there, and to an anchor that it has")
    func linksLead() throws {
        for guide in Self.guides {
            let pages = try Self.pages(guide)
            let anchors = Dictionary(
                uniqueKeysWithValues: pages.map { ($0.path, Set($0.values(of: "id"))) })
            for page in pages {
                let links =
                    page.values(of: "href") + page.values(of: "src")
                    + page.values(of: "action")
                #expect(!links.isEmpty)
                for link in links where !Self.foreign.contains(link) {
                    let parts = link.split(separator: "#", omittingEmptySubsequences: false)
                    let path = parts[0].isEmpty ? page.path : String(parts[0].prefix { $0 != "?" })
                    if path == SearchPage.path { continue }
                    if Asset.allCases.contains(where: { $0.path == path }) { continue }
                    let found = anchors[path]
                    #expect(found != nil, "\(page.path) links to \(link)")
                    if parts.count == 2, let found {
                        #expect(found.contains(String(parts[1])), "\(page.path) links to \(link)")
                    }
                }
            }
        }
    }

    @Test("nothing is loaded from elsewhere, and nothing stands within a page that could run")
    func nothingForeign() throws {
        for guide in Self.guides {
            for page in try Self.pages(guide) {
                for link in page.values(of: "src") + page.values(of: "action") {
                    #expect(link.hasPrefix("/docs/"), "\(page.path): \(link)")
                }
                #expect(!page.text.contains("<script>"), "\(page.path)")
                #expect(!page.text.contains("<style"), "\(page.path)")
                #expect(page.values(of: "style").isEmpty, "\(page.path)")
                #expect(page.values(of: "onclick").isEmpty, "\(page.path)")
            }
        }
    }

    @Test("headings go down by one step at a time")
    func headingOrder() throws {
        for guide in Self.guides {
            for page in try Self.pages(guide) {
                var last = 0
                for level in page.headingLevels {
                    #expect(level <= last + 1, "\(page.path) goes from h\(last) to h\(level)")
                    last = level
                }
            }
        }
    }

    @Test("an article has a lead, lists its headings, and each of them is a link to itself")
    func articles() throws {
        for article in Place.Article.allCases {
            let page = try Self.page(Place.article(article).path)
            #expect(page.contains("<p class=\"lead\">\(Markup.escape(article.lead))</p>"))
            let text = page.split(separator: "<article")[1].split(separator: "</article>")[0]
            let list = text.split(separator: "On this page:")[1].prefix { $0 != "\n" }
            let ids = text.matches(of: /<h([23]) id="([^"]*)">/)
            #expect(ids.count > 1)
            for match in ids {
                let link = "<a class=\"heading\" href=\"#\(match.2)\">"
                #expect(text.contains("id=\"\(match.2)\">\(link)"))
                #expect(list.contains("href=\"#\(match.2)\"") == (match.1 == "2"), "\(match.2)")
            }
        }
    }

    @Test("what two fields hold alike is explained once")
    func twins() throws {
        let page = try Self.page(RoleCall.exampleUpload.pagePath)
        #expect(page.contains("The same fields as <a href=\"#certified_entity\">"))
        #expect(page.contains("id=\"certified_entity.certified_entity_name\""))
        #expect(!page.contains("id=\"certified_entities.certified_entity_name\""))
    }

    @Test("one member is no members, and a repeatable parameter says how often")
    func counts() throws {
        for page in try Self.pages(Self.guides[0]) {
            #expect(!page.text.contains(">1 members of") && !page.text.contains(">1 fields of"))
        }
        let list = try Self.page(RoleCall.exampleList.pagePath)
        #expect(list.contains("at most 100 values"))
        #expect(try Self.page("/docs/limits").contains("Rows of a page</th><td>100</td>"))
    }

    @Test("the catalogue has every error code")
    func everyCode() throws {
        let page = try Self.page("/docs/errors")
        for code in FaultCode.allCases {
            #expect(page.contains("<code>\(code.rawValue)</code>"), "\(code)")
            #expect(page.contains("id=\"\(FaultModel.anchor(of: code))\""), "\(code)")
        }
    }

    @Test(
        "a call's page has its fields, parameters and codes, and no other's",
        arguments: RoleCall.all)
    func everyField(call: RoleCall) throws {
        let page = HTMLPage(path: call.pagePath, text: try Self.page(call.pagePath))
        let ids = Set(page.values(of: "id"))
        for field in FieldModel.models(of: call.call.fields[call.version], call.role, Limits()) {
            #expect(ids.contains(field.id))
        }
        for field in call.call.fields[call.version] where !field.exists(for: call.role) {
            #expect(!ids.contains(field.name(for: call.role)))
        }
        for field in call.call.query { #expect(ids.contains("query.\(field.name)")) }
        for member in call.call.answerMembers(to: call.role, in: call.version) {
            #expect(ids.contains("answer.\(member.name)"))
        }
        for code in FaultCode.allCases {
            let isListed = page.text.contains("/docs/errors#\(FaultModel.anchor(of: code))\"")
            #expect(isListed == call.call.faultCodes.contains(code), "\(code)")
        }
        #expect(page.text.contains(call.path))
    }

    private static func page(_ path: String, _ guide: Guide = guides[1]) throws -> String {
        let answer = try #require(
            try guide.answer(to: GuideRequest(path: path, host: "register.example")))
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test("the form is there only where it is turned on, and its key in no URL")
    func tryIt() throws {
        let path = RoleCall.exampleUpload.pagePath
        #expect(try Self.page(path).contains("class=\"try\""))
        #expect(try !Self.page(path, Self.guides[0]).contains("class=\"try\""))
        // What has no name is no part of a form that is sent without script.
        let form = try Self.page(path).split(separator: "<form class=\"try\"")[1]
            .split(separator: "</form>")[0]
        #expect(!form.contains(" name="))
    }

    @Test("without a demo no key is shown, and the placeholder stands for it")
    func placeholderKey() throws {
        let page = try Self.page(RoleCall.exampleUpload.pagePath, Self.guides[0])
        #expect(page.contains("x-http-authorization: YOUR_KEY"))
        #expect(!page.contains("crk_"))
        let demo = try Self.page(RoleCall.exampleUpload.pagePath)
        #expect(demo.contains("x-http-authorization: crk_cb"))
    }

    @Test("examples of deleting calls name what the demo can spare, another record in each version")
    func deletions() throws {
        let gone = [(WireVersion.v1, ["gone-1", "gone-2"]), (.v2, ["gone-3", "gone-4"])]
        for (version, ids) in gone {
            let deletions = RoleCall.all(of: .certificationBody, in: version)
                .filter { $0.call.answer == .deletion }
            let pages = try deletions.map { try Self.page($0.pagePath) }.joined()
            for id in ids { #expect(pages.contains(id)) }
        }
    }

    @Test("a page is what it was, and its tag with it; another address makes another tag")
    func entityTags() throws {
        let guide = Guide(Self.full)
        func answer(_ host: String) throws -> GuideAnswer {
            try #require(try guide.answer(to: GuideRequest(path: "/docs", host: host)))
        }
        let first = try answer("a.example")
        let again = try answer("a.example")
        let other = try answer("b.example")
        #expect(first.entityTag != nil)
        #expect(first.entityTag == again.entityTag)
        #expect(first.body == again.body)
        #expect(first.entityTag != other.entityTag)
        #expect(String(decoding: other.body, as: UTF8.self).contains("http://b.example/api"))
    }

    @Test("a path that is not there is a page of status 404 for who reads pages")
    func notFound() throws {
        let guide = Self.guides[0]
        let page = try #require(try guide.answer(to: GuideRequest(path: "/docs/nothing")))
        #expect(page.status == 404)
        #expect(String(decoding: page.body, as: UTF8.self).contains("id=\"navigation\""))
        #expect(
            try guide.answer(to: GuideRequest(path: "/docs/nothing", prefersPages: false)) == nil)
    }

    @Test("the current page is marked, once, and the neighbours are linked")
    func navigation() throws {
        for page in try Self.pages(Self.guides[0]) where page.path != "/" {
            #expect(page.count(of: "aria-current=\"page\"") == 1, "\(page.path)")
            #expect(page.text.contains("rel=\"prev\"") || page.path == "/docs", "\(page.path)")
        }
    }
}
