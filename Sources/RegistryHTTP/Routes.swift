public import Hummingbird
import NIOCore
public import RegistryCore
public import RegistryWire

/// The client API: every call of contract section 4, in each version and role.
public struct ClientAPI: Sendable {
    /// The endpoints, one a call.
    static let endpoints: [any Endpoint.Type] = [
        UploadCertification.self,
        BulkUploadCertification.self,
        RetrieveAllCertifications.self,
        RetrieveCertification.self,
        DeleteCertification.self,
        UpdateAllCertifications.self,
        UpdateCertifiedEntityName.self,
        UpdateCertifiedEntityDetails.self,
        DeleteCertifiedEntity.self,
        UploadCertificationBody.self,
        RetrieveAllCertificationBodies.self,
        RetrieveCertificationBody.self,
        UpdateCertificationBody.self,
        UpdateCertificationBodyAccreditationStatus.self,
    ]

    /// All calls.
    public static var calls: [Call] { endpoints.map { $0.call } }

    static let basePath = "/api/client"

    /// `/api/client/v2/cb/cert/{company_certifications_id}`.
    public static func path(of call: Call, for role: Role, in version: WireVersion) -> String {
        "\(basePath)/\(version.rawValue)/\(role.rawValue)/\(call.path)"
    }

    private let register: Register
    private let phases: Phases

    public init(
        register: Register, configuration: APIConfiguration, rateLimiter: RateLimiter,
        failedAuthentications: FailedAuthenticationLimit, bodies: BodyReader
    ) {
        self.register = register
        phases = Phases(
            register: register, configuration: configuration, rateLimiter: rateLimiter,
            failedAuthentications: failedAuthentications, bodies: bodies)
    }

    /// Mounts every call at its paths.
    public func addRoutes(to router: Router<RegistryRequestContext>) {
        for endpoint in Self.endpoints {
            mount(endpoint, as: V1.self, on: router)
            mount(endpoint, as: V2.self, on: router)
        }
    }

    private func mount<E: Endpoint, Format: WireFormat>(
        _ endpoint: E.Type, as format: Format.Type, on router: Router<RegistryRequestContext>
    ) {
        let call = E.call
        for role in call.roles {
            let path = Self.path(of: call, for: role, in: Format.version)
            router.on(RouterPath(path), method: call.method) { request, context in
                let admitted = try await phases.admit(
                    request, context, call: call, role: role, version: Format.version)
                let body = try await rememberingUnmapped(admitted.account) {
                    try await E.answer(admitted, in: register, as: Format.self)
                }
                return Response(
                    status: .ok, headers: [.contentType: AcceptHeader.json],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
            }
        }
    }

    /// Whatever a call refuses for want of a mapping can be asked for by the operator.
    private func rememberingUnmapped<Answer>(
        _ account: Account, _ answer: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await answer()
        } catch let problem as Problem {
            register.noteUnmapped(problem.faults, of: account)
            throw problem
        } catch RegistryError.faults(let faults) {
            register.noteUnmapped(faults, of: account)
            throw RegistryError.faults(faults)
        }
    }
}

extension Register {
    /// Remembers the terms that an answer refuses.
    func noteUnmapped(_ faults: [Fault], of account: Account) {
        unmappedTerms?.note(faults, of: account.id, at: clock.seconds)
    }
}
