import RegistrySQL

/// Transactions that read.
extension PostgresConnection {
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
