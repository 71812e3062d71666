import HTTPTypes
import RegistryCore
import RegistryHTTP

/// Each call of each role, in each version: for what holds of all of them.
struct CallSample: Sendable {
    let call: Call
    let role: Role
    let version: String

    static let all: [CallSample] = ["v1", "v2"].flatMap { version in
        ClientAPI.calls.flatMap { call in
            call.roles.map { CallSample(call: call, role: $0, version: version) }
        }
    }

    static func all(of role: Role) -> [CallSample] { all.filter { $0.role == role } }

    static func writes(of role: Role) -> [CallSample] {
        all(of: role).filter { $0.call.scope == .write }
    }

    var method: String { call.method.rawValue }

    /// With an id, where the path has one, that no record has.
    var path: String { path(id: "1") }

    /// - Parameter id: what the path names, where it names anything.
    func path(id: String) -> String {
        guard let start = call.path.firstIndex(of: "{") else { return call.path }
        return call.path[..<start] + id
    }

    var absolutePath: String { "/api/client/\(version)/\(role.rawValue)/\(path)" }

    /// A body that all calls with one take for JSON.
    var body: String { if case .none = call.body { "" } else { "{}" } }
}

extension APIScene {
    /// Sends a call as an integration does, whosever call it is.
    func send(_ sample: CallSample, headers: [String] = []) async throws -> APIAnswer {
        let own = ["x-http-authorization: \(key)", "Accept: application/json"]
        return try await sendRaw(sample, headers: own + headers)
    }

    /// Sends a call with these headers and no other.
    func sendRaw(_ sample: CallSample, headers: [String]) async throws -> APIAnswer {
        try await sendRaw(sample.method, sample.absolutePath, sample.body, headers: headers)
    }
}
