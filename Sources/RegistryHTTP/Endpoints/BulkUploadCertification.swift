import HTTPTypes
import RegistryCore
import RegistryWire

/// `POST bulk-upload-cert` (contract section 7).
enum BulkUploadCertification: Endpoint {
    static let call = Call(
        "Bulk Upload Certification", .post, "bulk-upload-cert", roles: Role.allCases,
        scope: .write, body: .bulk, fields: .init(V1.bulkUploadFields, V2.bulkUploadFields),
        query: WriteParameters.fields(for: .bulk), answer: .bulkUpload,
        summary: "Stores many certifications: all of them, or none.")

    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8] {
        let parameters = WriteParameters.read(
            request.query, for: .bulk, isLenient: request.isLenient)
        let reading = Format.readBulkUpload(try request.body(), try request.readingContext())
        // What concerns the call as a whole leaves nothing to take apart.
        let callFaults = parameters.faults + reading.faults.filter { $0.recordIndex == nil }
        let isWhole = callFaults.isEmpty && reading.faults.isEmpty
        let mode: UploadBatch.Mode =
            switch parameters.mode {
            case nil: isWhole ? .atomic : .validate
            case .partial: .partial
            case .validate: .validate
            }
        var outcome = UploadOutcome(results: [])
        if callFaults.isEmpty, !reading.records.isEmpty {
            outcome = try await register.store.upload(
                UploadBatch(request, mode: mode, records: reading.records))
        }
        guard callFaults.isEmpty, parameters.mode != nil || (isWhole && outcome.faults.isEmpty)
        else { throw Problem(ordered(parameters.faults, reading.faults + outcome.faults)) }
        // What is answered record by record is thrown nowhere.
        register.noteUnmapped(reading.faults + outcome.faults, of: request.account)
        outcome.results += reading.rejected.map { index, faults in
            RecordResult(index: index, status: .rejected, faults: faults)
        }
        outcome.results.sort { ($0.index ?? 0) < ($1.index ?? 0) }
        return parameters.mode == nil
            ? Answers.bulk(
                outcome, includesResults: parameters.includesResults, warnings: reading.warnings)
            : Answers.partial(outcome, warnings: reading.warnings)
    }

    /// The query's faults, then the body's in the order of the request; what was found in the
    /// body and what was found in the register stand where their records do.
    private static func ordered(_ query: [Fault], _ body: [Fault]) -> [Fault] {
        query
            + body.enumerated().sorted {
                ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
            }.map(\.element)
    }
}
