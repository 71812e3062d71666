import RegistryCore
import RegistryWire

/// All pages of the guide, in the order in which they are read.
struct SiteMap: Sendable {
    struct Section: Sendable {
        let title: String
        let entries: [Entry]
    }

    enum Entry: Sendable {
        case page(Place)
        /// The calls of a role, each version under its own page.
        case role(Role, [Version])
    }

    struct Version: Sendable {
        let index: Place
        let calls: [Place]
        let version: WireVersion
    }

    let sections: [Section]
    /// In reading order.
    let places: [Place]
    private let byPath: [String: Place]

    init() {
        sections = [
            Section(
                title: "Start",
                entries: Self.pages([
                    .overview, .article(.gettingStarted), .article(.authentication),
                    .article(.requests), .article(.responses), .article(.errors),
                ])),
            Section(
                title: "Calls",
                entries: Role.allCases.map { role in
                    .role(role, WireVersion.newestFirst.map { Version(role, $0) })
                }),
            Section(
                title: "Guides",
                entries: Self.pages([
                    .article(.dataHandling), .article(.movingFromCertSearch), .article(.retrying),
                ])),
            Section(
                title: "Reference",
                entries: Self.pages([.limits, .vocabularies, .openAPI, .changes])),
        ]
        places = sections.flatMap { $0.entries.flatMap(\.places) }
        byPath = Dictionary(
            ([.root] + places).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func place(at path: String) -> Place? { byPath[path] }

    /// What is read before and after.
    func neighbours(of place: Place) -> (previous: Place?, next: Place?) {
        guard let index = places.firstIndex(where: { $0.path == place.path }) else {
            return (nil, nil)
        }
        return (
            index > 0 ? places[index - 1] : nil,
            index + 1 < places.count ? places[index + 1] : nil
        )
    }

    private static func pages(_ places: [Place]) -> [Entry] { places.map { .page($0) } }
}

extension SiteMap.Version {
    init(_ role: Role, _ version: WireVersion) {
        index = .calls(role, version)
        calls = RoleCall.all(of: role, in: version).map { .call($0) }
        self.version = version
    }
}

extension SiteMap.Entry {
    fileprivate var places: [Place] {
        switch self {
        case .page(let place): [place]
        case .role(_, let versions): versions.flatMap { [$0.index] + $0.calls }
        }
    }
}
