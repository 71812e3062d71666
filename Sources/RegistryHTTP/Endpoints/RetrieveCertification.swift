import HTTPTypes
import RegistryCore
import RegistryWire

/// `GET cert/{company_certifications_id}` (contract section 8).
enum RetrieveCertification: Endpoint {
    static let call = Call(
        "Retrieve a Certification", .get, "cert/{company_certifications_id}",
        roles: Role.allCases, scope: .read, answer: .certification,
        summary: "Reads one certification.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try NoParameters.check(request.query, isLenient: request.isLenient)
        let id = try request.recordID(or: .noCertification)
        guard let record = try await register.store.certification(id, of: request.account.id)
        else { throw RegistryError.noCertification }
        return Answers.record(record, as: format, request.answerContext)
    }
}
