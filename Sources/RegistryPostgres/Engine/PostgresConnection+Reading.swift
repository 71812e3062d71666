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
}
