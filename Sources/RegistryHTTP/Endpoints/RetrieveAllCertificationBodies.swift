import HTTPTypes
import RegistryCore
import RegistryWire

/// `GET cb` (contract section 10).
enum RetrieveAllCertificationBodies: Endpoint {
    static let call = Call(
        "Retrieve all Certification Bodies", .get, "cb", roles: [.accreditationBody], scope: .read,
        query: BodyListRequest.fields, answer: .certificationBodies,
        summary: "Lists the certification bodies that the account has recorded.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let list = try BodyListRequest.read(
            request.query, account: request.account, version: Format.version,
            terms: request.terms, isLenient: request.isLenient)
        let page = try await FarPages.pass(list.query.page.firstRow, request, in: register) {
            try await register.store.recordedBodies(list.query)
        }
        return Answers.page(page, of: list, as: format, request.answerContext)
    }
}
