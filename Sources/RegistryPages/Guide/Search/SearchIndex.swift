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
        self.entries = entries
    }

    /// More would be read by nobody.
    static let hitsMax = 100

    /// What all words of a query are found in, the best first.
    func hits(for query: SearchQuery) -> (hits: [SearchEntry], count: Int) {
        guard !query.words.isEmpty else { return ([], 0) }
        let found = entries.enumerated().compactMap { index, entry in
            entry.score(for: query).map { (entry: entry, score: $0, index: index) }
        }
        let sorted = found.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        return (sorted.prefix(Self.hitsMax).map(\.entry), found.count)
    }
}

/// What a reader looks for.
struct SearchQuery: Sendable {
    /// Bounded, trimmed.
    let text: String
    /// In lower case.
    let words: [String]

    static let scalarsMax = 200
    private static let wordsMax = 10

    init(_ sent: String) {
        let bounded = String(String.UnicodeScalarView(sent.unicodeScalars.prefix(Self.scalarsMax)))
        let pieces = bounded.split(whereSeparator: \.isWhitespace)
        text = pieces.joined(separator: " ")
        words = pieces.prefix(Self.wordsMax).map { $0.lowercased() }
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
    private let loweredTitle: String
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
        loweredTitle = title.lowercased()
        loweredText = "\(context) \(text)".lowercased()
    }

    /// Nil unless every word is found.
    func score(for query: SearchQuery) -> Int? {
        var score = weight
        for word in query.words {
            if loweredTitle == word {
                score += 60
            } else if loweredTitle.hasPrefix(word) {
                score += 30
            } else if loweredTitle.contains(word) {
                score += 20
            } else if loweredText.contains(word) {
                score += 5
            } else {
                return nil
            }
        }
        // The words in their order are what is looked for, more than the words anywhere.
        let whole = query.text.lowercased()
        if loweredTitle == whole {
            score += 120
        } else if loweredTitle.hasPrefix(whole) {
            score += 60
        }
        return score
    }

    /// What stands around the first word, of the text.
    func excerpt(for query: SearchQuery) -> String {
        let length = 180
        guard text.count > length else { return text }
        let place = query.words.lazy.compactMap { word in
            text.range(of: word, ignoringCase: true)
        }.first
        let start = place.map { text.distance(from: text.startIndex, to: $0) - 60 } ?? 0
        let from = max(0, min(start, text.count - length))
        let piece = text.dropFirst(from).prefix(length)
        return (from > 0 ? "… " : "") + piece + (from + length < text.count ? " …" : "")
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
