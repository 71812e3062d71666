import RegistryCore

extension WriteTransaction {
    func addAccount(_ new: NewAccount, origin: Origin) throws(StoreFailure) -> Account {
        var account = Account(
            id: ids.next(), role: new.role, name: new.name, acronym: new.acronym,
            country: new.country, createdAt: seconds)
        switch new.role {
        case .certificationBody:
            account.certificationBodyID = try body(for: &account, new, origin: origin)
        case .accreditationBody:
            account.accreditationBodyID = try accreditationBody(for: account, new, origin: origin)
        case .multinationalCertificationBody: break
        }
        try insert(account)
        try log(.created, .account, account.id, of: account.id, before: nil, origin: origin)
        try connection.moveDirectoryVersion()
        return account
    }

    private func insert(_ account: Account) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO accounts
                (id, role, name, name_key, acronym, country, certification_body_id,
                accreditation_body_id, is_suspended, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
            """
        )
        .bind(account.id.value).bind(account.role.rawValue).bind(account.name)
        .bind(ComparisonKey(account.name).text).bind(account.acronym).bind(account.country)
        .bind(account.certificationBodyID?.value).bind(account.accreditationBodyID?.value)
        .bind(account.createdAt)
        .run()
    }

    // MARK: Certification bodies

    /// The body that a `cb` account is: a new one, or the stored one that it takes over.
    private func body(
        for account: inout Account, _ new: NewAccount, origin: Origin
    ) throws(StoreFailure) -> RecordID {
        guard let id = new.certificationBodyID else {
            try refuseTakenName(of: account)
            let body = CertificationBody(
                id: ids.next(), name: account.name, acronym: account.acronym,
                country: account.country)
            try store(.init(before: nil, after: body), of: account.id, origin: origin)
            return body.id
        }
        guard let stored = try connection.certificationBody(id) else {
            throw .register(.notFound("There is no certification body \(id)."))
        }
        if try accountExists(withBody: id) {
            throw .register(.conflict("The certification body \(id) has an account already."))
        }
        account.acronym = account.acronym ?? stored.acronym
        account.country = account.country ?? stored.country
        try refuseTakenName(of: account)
        try takeOver(stored, by: account, origin: origin)
        return id
    }

    private func accountExists(withBody id: RecordID) throws(StoreFailure) -> Bool {
        let statement = try connection.statement(
            "SELECT 1 FROM accounts WHERE certification_body_id = ?")
        defer { statement.reset() }
        return try statement.bind(id.value).step()
    }

    private func refuseTakenName(of account: Account) throws(StoreFailure) {
        let statement = try connection.statement(
            """
            SELECT id FROM accounts
            WHERE role = 'cb' AND name_key = ? AND {ifnull}(country, '') = {ifnull}(?, '')
            """)
        defer { statement.reset() }
        statement.bind(ComparisonKey(account.name).text).bind(account.country)
        guard try statement.step() else { return }
        throw .register(
            .conflict(
                "The cb account \(RecordID(statement.integer())) has this name and country "
                    + "already."))
    }

    /// From now on the body is what its account says (contract section 10).
    private func takeOver(
        _ stored: CertificationBody, by account: Account, origin: Origin
    ) throws(StoreFailure) {
        let taken = CertificationBody(
            id: stored.id, name: account.name, acronym: account.acronym, country: account.country)
        guard StoredDocuments.state(taken) != StoredDocuments.state(stored) else { return }
        try store(.init(before: stored, after: taken), of: account.id, origin: origin)
    }

    // MARK: Accreditation bodies

    /// The list's entry that an `ab` account is: the one that it names or whose acronym it has,
    /// else a new one. One that was retired comes back: its accreditation body is here.
    private func accreditationBody(
        for account: Account, _ new: NewAccount, origin: Origin
    ) throws(StoreFailure) -> RecordID {
        guard let acronym = account.acronym else {
            throw .broken("an ab account without acronym has come to the store")
        }
        let key = LooseKey.acronym(ComparisonKey(acronym))
        let stored = try connection.accreditationBodies().first {
            if let id = new.accreditationBodyID { return $0.id == id }
            return LooseKey.acronym(ComparisonKey($0.acronym)) == key
        }
        guard var body = stored else {
            if let id = new.accreditationBodyID {
                throw .register(.notFound("There is no accreditation body \(id)."))
            }
            let body = AccreditationBody(
                id: ids.next(), acronym: acronym, name: account.name, country: account.country)
            try store(.accreditationBody(body), after: nil, origin: origin)
            return body.id
        }
        if let owner = try accountID(ofAccreditationBody: body.id) {
            throw .register(
                .conflict("The ab account \(owner) has the acronym \(acronym) already."))
        }
        if body.isRetired {
            body.isRetired = false
            try store(
                .accreditationBody(body), after: stored.map { .accreditationBody($0) },
                origin: origin)
        }
        return body.id
    }

    private func accountID(ofAccreditationBody id: RecordID) throws(StoreFailure) -> RecordID? {
        let statement = try connection.statement(
            "SELECT id FROM accounts WHERE accreditation_body_id = ?")
        defer { statement.reset() }
        return try statement.bind(id.value).step() ? RecordID(statement.integer()) : nil
    }
}
