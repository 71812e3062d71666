import RegistryCore

extension WriteTransaction {
    /// Appends a row to the change log. Sequence numbers have no gaps: the engine gives out the
    /// highest one plus one, and what is rolled back has never been there.
    ///
    /// - Parameter before: the record's state, nil when it is new.
    func log(
        _ action: ChangeAction, _ kind: RecordKind, _ recordID: RecordID,
        of accountID: RecordID?, before: [UInt8]?, origin: Origin
    ) throws(StoreFailure) {
        let statement = try connection.insertion(into: .changes)
        statement.bind(milliseconds).bind(accountID?.value)
        switch origin.caller {
        case .key(_, let keyID): statement.bind(keyID.value).bindNull()
        case .operatingSystemUser(let user): statement.bindNull().bind(user)
        }
        statement.bind(origin.requestID).bind(origin.call).bind(action.rawValue)
            .bind(kind.rawValue).bind(recordID.value)
        if let before { statement.bind(text: before) } else { statement.bindNull() }
        try statement.run()
    }
}

extension SQLConnection {
    func changes(since sequence: Int64, limit: Int) throws(StoreFailure) -> [ChangeEntry] {
        let statement = try statement(
            """
            SELECT sequence, at, account_id, key_id, operating_system_user, request_id, call,
                action, kind, record_id, before
            FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?
            """)
        defer { statement.reset() }
        statement.bind(sequence).bind(Int64(limit))
        return try rows(of: statement, read: changeEntry)
    }

    func history(of recordID: RecordID) throws(StoreFailure) -> [ChangeEntry] {
        let statement = try statement(
            """
            SELECT sequence, at, account_id, key_id, operating_system_user, request_id, call,
                action, kind, record_id, before
            FROM changes WHERE record_id = ? ORDER BY sequence
            """)
        defer { statement.reset() }
        statement.bind(recordID.value)
        return try rows(of: statement, read: changeEntry)
    }

    private func changeEntry(_ row: any SQLStatement) throws(StoreFailure) -> ChangeEntry {
        let sequence = row.integer()
        let at = row.integer()
        let accountID = row.optionalInteger().map { RecordID($0) }
        let keyID = row.optionalInteger().map { RecordID($0) }
        let user = row.optionalText()
        let requestID = row.text()
        let call = row.text()
        let action = row.text()
        let kind = row.text()
        guard let action = ChangeAction(rawValue: action), let kind = RecordKind(rawValue: kind)
        else { throw .broken("change \(sequence) holds an unknown word") }
        return ChangeEntry(
            sequence: sequence, at: at, accountID: accountID, keyID: keyID,
            operatingSystemUser: user, requestID: requestID, call: call, action: action,
            kind: kind, recordID: RecordID(row.integer()), before: row.optionalText())
    }
}
