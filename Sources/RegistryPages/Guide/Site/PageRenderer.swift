import RegistryCore
import RegistryHTTP
import RegistryWire

/// Makes the HTML of pages.
struct PageRenderer: Sendable {
    let configuration: GuideConfiguration
    let templates: Templates
    private let map: SiteMap
    private let assets = AssetLinks()

    init(_ configuration: GuideConfiguration, map: SiteMap) throws {
        self.configuration = configuration
        self.map = map
        templates = try Templates(TemplateFiles.texts)
    }

    /// A whole page, with what stands around it.
    func html(of place: Place) throws -> String {
        let content = try content(of: place)
        if case .root = place { return content.html }
        var isWide = false
        if case .call = place { isWide = true }
        return try framed(content, title: place.windowTitle, place: place, isWide: isWide)
    }

    /// What is on it.
    func content(of place: Place) throws -> Markup {
        switch place {
        case .root:
            try render("root", RootPage(configuration, assets, templates: templates))
        case .overview: try render("overview", OverviewPage(map))
        case .article(let article):
            try render(
                "article",
                ArticlePage(
                    article, render(article.rawValue, ArticleParts(configuration, templates))))
        case .calls(let role, let version): try render("calls", CallsPage(role, version))
        case .call(let call):
            try render("call", CallPage(call, configuration, templates: templates))
        case .limits: try render("limits-page", LimitsPage(configuration))
        case .vocabularies: try render("vocabularies-page", VocabulariesPage())
        case .changes: try render("changes", ChangesPage())
        case .openAPI: try render("openapi", OpenAPIPage())
        }
    }

    func search(_ query: String, in index: SearchIndex) throws -> String {
        let page = SearchPage(query, in: index)
        return try framed(
            try render("search", page), title: page.title, place: nil, query: page.query)
    }

    func notFound() throws -> String {
        try framed(
            try render("not-found", NotFoundPage()), title: "There is no such page", place: nil)
    }

    private func framed(
        _ content: Markup, title: String, place: Place?, query: String = "", isWide: Bool = false
    ) throws -> String {
        try templates.render(
            "frame",
            Frame(
                content, title: title, place: place, map: map, query: query, isWide: isWide,
                configuration: configuration, assets: assets))
    }

    private func render(_ template: String, _ model: any PageModel) throws -> Markup {
        Markup(html: try templates.render(template, model))
    }
}

struct NotFoundPage: PageModel {
    let title = "There is no such page"
}

/// An article: what stands above it, and its text.
struct ArticlePage: PageModel {
    let title: String
    let lead: String
    let headings: [LinkModel]
    let bodyHTML: Markup

    init(_ article: Place.Article, _ body: Markup) {
        title = article.title
        lead = article.lead
        headings = Headings.links(in: body)
        bodyHTML = Headings.linked(in: body)
    }
}

/// What articles may show beside their own words.
struct ArticleParts: PageModel {
    let server = ServerAddress.placeholder
    let exampleKey: String
    let errorCodes: [FaultModel]
    let limitTables: [LimitTable]
    let vocabularies: [VocabularyModel]
    let isDemo: Bool
    let firstUpload: CodeExampleModel
    let exampleUpload: CodeExampleModel

    init(_ configuration: GuideConfiguration, _ templates: Templates) throws {
        let account = configuration.account(of: .certificationBody)
        exampleKey = account?.key ?? RequestExample.placeholderKey
        errorCodes = FaultCode.allCases.map(FaultModel.init)
        limitTables = LimitTable.all(configuration)
        vocabularies = VocabularyModel.fixed
        isDemo = !configuration.accounts.isEmpty
        firstUpload = try CodeExampleModel(
            FirstUpload.example(configuration, mode: "validate"), id: "check-upload",
            label: "A check with mode=validate", templates: templates)
        exampleUpload = try CodeExampleModel(
            RequestExample(.exampleUpload, configuration), id: "example-upload",
            templates: templates)
    }
}

extension RoleCall {
    /// The call that the guide begins with.
    static let exampleUpload = RoleCall(
        call: ClientAPI.calls.first { $0.answer == .certificationUpload } ?? ClientAPI.calls[0],
        role: .certificationBody, version: .v2)

    /// The list that shows what was uploaded.
    static let exampleList = RoleCall(
        call: ClientAPI.calls.first { $0.answer == .certifications } ?? ClientAPI.calls[0],
        role: .certificationBody, version: .v2)
}
