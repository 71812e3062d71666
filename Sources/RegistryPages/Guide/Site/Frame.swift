import RegistryHTTP
import RegistryWire

/// What stands around every page of the guide.
struct Frame: PageModel {
    let title: String
    let assets: AssetLinks
    let sections: [SectionModel]
    let contentHTML: Markup
    let previous: LinkModel?
    let next: LinkModel?
    /// In the search box.
    let query: String
    let version: String
    let isWide: Bool
    /// Whether the page has the form that sends a call.
    let hasForm: Bool

    struct SectionModel: PageModel {
        let title: String
        let links: [NavigationLink]
        let groups: [GroupModel]
    }

    /// The calls of a role.
    struct GroupModel: PageModel {
        let title: String
        let isOpen: Bool
        let versions: [VersionModel]
    }

    struct VersionModel: PageModel {
        let index: NavigationLink
        let calls: [NavigationLink]
    }

    struct NavigationLink: PageModel {
        let title: String
        let address: String
        let isCurrent: Bool
        let method: String?
    }

    /// - Parameter place: nil for what is no page of the navigation.
    init(
        _ content: Markup, title: String, place: Place?, map: SiteMap, query: String = "",
        isWide: Bool = false, configuration: GuideConfiguration, assets: AssetLinks
    ) {
        self.title = title
        self.assets = assets
        self.query = query
        self.isWide = isWide
        contentHTML = content
        version = configuration.version
        if case .call = place, configuration.isTryItOn { hasForm = true } else { hasForm = false }
        let path = place?.path
        sections = map.sections.map { SectionModel($0, current: path) }
        let neighbours = place.map(map.neighbours)
        previous = neighbours?.previous.map { LinkModel(title: $0.title, address: $0.path) }
        next = neighbours?.next.map { LinkModel(title: $0.title, address: $0.path) }
    }
}

extension Frame.SectionModel {
    fileprivate init(_ section: SiteMap.Section, current: String?) {
        title = section.title
        links = section.entries.compactMap { entry in
            guard case .page(let place) = entry else { return nil }
            return Frame.NavigationLink(place, current: current)
        }
        groups = section.entries.compactMap { entry in
            guard case .role(let role, let versions) = entry else { return nil }
            let models = versions.map { version in
                Frame.VersionModel(
                    index: Frame.NavigationLink(
                        version.index, title: version.version.guideTitle, current: current),
                    calls: version.calls.map { Frame.NavigationLink($0, current: current) })
            }
            return Frame.GroupModel(
                title: role.guideTitle,
                isOpen: models.contains { model in
                    model.index.isCurrent || model.calls.contains(where: \.isCurrent)
                },
                versions: models)
        }
    }
}

extension Frame.NavigationLink {
    fileprivate init(_ place: Place, title: String? = nil, current: String?) {
        var shown = title ?? place.title
        var method: String?
        if case .call(let call) = place {
            // The version stands above.
            shown = call.call.name
            method = call.call.methodName
        }
        self.init(
            title: shown, address: place.path, isCurrent: place.path == current, method: method)
    }
}
