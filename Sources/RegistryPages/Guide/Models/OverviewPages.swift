import RegistryCore
import RegistryHTTP
import RegistryWire

/// `/docs`.
struct OverviewPage: PageModel {
    let server = ServerAddress.placeholder
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
        callCount = RoleCall.all.count
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
        basePath = "/api/client/\(version.rawValue)/\(role.rawValue)"
        calls = RoleCall.all(of: role, in: version).map { call in
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
    let documents = [
        LinkModel(title: "V2", address: "/openapi/v2.json"),
        LinkModel(title: "V1", address: "/openapi/v1.json"),
    ]
}

/// `/`: what this is, and in a demo all that the first five minutes need.
struct RootPage: PageModel {
    let title = Place.root.title
    let assets: AssetLinks
    let version: String
    let isDemo: Bool
    let accounts: [AccountModel]
    let roles: [OverviewPage.RoleModel]
    let upload: CodeExampleModel
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
        let example = RequestExample(.exampleUpload, configuration)
        upload = try CodeExampleModel(example, id: "upload", templates: templates)
        isTryItOn = configuration.isTryItOn
        uploadAddress = RoleCall.exampleUpload.pagePath
        read = try CodeExampleModel(
            RequestExample(
                .exampleList, configuration,
                query: [
                    .init(
                        name: "certificate_number",
                        value: example.bodyText("certificate_number") ?? "")
                ]),
            id: "read", templates: templates)
        readAddress = RoleCall.exampleList.pagePath
    }
}
