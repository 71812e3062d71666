import RegistryCore

/// Accounts and keys as rows.
enum AccountRows {
    /// In the order of ``read(_:)``.
    static let columns = """
        id, role, name, acronym, country, certification_body_id, accreditation_body_id, \
        is_suspended, created_at, confirmed_at, \
        (SELECT {array certification_body_id} FROM associated_bodies b \
        WHERE b.account_id = accounts.id)
        """

    static func read(_ row: any SQLStatement) throws(StoreFailure) -> Account {
        let id = RecordID(row.integer())
        let word = row.text()
        guard let role = Role(rawValue: word) else {
            throw .broken("account \(id) has the unknown role \(word)")
        }
        var account = Account(
            id: id, role: role, name: row.text(), acronym: row.optionalText(),
            country: row.optionalText(),
            certificationBodyID: row.optionalInteger().map { RecordID($0) },
            accreditationBodyID: row.optionalInteger().map { RecordID($0) },
            isSuspended: row.integer() == 1, createdAt: row.integer())
        account.confirmedAt = row.optionalInteger()
        account.associatedBodyIDs = try JSONLists.integers(row.bytes()).map { RecordID($0) }
            .sorted()
        return account
    }
}

enum KeyRows {
    /// In the order of ``read(_:)``.
    static let columns = """
        id, account_id, hash, label, scope, profile, requests_per_minute, expires_on, created_at, \
        revoked_at
        """

    static func read(_ row: any SQLStatement) throws(StoreFailure) -> APIKey {
        let id = RecordID(row.integer())
        let accountID = RecordID(row.integer())
        let hash = KeyHash(bytes: row.bytes())
        let label = row.optionalText()
        guard let scope = KeyScope(rawValue: row.text()),
            let profile = KeyProfile(rawValue: row.text())
        else { throw .broken("key \(id) has an unknown scope or profile") }
        return APIKey(
            id: id, accountID: accountID, hash: hash, label: label, scope: scope,
            profile: profile, requestsPerMinute: row.optionalInteger().map { Int($0) },
            expiresOn: row.optionalInteger().flatMap { CalendarDate(number: Int32($0)) },
            createdAt: row.integer(), revokedAt: row.optionalInteger())
    }
}

extension SQLConnection {
    func account(_ id: RecordID) throws(StoreFailure) -> Account? {
        let statement = try statement(
            composed: "SELECT \(AccountRows.columns) FROM accounts WHERE id = ?")
        defer { statement.reset() }
        return try statement.bind(id.value).step() ? AccountRows.read(statement) : nil
    }

    func existingAccount(_ id: RecordID) throws(StoreFailure) -> Account {
        guard let account = try account(id) else {
            throw .register(.notFound("There is no account \(id)."))
        }
        return account
    }

    func key(_ id: RecordID) throws(StoreFailure) -> APIKey? {
        let statement = try statement(
            composed: "SELECT \(KeyRows.columns) FROM api_keys WHERE id = ?")
        defer { statement.reset() }
        return try statement.bind(id.value).step() ? KeyRows.read(statement) : nil
    }

    /// Tells running servers that what they keep of the directory is out of date.
    func moveDirectoryVersion() throws(StoreFailure) {
        try statement("UPDATE register_state SET directory_version = directory_version + 1").run()
    }
}
