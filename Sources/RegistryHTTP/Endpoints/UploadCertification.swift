import HTTPTypes
import RegistryCore
import RegistryWire

/// `POST upload-cert` (contract section 6).
enum UploadCertification: Endpoint {
    static let call = Call(
        "Upload Certification", .post, "upload-cert", roles: Role.allCases, scope: .write,
        body: .single, fields: .init(V1.uploadFields, V2.uploadFields),
        query: WriteParameters.fields(for: .single), answer: .certificationUpload,
        summary: "Stores a certification with its certified entity, or updates them.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let reading = Format.readUpload(try request.body(), try request.readingContext())
        let write = try request.write(reading)
        let outcome = try await register.store.upload(
            UploadBatch(
                request, mode: write.validatesOnly ? .validate : .atomic,
                records: [write.value]))
        guard outcome.faults.isEmpty, let result = outcome.results.first else {
            throw Problem(outcome.faults)
        }
        return Answers.upload(
            result, warnings: reading.warnings, role: request.account.role,
            version: Format.version)
    }
}
