public import RegistryCore

/// Fills a register with invented certifications of realistic shape, through the store's bulk path
/// (`generate`): to see how a register of a country's or the world's size behaves on a machine.
public struct GeneratedRegister: Sendable {
    /// What was made.
    public struct Summary: Sendable {
        public var accounts = 0
        public var certifications = 0
        /// Of them, what was not there before.
        public var created = 0
    }

    private let store: any RegistryStore
    private let clock: RegistryClock
    private let seed: UInt64

    /// Records of one bulk call: as many as the API takes by default.
    private static let callRecordsMax = 1_000

    public init(store: any RegistryStore, clock: RegistryClock = .system, seed: UInt64) {
        self.store = store
        self.clock = clock
        self.seed = seed
    }

    /// Makes so many certifications; what an earlier run with the same seed has made stays as it
    /// is.
    ///
    /// - Parameter progress: told how many there are by now.
    public func load(
        certifications count: Int, progress: (Int) -> Void
    ) async throws(RegistryError) -> Summary {
        let administration = Administration(
            store: store, clock: clock, origin: .command("generate", clock: clock))
        var summary = Summary()
        let shares = GeneratedAccount.all.reduce(0) { $0 + $1.share }
        var rest = count
        for plan in GeneratedAccount.all.reversed() {
            let account = try await find(plan, administration)
            summary.accounts += 1
            let bodies = try await references(of: plan, account, administration)
            // The first and largest, which comes last here, takes what divisions leave.
            let own =
                plan.name == GeneratedAccount.all[0].name ? rest : count * plan.share / shares
            rest -= own
            try await upload(own, plan, account, bodies, &summary, progress)
        }
        return summary
    }

    private func find(
        _ plan: GeneratedAccount, _ administration: Administration
    ) async throws(RegistryError) -> Account {
        let stored = try await administration.accounts().first {
            $0.role == plan.role && $0.name == plan.name && $0.country == plan.country
        }
        if let stored { return stored }
        return try await administration.addAccount(
            role: plan.role, name: plan.name, acronym: plan.acronym, country: plan.country,
            certificationBodyID: nil)
    }

    /// How the account names its certification bodies, which are made where they are not there.
    private func references(
        of plan: GeneratedAccount, _ account: Account, _ administration: Administration
    ) async throws(RegistryError) -> [BodyReference] {
        if let own = account.certificationBodyID { return [.own(own)] }
        var references: [BodyReference] = []
        for body in plan.bodies {
            let bodyAccount = try await find(body, administration)
            if plan.role == .multinationalCertificationBody {
                _ = try await administration.setAssociated(
                    true, account: account.id.description, body: bodyAccount.id.description)
                references.append(.associated(name: body.name, acronym: body.acronym))
            } else {
                try await record(body, by: account)
                references.append(.recorded(identityNumber: body.acronym))
            }
        }
        return references
    }

    private func record(
        _ body: GeneratedAccount, by account: Account
    ) async throws(RegistryError) {
        var change = BodyChange()
        change.acronym = .set(body.acronym)
        _ = try await store.uploadBody(
            BodyUpload(
                identityNumber: body.acronym, name: body.name, country: body.country,
                status: .active, change: change, locator: NoLocator()),
            by: account, validatesOnly: false, origin: .command("generate", clock: clock))
    }

    /// While one call is stored the next one is made.
    private func upload(
        _ count: Int, _ plan: GeneratedAccount, _ account: Account, _ bodies: [BodyReference],
        _ summary: inout Summary, _ progress: (Int) -> Void
    ) async throws(RegistryError) {
        guard count > 0 else { return }
        let vocabularies = try await store.directory().vocabularies
        var records = GeneratedRecords(
            .init(
                account: account, acronym: plan.acronym, bodies: bodies, seed: seed,
                today: clock.today, terms: try GeneratedTerms(vocabularies)),
            count: count)
        let origin = Origin.command("generate", clock: clock)
        var running: Task<Result<UploadOutcome, RegistryError>, Never>?
        while true {
            let made = records.next(countMax: Self.callRecordsMax)
            if let outcome = try await running?.value.get() {
                try Self.check(outcome)
                summary.certifications += outcome.results.count
                summary.created += outcome.count(.created)
                progress(summary.certifications)
            }
            guard !made.isEmpty else { return }
            let batch = UploadBatch(
                account: account, origin: origin, mode: .atomic, vocabularies: vocabularies,
                today: clock.today, records: made)
            running = Task { [store] in
                do throws(RegistryError) {
                    return .success(try await store.upload(batch))
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    /// The data is ours: a fault in it is a broken promise, of the data or of the code.
    private static func check(_ outcome: UploadOutcome) throws(RegistryError) {
        guard let fault = outcome.faults.first else { return }
        throw .broken("generated data is refused: \(fault.message)")
    }
}
