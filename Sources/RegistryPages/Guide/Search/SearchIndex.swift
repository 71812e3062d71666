import RegistryCore
import RegistryHTTP
import RegistryWire

/// What can be found, and where: pages, their headings with the text below, fields, error codes.
struct SearchIndex: Sendable {
    private let entries: [SearchEntry]

    init(_ map: SiteMap, _ renderer: PageRenderer) throws {
        var entries: [SearchEntry] = []
        for place in map.places {
            switch place {
            case .root: continue
            case .call(let call): entries += SearchEntry.entries(of: call)
            case .overview, .article, .calls, .limits, .vocabularies, .changes, .openAPI:
                entries += PageSections(try renderer.content(of: place), of: place).entries
            }
        }
        entries += FaultCode.allCases.map(SearchEntry.init)
        if !renderer.configuration.accounts.isEmpty { entries.append(.demoKeys) }
        self.entries = entries
    }

    /// More would be read by nobody.
    static let hitsMax = 100

    /// What was found, the best first.
    struct Result {
        let hits: [SearchEntry]
        let count: Int
        /// False where nothing has all words, and these have most of them.
        let hasAllWords: Bool
    }

    /// What all words of a query are found in, or else most of them.
    func result(for query: SearchQuery) -> Result {
        let found = entries.enumerated().compactMap { index, entry in
            entry.match(query).map { (entry: entry, match: $0, index: index) }
        }
        let most = found.map(\.match.wordCount).max() ?? 0
        let sorted = found.filter { $0.match.wordCount == most }.sorted { one, other in
            (other.match.isFirst ? 1 : 0, other.match.score, one.index)
                < (one.match.isFirst ? 1 : 0, one.match.score, other.index)
        }
        return Result(
            hits: sorted.prefix(Self.hitsMax).map(\.entry), count: sorted.count,
            hasAllWords: most == query.words.count)
    }

    /// What readers may call a section beside its own words, by its address.
    static let otherWords = [
        "/docs/authentication#header": ["login", "bearer"],
        "/docs/authentication#key": ["token", "password", "credential", "secret"],
        "/docs/authentication#rate": ["throttling", "quota", "rate limiting"],
        "/docs/data-handling#comparing": ["duplicate", "deduplication", "upsert"],
        "/docs/limits": ["max size", "maximum", "quota"],
        "/docs/openapi": ["swagger", "sdk", "client generator"],
        "/docs/requests#changes": ["sync", "incremental", "webhook", "polling"],
        "/docs/requests#paging": ["pagination", "cursor"],
        "/docs/requests#validate": ["sandbox", "dry run", "test"],
        "/docs/retrying": ["idempotent", "idempotency", "timeout", "backoff"],
        "/docs/vocabularies": ["enum", "dictionary"],
        "/#keys": ["sandbox", "playground", "token", "password"],
    ]
}

/// What a reader looks for.
struct SearchQuery: Sendable {
    /// Bounded, trimmed.
    let text: String
    /// As they are compared.
    let words: [String]

    static let scalarsMax = 200
    private static let wordsMax = 10

    init(_ sent: String) {
        let bounded = String(String.UnicodeScalarView(sent.unicodeScalars.prefix(Self.scalarsMax)))
        let pieces = bounded.split(whereSeparator: \.isWhitespace)
        text = pieces.joined(separator: " ")
        words = pieces.prefix(Self.wordsMax).map(Self.comparable)
    }

    /// In lower case; one and many are alike.
    static func comparable(_ word: some StringProtocol) -> String {
        let lowered = word.lowercased()
        return lowered.count > 3 && lowered.hasSuffix("s") ? String(lowered.dropLast()) : lowered
    }

    static func comparable(words text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).map(comparable).joined(separator: " ")
    }
}

/// One place that can be found.
struct SearchEntry: Sendable {
    enum Kind: Sendable { case page, section, call, field, code }

    let kind: Kind
    let title: String
    /// Where it is: the page of a heading, the call of a field.
    let context: String
    let address: String
    let text: String
    /// The context in fewer words, where there is a long list of them.
    let shortContext: String
    /// Of two alike the one that more readers look for comes first.
    let weight: Int
    /// Of ``SearchIndex/otherWords``, taken apart.
    private let otherWords: Set<String>
    private let comparedTitle: String
    private let loweredText: String

    init(
        _ kind: Kind, title: String, context: String, address: String, text: String,
        shortContext: String? = nil, weight: Int = 0
    ) {
        self.kind = kind
        self.title = title
        self.context = context
        self.shortContext = shortContext ?? context
        self.address = address
        self.text = text
        self.weight = weight
        otherWords = Set(
            (SearchIndex.otherWords[address] ?? []).flatMap { words in
                words.split(separator: " ").map(SearchQuery.comparable)
            })
        comparedTitle = SearchQuery.comparable(words: title)
        loweredText = "\(context) \(text)".lowercased()
    }

    /// How well a query is met.
    struct Match {
        let wordCount: Int
        let score: Int
        /// Before all that is not: pages and calls say more than the fields of one call, unless it
        /// is the field that is looked for.
        let isFirst: Bool
    }

    /// Nil where no word is found.
    func match(_ query: SearchQuery) -> Match? {
        var score = weight
        var wordCount = 0
        for word in query.words {
            let points = points(of: word)
            score += points
            if points > 0 { wordCount += 1 }
        }
        guard wordCount > 0 else { return nil }
        // The words in their order are what is looked for, more than the words anywhere.
        let whole = query.words.joined(separator: " ")
        if comparedTitle == whole {
            score += 120
        } else if comparedTitle.hasPrefix(whole) {
            score += 60
        }
        return Match(
            wordCount: wordCount, score: score, isFirst: kind != .field || comparedTitle == whole)
    }

    private func points(of word: String) -> Int {
        if comparedTitle == word { return 60 }
        if otherWords.contains(word) { return 40 }
        if comparedTitle.hasPrefix(word) { return 30 }
        if comparedTitle.contains(word) { return 20 }
        return loweredText.contains(word) ? 5 : 0
    }

    /// What stands around the first word, of the text.
    func excerpt(for query: SearchQuery) -> String {
        let length = 180
        guard text.count > length else { return text }
        // Looking for a place is dearer than looking whether there is one; nobody needs a key here.
        let lowered = text.lowercased()
        let place = query.words.first(where: lowered.contains).flatMap { word in
            text.range(of: word, ignoringCase: true)
        }
        let start = place.map { text.distance(from: text.startIndex, to: $0) - 60 } ?? 0
        let from = max(0, min(start, text.count - length))
        var piece = text.dropFirst(from).prefix(length)
        // No word is cut, unless the piece has no other.
        if from > 0, let blank = piece.firstIndex(of: " ") {
            piece = piece[piece.index(after: blank)...]
        }
        let isCut = from + length < text.count
        if isCut, let blank = piece.lastIndex(of: " ") { piece = piece[..<blank] }
        return (from > 0 ? "… " : "") + piece + (isCut ? " …" : "")
    }
}

extension String {
    /// Where a word in lower case begins.
    fileprivate func range(of word: String, ignoringCase: Bool) -> Index? {
        indices.first { self[$0...].prefix(word.count).lowercased() == word }
    }
}

extension SearchEntry {
    init(_ code: FaultCode) {
        let fault = FaultModel(code)
        self.init(
            .code, title: fault.code, context: "Error code, \(fault.status) \(fault.phrase)",
            address: fault.address, text: fault.remedyHTML.text, weight: 8)
    }

    fileprivate static let demoKeys = SearchEntry(
        .section, title: "Three accounts to try it with", context: "The demo's first page",
        address: "/#keys", text: "The keys of this demo, one for each kind of account.", weight: 5)

    /// The page of a call, and each of its fields and parameters once.
    fileprivate static func entries(of call: RoleCall) -> [SearchEntry] {
        // Readers write for the newer version, and most of them are certification bodies.
        let weight = (call.version == .v2 ? 2 : 0) + (call.role == .certificationBody ? 1 : 0)
        let page = SearchEntry(
            .call, title: call.title, context: call.role.guideTitle, address: call.pagePath,
            text: "\(call.call.methodName) \(call.path). \(call.call.summary)",
            weight: weight + 4)
        let short = "\(call.title), \(call.role.rawValue)"
        var seen: Set<String> = []
        let fields = FieldModel.models(of: call.call.fields[call.version], call.role, Limits())
            .flatMap(\.withInner)
            .filter { seen.insert($0.name).inserted }
            .map { field in
                SearchEntry(
                    .field, title: field.name,
                    context: "\(call.title), \(call.role.guideTitle)",
                    address: "\(call.pagePath)#\(field.id)",
                    text: field.searchText, shortContext: short, weight: weight)
            }
        let parameters = call.call.query.map { ParameterModel($0, value: "") }.map { parameter in
            SearchEntry(
                .field, title: parameter.name,
                context: "\(call.title), \(call.role.guideTitle)",
                address: "\(call.pagePath)#\(parameter.id)", text: parameter.meaningHTML.text,
                shortContext: short, weight: weight)
        }
        let answer = call.call.answerMembers(to: call.role, in: call.version)
            .map { MemberModel($0, within: "answer") }.flatMap(\.withInner)
            .filter { seen.insert($0.name).inserted }
            .map { member in
                SearchEntry(
                    .field, title: member.name,
                    context: "Answer of \(call.title), \(call.role.guideTitle)",
                    address: "\(call.pagePath)#\(member.id)", text: member.meaningHTML.text,
                    shortContext: short, weight: weight - 4)
            }
        return [page] + fields + parameters + answer
    }
}

extension MemberModel {
    fileprivate var withInner: [MemberModel] { [self] + members.flatMap(\.withInner) }
}

extension FieldModel {
    fileprivate var searchText: String {
        let aliases = self.aliases.isEmpty ? "" : " Also \(self.aliases.joined(separator: ", "))."
        let phrases = self.limits.map(\.textHTML.text).joined(separator: ", ")
        let limits = phrases.isEmpty ? "" : " " + Markup(sentence: phrases).text
        return meaningHTML.text + limits + aliases
    }

    fileprivate var withInner: [FieldModel] {
        [self] + (fields + otherFields).flatMap(\.withInner)
    }
}
