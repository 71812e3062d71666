import RegistryCore
import RegistrySQL

/// The threads that read single rows: each sends all that wait at once, and takes the answers as
/// they come. A request and an answer of their own for each row would cost both sides more than the
/// row (docs/decisions/two-engines.md).
final class PointReadThreads: Sendable {
    private let queue: WorkQueue<any QueuedPointRead>
    private let threads: [WorkerThread]

    /// Reads that go to the server together: more would let the first wait for the last.
    private static let batchMax = 64

    init(_ source: ConnectionSource) {
        let configuration = source.configuration
        let queue = WorkQueue<any QueuedPointRead>(countMax: configuration.queueMax)
        self.queue = queue
        threads = (0..<configuration.pointReaders).map { _ in
            WorkerThread(name: "register.point") {
                let kept = KeptConnection(source, for: .keys)
                while let first = queue.next() {
                    var batch = [first]
                    while batch.count < Self.batchMax, let next = queue.nextIfAny() {
                        batch.append(next)
                    }
                    Self.run(batch, kept, secondsMax: configuration.secondsMax)
                }
            }
        }
    }

    deinit { queue.close() }

    private static func run(
        _ waiting: [any QueuedPointRead], _ kept: KeptConnection, secondsMax: Double
    ) {
        let now = ContinuousClock.now
        var batch: [any PendingPointRead] = []
        for read in waiting {
            if read.since.duration(to: now) < .seconds(secondsMax) {
                batch.append(read)
            } else {
                read.fail(.unreachable("a read has waited for its turn too long"))
            }
        }
        defer { kept.review() }
        // A connection that was lost since its last use is no reason to refuse anybody.
        for attempt in kept.isOpen ? 1...2 : 2...2 {
            do throws(StoreFailure) {
                return try kept.connection().read(&batch)
            } catch {
                // Whatever it was, answers may be left in the pipeline.
                if error.isLoss { kept.drop() } else { kept.discard() }
                guard attempt == 1 else {
                    for read in batch { read.fail(error) }
                    return
                }
            }
        }
    }

    func read<Value: Sendable>(
        _ point: PointRead<Value>
    ) async throws(RegistryError) -> Value? {
        let result: Result<Value?, RegistryError> = await withCheckedContinuation { continuation in
            let isTaken = queue.add(Pending(point: point, continuation: continuation))
            if !isTaken { continuation.resume(returning: .failure(.storeIsBusy)) }
        }
        return try result.get()
    }

    func close() async {
        queue.close()
        for thread in threads { await thread.finished() }
    }
}

/// A read that waits for its row.
protocol PendingPointRead {
    var sql: String { get }
    func bind(to statement: PostgresStatement)
    /// Reads the row, if there is one, and tells whoever waits.
    func finish(with statement: PostgresStatement)
    func fail(_ error: StoreFailure)
}

/// A read that a task waits for.
private protocol QueuedPointRead: PendingPointRead, Sendable {
    var since: ContinuousClock.Instant { get }
}

private struct Pending<Value: Sendable>: QueuedPointRead {
    let since = ContinuousClock.now
    let point: PointRead<Value>
    let continuation: CheckedContinuation<Result<Value?, RegistryError>, Never>

    var sql: String { point.sql }

    func bind(to statement: PostgresStatement) { point.bind(statement) }

    func finish(with statement: PostgresStatement) {
        do throws(StoreFailure) {
            let value = try statement.step() ? point.read(statement) : nil
            continuation.resume(returning: .success(value))
        } catch {
            fail(error)
        }
    }

    func fail(_ error: StoreFailure) {
        continuation.resume(returning: .failure(error.registryError))
    }
}
