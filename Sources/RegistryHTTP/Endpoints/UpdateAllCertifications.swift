import HTTPTypes
import RegistryCore
import RegistryJSON
import RegistryWire

/// `PUT update-all-cert`: all certifications of the caller are up to date (contract section 9).
enum UpdateAllCertifications: Endpoint {
    static let call = Call(
        "Update all Certifications", .put, "update-all-cert",
        roles: [.multinationalCertificationBody], scope: .write, body: .optional,
        query: WriteParameters.fields(for: .single), answer: .confirmation,
        summary: "Confirms that all certifications of the account are up to date.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let reading = ConfirmationReading.read(
            request.document?.root, try request.readingContext())
        let write = try request.write(reading)
        let confirmation = try await register.store.confirmAll(
            of: request.account.id, validatesOnly: write.validatesOnly,
            origin: request.origin)
        return Answers.confirmation(confirmation, warnings: reading.warnings)
    }
}
