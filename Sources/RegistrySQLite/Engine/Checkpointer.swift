import RegistryCore
import RegistrySQL

/// The thread that moves the write-ahead log into the database file while the writer goes on, so
/// that no commit has to wait for it.
final class Checkpointer: Sendable {
    private let queue = WorkQueue<Void>(countMax: 1)
    private let thread: WorkerThread

    init(path: String, configuration: SQLiteConfiguration) throws(StoreFailure) {
        let connection = try Connection(
            path: path, purpose: .checkpointer, configuration: configuration)
        thread = WorkerThread(name: "register.checkpointer") { [queue] in
            while queue.next() != nil { _ = connection.checkpointIfPossible() }
            connection.closeQuietly()
        }
    }

    deinit { queue.close() }

    func wake() {
        // Refused while one is waiting already, which serves as well.
        _ = queue.add(())
    }

    func close() async {
        queue.close()
        await thread.finished()
    }
}

extension Connection {
    /// What fails here is tried again after the next commit, which reports what is wrong with
    /// the disk; the log holds everything meanwhile.
    ///
    /// - Returns: whether it was done, as far as readers allow.
    func checkpointIfPossible() -> Bool {
        do throws(StoreFailure) {
            try checkpoint()
            return true
        } catch {
            return false
        }
    }

    /// Everything is durable before: a close that fails loses nothing, and nobody can mend it.
    func closeQuietly() {
        do throws(StoreFailure) {
            try close()
        } catch {
            return
        }
    }
}
