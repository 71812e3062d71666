import HTTPTypes
import RegistryCore
import RegistryHTTP

/// Each call of a certification body, in each version: for what holds of all of them.
struct CallSample: Sendable {
    let call: Call
    let version: String

    static let all: [CallSample] = ["v1", "v2"].flatMap { version in
        ClientAPI.calls.filter { $0.roles.contains(.certificationBody) }
            .map { CallSample(call: $0, version: version) }
    }

    static let writes = all.filter { $0.call.scope == .write }

    var method: String { call.method.rawValue }

    /// With an id, where the path has one, that no record has.
    var path: String {
        guard let start = call.path.firstIndex(of: "{") else { return call.path }
        return call.path[..<start] + "1"
    }

    var absolutePath: String { "/api/client/\(version)/cb/\(path)" }

    /// A body that all calls with one take for JSON.
    var body: String { if case .none = call.body { "" } else { "{}" } }
}

extension APIScene {
    /// Sends a call as an integration does.
    func send(_ sample: CallSample, headers: [String] = []) async throws -> APIAnswer {
        try await send(
            sample.method, sample.path, sample.body, version: sample.version, headers: headers)
    }

    /// Sends a call with these headers and no other.
    func sendRaw(_ sample: CallSample, headers: [String]) async throws -> APIAnswer {
        try await sendRaw(sample.method, sample.absolutePath, sample.body, headers: headers)
    }
}
