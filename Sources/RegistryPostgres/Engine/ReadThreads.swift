import RegistryCore
import RegistrySQL

/// The threads that read from one server, each with a connection of its own.
final class ReadThreads: Sendable {
    private struct Job: Sendable {
        let since: ContinuousClock.Instant
        let run: @Sendable (PostgresConnection) throws(StoreFailure) -> Void
        let fail: @Sendable (StoreFailure) -> Void
    }

    private let queue: WorkQueue<Job>
    private let threads: [WorkerThread]

    init(_ source: ConnectionSource, count: Int, name: String) {
        let configuration = source.configuration
        let queue = WorkQueue<Job>(countMax: configuration.queueMax)
        self.queue = queue
        threads = (0..<count).map { _ in
            WorkerThread(name: name) {
                let kept = KeptConnection(source, for: .lists)
                while let job = queue.next() {
                    Self.run(job, kept, secondsMax: configuration.secondsMax)
                }
            }
        }
    }

    deinit { queue.close() }

    private static func run(_ job: Job, _ kept: KeptConnection, secondsMax: Double) {
        guard job.since.duration(to: .now) < .seconds(secondsMax) else {
            return job.fail(.unreachable("a read has waited for its turn too long"))
        }
        defer { kept.review() }
        // A connection that was lost since its last use is no reason to refuse anybody.
        let mayBeLost = kept.isOpen
        do throws(StoreFailure) {
            do throws(StoreFailure) {
                try job.run(kept.connection())
            } catch {
                let isStale = error.isLoss || error.postgres?.isStalePlan ?? false
                guard mayBeLost, isStale else { throw error }
                kept.drop()
                try job.run(kept.connection())
            }
        } catch {
            if error.isLoss { kept.drop() }
            job.fail(error)
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        let result: Result<Value, RegistryError> = await withCheckedContinuation {
            continuation in
            let isTaken = queue.add(
                Job(
                    since: .now,
                    run: { connection throws(StoreFailure) in
                        let value = try body(connection)
                        continuation.resume(returning: .success(value))
                    },
                    fail: { continuation.resume(returning: .failure($0.registryError)) }))
            if !isTaken { continuation.resume(returning: .failure(.storeIsBusy)) }
        }
        return try result.get()
    }

    func close() async {
        queue.close()
        for thread in threads { await thread.finished() }
    }
}
