import Foundation
import HTTPTypes
import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryTestKit
import RegistryWire
import Testing

/// The whole client API on a database of its own and a port of its own, with one account that is
/// ready to upload: the frame of a scenario.
struct APIScene: Sendable {
    let server: TestServer
    let store: any RegistryStore
    let register: Register
    let clock: SampleClock
    let account: Account
    /// A key of that account with write scope.
    let key: String

    /// Runs a scenario on each engine.
    ///
    /// - Parameter role: the account's.
    static func run(
        as role: Role = .certificationBody, limits: Limits = Limits(),
        _ configure: (inout APIConfiguration) -> Void = { _ in },
        _ scenario: @escaping @Sendable (APIScene) async throws -> Void
    ) async throws {
        var configuration = APIConfiguration()
        configure(&configuration)
        for engine in try TestEngine.installed {
            let clock = SampleClock()
            try await engine.withStore(clock: clock) { [configuration] store in
                try await run(
                    scenario, as: role, on: store, limits: limits, configuration, clock: clock)
            }
        }
    }

    private static func run(
        _ scenario: @escaping @Sendable (APIScene) async throws -> Void, as role: Role,
        on store: any RegistryStore, limits: Limits, _ api: APIConfiguration, clock: SampleClock
    ) async throws {
        let account = try await store.addAccount(role.firstAccount, origin: Scene.commandOrigin)
        let register = Register(
            store: store, directory: try await DirectoryCache(store: store), clock: clock.clock,
            limits: limits, unmappedTerms: UnmappedTerms())
        try await TestServer.run(
            { $0.limits = limits },
            rendering: ErrorAnswers.rendering(configured: api.errorShape, clock: clock.clock),
            routes: { router, bodies in
                ClientAPI(
                    register: register, configuration: api,
                    rateLimiter: RateLimiter(burst: api.burst, now: clock.instants),
                    failedAuthentications: FailedAuthenticationLimit(
                        perMinute: api.failedAuthenticationsPerMinute, now: clock.instants),
                    bodies: bodies
                ).addRoutes(to: router)
            },
            { server in
                let unkeyed = APIScene(
                    server: server, store: store, register: register, clock: clock,
                    account: account, key: "")
                let scene = unkeyed.with(key: try await unkeyed.newKey())
                try await scene.makeReady()
                try await scenario(scene)
                // Whatever a scenario does, no key gets into the log.
                #expect(!server.log.lines.contains { $0.contains(KeySecret.prefix) })
            })
    }

    /// The same scene, asked with another key.
    func with(key: String, account: Account? = nil) -> APIScene {
        APIScene(
            server: server, store: store, register: register, clock: clock,
            account: account ?? self.account, key: key)
    }

    /// Adds a key, of this account unless another is named, and lets the server know it.
    func newKey(
        of accountID: RecordID? = nil, scope: KeyScope = .write, profile: KeyProfile = .standard,
        requestsPerMinute: Int? = nil, expiresOn: CalendarDate? = nil
    ) async throws -> String {
        let secret = KeySecret()
        _ = try await store.addKey(
            NewKey(
                accountID: accountID ?? account.id, hash: secret.hash, scope: scope,
                profile: profile, requestsPerMinute: requestsPerMinute, expiresOn: expiresOn),
            origin: Scene.commandOrigin)
        try await register.directory.refresh()
        return secret.text
    }

    /// The key as the register knows it.
    func stored(_ key: String) throws -> APIKey {
        try #require(register.directory.current.keys[KeyHash(of: key)])
    }

    // MARK: Asking

    /// Sends a request as an integration does, with its key and `Accept`.
    func send(
        _ method: String, _ path: String, _ body: String = "", version: String = "v2",
        headers: [String] = []
    ) async throws -> APIAnswer {
        try await sendRaw(
            method, "/api/client/\(version)/\(account.role.rawValue)/\(path)", body,
            headers: ["x-http-authorization: \(key)", "Accept: application/json"] + headers)
    }

    /// Sends a request with these headers and no other, and looks at what every answer keeps to:
    /// it has a request id, and no key in its body.
    func sendRaw(
        _ method: String, _ path: String, _ body: String = "", headers: [String] = []
    ) async throws -> APIAnswer {
        let answer = try await server.connect { connection in
            let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
            let lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + headers + length
            try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
            return try await connection.answer(toHead: method == "HEAD")
        }
        #expect(answer.headers["x-request-id"]?.isEmpty == false)
        #expect(key.isEmpty || !answer.body.contains(key))
        return APIAnswer(
            status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// Sends requests that must leave the register as it is: its change log holds all changes.
    func expectNoChange(
        at location: SourceLocation = #_sourceLocation, _ requests: () async throws -> Void
    ) async throws {
        let before = try await changes().count
        try await requests()
        let since = try await changes().dropFirst(before).map { "\($0.call): \($0.action)" }
        #expect(since == [], sourceLocation: location)
    }

    /// The whole change log.
    func changes() async throws -> [ChangeEntry] {
        try await store.changes(since: 0, limit: 100_000)
    }

    /// Uploads one certification that must be stored.
    ///
    /// - Returns: the object in which the answer has the id.
    @discardableResult
    func upload(
        _ body: String, version: String = "v2", at location: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let answer = try await send("POST", "upload-cert", body, version: version)
        #expect(answer.status == 200, "\(answer.body)", sourceLocation: location)
        let root = try answer.json
        let isBeside = version == "v1" && account.role != .accreditationBody
        return isBeside ? root : try #require(root["data"])
    }

    /// Uploads one certification that must be stored.
    ///
    /// - Returns: its id.
    @discardableResult
    func uploadedID(
        _ body: String? = nil, version: String = "v2",
        at location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let body = body ?? Bodies.v2(for: account.role)
        let data = try await upload(body, version: version, at: location)
        return try #require(data["company_certifications_id"]?.string, sourceLocation: location)
    }
}

extension SampleClock {
    /// The same time as a rate limit counts it.
    fileprivate var instants: @Sendable () -> ContinuousClock.Instant {
        let begin = ContinuousClock.now
        let start = seconds
        return { begin + .seconds(self.seconds - start) }
    }
}
