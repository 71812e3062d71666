import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Pages of certifications as they are answered")
struct PageAnswerTests {
    private static func list(_ parameters: (String, String)...) throws -> CertificationListRequest {
        try CertificationListRequest.read(
            parameters.map { QueryParameter(name: $0, value: $1) },
            account: Sample.certificationBodyAccount, version: .v1,
            terms: Sample.directory.termReader(for: RecordID(1)), today: Sample.today,
            isLenient: false)
    }

    private static func page(
        _ rows: [CertificationRecord] = [], total: Int, isExact: Bool = true,
        next: PageCursor? = nil
    ) -> Page<CertificationRecord> {
        Page(rows: rows, totalRows: total, totalIsExact: isExact, next: next)
    }

    private static func meta(
        _ page: Page<CertificationRecord>, _ list: CertificationListRequest
    ) throws -> JSONValue {
        try #require(try json(Answers.page(page, of: list, as: V1.self, Sample.context))["meta"])
    }

    @Test("a page is written as the golden files say")
    func golden() throws {
        let page = Self.page(
            [Sample.richRecord, Sample.poorRecord], total: 41,
            next: PageCursor(value: .integer(0), id: Sample.poorRecord.stored.id))
        try Golden.expect(
            Answers.page(page, of: try Self.list(("limit", "2")), as: V1.self, Sample.context),
            is: "v1/certifications-page.json")
        try Golden.expect(
            Answers.page(page, of: try Self.list(("limit", "2")), as: V2.self, Sample.context),
            is: "v2/certifications-page.json")
    }

    @Test("an empty list is a list of no pages")
    func empty() throws {
        let answer = try json(
            Answers.page(Self.page(total: 0), of: try Self.list(), as: V2.self, Sample.context))
        #expect(answer["data"]?.sourceText(scalarsMax: 9) == "[]")
        #expect(
            answer["meta"]?.sourceText(scalarsMax: 200)
                == #"{"total_pages":0,"total_rows":0,"order":"DESC","order_by":"created_at","#
                + #""limit":20,"offset":0,"next_key":""}"#)
    }

    @Test(
        "pages are counted in whole ones",
        arguments: [
            (0, 20, 0), (1, 20, 1), (19, 20, 1), (20, 20, 1), (21, 20, 2), (100, 100, 1),
            (101, 1, 101),
        ])
    func totalPages(rows: Int, limit: Int, pages: Int) throws {
        let meta = try Self.meta(Self.page(total: rows), Self.list(("limit", "\(limit)")))
        #expect(meta["total_pages"]?.integer == Int64(pages))
        #expect(meta["total_rows"]?.integer == Int64(rows))
        #expect(meta["total_is_exact"] == nil)
    }

    @Test("a total that nobody counted to the end says so and has no number of pages")
    func inexactTotal() throws {
        let meta = try Self.meta(Self.page(total: 10_000, isExact: false), Self.list())
        #expect(meta["total_rows"]?.integer == 10_000)
        #expect(meta["total_pages"]?.isNull == true)
        #expect(meta["total_is_exact"]?.boolean == false)
    }

    @Test("meta tells order, sort field, limit and offset as they were read")
    func echo() throws {
        let meta = try Self.meta(
            Self.page(total: 500),
            Self.list(
                ("order", "asc"), ("order_by", "certificate_number"), ("limit", "7"),
                ("offset", "3")))
        #expect(meta["order"]?.string == "ASC")
        #expect(meta["order_by"]?.string == "certificate_number")
        #expect(meta["limit"]?.integer == 7)
        #expect(meta["offset"]?.integer == 3)
    }

    @Test("the key of a page opens the next one, which has no offset")
    func walk() throws {
        let cursor = PageCursor(value: .integer(1_520_000_000), id: RecordID(5_001))
        let first = try Self.meta(Self.page(total: 3, next: cursor), Self.list())
        let key = try #require(first["next_key"]?.string)
        let next = try Self.list(("next_key", key), ("limit", "50"))
        #expect(next.query.page.start == .after(cursor))
        let meta = try Self.meta(Self.page(total: 3), next)
        #expect(meta["offset"]?.isNull == true)
        #expect(meta["next_key"]?.string == "")
    }
}
