import RegistryCore
import RegistryHTTP
import RegistryWire

/// `/docs`.
struct OverviewPage: PageModel {
    let server = ServerAddress.placeholder
    /// Of each version.
    let callCount: Int
    let roles: [RoleModel]

    struct RoleModel: PageModel {
        let title: String
        let noun: String
        let segment: String
        let purpose: String
        let callCount: Int
        let versions: [LinkModel]
    }

    init(_ map: SiteMap) {
        callCount = RoleCall.all.filter { $0.version == .v2 }.count
        roles = Role.allCases.map { role in
            RoleModel(
                title: role.guideTitle, noun: role.guideNoun, segment: role.rawValue,
                purpose: role.guidePurpose,
                callCount: RoleCall.all(of: role, in: .v2).count,
                versions: WireVersion.newestFirst.map { version in
                    LinkModel(
                        title: version.guideTitle, address: Place.calls(role, version).path)
                })
        }
    }
}

/// The calls of a role in a version.
struct CallsPage: PageModel {
    let title: String
    let purpose: String
    let basePath: String
    let server = ServerAddress.placeholder
    let calls: [CallModel]

    struct CallModel: PageModel {
        let name: String
        let address: String
        let method: String
        let path: String
        let summaryHTML: Markup
        let isWrite: Bool
    }

    init(_ role: Role, _ version: WireVersion) {
        title = "\(role.guideTitle) \(version.guideTitle)"
        purpose = role.guidePurpose
        let declared = RoleCall.all(of: role, in: version)
        basePath = declared.first?.basePath ?? ""
        calls = declared.map { call in
            CallModel(
                name: call.call.name, address: call.pagePath, method: call.call.methodName,
                path: "/\(call.call.path)", summaryHTML: Markup(phrase: call.call.summary),
                isWrite: call.call.scope == .write)
        }
    }
}

/// `/docs/openapi`.
struct OpenAPIPage: PageModel {
    let server = ServerAddress.placeholder
    let documents = LinkModel.descriptions
}

extension LinkModel {
    /// The descriptions for programs.
    static let descriptions = WireVersion.newestFirst.map { version in
        LinkModel(title: version.guideTitle, address: OpenAPIRoutes.path(of: version))
    }
}

/// `/`: what this is, and in a demo all that the first five minutes need.
struct RootPage: PageModel {
    let title = Place.root.title
    let assets: AssetLinks
    let version: String
    let isDemo: Bool
    let accounts: [AccountModel]
    let roles: [OverviewPage.RoleModel]
    let firstUpload: CodeExampleModel
    let uploadAddress: String
    let isTryItOn: Bool
    let read: CodeExampleModel
    let readAddress: String

    struct AccountModel: PageModel {
        let id: String
        let name: String
        let noun: String
        let key: String
        let address: String
        let apiTitle: String
    }

    init(
        _ configuration: GuideConfiguration, _ assets: AssetLinks, templates: Templates
    ) throws {
        self.assets = assets
        version = configuration.version
        isDemo = !configuration.accounts.isEmpty
        accounts = configuration.accounts.map { account in
            AccountModel(
                id: "key-\(account.role.rawValue)", name: account.name,
                noun: account.role.guideNoun, key: account.key,
                address: Place.calls(account.role, .v2).path, apiTitle: account.role.guideTitle)
        }
        roles = OverviewPage(SiteMap()).roles
        firstUpload = try CodeExampleModel(
            FirstUpload.example(configuration), id: "upload", templates: templates)
        isTryItOn = configuration.isTryItOn
        uploadAddress = RoleCall.exampleUpload.pagePath
        read = try CodeExampleModel(
            RequestExample(
                .exampleList, configuration,
                query: [
                    .init(
                        name: "certificate_number", value: FirstUpload.certificateNumber)
                ]),
            id: "read", templates: templates)
        readAddress = RoleCall.exampleList.pagePath
    }
}
