import RegistryCore
import RegistrySQL

/// The threads that write, each with a connection of its own. What waits for one account goes into
/// one transaction, each write in a savepoint, and is told its outcome after the commit.
final class WriteThreads: Sendable {
    private let lanes: WriteLanes
    private let threads: [WorkerThread]

    init(_ source: ConnectionSource, clock: RegistryClock, ids: IDGenerator) {
        let configuration = source.configuration
        let lanes = WriteLanes(countMax: configuration.queueMax)
        self.lanes = lanes
        threads = (0..<configuration.writers).map { _ in
            WorkerThread(name: "register.writer") {
                let thread = WriteThread(
                    lanes: lanes, kept: KeptConnection(source, for: .keys),
                    configuration: configuration, clock: clock, ids: ids)
                while let scope = lanes.takeLane() {
                    thread.work(on: scope)
                    lanes.leave(scope)
                }
            }
        }
    }

    deinit { lanes.close() }

    func write<Value: Sendable>(
        _ scope: WriteScope,
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        let result: Result<Value, RegistryError> = await withCheckedContinuation {
            continuation in
            let write = Write(body: body, continuation: continuation)
            if !lanes.add(write, scope) { write.fail(.storeIsBusy) }
        }
        return try result.get()
    }

    func close() async {
        lanes.close()
        for thread in threads { await thread.finished() }
    }
}

private struct WriteThread {
    let lanes: WriteLanes
    let kept: KeptConnection
    let configuration: PostgresConfiguration
    let clock: RegistryClock
    let ids: IDGenerator

    /// How often a transaction is run that others make impossible: each time one of them goes on.
    private static let attemptsMax = 5
    /// Writes of one transaction at most, as one that fails in the end costs all of them.
    private static let groupMax = 200

    /// Commits one group of writes of a lane.
    func work(on scope: WriteScope) {
        var group: [any PendingWrite] = []
        let start = ContinuousClock.now
        while group.count < Self.groupMax, let waiting = lanes.next(in: scope) {
            if waiting.since.duration(to: .now) < .seconds(configuration.secondsMax) {
                group.append(waiting.write)
            } else {
                waiting.write.fail(.storeIsBusy)
            }
            guard start.duration(to: .now) < .milliseconds(configuration.groupMilliseconds)
            else { break }
        }
        guard !group.isEmpty else { return }
        defer { kept.review() }
        if group.count > 1, commitTogether(group, scope) { return }
        for write in group { commitAlone(write, scope) }
    }

    // MARK: One write

    private func commitAlone(_ write: any PendingWrite, _ scope: WriteScope) {
        for attempt in 1... {
            do throws(StoreFailure) {
                try transaction(scope) { transaction throws(StoreFailure) in
                    try write.run(in: transaction)
                }
                return write.succeed()
            } catch {
                guard attempt < Self.attemptsMax, mayGoWell(again: error, attempt) else {
                    return write.fail(error.registryError)
                }
            }
        }
    }

    /// Whether another attempt has a chance: a conflict, a key that was taken meanwhile or drawn
    /// twice, a connection that was lost before the commit.
    private func mayGoWell(again failure: StoreFailure, _ attempt: Int) -> Bool {
        guard let postgres = failure.postgres, postgres.state != PostgresFailure.unsure else {
            return false
        }
        if postgres.isDuplicateKey || postgres.isStalePlan { return attempt == 1 }
        if postgres.isLoss { return attempt == 1 }
        return postgres.isConflict
    }

    // MARK: Several writes

    /// - Returns: whether each has its outcome; otherwise none of it holds.
    private func commitTogether(_ group: [any PendingWrite], _ scope: WriteScope) -> Bool {
        var succeeded: [any PendingWrite] = []
        var failed: [(any PendingWrite, StoreFailure)] = []
        do throws(StoreFailure) {
            try transaction(scope) { transaction throws(StoreFailure) in
                for write in group {
                    do throws(StoreFailure) {
                        try runInSavepoint(write, transaction)
                        succeeded.append(write)
                    } catch {
                        guard case .register = error else { throw error }
                        failed.append((write, error))
                    }
                }
            }
        } catch {
            guard let postgres = error.postgres, postgres.state == PostgresFailure.unsure else {
                return false
            }
            for write in succeeded { write.fail(error.registryError) }
            for (write, failure) in failed { write.fail(failure.registryError) }
            return true
        }
        for write in succeeded { write.succeed() }
        for (write, failure) in failed { write.fail(failure.registryError) }
        return true
    }

    private func runInSavepoint(
        _ write: any PendingWrite, _ transaction: WriteTransaction
    ) throws(StoreFailure) {
        guard let connection = transaction.connection as? PostgresConnection else {
            throw .broken("a transaction is another engine's")
        }
        let keptChanges = connection.keptChanges
        try connection.setSavepoint()
        do throws(StoreFailure) {
            try write.run(in: transaction)
        } catch {
            guard case .register = error else { throw error }
            try connection.rollBackToSavepoint(keptChanges: keptChanges)
            throw error
        }
        try connection.releaseSavepoint()
    }

    // MARK: Transactions

    private func transaction(
        _ scope: WriteScope, _ body: (WriteTransaction) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let connection = try kept.connection()
        do throws(StoreFailure) {
            var settled = try begin(scope, on: connection)
            if settled < clock.today, case .account = scope {
                connection.rollBack()
                try transaction(.register) { _ throws(StoreFailure) in }
                settled = try begin(scope, on: connection)
            }
            if settled < clock.today { settled = try connection.settleDay(clock.today) }
            try body(
                WriteTransaction(
                    connection: connection, milliseconds: clock.milliseconds(), day: settled,
                    ids: ids))
            try connection.commit(writingFor: scope.accountID)
        } catch {
            if error.isLoss {
                kept.drop()
            } else {
                connection.rollBack()
                kept.review()
            }
            throw error
        }
    }

    private func begin(
        _ scope: WriteScope, on connection: PostgresConnection
    ) throws(StoreFailure) -> CalendarDate {
        guard let day = CalendarDate(number: try connection.begin(scope)) else {
            throw .broken("register_state names no day")
        }
        return day
    }
}

extension WriteScope {
    fileprivate var accountID: RecordID? {
        if case .account(let id) = self { id } else { nil }
    }
}
