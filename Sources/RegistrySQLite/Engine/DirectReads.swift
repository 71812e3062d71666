import Foundation
import RegistryCore
import RegistrySQL
import Synchronization

/// Reads of a few pages on the thread that asks for them, as long as the pages are in memory.
///
/// To hand a query of some microseconds to another thread costs as much as the query
/// (docs/decisions/sqlite-reads.md). A disk is another matter: the cooperative pool must not wait
/// for it. Whether a page is in memory can't be asked, so it is watched: once a read has waited,
/// all go to the reading threads for a while.
final class DirectReads: Sendable {
    private struct State {
        /// Connections that nobody is using.
        var idle: [Connection]
        /// Until when reads are left to the threads.
        var pausedUntil: ContinuousClock.Instant
        var isClosed = false
    }

    private let state: Mutex<State>

    /// A read in memory takes some tens of microseconds.
    private static let readMax = Duration.milliseconds(1)
    /// Where every read waits for a disk, one in so many milliseconds finds it out again.
    private static let pause = Duration.milliseconds(100)

    init(connections: [Connection]) {
        state = Mutex(State(idle: connections, pausedUntil: .now))
    }

    /// - Returns: nil when the read is left to the threads.
    func read<Value>(
        _ body: (Connection) throws(StoreFailure) -> Value
    ) -> Result<Value, StoreFailure>? {
        let start = ContinuousClock.now
        let connection = state.withLock { $0.pausedUntil > start ? nil : $0.idle.popLast() }
        guard let connection else { return nil }
        let waitsBefore = Self.waitCount()
        let result: Result<Value, StoreFailure>
        do throws(StoreFailure) {
            result = .success(try body(connection))
        } catch {
            result = .failure(error)
        }
        let end = ContinuousClock.now
        // A thread that others have pushed aside was slow too, but did not wait.
        let hasWaited = start.duration(to: end) > Self.readMax && Self.waitCount() > waitsBefore
        giveBack(connection, pausingUntil: hasWaited ? end.advanced(by: Self.pause) : nil)
        return result
    }

    private func giveBack(
        _ connection: Connection, pausingUntil end: ContinuousClock.Instant?
    ) {
        let isClosed = state.withLock { state in
            if let end { state.pausedUntil = end }
            if !state.isClosed { state.idle.append(connection) }
            return state.isClosed
        }
        if isClosed { connection.closeQuietly() }
    }

    /// Linux's `RUSAGE_THREAD`, which the C library shows to those only who define `_GNU_SOURCE`.
    private static let callingThread: Int32 = 1

    /// How often this thread has given up its core to wait for something.
    private static func waitCount() -> Int {
        var usage = rusage()
        getrusage(callingThread, &usage)
        return usage.ru_nvcsw
    }

    /// Takes no more reads, and closes each connection when its last read is done.
    func close() {
        let idle = state.withLock { state in
            defer {
                state.isClosed = true
                state.idle = []
            }
            return state.idle
        }
        for connection in idle { connection.closeQuietly() }
    }
}
