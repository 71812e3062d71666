import Foundation
public import RegistryCore
import RegistryJSON
import RegistryWire

/// A register to try things on: one account of each kind, with sample data that went through the
/// code of uploads (contract section 15, `demo`).
public struct DemoRegister: Sendable {
    /// An account of the demo with what is needed to call as it.
    public struct DemoAccount: Sendable {
        public let account: Account
        /// The text of its key.
        public let key: String
        /// Of a certification that it has.
        public let certificationID: RecordID
        public let certificationCount: Int
    }

    public let accounts: [DemoAccount]
    /// A certificate that two of the accounts have uploaded.
    public let sharedCertificate: SharedCertificate

    /// What ``Administration/explain(body:number:)`` takes.
    public struct SharedCertificate: Sendable {
        public let certificationBodyID: RecordID
        public let number: String
    }

    /// Adds the accounts, or finds those of an earlier demo, gives each a new key, and uploads.
    ///
    /// - Parameter note: told what is going on.
    public static func load(
        into store: any RegistryStore, clock: RegistryClock = .system,
        note: (String) -> Void
    ) async throws(RegistryError) -> DemoRegister {
        let administration = Administration(
            store: store, clock: clock, origin: .command("demo", clock: clock))
        // The certification body is there before it is recorded, so that its record joins it.
        let plans = [
            DemoPlan.certificationBody, DemoPlan.multinationalBody, DemoPlan.accreditationBody,
        ]
        var accounts: [DemoAccount] = []
        for plan in plans {
            let account = try await find(plan, administration)
            if plan.role == .multinationalCertificationBody {
                try await associate(account, administration)
            }
            let (key, secret) = try await administration.addKey(
                account: account.id.description, label: "demo")
            note("Uploading certifications of \(plan.name) ...")
            let uploader = Uploader(store: store, clock: clock, account: account, key: key)
            if plan.role == .accreditationBody { try await uploader.uploadBodies() }
            let uploaded = try await uploader.uploadCertifications()
            guard let first = uploaded.first else { throw .broken("the demo has no data") }
            accounts.append(
                DemoAccount(
                    account: account, key: secret.text, certificationID: first,
                    certificationCount: uploaded.count))
        }
        return DemoRegister(
            accounts: accounts, sharedCertificate: try await shared(accounts, in: store))
    }

    /// What an accreditation body uploads, its certification body does too.
    private static func shared(
        _ accounts: [DemoAccount], in store: any RegistryStore
    ) async throws(RegistryError) -> SharedCertificate {
        guard
            let body = accounts.first(where: { $0.account.role == .accreditationBody }),
            let record = try await store.certification(body.certificationID, of: body.account.id)
        else { throw .broken("the demo's accreditation body has no data") }
        return SharedCertificate(
            certificationBodyID: record.stored.certificationBodyID,
            number: record.stored.certification.number)
    }

    private static func find(
        _ plan: DemoPlan.Body, _ administration: Administration
    ) async throws(RegistryError) -> Account {
        let stored = try await administration.accounts().first {
            $0.role == plan.role && $0.name == plan.name && $0.country == plan.country
        }
        if let stored { return stored }
        return try await administration.addAccount(
            role: plan.role, name: plan.name, acronym: plan.acronym, country: plan.country,
            certificationBodyID: nil)
    }

    private static func associate(
        _ account: Account, _ administration: Administration
    ) async throws(RegistryError) {
        for plan in DemoPlan.associated {
            let body = try await find(plan, administration)
            _ = try await administration.setAssociated(
                true, account: account.id.description, body: body.id.description)
        }
    }
}

/// Uploads what an account of the demo has, by the code of the API's calls.
private struct Uploader {
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
        let directory = try await store.directory()
        for (number, (body, identityNumber)) in DemoPlan.recorded.enumerated() {
            let reading = CertificationBodyReading.readUpload(
                try Self.parse(Self.body(body, identityNumber)), try context(directory))
            try Self.check(reading.faults)
            guard let upload = reading.value else { continue }
            _ = try await store.uploadBody(
                upload, by: account, validatesOnly: false,
                origin: origin("Upload Certification Body V2", number + 1))
        }
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

    /// - Returns: the ids of the certifications.
    func uploadCertifications() async throws(RegistryError) -> [RecordID] {
        let directory = try await store.directory()
        let context = try context(directory)
        var ids: [RecordID] = []
        for uploads in DemoPlan.uploads(of: account.role) {
            let samples = SampleCertifications(
                acronym: uploads.acronym, countries: uploads.countries, today: clock.today,
                vocabularies: directory.vocabularies, bodies: uploads.bodies)
            for (number, body) in samples.bodies(seed: uploads.seed).enumerated() {
                let reading = V2.readBulkUpload(try Self.parse(body), context)
                try Self.check(reading.faults)
                let outcome = try await store.upload(
                    UploadBatch(
                        account: account,
                        origin: origin("Bulk Upload Certification V2", number + 1),
                        mode: .atomic, vocabularies: directory.vocabularies, today: clock.today,
                        records: reading.records))
                try Self.check(outcome.faults)
                ids += outcome.results.compactMap(\.certificationID)
            }
        }
        return ids
    }

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
