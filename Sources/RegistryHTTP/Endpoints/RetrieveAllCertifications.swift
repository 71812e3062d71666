import HTTPTypes
import RegistryCore
import RegistryWire

/// `GET cert` (contract section 8).
enum RetrieveAllCertifications: Endpoint {
    static let call = Call(
        "Retrieve all Certifications", .get, "cert", roles: Role.allCases, scope: .read,
        query: CertificationListRequest.fields, answer: .certifications,
        summary: "Lists what the account has uploaded.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let list = try CertificationListRequest.read(
            request.query, account: request.account, version: Format.version,
            terms: request.terms, today: request.today,
            isLenient: request.isLenient)
        let page = try await FarPages.pass(list.query.page.firstRow, request, in: register) {
            try await register.store.certifications(list.query)
        }
        return Answers.page(page, of: list, as: format, request.answerContext)
    }
}

/// Pages that are found by counting many rows are served one at a time per key (contract section
/// 2, "Paging").
enum FarPages {
    /// Beyond this row a page by `offset` is far.
    private static let farRow = 1_000_000

    static func pass<Value>(
        _ firstRow: Int, _ request: AdmittedRequest, in register: Register,
        _ read: () async throws -> Value
    ) async throws -> Value {
        let isFar = firstRow > farRow
        if isFar, !register.farPages.enter(request.key.id) {
            throw Problem.rateLimitExceeded(
                "Pages beyond row \(farRow) are served one at a time per key: wait for the one "
                    + "that is running, or go on by next_key.", retryAfterSeconds: 1)
        }
        defer { if isFar { register.farPages.leave(request.key.id) } }
        return try await read()
    }
}
