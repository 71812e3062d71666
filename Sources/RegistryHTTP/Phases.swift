import HTTPTypes
import Hummingbird
import RegistryCore
import RegistryJSON
import RegistryWire
import Synchronization

/// Everything that a request passes before its fields are read, in the order of contract
/// section 3: authentication, rate limit, role and scope, Accept, Content-Type, size, JSON. Path
/// and method are the router's.
struct Phases: Sendable {
    let register: Register
    let configuration: APIConfiguration
    let rateLimiter: RateLimiter
    let failedAuthentications: FailedAuthenticationLimit
    let bodies: BodyReader

    func admit(
        _ request: Request, _ context: RegistryRequestContext, call: Call, role: Role,
        version: WireVersion
    ) async throws -> AdmittedRequest {
        guard !register.directory.isOutdated else { throw Self.isCutOff }
        let directory = register.directory.current
        let today = register.clock.today
        let caller = try authenticate(request, context, directory: directory, today: today)
        try await limitRate(of: caller.key, context)
        if let refusal = caller.refusal(of: call, role: role) {
            throw Problem(.forbidden, refusal)
        }
        try await refuseWithdrawn(caller.account, call, directory: directory)
        try checkWritable(call)
        try checkAccept(request, profile: caller.key.profile)
        let document = try await readBody(request, context, call: call)
        return AdmittedRequest(
            call: call, version: version, account: caller.account, key: caller.key,
            directory: directory, today: today, requestID: context.requestID,
            query: try QueryParameters(parsing: request.uri.query).all.map {
                QueryParameter(name: $0.name, value: $0.value)
            },
            pathID: call.pathParameter.flatMap { context.pathParameter($0) },
            document: document, limits: register.limits)
    }

    /// Whoever asks may have had a key that is revoked by now.
    private static let isCutOff = RegistryError.unavailable(
        "The server can't reach its database.", retryAfterSeconds: 2)

    // MARK: Authentication and rate

    private func authenticate(
        _ request: Request, _ context: RegistryRequestContext, directory: Directory,
        today: CalendarDate
    ) throws -> Authentication {
        switch Authentication.find(in: request.headers, directory: directory, today: today) {
        case .success(let caller):
            context.facts.accountID = caller.account.id
            context.facts.keyProfile = caller.key.profile
            return caller
        case .failure(let fault):
            if let address = context.facts.clientAddress,
                let wait = failedAuthentications.count(address)
            {
                throw Problem.rateLimitExceeded(
                    "Too many requests without a valid key have come from this address. Wait, "
                        + "and check the key.", retryAfterSeconds: wait)
            }
            throw Problem([fault], headers: [.wwwAuthenticate: Self.challenge])
        }
    }

    /// RFC 9110, section 15.5.2, wants one in every 401; the scheme is ours.
    private static let challenge = #"ApiKey header="x-http-authorization""#

    private func limitRate(of key: APIKey, _ context: RegistryRequestContext) async throws {
        let perMinute = key.requestsPerMinute ?? configuration.requestsPerMinute
        let decision = await rateLimiter.count(key.id, requestsPerMinute: perMinute)
        context.facts.setAnswerHeader(.rateLimitPolicy, decision.policyHeader)
        context.facts.setAnswerHeader(.rateLimit, decision.header)
        guard decision.isAllowed else {
            throw Problem.rateLimitExceeded(
                "This key may send \(perMinute) requests a minute. Wait as Retry-After says, or "
                    + "send many records in one bulk call.",
                retryAfterSeconds: decision.retryAfterSeconds)
        }
    }

    /// A certification body that every accreditation body has withdrawn may only say what it has
    /// lost (contract section 2): it reads nothing more, and the register refuses what its uploads
    /// claim.
    private func refuseWithdrawn(
        _ account: Account, _ call: Call, directory: Directory
    ) async throws {
        guard call.scope == .read, let body = account.certificationBodyID,
            directory.withdrawnByAll.contains(body),
            try await register.store.isWithdrawn(certificationBody: body)
        else { return }
        throw Problem(
            .forbidden,
            "The accreditation of your certification body is withdrawn: you may delete, update "
                + "certified entities, and upload certifications with any status but active, "
                + "pending and hidden.")
    }

    private func checkWritable(_ call: Call) throws {
        guard call.scope == .write, configuration.isReadOnly else { return }
        throw Problem.unavailable(
            "This server only reads at present. Send the request again later.",
            retryAfterSeconds: Self.readOnlyRetrySeconds)
    }

    /// A server is made read-only for maintenance, which takes minutes.
    private static let readOnlyRetrySeconds = 60

    // MARK: Headers and body

    private func checkAccept(_ request: Request, profile: KeyProfile) throws {
        let values = request.headers[values: .accept]
        guard !values.isEmpty else {
            guard configuration.requiresAcceptHeader, profile == .standard else { return }
            throw Problem(.notAcceptable, "Send the header Accept: application/json.")
        }
        guard AcceptHeader(values).admitsJSON else {
            throw Problem(
                .notAcceptable,
                "Answers are JSON only: send the header Accept: application/json.")
        }
    }

    private func readBody(
        _ request: Request, _ context: RegistryRequestContext, call: Call
    ) async throws -> JSONDocument? {
        if case .none = call.body { return nil }
        try ContentTypeHeader.check(request.headers)
        let bytes = try await bodies.read(
            request, context, bytesMax: call.body.bytesMax(register.limits))
        if case .optional = call.body, bytes.isEmpty { return nil }
        do {
            let document = try JSONDocument(
                parsing: bytes, limits: JSONLimits(depthMax: register.limits.jsonDepthMax))
            guard document.root.kind == .object else {
                throw Problem(.badRequest, "Send a JSON object as the body, at line 1, column 1.")
            }
            return document
        } catch let error as JSONSyntaxError {
            throw Problem(.badRequest, "The body is no valid JSON: \(error).")
        }
    }
}

/// `Content-Type` and `Content-Encoding` of a body (contract section 2).
enum ContentTypeHeader {
    static func check(_ headers: HTTPFields) throws {
        guard hasBody(headers) else { return }
        if let encoding = headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Problem(
                .unsupportedMediaType,
                "Send the body without Content-Encoding; \(encoding.prefix(40)) is not read.")
        }
        guard let type = headers[.contentType], !isJSON(type) else { return }
        throw Problem(
            .unsupportedMediaType,
            "Send the header Content-Type: application/json, with a body in UTF-8.")
    }

    private static func hasBody(_ headers: HTTPFields) -> Bool {
        headers[.transferEncoding] != nil || (headers[.contentLength].map { $0 != "0" } ?? false)
    }

    private static func isJSON(_ type: String) -> Bool {
        let parts = type.split(separator: ";", omittingEmptySubsequences: true).map { part in
            part.lowercased().filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        guard parts.first == AcceptHeader.json else { return false }
        return parts.dropFirst().allSatisfy { parameter in
            !parameter.hasPrefix("charset=")
                || ["charset=utf-8", "charset=utf8"].contains(parameter)
        }
    }
}
