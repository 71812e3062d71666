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
    private let purpose: Purpose
    /// Whether rows come one by one, for walks through whole tables. Only one statement at a time
    /// then.
    var isStreaming = false

    /// By the address of the SQL, which is a literal of this program.
    var fixed: [UnsafePointer<UInt8>: PostgresStatement] = [:]
    /// By the text of SQL that is put together from literals.
    var composed: [String: PostgresStatement] = [:]
    var statementCount = 0
    var insertions: [InsertedTable: PostgresInsertion] = [:]
    var insertionStatements: [InsertedTable: PostgresStatement] = [:]
    /// Sent and not answered yet, in order.
    var pending: [Pending] = []
    var isPipelining = false
    /// Whether the mark behind which an error is forgotten is on its way.
    var isSyncSent = false
    /// In seconds, for the queries of a transaction that only reads.
    var readSecondsMax: Double?

    enum Pending {
        case preparation(PostgresStatement)
        case run
    }

    /// What a connection is for decides how the server plans its statements.
    enum Purpose {
        /// Looks for keys: a plan is made once, for any values. One for the values at hand goes by
        /// the statistics of a table, which are of yesterday, and takes longer than the query.
        case keys
        /// Lists: planned for their values, which decide by which index little is looked at.
        case lists
    }

    /// - Parameter hosts: the URL's, in the order in which they are asked; its own where empty.
    init(
        url: String, hosts: [ServerHost] = [], purpose: Purpose = .lists,
        configuration: PostgresConfiguration
    ) throws(StoreFailure) {
        self.configuration = configuration
        self.purpose = purpose
        link = try Link(
            url: url,
            defaults: [
                "application_name": "certregistry", "client_encoding": "UTF8",
                "connect_timeout": String(configuration.connectSecondsMax),
                "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
                "tcp_user_timeout": String(Int(configuration.secondsMax * 1_000)),
            ].merging(Self.session(of: url, configuration)) { $1 },
            overrides: hosts.count < 2
                ? [:]
                : [
                    "host": hosts.map(\.host).joined(separator: ","),
                    "port": hosts.map(\.port).joined(separator: ","),
                ])
        if configuration.preparesStatements { try execute(settings(isLocal: false)) }
    }

    /// The primary, wherever it is by now; of a replica's URL whichever server answers.
    private static func session(
        of url: String, _ configuration: PostgresConfiguration
    ) -> [String: String] {
        url == configuration.replicaURL && url != configuration.url
            ? [:] : ["target_session_attrs": configuration.servers]
    }

    /// Settings by which a plan is made once, when a table may be empty, and is right for ever.
    static let plansForAll = [
        "plan_cache_mode = force_generic_plan", "enable_seqscan = off",
    ]

    /// What bounds every statement on the server, keeps it from compiling plans, which takes longer
    /// than most of them run, and makes a commit durable, whatever the server's own settings say.
    func settings(isLocal: Bool) -> String {
        let milliseconds = { (seconds: Double) in Int(seconds * 1_000) }
        let set = isLocal ? "SET LOCAL" : "SET"
        let plans = purpose == .keys ? Self.plansForAll : []
        return """
            \(plans.map { "\(set) \($0);" }.joined(separator: " "))
            \(set) jit = off;
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
        try composedStatement(sql)
    }

    /// As ``statement(composed:)``.
    func composedStatement(_ sql: String) throws(StoreFailure) -> PostgresStatement {
        if let statement = composed[sql] { return statement }
        let statement = try make(sql)
        composed[sql] = statement
        return statement
    }

    func statement(varying sql: String) throws(StoreFailure) -> any SQLStatement {
        PostgresStatement(try SQLSpelling.postgresText(sql), name: nil, of: self)
    }

    func make(_ sql: String) throws(StoreFailure) -> PostgresStatement {
        statementCount += 1
        return PostgresStatement(
            try SQLSpelling.postgresText(sql),
            name: configuration.preparesStatements ? "s\(statementCount)" : nil, of: self)
    }

    func insertion(into table: InsertedTable) throws(StoreFailure) -> any SQLStatement {
        kept(in: table)
    }

    func kept(in table: InsertedTable) -> PostgresInsertion {
        if let insertion = insertions[table] { return insertion }
        let insertion = PostgresInsertion(table)
        insertions[table] = insertion
        return insertion
    }

    // MARK: Running them

    func setDeadline() {
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

    func prepare(_ statement: PostgresStatement) throws(StoreFailure) {
        guard statement.standing == .unprepared else { return }
        try link.send(prepare: statement.name, statement.sql)
        try link.flush()
        _ = try onlyResult()
        statement.standing = .prepared
    }

    func send(_ statement: PostgresStatement) throws(StoreFailure) {
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
    func onlyResult() throws(StoreFailure) -> Answer? {
        var last: Answer?
        var failure: PostgresFailure?
        while let result = try link.result() {
            failure = failure ?? result.failure
            last = result
            // The server waits for the rows of a copy, and says no more before it has them.
            if result.status == PGRES_COPY_IN { break }
        }
        if let failure { throw .engine(failure) }
        return last
    }

    /// One or several statements without parameters, and what the last of them answers.
    ///
    /// - Parameter secondsMax: how long they may take, if not as long as any statement.
    @discardableResult
    func execute(
        _ sql: String, secondsMax: Double? = nil
    ) throws(StoreFailure) -> Answer? {
        setDeadline()
        if let secondsMax { link.deadline = .now.advanced(by: .seconds(secondsMax)) }
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

    /// Whether nothing is under way: otherwise it is of no more use.
    var isIdle: Bool { link.isIdle && pending.isEmpty && !isPipelining }
}
