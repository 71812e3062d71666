import RegistryCore
import RegistryHTTP
import RegistryWire

/// `/docs/limits`.
struct LimitsPage: PageModel {
    let limitTables: [LimitTable]

    init(_ configuration: GuideConfiguration) { limitTables = LimitTable.all(configuration) }
}

/// Limits of one kind.
struct LimitTable: PageModel {
    let caption: String
    let rows: [Row]

    struct Row: PageModel {
        let what: String
        let value: String
        let beyondHTML: Markup
    }

    /// As this server has them.
    static func all(_ configuration: GuideConfiguration) -> [LimitTable] {
        [
            rates(configuration.api), requests(configuration.limits),
            records(configuration.limits), answers,
        ]
    }

    private static func rates(_ api: APIConfiguration) -> LimitTable {
        LimitTable(
            caption: "How often you may call",
            rows: [
                row(
                    "Requests a minute of one key, unless the key has its own number",
                    number(api.requestsPerMinute), "429 `rate_limit_exceeded`, `Retry-After`"),
                row(
                    "Requests at once after a pause", number(api.burst),
                    "429 `rate_limit_exceeded`, `Retry-After`"),
                row(
                    "Requests without a valid key from one address, a minute",
                    number(api.failedAuthenticationsPerMinute),
                    "429 `rate_limit_exceeded`; a valid key still works"),
            ])
    }

    private static func requests(_ limits: Limits) -> LimitTable {
        LimitTable(
            caption: "Size and time of a request",
            rows: [
                row(
                    "Body of a single call", ByteText.text(limits.singleBodyBytesMax),
                    "413 `content_too_large`"),
                row(
                    "Body of a bulk call", ByteText.text(limits.bulkBodyBytesMax),
                    "413 `content_too_large`"),
                row(
                    "Bodies of all requests in flight",
                    ByteText.text(limits.bodiesInFlightBytesMax),
                    "the request waits, then 503 `unavailable`"),
                row(
                    "Nesting of objects and arrays", number(limits.jsonDepthMax),
                    "400 `bad_request`"),
                row(
                    "Request line and headers", ByteText.text(limits.requestHeadBytesMax),
                    "431, and the connection ends"),
                row(
                    "Until the headers are complete", seconds(limits.requestHeadSeconds),
                    "the connection ends"),
                row(
                    "Between two parts of a body", seconds(limits.bodyStallSeconds),
                    "the connection ends"),
                row(
                    "Parameters of a query", number(QueryParameters.countMax),
                    "400 `validation_error`"),
                row(
                    "Values of one repeated parameter", number(QueryField.valuesMax),
                    "400 `validation_error`"),
            ])
    }

    private static func records(_ limits: Limits) -> LimitTable {
        let refusal = "400 `validation_error`"
        return LimitTable(
            caption: "What a record may hold",
            rows: [
                row("Certifications of a bulk call", number(limits.bulkRecordsMax), refusal),
                row("Schemes of one certification", number(limits.schemesMax), refusal),
                row("Standards of one scheme", number(limits.standardsPerSchemeMax), refusal),
                row("Sites of one certification", number(limits.sitesMax), refusal),
                row("Sectors of one certification", number(limits.sectorsMax), refusal),
            ])
    }

    private static let answers = LimitTable(
        caption: "What an answer lists",
        rows: [
            row("Faults", number(Limits.faultsMax), "one `too_many_errors` follows"),
            row("Warnings", number(Limits.warningsMax), "further ones are left out"),
            row(
                "Rows of a page", rowsMax,
                "400 `validation_error`; a key of profile certsearch gets 100"),
            row(
                "Total of a filtered list", number(RegistryCore.Page<Never>.totalRowsMax),
                "counted no further; `meta` says so"),
        ])

    /// Of a page, as the parameter declares it.
    private static let rowsMax =
        ClientAPI.calls.lazy.flatMap(\.query).compactMap { field in
            if field.name == "limit", case .wholeNumber(let range) = field.rule {
                number(Int(range.upperBound))
            } else {
                nil
            }
        }.first ?? ""

    private static func row(_ what: String, _ value: String, _ beyond: String) -> Row {
        Row(what: what, value: value, beyondHTML: Markup(phrase: beyond))
    }

    private static func number(_ number: Int) -> String { RuleText.grouped(number) }
    private static func seconds(_ number: Int) -> String { "\(number) s" }
}
