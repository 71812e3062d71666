import RegistryCore
import RegistrySQL

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
