import RegistryCore
import Synchronization

/// The guide: pages for people, made of what the client API declares.
///
/// A page is rendered when it is first asked for, and kept: there are fewer than a hundred, and a
/// server that starts needs none of them.
public final class Guide: Sendable {
    private let configuration: GuideConfiguration
    private let map = SiteMap()
    private let kept = Mutex<[String: KeptPage]>([:])
    private let renderer = Mutex<PageRenderer?>(nil)
    private let index = Mutex<SearchIndex?>(nil)

    public init(_ configuration: GuideConfiguration) {
        self.configuration = configuration
    }

    /// The page at a path; nil where there is none and the asker prefers other answers.
    ///
    /// - Throws: when a template is at fault, which tests find.
    public func answer(to request: GuideRequest) throws -> GuideAnswer? {
        let path =
            request.path.count > 1 && request.path.hasSuffix("/")
            ? String(request.path.dropLast()) : request.path
        if let asset = Asset.allCases.first(where: { $0.path == path }) {
            // What could send a call is there only where pages have the form.
            guard asset != .form || configuration.isTryItOn else { return try missing(request) }
            return Self.answer(
                with: asset,
                isVersioned: request.query.contains { $0.name == "v" && $0.value == asset.hash })
        }
        let address = address(of: request)
        if let place = map.place(at: path) {
            let kept = try keptPage(of: place)
            return answer(kept.body(at: address), entityTag: kept.entityTag(at: address))
        }
        if path == SearchPage.path {
            let query = request.query.first { $0.name == "q" }?.value ?? ""
            let html = try withRenderer { try $0.search(query, in: self.searchIndex($0)) }
            return answer(KeptPage(html).body(at: address))
        }
        return try missing(request)
    }

    private func missing(_ request: GuideRequest) throws -> GuideAnswer? {
        guard request.prefersPages else { return nil }
        let html = try withRenderer { try $0.notFound() }
        return answer(KeptPage(html).body(at: address(of: request)), status: 404)
    }

    private func address(of request: GuideRequest) -> ServerAddress {
        ServerAddress(host: request.host, isSecure: request.isSecure)
            ?? ServerAddress(listeningOn: configuration.host, port: configuration.port)
    }

    /// Paths of all pages.
    var paths: [String] { [Place.root.path] + map.places.map(\.path) }

    private func keptPage(of place: Place) throws -> KeptPage {
        if let page = kept.withLock({ $0[place.path] }) { return page }
        let page = KeptPage(try withRenderer { try $0.html(of: place) })
        kept.withLock { $0[place.path] = page }
        return page
    }

    private func searchIndex(_ renderer: PageRenderer) throws -> SearchIndex {
        try index.withLock { index in
            if let index { return index }
            let made = try SearchIndex(map, renderer)
            index = made
            return made
        }
    }

    private func withRenderer<Value: Sendable>(
        _ body: (PageRenderer) throws -> Value
    ) throws -> Value {
        let renderer = try renderer.withLock { renderer in
            if let renderer { return renderer }
            let made = try PageRenderer(configuration, map: map)
            renderer = made
            return made
        }
        return try body(renderer)
    }

    // MARK: Answers

    private func answer(
        _ body: [UInt8], status: Int = 200, entityTag: String? = nil
    ) -> GuideAnswer {
        GuideAnswer(
            status: status, body: body, contentType: "text/html; charset=utf-8",
            entityTag: entityTag,
            headers: GuideAnswer.safetyHeaders + [
                // Asked for again each time, and mostly answered by "as you have it". A demo's
                // pages hold keys, which no cache on the way needs.
                (
                    "Cache-Control",
                    configuration.accounts.isEmpty ? "no-cache" : "private, no-cache"
                ),
                ("Vary", "Host, X-Forwarded-Proto"),
            ])
    }

    private static func answer(with asset: Asset, isVersioned: Bool) -> GuideAnswer {
        GuideAnswer(
            status: 200, body: asset.bytes, contentType: asset.contentType,
            entityTag: "\"\(asset.hash)\"",
            headers: GuideAnswer.safetyHeaders + [
                ("Cache-Control", isVersioned ? "public, max-age=31536000, immutable" : "no-cache")
            ])
    }
}
