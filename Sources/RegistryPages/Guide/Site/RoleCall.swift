import RegistryCore
import RegistryHTTP
import RegistryWire

/// A call as one role makes it in one version: what has a page of its own.
struct RoleCall: Sendable {
    let call: Call
    let role: Role
    let version: WireVersion

    /// All of them, by role; the newer version first.
    static func all(of role: Role, in version: WireVersion) -> [RoleCall] {
        ClientAPI.calls.filter { $0.roles.contains(role) }
            .map { RoleCall(call: $0, role: role, version: version) }
    }

    static var all: [RoleCall] {
        Role.allCases.flatMap { role in
            WireVersion.newestFirst.flatMap { all(of: role, in: $0) }
        }
    }

    var title: String { "\(call.name) \(version.guideTitle)" }

    var pagePath: String { GuidePath.page(of: call, for: role, in: version) }

    /// The path of its requests, with the parameter in braces.
    var path: String { ClientAPI.path(of: call, for: role, in: version) }

    /// What the paths of all calls of the role begin with: `/api/client/v2/cb`.
    var basePath: String { String(path.dropLast(call.path.count + 1)) }

    /// The same with a value for the parameter.
    func path(with id: String?) -> String {
        guard let parameter = call.pathParameter, let id else { return path }
        return path.replacing("{\(parameter)}", with: id)
    }

    var takesBody: Bool {
        if case .none = call.body { false } else { true }
    }
}

extension WireVersion {
    static var newestFirst: [WireVersion] { allCases.reversed() }
}
