import RegistryCore

extension SQLConnection {
    /// Adds to what is counted, and forgets what an account has not sent for the longest time when
    /// it has sent too many different terms.
    func note(_ tallies: [UnmappedTally]) throws(StoreFailure) {
        for tally in tallies { try note(tally) }
        for accountID in Set(tallies.map(\.accountID)) { try forgetBeyondMax(of: accountID) }
    }

    private func note(_ tally: UnmappedTally) throws(StoreFailure) {
        let term = tally.term
        try statement(
            """
            INSERT INTO unmapped_terms
                (account_id, field, scheme_id, term_key, term, count, last_sent_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, field, scheme_id, term_key) DO UPDATE SET
                term = excluded.term, count = unmapped_terms.count + excluded.count,
                last_sent_at = {greatest}(unmapped_terms.last_sent_at, excluded.last_sent_at)
            """
        )
        .bind(tally.accountID.value).bind(term.field.rawValue).bind(term.schemeID?.value ?? 0)
        .bind(term.field.sourceKey(ComparisonKey(term.text))).bind(term.text)
        .bind(Int64(tally.count)).bind(tally.lastSentAt)
        .run()
    }

    private func forgetBeyondMax(of accountID: RecordID) throws(StoreFailure) {
        try statement(
            """
            DELETE FROM unmapped_terms
            WHERE account_id = ? AND (field, scheme_id, term_key) NOT IN (
                SELECT field, scheme_id, term_key FROM unmapped_terms WHERE account_id = ?
                ORDER BY last_sent_at DESC, count DESC LIMIT ?)
            """
        )
        .bind(accountID.value).bind(accountID.value)
        .bind(Int64(UnmappedTally.countMaxPerAccount))
        .run()
    }

    func unmappedTerms(of accountID: RecordID) throws(StoreFailure) -> [UnmappedTally] {
        let statement = try statement(
            """
            SELECT field, scheme_id, term, count, last_sent_at FROM unmapped_terms
            WHERE account_id = ?
            """)
        defer { statement.reset() }
        return try rows(of: statement.bind(accountID.value)) { row throws(StoreFailure) in
            let word = row.text()
            guard let field = MappingField(rawValue: word) else {
                throw .broken("a term was sent in vain for the unknown field \(word)")
            }
            let scheme = row.integer()
            return UnmappedTally(
                accountID: accountID,
                term: UnmappedTerm(
                    field: field, text: row.text(), schemeID: scheme == 0 ? nil : RecordID(scheme)),
                count: Int(row.integer()), lastSentAt: row.integer())
        }
    }
}
