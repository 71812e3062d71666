import HTTPTypes
import RegistryCore
import RegistryWire

/// `POST upload-cb` (contract section 10).
enum UploadCertificationBody: Endpoint {
    static let call = Call(
        "Upload Certification Body", .post, "upload-cb", roles: [.accreditationBody],
        scope: .write, body: .single,
        fields: .init(
            CertificationBodyReading.uploadFields, CertificationBodyReading.uploadFields),
        query: WriteParameters.fields(for: .single), answer: .certificationBodyUpload,
        summary: "Records a certification body that the caller accredits, or updates the record.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let reading = CertificationBodyReading.readUpload(
            try request.body(), try request.readingContext())
        let write = try request.write(reading)
        let plan = try await register.store.uploadBody(
            write.value, by: request.account, validatesOnly: write.validatesOnly,
            origin: request.origin)
        // Pairs that it has added to the library are known when the answer comes.
        try await register.directory.refresh()
        let hidesID = write.validatesOnly && plan.result == .created
        return Answers.bodyUpload(
            plan.result, id: hidesID ? nil : plan.after.certificationBodyID,
            warnings: reading.warnings)
    }
}
