import Foundation
package import RegistryCore
import Synchronization

/// A thread of our own for calls that block, which the cooperative pool must not do.
package final class WorkerThread: Sendable {
    private enum State {
        case running
        case awaited([CheckedContinuation<Void, Never>])
        case finished
    }

    private let state = Mutex(State.running)

    /// Starts the thread; it ends with `body`.
    package init(name: String, body: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            body()
            finish()
        }
        thread.name = name
        thread.start()
    }

    /// Waits until the thread has ended.
    package func finished() async {
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                switch state {
                case .running: state = .awaited([continuation])
                case .awaited(let others): state = .awaited(others + [continuation])
                case .finished: return true
                }
                return false
            }
            if isFinished { continuation.resume() }
        }
    }

    private func finish() {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            defer { state = .finished }
            if case .awaited(let waiting) = state { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Runs what blocks for long and comes once (opening, migrating, a backup) on a thread of its own.
package func onThread<Value: Sendable>(
    _ name: String, _ body: @escaping @Sendable () throws(StoreFailure) -> Value
) async throws(RegistryError) -> Value {
    let result: Result<Value, RegistryError> = await withCheckedContinuation { continuation in
        _ = WorkerThread(name: name) {
            do throws(StoreFailure) {
                continuation.resume(returning: .success(try body()))
            } catch {
                continuation.resume(returning: .failure(error.registryError))
            }
        }
    }
    return try result.get()
}
