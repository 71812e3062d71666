import HTTPTypes
import RegistryCore
import RegistryWire

/// `PUT ce-by-guid` (contract section 9).
enum UpdateCertifiedEntityDetails: Endpoint {
    static let call = Call(
        "Update Certified Entity Details", .put, "ce-by-guid",
        roles: [.certificationBody, .multinationalCertificationBody],
        scope: .write, body: .single, fields: .init(V1.entityUpdateFields, V2.entityUpdateFields),
        query: WriteParameters.fields(for: .single), answer: .certifiedEntity,
        summary: "Changes what it names of a certified entity, but not its name.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try await EntityUpdates.answer(
            request, Format.readEntityUpdate(try request.body(), try request.readingContext()),
            in: register, as: format)
    }
}

/// What the two updates of an entity share.
enum EntityUpdates {
    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, _ reading: WireReading<EntityUpdate>, in register: Register,
        as format: Format.Type
    ) async throws -> [UInt8] {
        let write = try request.write(reading)
        let entity = try await register.store.updateEntity(
            write.value, of: request.account.id, validatesOnly: write.validatesOnly,
            origin: request.origin)
        return Answers.record(
            entity, warnings: reading.warnings, as: format, request.answerContext)
    }
}
