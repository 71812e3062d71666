import RegistryCore
import RegistryHTTP
import RegistryTestKit
import Testing

/// Who there is in a scenario beside its first account, and what ties them together.
extension APIScene {
    /// For scenarios of more requests than a key may send at once: their clock stands still.
    static func withoutRateLimit(_ configuration: inout APIConfiguration) {
        configuration.requestsPerMinute = 1_000_000
        configuration.burst = 1_000_000
    }

    /// Another account in the same register, with a key.
    func newAccount(
        _ role: Role, _ name: String, acronym: String? = nil, country: String? = "FR"
    ) async throws -> APIScene {
        let account = try await store.addAccount(
            NewAccount(role: role, name: name, acronym: acronym, country: country),
            origin: Scene.commandOrigin)
        return with(key: try await newKey(of: account.id), account: account)
    }

    /// Another account of the same role, as ready as this one to upload ``Bodies``.
    func otherAccount(_ name: String = "Beta Cert") async throws -> APIScene {
        let acronym = account.role == .accreditationBody ? "BETA" : nil
        let other = try await newAccount(account.role, name, acronym: acronym)
        if account.role == .accreditationBody { try await other.record() }
        for id in associatedBodies { try await other.associate(id) }
        return other
    }

    /// The accreditation body that ``Bodies`` name, with a key.
    func accreditationBody() async throws -> APIScene {
        try await newAccount(
            .accreditationBody, "Deutsche Akkreditierungsstelle", acronym: "DAkkS", country: "DE")
    }

    /// Lets the first account upload ``Bodies``: an `ab` records the certification body that they
    /// name, an `mncb` may name it.
    func makeReady() async throws {
        switch account.role {
        case .certificationBody: break
        case .accreditationBody: try await record()
        case .multinationalCertificationBody:
            let body = try await newAccount(
                .certificationBody, "Alpha Cert", acronym: "AC", country: "DE")
            try await associate(try body.certificationBodyID)
        }
    }

    /// The certification body that a `cb` account is.
    var certificationBodyID: RecordID {
        get throws { try #require(account.certificationBodyID) }
    }

    // MARK: Accreditation bodies

    /// Uploads a certification body, which must be stored.
    ///
    /// - Returns: its id.
    @discardableResult
    func record(
        _ body: String = Bodies.certificationBody(),
        at location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let answer = try await send("POST", "upload-cb", body)
        #expect(answer.status == 200, "\(answer.body)", sourceLocation: location)
        return try #require(
            try answer.text("data.certification_bodies_id"), sourceLocation: location)
    }

    /// Sets the accreditation status of a certification body that this account has recorded.
    func setStatus(
        _ status: String, of identityNumber: String = "CB-1",
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await send(
            "PUT", "cb/update-accreditation-status",
            #"{"certification_bodies_guid_in_ab":"\#(identityNumber)","#
                + #""accreditation_status":"\#(status)"}"#)
        #expect(answer.status == 200, "\(answer.body)", sourceLocation: location)
    }

    // MARK: Multi-national certification bodies

    func associate(_ body: RecordID) async throws {
        try await setAssociated(true, body)
    }

    func dissociate(_ body: RecordID) async throws {
        try await setAssociated(false, body)
    }

    private func setAssociated(_ isAssociated: Bool, _ body: RecordID) async throws {
        _ = try await store.setAssociated(
            isAssociated, body: body, with: account.id, origin: Scene.commandOrigin)
        try await register.directory.refresh()
    }

    /// What this account may name.
    var associatedBodies: [RecordID] {
        register.directory.current.accounts[account.id]?.associatedBodyIDs ?? []
    }

    // MARK: Mappings

    /// Maps a term of this account, or for nil of all.
    func map(
        _ field: MappingField, _ source: String, _ target: String, for accountID: RecordID?
    ) async throws {
        try await store.setMapping(
            NewMapping(accountID: accountID, field: field, source: source, target: target),
            origin: Scene.commandOrigin)
        try await register.directory.refresh()
    }
}

extension Role {
    /// The first account of a scenario.
    var firstAccount: NewAccount {
        switch self {
        case .certificationBody:
            NewAccount(role: self, name: "Alpha Cert", acronym: "AC", country: "DE")
        case .accreditationBody:
            NewAccount(
                role: self, name: "Deutsche Akkreditierungsstelle", acronym: "DAkkS",
                country: "DE")
        case .multinationalCertificationBody:
            NewAccount(role: self, name: "Global Cert", acronym: "GC", country: "CH")
        }
    }
}
