import Testing

@testable import RegistryPages

@Suite("Templates")
struct TemplateTests {
    private struct Outer: PageModel {
        var name = "outer"
        var note: String?
        var flag = false
        var inner = Inner()
        var items: [Inner] = []
        var words = ["one", "two"]
        var count = 3
        var bodyHTML = Markup(html: "<b>")
    }

    private struct Inner: PageModel {
        var own = "inner"
    }

    private func render(_ text: String, _ model: any PageModel = Outer()) throws -> String {
        try Templates(["page": text, "part": "[{{name}}]"]).render("page", model)
    }

    @Test("texts, numbers, lists, models and what stands around them are shown")
    func rendering() throws {
        #expect(try render("{{name}} {{count}}") == "outer 3")
        #expect(try render("{{#words}}{{.}},{{/words}}") == "one,two,")
        #expect(try render("{{#inner}}{{own}} of {{name}}{{/inner}}") == "inner of outer")
        #expect(try render("{{> part}}") == "[outer]")
        var model = Outer()
        model.items = [Inner(own: "a"), Inner(own: "b")]
        #expect(try render("{{#items}}{{own}}{{/items}}", model) == "ab")
    }

    @Test("what is known and empty shows nothing, and its section is passed over")
    func absent() throws {
        #expect(try render("<{{note}}>") == "<>")
        #expect(try render("{{#note}}some{{/note}}{{^note}}none{{/note}}") == "none")
        #expect(try render("{{#flag}}yes{{/flag}}{{^flag}}no{{/flag}}") == "no")
        #expect(try render("{{#items}}x{{/items}}{{^items}}none{{/items}}") == "none")
        var model = Outer()
        model.note = "<hello>"
        #expect(try render("{{#note}}{{note}}{{/note}}", model) == "&lt;hello&gt;")
    }

    @Test("the text of markup is what is read: sentences whole, paragraphs apart")
    func markupText() {
        let html =
            "<p>See <a href=\"/x\"><code>a&amp;b</code></a>.</p><p>Then <strong>go</strong>!</p>"
        #expect(Markup(html: html).text == "See a&b. Then go!")
    }

    @Test("text is escaped, markup is not")
    func escaping() throws {
        #expect(try render("{{name}}", Outer(name: "<&\"'>")) == "&lt;&amp;&quot;&#39;&gt;")
        #expect(try render("{{{bodyHTML}}}") == "<b>")
    }

    @Test(
        "a name that nobody has is an error, wherever it stands",
        arguments: [
            "{{nane}}", "{{#nane}}{{/nane}}", "{{^nane}}{{/nane}}", "{{#inner}}{{nane}}{{/inner}}",
            "{{#words}}{{nane}}{{/words}}",
        ])
    func missingKey(text: String) {
        #expect(throws: TemplateError.missingKeys(["nane"], in: "page")) { try render(text) }
    }

    @Test("a partial that is not there is an error, before anything is rendered")
    func missingPartial() {
        #expect(throws: TemplateError.unknownPartial("patr", in: "page")) {
            try Templates(["page": "{{#flag}}{{> patr}}{{/flag}}"])
        }
    }

    @Test("a template that is not there is an error")
    func missingTemplate() throws {
        let templates = try Templates([:])
        #expect(throws: TemplateError.unknownTemplate("page")) {
            try templates.render("page", Outer())
        }
    }

    @Test(
        "tags whose misses nobody would see are refused",
        arguments: [
            "{{inner.own}}", "{{#inner.own}}{{/inner.own}}", "{{upper(name)}}", "{{>*name}}",
            "{{<part}}{{/part}}", "{{$block}}{{/block}}", "{{=<% %>=}}", "{{{name}}}", "{{&name}}",
            "{{bodyHTML}}", "  {{> part}}\n",
        ])
    func refusedTags(text: String) {
        #expect(throws: TemplateError.self) {
            try Templates(["page": text, "part": ""])
        }
    }

    @Test("a value that templates can't show is refused")
    func unfitValues() throws {
        struct Unfit: PageModel { let value = 1.5 }
        struct Unnamed: PageModel { let value = Markup(html: "") }
        struct Misnamed: PageModel { let valueHTML = "text" }
        for model in [Unfit(), Unnamed(), Misnamed()] as [any PageModel] {
            #expect(throws: TemplateError.self) { try render("", model) }
        }
    }
}
