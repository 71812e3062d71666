import RegistryCore
import RegistrySQL

/// Transactions that write.
extension PostgresConnection {
    /// Numbers by which transactions of all nodes exclude each other. Ids of accounts, which are
    /// such numbers too, are far from these.
    enum AdvisoryLock {
        static let register: Int64 = 1
        static let changes: Int64 = 2
        static let migrations: Int64 = 3
    }

    /// Begins a transaction that excludes others of its scope.
    ///
    /// - Returns: the day by which `current_status` is right.
    func begin(_ scope: WriteScope) throws(StoreFailure) -> Int32 {
        let locks =
            switch scope {
            case .register: "SELECT pg_advisory_xact_lock(\(AdvisoryLock.register))"
            case .account(let id):
                """
                SELECT pg_advisory_xact_lock_shared(\(AdvisoryLock.register));
                SELECT pg_advisory_xact_lock(\(id.value))
                """
            }
        let settings = configuration.preparesStatements ? "" : settings(isLocal: true) + ";"
        // Each statement sees what was committed before it, so what is behind the lock is seen.
        let answer = try execute(
            """
            BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; \(settings) \(locks);
            SELECT day FROM register_state
            """)
        let day = answer?.withBytes(0, 0) { Int32(String(decoding: $0, as: UTF8.self)) } ?? nil
        guard let day else { throw .broken("register_state names no day") }
        try enterPipeline()
        return day
    }

    /// Ends a transaction without keeping anything. A connection on which that fails is not idle,
    /// and is dropped for it.
    func rollBack() {
        for insertion in insertions.values {
            insertion.removeRows()
            insertion.reset()
        }
        do throws(StoreFailure) {
            if isPipelining {
                setDeadline()
                try skipRefused()
                try leavePipeline()
            }
            try execute("ROLLBACK")
        } catch {
            return
        }
    }

    /// How many changes wait for their numbers.
    var keptChanges: Int { insertions[.changes]?.rows.count ?? 0 }

    func setSavepoint() throws(StoreFailure) {
        try run(fixed: "SAVEPOINT one_write")
    }

    func releaseSavepoint() throws(StoreFailure) {
        try run(fixed: "RELEASE SAVEPOINT one_write")
        try settle()
    }

    /// Undoes one write of several.
    ///
    /// - Parameter keptChanges: how many there were before it.
    func rollBackToSavepoint(keptChanges: Int) throws(StoreFailure) {
        for insertion in insertions.values {
            insertion.removeRows(from: insertion.table == .changes ? keptChanges : 0)
            insertion.reset()
        }
        try settle()
        try run(fixed: "ROLLBACK TO SAVEPOINT one_write")
        try settle()
    }

    func run(fixed sql: StaticString) throws(StoreFailure) {
        try statement(sql).run()
    }

    /// Numbers the changes and commits. The numbers are given out under a lock that holds until
    /// the commit, so that they have no gaps and are in the order of the commits.
    ///
    /// - Throws: ``PostgresFailure/unsure`` when the server did not say that it is committed.
    func commit(writingFor account: RecordID?) throws(StoreFailure) {
        try settle()
        if let account {
            let statement = try statement(
                """
                UPDATE accounts
                SET written_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
                WHERE id = ?
                """)
            try statement.bind(account.value).run()
        }
        try sendChanges()
        let warnings = link.warningCount
        let isCommitted: Bool
        do throws(StoreFailure) {
            isCommitted = try sendCommit()
        } catch {
            // Whatever stood before the commit was refused: then it isn't committed.
            if let failure = error.postgres, !failure.isLoss { throw error }
            throw .engine(
                PostgresFailure(state: PostgresFailure.unsure, message: "lost in the commit"))
        }
        // A commit that did not wait for its standby is one of this server alone.
        guard link.warningCount == warnings, isCommitted else {
            throw .engine(
                PostgresFailure(
                    state: PostgresFailure.unsure, message: "the commit came with a warning"))
        }
    }

    func sendChanges() throws(StoreFailure) {
        let kept = kept(in: .changes)
        let rows = kept.rows
        guard !rows.isEmpty else { return }
        kept.removeRows()
        let lock = try statement("SELECT pg_advisory_xact_lock(?)")
        try lock.bind(AdvisoryLock.changes).run()
        guard rows.count >= Self.copyRowsMin else {
            for row in rows { try insertNumbered(row) }
            return
        }
        let last = try statement("SELECT coalesce(max(sequence), 0) FROM changes")
        defer { last.reset() }
        guard try last.step() else { throw .broken("an aggregate has no row") }
        let first = last.integer() + 1
        last.reset()
        try copy(rows, into: .changes, numberedFrom: first)
    }

    func insertNumbered(_ row: Parameters) throws(StoreFailure) {
        let table = InsertedTable.changes
        let marks = (1...table.columns.count).map { "$\($0)" }.joined(separator: ", ")
        let statement = try insertionStatement(table) {
            """
            INSERT INTO changes (sequence, \(table.columnList))
            VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM changes), \(marks))
            """
        }
        try send(row, by: statement)
    }

    /// - Returns: whether the server says that it has committed.
    func sendCommit() throws(StoreFailure) -> Bool {
        setDeadline()
        try link.send("COMMIT", Parameters())
        try sendSync()
        try drain()
        let answer = try answer { _ in }
        try readSync()
        try leavePipeline()
        return answer?.command == "COMMIT"
    }
}
