import HTTPTypes
import RegistryCore
import RegistryWire

/// `DELETE cert/{company_certifications_id}` (contract section 4).
enum DeleteCertification: Endpoint {
    static let call = Call(
        "Delete a Certification", .delete, "cert/{company_certifications_id}",
        roles: Role.allCases, scope: .write, answer: .deletion,
        summary: "Removes a certification; its entity stays.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try NoParameters.check(request.query, isLenient: request.isLenient)
        let id = try request.recordID(or: .noCertification)
        try await register.store.deleteCertification(
            id, of: request.account.id, origin: request.origin)
        return Answers.deletion()
    }
}
