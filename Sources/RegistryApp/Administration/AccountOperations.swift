public import RegistryCore

/// `account add|list|suspend|resume` (contract section 15).
extension Administration {
    /// Adds an account. For a `cb` also its certification body, or it takes over the one named; an
    /// `ab` with a listed acronym is that accreditation body.
    ///
    /// - Parameters:
    ///   - country: any code or name of the list.
    ///   - certificationBodyID: of the stored body that the account takes over.
    /// - Throws: ``RegistryError/faults(_:)`` for what is wrong with the values, all of it;
    ///   ``RegistryError/conflict(_:)``, ``RegistryError/notFound(_:)`` as the store.
    public func addAccount(
        role: Role, name: String, acronym: String?, country: String?,
        certificationBodyID: String?
    ) async throws(RegistryError) -> Account {
        let directory = try await store.directory()
        var input = InputFaults()
        var account = NewAccount(
            role: role, name: input.text(required: name, FieldRules.accountName, "name"),
            acronym: input.text(acronym, FieldRules.accountAcronym, "acronym"))
        if role == .accreditationBody, acronym == nil {
            input.add("Give the acronym: an accreditation body is known by it.", "acronym")
        }
        if role == .accreditationBody, let acronym = account.acronym,
            LooseKey.acronym(ComparisonKey(acronym)).text.isEmpty
        {
            input.add("Give an acronym that has a letter or a digit.", "acronym")
        }
        if role != .certificationBody, certificationBodyID != nil {
            input.add(
                "Leave this out: only a cb account takes over a certification body.",
                "certification-body")
        }
        if let country = input.text(country, FieldRules.countryName, "country") {
            account.country =
                input.term(directory.plainTermReader.country(country), "country")?
                .alpha2
        }
        try input.check()
        if let text = certificationBodyID {
            guard let id = RecordID(text) else {
                throw .notFound("No certification body has the id \(text).")
            }
            account.certificationBodyID = id
        }
        return try await store.addAccount(account, origin: origin)
    }

    /// The list's accreditation body that an `ab` account is: one whose acronym was listed goes by
    /// the list's name.
    public func accreditationBody(
        of account: Account
    ) async throws(RegistryError) -> AccreditationBody? {
        guard let id = account.accreditationBodyID else { return nil }
        return try await store.directory().vocabularies.accreditationBody(id)
    }

    /// All accounts, the oldest first.
    public func accounts() async throws(RegistryError) -> [Account] {
        try await store.directory().accounts.values.sorted { $0.id < $1.id }
    }

    /// A suspended account's keys are refused until it is resumed.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    public func setSuspended(
        _ isSuspended: Bool, account id: String
    ) async throws(RegistryError) -> Account {
        try await store.setSuspended(
            isSuspended, account: try Self.accountID(id), origin: origin)
    }

    /// - Throws: ``RegistryError/notFound(_:)`` for what is no id: there is no such account.
    static func accountID(_ text: String) throws(RegistryError) -> RecordID {
        guard let id = RecordID(text) else { throw .notFound("No account has the id \(text).") }
        return id
    }
}

extension Directory {
    /// Reads the operator's own words: by the lists, without any account's mapping.
    var plainTermReader: TermReader {
        TermReader(vocabularies: vocabularies, own: .empty, shared: .empty)
    }

    /// - Throws: ``RegistryError/notFound(_:)``.
    func account(_ text: String) throws(RegistryError) -> Account {
        guard let account = accounts[try Administration.accountID(text)] else {
            throw .notFound("No account has the id \(text).")
        }
        return account
    }
}
