import HTTPTypes
import RegistryCore
import RegistryWire

/// `GET cert` (contract section 8).
enum RetrieveAllCertifications: Endpoint {
    static let call = Call(
        "Retrieve all Certifications", .get, "cert", roles: [.certificationBody], scope: .read)

    /// Beyond this row a page by `offset` is far (contract section 2, "Paging").
    private static let farRow = 1_000_000

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let list = try CertificationListRequest.read(
            request.query, account: request.account, version: Format.version,
            terms: request.terms, today: request.today,
            isLenient: request.isLenient)
        let isFar = list.query.firstRow > farRow
        if isFar, !register.farPages.enter(request.key.id) {
            throw Problem.rateLimitExceeded(
                "Pages beyond row \(farRow) are served one at a time per key: wait for the one "
                    + "that is running, or go on by next_key.", retryAfterSeconds: 1)
        }
        defer { if isFar { register.farPages.leave(request.key.id) } }
        let page = try await register.store.certifications(list.query)
        return Answers.page(page, of: list, as: format, request.answerContext)
    }
}
