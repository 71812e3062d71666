import RegistryCore
import RegistryJSON
import RegistryWire

/// Uploads what an account of the demo has, by the code of the API's calls.
struct DemoUploader {
    let store: any RegistryStore
    let clock: RegistryClock
    let account: Account
    let key: APIKey

    private func origin(_ call: String, _ number: Int) -> Origin {
        Origin(
            caller: .key(accountID: account.id, keyID: key.id),
            requestID: "demo-\(account.role.rawValue)-\(number)", call: call)
    }

    private func context(_ directory: Directory) throws(RegistryError) -> ReadingContext {
        try ReadingContext(
            account: account, terms: directory.termReader(for: account.id), limits: Limits())
    }

    /// Records the certification bodies of an accreditation body, each with a scope in force.
    func uploadBodies() async throws(RegistryError) {
        for (number, (body, identityNumber)) in DemoPlan.recorded.enumerated() {
            _ = try await uploadBody(Self.body(body, identityNumber), number: number + 1)
        }
    }

    /// - Returns: the id of the certification body.
    private func uploadBody(
        _ body: [UInt8], number: Int
    ) async throws(RegistryError) -> RecordID {
        let reading = CertificationBodyReading.readUpload(
            try Self.parse(body), try context(try await store.directory()))
        try Self.check(reading.faults)
        guard let upload = reading.value else { throw .broken("the demo's own data is refused") }
        let plan = try await store.uploadBody(
            upload, by: account, validatesOnly: false,
            origin: origin("Upload Certification Body V2", number))
        return plan.after.certificationBodyID
    }

    private static func body(_ body: DemoPlan.Body, _ identityNumber: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.member("certification_body_identity_number", identityNumber)
            writer.member("certification_body_name", body.name)
            writer.member("certification_body_acronym", body.acronym)
            writer.member("country", body.country)
            writer.member("accreditation_status", BodyAccreditationStatus.active.rawValue)
            writer.array("standard_and_schemes") { writer in
                for scheme in SampleCertifications.schemes {
                    writer.object { writer in
                        writer.member("standard_code", scheme.standard)
                        writer.member("scheme_name", scheme.name)
                    }
                }
            }
        }
        return writer.bytes
    }

    /// A certification that is stored now.
    struct Record {
        let certificationID: RecordID
        let entityID: RecordID
    }

    /// Uploads the samples of the account's role.
    func uploadCertifications() async throws(RegistryError) -> [Record] {
        let vocabularies = try await store.directory().vocabularies
        var records: [Record] = []
        for uploads in DemoPlan.uploads(of: account.role) {
            let samples = SampleCertifications(
                acronym: uploads.acronym, countries: uploads.countries, today: clock.today,
                vocabularies: vocabularies, bodies: uploads.bodies)
            for (number, body) in samples.bodies(seed: uploads.seed).enumerated() {
                records += try await upload(body, number: number + 1)
            }
        }
        return records
    }

    /// A body of a bulk call.
    private func upload(
        _ body: [UInt8], number: Int
    ) async throws(RegistryError) -> [Record] {
        let directory = try await store.directory()
        let reading = V2.readBulkUpload(try Self.parse(body), try context(directory))
        try Self.check(reading.faults)
        let outcome = try await store.upload(
            UploadBatch(
                account: account, origin: origin("Bulk Upload Certification V2", number),
                mode: .atomic, vocabularies: directory.vocabularies, today: clock.today,
                records: reading.records))
        try Self.check(outcome.faults)
        return outcome.results.compactMap { result in
            guard let certificationID = result.certificationID, let entityID = result.entityID
            else { return nil }
            return Record(certificationID: certificationID, entityID: entityID)
        }
    }

    // MARK: Examples

    /// What the examples of the guide make.
    struct Examples {
        let records: [Record]
        /// Nil for other roles than accreditation bodies.
        let certificationBodyID: RecordID?
    }

    /// Uploads what the guide shows as examples, so that those that name it find it.
    func uploadExamples() async throws(RegistryError) -> Examples {
        var certificationBodyID: RecordID?
        if account.role == .accreditationBody {
            let body = WireField.exampleBody(
                of: CertificationBodyReading.uploadFields, for: account.role)
            certificationBodyID = try await uploadBody(body.bytes, number: Self.exampleNumber)
        }
        // Its first record is that of a single call.
        let body = WireField.exampleBody(of: V2.bulkUploadFields, for: account.role)
        return Examples(
            records: try await upload(body.bytes, number: Self.exampleNumber),
            certificationBodyID: certificationBodyID)
    }

    /// Stands in the change log where samples have their own number.
    private static let exampleNumber = 0

    // MARK: JSON

    private static func parse(_ body: [UInt8]) throws(RegistryError) -> JSONValue {
        do {
            return try JSONDocument(parsing: body).root
        } catch {
            throw .broken("the demo's own data is no JSON: \(error)")
        }
    }

    /// The demo's data is ours: a fault in it is a broken promise, of the data or of the code.
    private static func check(_ faults: [Fault]) throws(RegistryError) {
        guard let fault = faults.first else { return }
        throw .broken("the demo's own data is refused: \(fault.field ?? "") \(fault.message)")
    }
}
