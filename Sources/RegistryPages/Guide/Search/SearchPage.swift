/// `/docs/search`.
struct SearchPage: PageModel {
    static let path = "/docs/search"

    let title: String
    let query: String
    let isAsked: Bool
    let summary: String
    let hits: [HitModel]
    let hasHits: Bool

    struct HitModel: PageModel {
        let title: String
        let isCode: Bool
        let context: String
        let address: String
        let excerpt: String
    }

    init(_ sent: String, in index: SearchIndex) {
        let query = SearchQuery(sent)
        let (found, count) = index.hits(for: query)
        self.query = query.text
        isAsked = !query.words.isEmpty
        title = query.words.isEmpty ? "Search" : "Search: \(query.text)"
        hasHits = !found.isEmpty
        summary =
            switch count {
            case 0: "Nothing in the guide has all of these words."
            case 1: "One place has it."
            case ...SearchIndex.hitsMax: "\(count) places have it, the best first."
            default: "\(count) places have it; here are the best \(SearchIndex.hitsMax)."
            }
        hits = found.map { entry in
            HitModel(
                title: entry.title,
                isCode: entry.kind == .field || entry.kind == .code, context: entry.context,
                address: entry.address, excerpt: entry.excerpt(for: query))
        }
    }
}
