import HTTPTypes
import RegistryCore
import RegistryWire

/// `GET cb/{certification_bodies_id}` (contract section 10).
enum RetrieveCertificationBody: Endpoint {
    static let call = Call(
        "Retrieve a Certification Body", .get, "cb/{certification_bodies_id}",
        roles: [.accreditationBody], scope: .read, answer: .certificationBody,
        summary: "Reads one record of a certification body.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try NoParameters.check(request.query, isLenient: request.isLenient)
        let id = try request.recordID(or: .noBody)
        guard let record = try await register.store.recordedBody(id, by: request.account.id)
        else { throw RegistryError.noBody }
        return Answers.record(record, as: format, request.answerContext)
    }
}
