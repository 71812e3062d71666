import RegistryCore
import RegistrySQL

/// The threads that read, each with a connection of its own.
final class Readers: Sendable {
    private typealias Job = @Sendable (Connection) -> Void

    private let queue: WorkQueue<Job>
    private let threads: [WorkerThread]
    private let direct: DirectReads

    init(path: String, configuration: SQLiteConfiguration) throws(StoreFailure) {
        let queue = WorkQueue<Job>(countMax: configuration.queueMax)
        func connections() throws(StoreFailure) -> [Connection] {
            var connections: [Connection] = []
            for _ in 0..<configuration.readers {
                connections.append(
                    try Connection(path: path, purpose: .reader, configuration: configuration))
            }
            return connections
        }
        self.queue = queue
        direct = DirectReads(connections: try connections())
        threads = try connections().map { connection in
            WorkerThread(name: "register.reader") {
                while let job = queue.next() { job(connection) }
                connection.closeQuietly()
            }
        }
    }

    /// A store that nobody holds any more, closed or not, leaves no thread behind.
    deinit {
        queue.close()
        direct.close()
    }

    /// Runs a query; several that must see one moment go into ``Connection/reading(_:)``.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        let result: Result<Value, RegistryError> = await withCheckedContinuation { continuation in
            let isTaken = queue.add { connection in
                do throws(StoreFailure) {
                    continuation.resume(returning: .success(try body(connection)))
                } catch {
                    continuation.resume(returning: .failure(error.registryError))
                }
            }
            if !isTaken { continuation.resume(returning: .failure(.storeIsBusy)) }
        }
        return try result.get()
    }

    /// Runs a query of a few pages, here and now where that is possible.
    func readShort<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreFailure) -> Value
    ) async throws(RegistryError) -> Value {
        switch direct.read(body) {
        case .success(let value): return value
        case .failure(let failure): throw failure.registryError
        case nil: return try await read(body)
        }
    }

    func close() async {
        direct.close()
        queue.close()
        for thread in threads { await thread.finished() }
    }
}
