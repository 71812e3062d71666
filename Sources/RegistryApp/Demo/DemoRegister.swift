public import RegistryCore
import RegistryJSON
public import RegistryWire

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
        /// What the examples of the guide name.
        public let examples: ExampleIDs
    }

    /// The ids of an account's records that the examples of the guide name: those that the
    /// examples of uploads make, and others to delete.
    public struct ExampleIDs: Sendable {
        /// Of the first certification that the examples upload.
        public let certificationID: RecordID
        /// Of its certified entity, which the examples of updates name.
        public let entityID: RecordID
        /// Of the body that an accreditation body's examples record; nil for the other roles.
        public let certificationBodyID: RecordID?
        /// Of records that no other example needs, others for each version.
        public let deletable: [WireVersion: Deletable]
    }

    /// A certification, and an entity of other certifications.
    public struct Deletable: Sendable {
        public let certificationID: RecordID
        public let entityID: RecordID
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
        var loaded: [(uploader: DemoUploader, key: String, samples: [DemoUploader.Record])] = []
        for plan in plans {
            let account = try await find(plan, administration)
            if plan.role == .multinationalCertificationBody {
                try await associate(account, administration)
            }
            let (key, secret) = try await administration.addKey(
                account: account.id.description, label: "demo")
            note("Uploading certifications of \(plan.name) ...")
            let uploader = DemoUploader(store: store, clock: clock, account: account, key: key)
            if plan.role == .accreditationBody { try await uploader.uploadBodies() }
            loaded.append((uploader, secret.text, try await uploader.uploadCertifications()))
        }
        // The examples name bodies of other accounts, and so come when all are there.
        var accounts: [DemoAccount] = []
        for (uploader, key, samples) in loaded {
            let examples = try await uploader.uploadExamples()
            guard let first = samples.first,
                let ids = ExampleIDs(of: examples, deletableFrom: samples)
            else { throw .broken("the demo has no data") }
            accounts.append(
                DemoAccount(
                    account: uploader.account, key: key, certificationID: first.certificationID,
                    certificationCount: samples.count + examples.records.count, examples: ids))
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

extension DemoRegister.ExampleIDs {
    /// - Parameter samples: what else the account has. Its first certification is shown elsewhere.
    fileprivate init?(
        of examples: DemoUploader.Examples, deletableFrom samples: [DemoUploader.Record]
    ) {
        guard let example = examples.records.first else { return nil }
        var entities: [RecordID] = []
        for sample in samples where entities.last != sample.entityID {
            entities.append(sample.entityID)
        }
        let certifications = samples.dropFirst().prefix { $0.entityID == samples[0].entityID }
        certificationID = example.certificationID
        entityID = example.entityID
        certificationBodyID = examples.certificationBodyID
        deletable = Dictionary(
            uniqueKeysWithValues: zip(
                WireVersion.allCases, zip(certifications, entities.dropFirst())
            ).map { version, ids in
                (version, .init(certificationID: ids.0.certificationID, entityID: ids.1))
            })
        guard deletable.count == WireVersion.allCases.count else { return nil }
    }
}
