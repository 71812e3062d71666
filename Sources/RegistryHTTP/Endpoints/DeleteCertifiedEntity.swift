import HTTPTypes
import RegistryCore
import RegistryWire

/// `DELETE ce/{company_id}`: the entity with all its certifications (contract section 9).
enum DeleteCertifiedEntity: Endpoint {
    static let call = Call(
        "Delete a Certified Entity", .delete, "ce/{company_id}", roles: Role.allCases,
        scope: .write, answer: .deletion,
        summary: "Removes a certified entity with all its certifications.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try NoParameters.check(request.query, isLenient: request.isLenient)
        let id = try request.recordID(or: .noEntity)
        try await register.store.deleteEntity(
            id, of: request.account.id, origin: request.origin)
        return Answers.deletion()
    }
}
