import RegistryCore

extension WriteTransaction {
    func setSuspended(
        _ isSuspended: Bool, account id: RecordID, origin: Origin
    ) throws(StoreFailure) -> Account {
        let stored = try connection.existingAccount(id)
        guard stored.isSuspended != isSuspended else { return stored }
        var account = stored
        account.isSuspended = isSuspended
        try connection.statement("UPDATE accounts SET is_suspended = ? WHERE id = ?")
            .bind(isSuspended ? 1 : 0).bind(id.value).run()
        try logUpdate(of: stored, origin: origin)
        try connection.moveDirectoryVersion()
        return account
    }

    /// Which certification bodies an `mncb` account may name.
    func setAssociated(
        _ isAssociated: Bool, body id: RecordID, with accountID: RecordID, origin: Origin
    ) throws(StoreFailure) -> Account {
        let stored = try connection.existingAccount(accountID)
        _ = try connection.existingCertificationBody(id)
        guard stored.associatedBodyIDs.contains(id) != isAssociated else { return stored }
        var account = stored
        if isAssociated {
            account.associatedBodyIDs = (stored.associatedBodyIDs + [id]).sorted()
            try connection.statement(
                "INSERT INTO associated_bodies (account_id, certification_body_id) VALUES (?, ?)"
            )
            .bind(accountID.value).bind(id.value).run()
        } else {
            account.associatedBodyIDs.removeAll { $0 == id }
            try connection.statement(
                "DELETE FROM associated_bodies WHERE account_id = ? AND certification_body_id = ?"
            )
            .bind(accountID.value).bind(id.value).run()
        }
        try logUpdate(of: stored, origin: origin)
        try connection.moveDirectoryVersion()
        return account
    }

    /// One row, however many certifications there are: each read looks at the account's time too.
    func confirmAll(of accountID: RecordID, origin: Origin) throws(StoreFailure) -> Confirmation {
        let stored = try connection.existingAccount(accountID)
        let confirmation = try connection.confirmation(of: stored, now: seconds)
        try connection.statement("UPDATE accounts SET confirmed_at = ? WHERE id = ?")
            .bind(confirmation.at).bind(accountID.value).run()
        try logUpdate(of: stored, origin: origin)
        return confirmation
    }

    private func logUpdate(of stored: Account, origin: Origin) throws(StoreFailure) {
        try log(
            .updated, .account, stored.id, of: stored.id, before: StoredDocuments.state(stored),
            origin: origin)
    }
}

extension SQLConnection {
    /// What an update-all would confirm. The time never goes back.
    func confirmation(of account: Account, now: Int64) throws(StoreFailure) -> Confirmation {
        Confirmation(
            certifications: try certificationCount(of: account.id),
            at: max(now, account.confirmedAt ?? 0))
    }
}
