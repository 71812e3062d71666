import CLibPQ
import RegistryCore
import RegistrySQL

/// One connection to a PostgreSQL server with its prepared statements.
///
/// Inside a transaction that writes, the connection is a pipeline: what answers no rows is sent and
/// not waited for. It is answered, or refused, when something is read next, or at the end.
///
/// `@unchecked Sendable`: used by the thread that owns it.
final class PostgresConnection: SQLConnection, @unchecked Sendable {
    let link: Link
    let configuration: PostgresConfiguration
    /// Whether rows come one by one, for walks through whole tables. Only one statement at a time
    /// then.
    var isStreaming = false

    /// By the address of the SQL, which is a literal of this program.
    private var fixed: [UnsafePointer<UInt8>: PostgresStatement] = [:]
    /// By the text of SQL that is put together from literals.
    private var composed: [String: PostgresStatement] = [:]
    private var statementCount = 0
    private var insertions: [InsertedTable: PostgresInsertion] = [:]
    /// Sent and not answered yet, in order.
    private var pending: [Pending] = []
    private var isPipelining = false
    /// Whether the mark behind which an error is forgotten is on its way.
    private var isSyncSent = false
    /// In seconds, for the queries of a transaction that only reads.
    private var readSecondsMax: Double?

    private enum Pending {
        case preparation(PostgresStatement)
        case run
    }

    init(url: String, configuration: PostgresConfiguration) throws(StoreFailure) {
        self.configuration = configuration
        link = try Link(
            url: url,
            defaults: [
                "application_name": "certregistry", "client_encoding": "UTF8",
                "connect_timeout": String(configuration.connectSecondsMax),
                "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
            ].merging(Self.session(of: url, configuration)) { $1 },
            secondsMax: Double(configuration.connectSecondsMax) * 4)
        if configuration.preparesStatements { try execute(settings(isLocal: false)) }
    }

    /// The primary, wherever it is by now; of a replica's URL whichever server answers.
    private static func session(
        of url: String, _ configuration: PostgresConfiguration
    ) -> [String: String] {
        url == configuration.replicaURL ? [:] : ["target_session_attrs": configuration.servers]
    }

    /// What bounds every statement on the server, and makes a commit durable whatever the server's
    /// own settings say.
    private func settings(isLocal: Bool) -> String {
        let milliseconds = { (seconds: Double) in Int(seconds * 1_000) }
        let set = isLocal ? "SET LOCAL" : "SET"
        return """
            \(set) statement_timeout = \(milliseconds(configuration.secondsMax));
            \(set) lock_timeout = \(milliseconds(configuration.lockSecondsMax));
            \(set) idle_in_transaction_session_timeout = \
            \(milliseconds(configuration.secondsMax * 2));
            SELECT set_config('synchronous_commit', 'on', \(isLocal))
            WHERE current_setting('synchronous_commit') IN ('off', 'local')
            """
    }

    // MARK: Statements

    func statement(_ sql: StaticString) throws(StoreFailure) -> any SQLStatement {
        if let statement = fixed[sql.utf8Start] { return statement }
        let statement = try make(sql.description)
        fixed[sql.utf8Start] = statement
        return statement
    }

    func statement(composed sql: String) throws(StoreFailure) -> any SQLStatement {
        if let statement = composed[sql] { return statement }
        let statement = try make(sql)
        composed[sql] = statement
        return statement
    }

    func statement(varying sql: String) throws(StoreFailure) -> any SQLStatement {
        PostgresStatement(try SQLSpelling.postgresText(sql), name: nil, of: self)
    }

    private func make(_ sql: String) throws(StoreFailure) -> PostgresStatement {
        statementCount += 1
        return PostgresStatement(
            try SQLSpelling.postgresText(sql),
            name: configuration.preparesStatements ? "s\(statementCount)" : nil, of: self)
    }

    func insertion(into table: InsertedTable) throws(StoreFailure) -> any SQLStatement {
        kept(in: table)
    }

    private func kept(in table: InsertedTable) -> PostgresInsertion {
        if let insertion = insertions[table] { return insertion }
        let insertion = PostgresInsertion(table)
        insertions[table] = insertion
        return insertion
    }

    // MARK: Running them

    private func setDeadline() {
        // The server ends a statement by itself; it gets a little longer to say so.
        link.deadline = .now.advanced(by: .seconds(configuration.secondsMax + 1))
    }

    /// Runs a statement to its first row, or all of them.
    func rows(of statement: PostgresStatement) throws(StoreFailure) -> Answer? {
        guard isPipelining else {
            setDeadline()
            try prepare(statement)
            try send(statement)
            if isStreaming { try link.streamRows() }
            try link.flush()
            return isStreaming ? try nextRow() : try onlyResult()
        }
        try sendInsertions()
        setDeadline()
        try send(statement)
        try link.requestFlush()
        try link.flush()
        try drain()
        return try answer { _ in }
    }

    /// Runs a statement whose rows, if any, are of no interest.
    func run(_ statement: PostgresStatement) throws(StoreFailure) {
        guard isPipelining else {
            _ = try rows(of: statement)
            return
        }
        try sendInsertions()
        setDeadline()
        try send(statement)
        pending.append(.run)
    }

    private func prepare(_ statement: PostgresStatement) throws(StoreFailure) {
        guard statement.standing == .unprepared else { return }
        try link.send(prepare: statement.name, statement.sql)
        try link.flush()
        _ = try onlyResult()
        statement.standing = .prepared
    }

    private func send(_ statement: PostgresStatement) throws(StoreFailure) {
        switch statement.standing {
        case .unnamed: return try link.send(statement.sql, statement.parameters)
        case .unprepared:
            try link.send(prepare: statement.name, statement.sql)
            pending.append(.preparation(statement))
            statement.standing = .prepared
        case .prepared: break
        }
        try link.send(prepared: statement.name, statement.parameters)
    }

    /// The answer of the one query that was sent outside of a pipeline.
    private func onlyResult() throws(StoreFailure) -> Answer? {
        var last: Answer?
        var failure: PostgresFailure?
        while let result = try link.result() {
            failure = failure ?? result.failure
            last = result
            // Text may follow that the server expects of a copy; nobody sends it here.
            if result.status == PGRES_COPY_IN { break }
        }
        if let failure { throw .engine(failure) }
        return last
    }

    /// One or several statements without parameters, and what the last of them answers.
    @discardableResult
    func execute(_ sql: String) throws(StoreFailure) -> Answer? {
        setDeadline()
        try link.send(simple: sql)
        try link.flush()
        return try onlyResult()
    }

    func nextRow() throws(StoreFailure) -> Answer? {
        setDeadline()
        guard let result = try link.result() else { return nil }
        if let failure = result.failure {
            while try link.result() != nil {}
            throw .engine(failure)
        }
        guard result.status == PGRES_SINGLE_TUPLE else {
            while try link.result() != nil {}
            return nil
        }
        return result
    }

    /// Leaves out what is left of a walk. A connection on which that fails is not idle, and is
    /// dropped for it.
    func endStream() {
        do throws(StoreFailure) {
            while try link.result() != nil {}
        } catch {
            return
        }
    }

    // MARK: The pipeline

    /// Reads every answer that is owed.
    ///
    /// - Throws: the first refusal; the pipeline is ready for a rollback then.
    func drain() throws(StoreFailure) {
        while !pending.isEmpty {
            let next = pending.removeFirst()
            _ = try answer { isRefused in
                if case .preparation(let statement) = next, isRefused { forget(statement) }
            }
        }
    }

    private func answer(_ note: (_ isRefused: Bool) -> Void) throws(StoreFailure) -> Answer? {
        var answer: Answer?
        var failure: PostgresFailure?
        while let result = try link.result() {
            failure = failure ?? result.failure
            answer = result
        }
        note(failure != nil)
        guard let failure else { return answer }
        try skipRefused()
        throw .engine(failure)
    }

    /// Behind a refusal the server skips everything up to a mark.
    private func skipRefused() throws(StoreFailure) {
        for case .preparation(let statement) in pending { forget(statement) }
        pending.removeAll()
        try sendSync()
        try readSync()
    }

    /// The server may know the statement by its name or not: the next time it gets another one.
    private func forget(_ statement: PostgresStatement) {
        statementCount += 1
        statement.name = "s\(statementCount)"
        statement.standing = .unprepared
    }

    private func sendSync() throws(StoreFailure) {
        if !isSyncSent { try link.sync() }
        isSyncSent = true
        try link.flush()
    }

    private func readSync() throws(StoreFailure) {
        while true {
            if let result = try link.result(), result.status == PGRES_PIPELINE_SYNC { break }
        }
        isSyncSent = false
    }

    private func enterPipeline() throws(StoreFailure) {
        try link.enterPipeline()
        isPipelining = true
    }

    private func exitPipeline() throws(StoreFailure) {
        setDeadline()
        try sendSync()
        try drain()
        try readSync()
        try link.exitPipeline()
        isPipelining = false
    }

    /// Sends what is kept and waits for every answer.
    func settle() throws(StoreFailure) {
        try sendInsertions()
        guard !pending.isEmpty else { return }
        setDeadline()
        try link.requestFlush()
        try link.flush()
        try drain()
    }

    // MARK: Insertions

    /// From so many rows on a copy is cheaper than single insertions.
    private static let copyRowsMin = 32

    private func sendInsertions() throws(StoreFailure) {
        for table in InsertedTable.allCases where table != .changes {
            guard let kept = insertions[table], !kept.rows.isEmpty else { continue }
            let rows = kept.rows
            kept.removeRows()
            if rows.count < Self.copyRowsMin {
                for row in rows { try insert(row, into: table) }
            } else {
                try copy(rows, into: table)
            }
        }
    }

    private func insert(_ row: Parameters, into table: InsertedTable) throws(StoreFailure) {
        let marks = (1...table.columns.count).map { "$\($0)" }.joined(separator: ", ")
        let statement = try insertionStatement(table) {
            "INSERT INTO \(table.name) (\(table.columnList)) VALUES (\(marks))"
        }
        try send(row, by: statement)
    }

    private func send(_ row: Parameters, by statement: PostgresStatement) throws(StoreFailure) {
        setDeadline()
        statement.parameters = row
        defer { statement.reset() }
        try send(statement)
        pending.append(.run)
    }

    private var insertionStatements: [InsertedTable: PostgresStatement] = [:]

    private func insertionStatement(
        _ table: InsertedTable, _ sql: () -> String
    ) throws(StoreFailure) -> PostgresStatement {
        if let statement = insertionStatements[table] { return statement }
        statementCount += 1
        let statement = PostgresStatement(
            sql(), name: configuration.preparesStatements ? "s\(statementCount)" : nil, of: self)
        insertionStatements[table] = statement
        return statement
    }

    /// - Parameter first: the sequence number of the first row, for the change log.
    private func copy(
        _ rows: [Parameters], into table: InsertedTable, numberedFrom first: Int64? = nil
    ) throws(StoreFailure) {
        try exitPipeline()
        let columns = (first == nil ? "" : "sequence, ") + table.columnList
        let answer = try execute("COPY \(table.name) (\(columns)) FROM STDIN")
        guard answer?.status == PGRES_COPY_IN else { throw .broken("a copy was not begun") }
        var lines: [UInt8] = []
        lines.reserveCapacity(rows.count * 256)
        for (index, row) in rows.enumerated() {
            if let first { lines.append(contentsOf: "\(first + Int64(index))\t".utf8) }
            row.appendLine(to: &lines)
        }
        try link.put(copy: lines)
        try link.endCopy()
        _ = try onlyResult()
        try enterPipeline()
    }

    // MARK: Transactions that write

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
                try link.exitPipeline()
                isPipelining = false
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

    private func run(fixed sql: StaticString) throws(StoreFailure) {
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

    private func sendChanges() throws(StoreFailure) {
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

    private func insertNumbered(_ row: Parameters) throws(StoreFailure) {
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
    private func sendCommit() throws(StoreFailure) -> Bool {
        setDeadline()
        try link.send("COMMIT", Parameters())
        try sendSync()
        try drain()
        let answer = try answer { _ in }
        try readSync()
        try link.exitPipeline()
        isPipelining = false
        return answer?.command == "COMMIT"
    }

    // MARK: Transactions that read

    func reading<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        var begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        if !configuration.preparesStatements { begin += "; " + settings(isLocal: true) }
        if let readSecondsMax {
            begin += "; SET LOCAL statement_timeout = \(max(1, Int(readSecondsMax * 1_000)))"
        }
        try execute(begin)
        let value: Value
        do throws(StoreFailure) {
            value = try body()
        } catch {
            rollBack()
            throw error
        }
        try execute("COMMIT")
        return value
    }

    func within<Value>(
        seconds: Double, _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value? {
        readSecondsMax = seconds
        defer { readSecondsMax = nil }
        do throws(StoreFailure) {
            return try body()
        } catch {
            if error.isInterruption { return nil }
            throw error
        }
    }

    /// Whether nothing is under way: otherwise it is of no more use.
    var isIdle: Bool { link.isIdle && pending.isEmpty && !isPipelining }
}

extension InsertedTable {
    var columnList: String { columns.joined(separator: ", ") }
}
