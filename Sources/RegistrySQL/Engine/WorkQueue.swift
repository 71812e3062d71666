import Foundation
package import RegistryCore

/// Jobs on their way from tasks to worker threads. Bounded: what doesn't fit is refused at once,
/// so that a store that is slow answers instead of filling the memory.
///
/// `@unchecked Sendable`: all state is guarded by `condition`.
package final class WorkQueue<Job: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let countMax: Int
    private var jobs: [Job] = []
    /// Of the first job that is still to be done.
    private var head = 0
    /// Threads that sleep until there is a job. One that is awake looks by itself.
    private var sleepers = 0
    private var isClosed = false

    package init(countMax: Int) { self.countMax = countMax }

    /// - Returns: false when the queue is full or closed.
    package func add(_ job: Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed, jobs.count - head < countMax else { return false }
        jobs.append(job)
        if sleepers > 0 { condition.signal() }
        return true
    }

    /// Waits for a job.
    ///
    /// - Returns: nil when the queue is closed and all its jobs are done.
    package func next() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let job = removeFirst() { return job }
            if isClosed { return nil }
            sleepers += 1
            condition.wait()
            sleepers -= 1
        }
    }

    /// - Returns: nil when there is no job now.
    package func nextIfAny() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        return removeFirst()
    }

    /// Takes no more jobs; those that are there will be done.
    package func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
    }

    private func removeFirst() -> Job? {
        guard head < jobs.count else { return nil }
        let job = jobs[head]
        head += 1
        if head == jobs.count {
            jobs.removeAll(keepingCapacity: true)
            head = 0
        }
        return job
    }
}

extension RegistryError {
    /// A queue is at its bound, or the store is closing.
    package static let storeIsBusy = RegistryError.unavailable(
        "The register has more to do than it takes on.", retryAfterSeconds: 1)
}
