import RegistrySQL

/// Transactions that read.
extension PostgresConnection {
    func reading<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        try reading(with: [], body)
    }

    func planning<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        try reading(with: Self.plansForAll, body)
    }

    private func reading<Value>(
        with own: [String], _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        var begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        if !configuration.preparesStatements { begin += "; " + settings(isLocal: true) }
        for setting in own { begin += "; SET LOCAL " + setting }
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

    func rows<Value>(at points: [PointRead<Value>]) throws(StoreFailure) -> [Value?] {
        guard points.count > 1, !isPipelining else {
            var rows: [Value?] = []
            for point in points { rows.append(try point.run(on: self)) }
            return rows
        }
        let collected = points.map { CollectedRow($0) }
        var reads: [any PendingPointRead] = collected
        try read(&reads)
        var rows: [Value?] = []
        for row in collected { rows.append(try row.outcome.get()) }
        return rows
    }

    /// Sends many reads at once and tells each its row as the answers come.
    ///
    /// - Parameter reads: what is told its row is taken out, whatever comes of the rest.
    func read(_ reads: inout [any PendingPointRead]) throws(StoreFailure) {
        var statements: [PostgresStatement] = []
        for read in reads {
            let statement = try composedStatement(read.sql)
            try prepare(statement)
            statements.append(statement)
        }
        setDeadline()
        try enterPipeline()
        for (read, statement) in zip(reads, statements) {
            read.bind(to: statement)
            try send(statement)
            statement.reset()
        }
        try sendSync()
        for statement in statements {
            let answer = try answer { _ in }
            statement.show(answer)
            reads.removeFirst().finish(with: statement)
            statement.reset()
        }
        try readSync()
        try leavePipeline()
    }
}

/// A row of several that are read together.
private final class CollectedRow<Value: Sendable>: PendingPointRead {
    private let point: PointRead<Value>
    private(set) var outcome: Result<Value?, StoreFailure> = .success(nil)

    init(_ point: PointRead<Value>) { self.point = point }

    var sql: String { point.sql }

    func bind(to statement: PostgresStatement) { point.bind(statement) }

    func finish(with statement: PostgresStatement) {
        do throws(StoreFailure) {
            outcome = .success(try statement.step() ? point.read(statement) : nil)
        } catch {
            outcome = .failure(error)
        }
    }

    func fail(_ error: StoreFailure) { outcome = .failure(error) }
}
