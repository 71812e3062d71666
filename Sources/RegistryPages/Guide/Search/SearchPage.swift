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
        let hasOthers: Bool
        /// Where the same stands too.
        let others: [LinkModel]
        /// Nil where these are all.
        let moreText: String?
        let more: [LinkModel]

        fileprivate static let othersMax = 4
    }

    init(_ sent: String, in index: SearchIndex) {
        let query = SearchQuery(sent)
        let result = index.result(for: query)
        let (found, count) = (result.hits, result.count)
        self.query = query.text
        isAsked = !query.words.isEmpty
        title = query.words.isEmpty ? "Search" : "Search: \(query.text)"
        hasHits = !found.isEmpty
        let places =
            switch count {
            case 0: "Nothing in the guide has any of these words."
            case 1: "Found in one place."
            case ...SearchIndex.hitsMax: "Found in \(count) places, the best first."
            default: "Found in \(count) places; here are the best \(SearchIndex.hitsMax)."
            }
        summary =
            result.hasAllWords || count == 0
            ? places : "Nothing has all of these words; this has most of them. " + places
        hits = Self.grouped(found).map { HitModel($0, query) }
    }

    /// A field that several calls have is one hit.
    private static func grouped(_ found: [SearchEntry]) -> [[SearchEntry]] {
        var groups: [[SearchEntry]] = []
        for entry in found {
            let same = groups.firstIndex { group in
                entry.kind == .field && group[0].kind == .field && group[0].title == entry.title
                    && group[0].text == entry.text
            }
            if let same { groups[same].append(entry) } else { groups.append([entry]) }
        }
        return groups
    }
}

extension SearchPage.HitModel {
    /// - Parameter group: never empty; the best first.
    fileprivate init(_ group: [SearchEntry], _ query: SearchQuery) {
        let best = group[0]
        let links = group.dropFirst().map {
            LinkModel(title: $0.shortContext, address: $0.address)
        }
        let more = Array(links.dropFirst(Self.othersMax))
        self.init(
            title: best.title, isCode: best.kind == .field || best.kind == .code,
            context: best.context, address: best.address, excerpt: best.excerpt(for: query),
            hasOthers: !links.isEmpty, others: Array(links.prefix(Self.othersMax)),
            moreText: more.isEmpty ? nil : "and in \(more.count) more", more: more)
    }
}
