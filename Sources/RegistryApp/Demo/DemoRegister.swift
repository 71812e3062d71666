import Foundation
public import RegistryCore
import RegistryJSON
import RegistryWire

/// A register to try things on: one account of each kind whose calls are served, with sample data
/// that went through the code of uploads (contract section 15, `demo`).
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

    /// Adds the accounts, or finds those of an earlier demo, gives each a new key, and uploads.
    ///
    /// - Parameter note: told what is going on.
    public static func load(
        into store: any RegistryStore, clock: RegistryClock = .system,
        note: (String) -> Void
    ) async throws(RegistryError) -> DemoRegister {
        let administration = Administration(
            store: store, clock: clock, origin: .command("demo", clock: clock))
        var accounts: [DemoAccount] = []
        for plan in Plan.all {
            let account = try await find(plan, administration)
            let (key, secret) = try await administration.addKey(
                account: account.id.description, label: "demo")
            note("Uploading certifications of \(plan.name) ...")
            let uploaded = try await upload(plan, as: account, key, into: store, clock: clock)
            guard let first = uploaded.first else { throw .broken("the demo has no data") }
            accounts.append(
                DemoAccount(
                    account: account, key: secret.text, certificationID: first,
                    certificationCount: uploaded.count))
        }
        return DemoRegister(accounts: accounts)
    }

    /// An invented account, and where its clients are.
    private struct Plan {
        let name: String
        let acronym: String
        let country: String
        let countries: [SampleCountry]
        let seed: UInt64

        static var all: [Plan] {
            let countries = SampleCountry.all
            let half = countries.count / 2
            return [
                Plan(
                    name: "Fernhollow Assurance", acronym: "FHA", country: "DE",
                    countries: Array(countries.prefix(half)), seed: 1),
                Plan(
                    name: "Marlstone Certification", acronym: "MLC", country: "SG",
                    countries: Array(countries.dropFirst(half)), seed: 2),
            ]
        }
    }

    private static func find(
        _ plan: Plan, _ administration: Administration
    ) async throws(RegistryError) -> Account {
        let stored = try await administration.accounts().first {
            $0.role == .certificationBody && $0.name == plan.name && $0.country == plan.country
        }
        if let stored { return stored }
        return try await administration.addAccount(
            role: .certificationBody, name: plan.name, acronym: plan.acronym,
            country: plan.country, certificationBodyID: nil)
    }

    /// - Returns: the ids of the certifications.
    private static func upload(
        _ plan: Plan, as account: Account, _ key: APIKey, into store: any RegistryStore,
        clock: RegistryClock
    ) async throws(RegistryError) -> [RecordID] {
        let directory = try await store.directory()
        let context = try ReadingContext(
            account: account, terms: directory.termReader(for: account.id), limits: Limits())
        let samples = SampleCertifications(
            acronym: plan.acronym, countries: plan.countries, today: clock.today,
            vocabularies: directory.vocabularies)
        var ids: [RecordID] = []
        for (index, body) in samples.bodies(seed: plan.seed).enumerated() {
            let reading = V2.readBulkUpload(try parse(body), context)
            try check(reading.faults)
            let outcome = try await store.upload(
                UploadBatch(
                    account: account,
                    origin: Origin(
                        caller: .key(accountID: account.id, keyID: key.id),
                        requestID: "demo-\(plan.acronym)-\(index + 1)",
                        call: "Bulk Upload Certification V2"),
                    mode: .atomic, records: reading.records))
            try check(outcome.faults)
            ids += outcome.results.compactMap(\.certificationID)
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
