import HTTPTypes
import RegistryCore
import RegistryWire

/// `PUT ce-name-by-guid` (contract section 9).
enum UpdateCertifiedEntityName: Endpoint {
    static let call = Call(
        "Update Certified Entity Name", .put, "ce-name-by-guid",
        roles: [.certificationBody, .multinationalCertificationBody],
        scope: .write, body: .single, fields: .init(V1.entityRenameFields, V2.entityRenameFields),
        query: WriteParameters.fields(for: .single), answer: .certifiedEntity,
        summary: "Renames a certified entity; the former name is kept, dated.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try await EntityUpdates.answer(
            request, Format.readEntityRename(try request.body(), try request.readingContext()),
            in: register, as: format)
    }
}
