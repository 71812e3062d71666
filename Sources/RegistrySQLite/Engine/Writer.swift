import RegistryCore

/// The thread that writes: one transaction after the other, each with all the writes that arrived
/// while it was open (group commit). An fsync for many, and still an outcome for each.
final class Writer: Sendable {
    private let queue: WorkQueue<any PendingWrite>
    private let thread: WorkerThread

    init(
        path: String, configuration: SQLiteConfiguration, clock: RegistryClock, ids: IDGenerator,
        checkpointer: Checkpointer
    ) throws(StoreFailure) {
        let queue = WorkQueue<any PendingWrite>(countMax: configuration.queueMax)
        let connection = try Connection(
            path: path, purpose: .writer, configuration: configuration)
        self.queue = queue
        thread = WorkerThread(name: "register.writer") {
            let commits = GroupCommits(
                connection: connection, queue: queue, configuration: configuration, clock: clock,
                ids: ids, checkpointer: checkpointer)
            commits.run()
            connection.closeQuietly()
        }
    }

    deinit { queue.close() }

    /// Runs a write inside a transaction; returns when it is durable.
    ///
    /// The body may run twice: what it does on the connection is undone before.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        let result: Result<Value, RegistryError> = await withCheckedContinuation { continuation in
            let write = Write(body: body, continuation: continuation)
            if !queue.add(write) { write.fail(.storeIsBusy) }
        }
        return try result.get()
    }

    func close() async {
        queue.close()
        await thread.finished()
    }
}

/// What a write works with: the connection inside its transaction, and the moment.
struct WriteTransaction {
    let connection: Connection
    /// Epoch milliseconds.
    let milliseconds: Int64
    /// By which ``CurrentStatus`` is judged in this transaction.
    let day: CalendarDate
    let ids: IDGenerator

    /// Epoch seconds.
    var seconds: Int64 { milliseconds / 1_000 }
}

/// A write that waits for its turn and then for its commit.
protocol PendingWrite: AnyObject, Sendable {
    /// Does the work inside the transaction and keeps the outcome.
    func run(in transaction: WriteTransaction) throws(StoreFailure)
    /// Tells the waiting task its outcome, after the commit.
    func succeed()
    func fail(_ error: RegistryError)
}

/// `@unchecked Sendable`: after it was made it belongs to the writer's thread.
private final class Write<Value: Sendable>: PendingWrite, @unchecked Sendable {
    private let body: @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    private let continuation: CheckedContinuation<Result<Value, RegistryError>, Never>
    private var outcome: Result<Value, RegistryError> = .failure(
        .broken("a write was answered before it ran"))

    init(
        body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value,
        continuation: CheckedContinuation<Result<Value, RegistryError>, Never>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in transaction: WriteTransaction) throws(StoreFailure) {
        outcome = .success(try body(transaction))
    }

    func succeed() { continuation.resume(returning: outcome) }

    func fail(_ error: RegistryError) { continuation.resume(returning: .failure(error)) }
}
