import CLibPQ
import RegistrySQL

/// What is sent without waiting for it, and how its answers are read.
extension PostgresConnection {
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

    func answer(_ note: (_ isRefused: Bool) -> Void) throws(StoreFailure) -> Answer? {
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
    func skipRefused() throws(StoreFailure) {
        for case .preparation(let statement) in pending { forget(statement) }
        pending.removeAll()
        try sendSync()
        try readSync()
    }

    /// The server may know the statement by its name or not: the next time it gets another one.
    func forget(_ statement: PostgresStatement) {
        statementCount += 1
        statement.name = "s\(statementCount)"
        statement.standing = .unprepared
    }

    func sendSync() throws(StoreFailure) {
        if !isSyncSent { try link.sync() }
        isSyncSent = true
        try link.flush()
    }

    func readSync() throws(StoreFailure) {
        while true {
            if let result = try link.result(), result.status == PGRES_PIPELINE_SYNC { break }
        }
        isSyncSent = false
    }

    func enterPipeline() throws(StoreFailure) {
        try link.enterPipeline()
        isPipelining = true
    }

    func exitPipeline() throws(StoreFailure) {
        setDeadline()
        try sendSync()
        try drain()
        try readSync()
        try leavePipeline()
    }

    /// Behind a mark that was read.
    func leavePipeline() throws(StoreFailure) {
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
}
