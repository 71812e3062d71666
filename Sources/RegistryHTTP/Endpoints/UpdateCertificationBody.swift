import HTTPTypes
import RegistryCore
import RegistryWire

/// `PUT cb` (contract section 10).
enum UpdateCertificationBody: Endpoint {
    static let call = Call(
        "Update Certification Body", .put, "cb", roles: [.accreditationBody], scope: .write,
        body: .single,
        fields: .init(
            CertificationBodyReading.updateFields, CertificationBodyReading.updateFields),
        query: WriteParameters.fields(for: .single), answer: .certificationBody,
        summary: "Changes what it names of the record of a certification body.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try await BodyUpdates.answer(
            request,
            CertificationBodyReading.readUpdate(
                try request.body(), try request.readingContext()),
            in: register, as: format)
    }
}

/// What the two updates of a certification body share.
enum BodyUpdates {
    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, _ reading: WireReading<BodyUpdate>, in register: Register,
        as format: Format.Type
    ) async throws -> [UInt8] {
        let write = try request.write(reading)
        let record = try await register.store.updateBody(
            write.value, by: request.account, validatesOnly: write.validatesOnly,
            origin: request.origin)
        // As after an upload.
        try await register.directory.refresh()
        return Answers.record(
            record, warnings: reading.warnings, as: format, request.answerContext)
    }
}
