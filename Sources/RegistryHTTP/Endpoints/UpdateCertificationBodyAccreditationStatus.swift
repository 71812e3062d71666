import HTTPTypes
import RegistryCore
import RegistryWire

/// `PUT cb/update-accreditation-status` (contract section 10).
enum UpdateCertificationBodyAccreditationStatus: Endpoint {
    static let call = Call(
        "Update Certification Body Accreditation Status", .put, "cb/update-accreditation-status",
        roles: [.accreditationBody], scope: .write, body: .single,
        fields: .init(
            CertificationBodyReading.statusUpdateFields,
            CertificationBodyReading.statusUpdateFields),
        query: WriteParameters.fields(for: .single), answer: .certificationBody,
        summary: "Says whether a certification body is accredited: active, suspended, withdrawn.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        try await BodyUpdates.answer(
            request,
            CertificationBodyReading.readStatusUpdate(
                try request.body(), try request.readingContext()),
            in: register, as: format)
    }
}
