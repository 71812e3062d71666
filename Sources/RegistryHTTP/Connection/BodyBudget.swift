import RegistryCore
import Synchronization

/// The memory that the bodies of all requests in flight may take together (contract section 14).
///
/// A body takes its share in steps, as its bytes arrive: what a client only announced costs
/// nothing, so that one slow upload can't keep all others out. Who finds no room waits, the oldest
/// body first, and gets 503 when no room came in time. Bodies that have begun could end up waiting
/// for each other; so the oldest of them may go over the bound, one body at a time.
public final class BodyBudget: Sendable {
    /// How long a body waits for room. Our choice: longer than most calls take, shorter than
    /// most clients wait.
    public static let waitingDefault = Duration.seconds(10)
    /// After how many seconds a client should try again that found no room.
    private static let retryAfterSeconds = 5

    private struct Waiter {
        let reservation: Reservation
        let bytes: Int
        let continuation: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var taken = 0
        /// Waiting bodies, the oldest first.
        var waiters: [Waiter] = []
        /// The body that went over the bound.
        var overdrawn: UInt64?
        var bodiesBegun: UInt64 = 0
    }

    private let bytesMax: Int
    private let waiting: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - bytesMax: of all bodies together.
    ///   - waiting: how long a body waits for room.
    public init(bytesMax: Int, waiting: Duration = BodyBudget.waitingDefault) {
        self.bytesMax = bytesMax
        self.waiting = waiting
    }

    /// Bytes that are taken now.
    public var takenBytes: Int { state.withLock { $0.taken } }

    /// A share of nothing, to be grown.
    func begin() -> Reservation {
        state.withLock { state in
            state.bodiesBegun += 1
            return Reservation(budget: self, number: state.bodiesBegun)
        }
    }

    /// One body's share.
    final class Reservation: Sendable {
        private let budget: BodyBudget
        /// Counts bodies; the smaller, the older.
        fileprivate let number: UInt64
        fileprivate let held = Mutex(0)

        fileprivate init(budget: BodyBudget, number: UInt64) {
            self.budget = budget
            self.number = number
        }

        /// Bytes that are taken for this body.
        var bytes: Int { held.withLock { $0 } }

        /// Takes more, waiting for room if need be.
        ///
        /// - Throws: `unavailable` when there was none in time, or the request was cancelled.
        func grow(by bytes: Int) async throws(RegistryError) {
            guard await budget.take(bytes, for: self) else {
                throw .unavailable(
                    "The server has as many bodies in hand as it can hold. Send the request again.",
                    retryAfterSeconds: BodyBudget.retryAfterSeconds)
            }
        }

        /// Gives everything back.
        func release() {
            budget.giveBack(self)
        }
    }
}

extension BodyBudget {
    private func take(_ bytes: Int, for reservation: Reservation) async -> Bool {
        let isGranted = state.withLock { state in
            guard state.waiters.isEmpty, hasRoom(for: bytes, in: state) else { return false }
            grant(bytes, to: reservation, in: &state)
            return true
        }
        if isGranted { return true }
        return await withTaskGroup(of: Void.self) { group in
            // Wakes early when the request is cancelled.
            group.addTask {
                try? await Task.sleep(for: self.waiting)
                self.giveUp(reservation)
            }
            let isGranted = await withCheckedContinuation { continuation in
                enqueue(Waiter(reservation: reservation, bytes: bytes, continuation: continuation))
                // Cancelled before it was enqueued: nobody else would wake it.
                if Task.isCancelled { giveUp(reservation) }
            }
            group.cancelAll()
            return isGranted
        }
    }

    private func hasRoom(for bytes: Int, in state: borrowing State) -> Bool {
        state.taken + bytes <= bytesMax || state.taken == 0
    }

    private func grant(_ bytes: Int, to reservation: Reservation, in state: inout State) {
        state.taken += bytes
        reservation.held.withLock { $0 += bytes }
    }

    private func enqueue(_ waiter: Waiter) {
        serve { state in
            // Nearly always the last.
            let older = state.waiters.lastIndex {
                $0.reservation.number < waiter.reservation.number
            }
            state.waiters.insert(waiter, at: older.map { $0 + 1 } ?? state.waiters.startIndex)
        }
    }

    private func giveUp(_ reservation: Reservation) {
        let waiter = serve { state in
            state.waiters.firstIndex { $0.reservation === reservation }
                .map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    private func giveBack(_ reservation: Reservation) {
        serve { state in
            state.taken -= reservation.held.withLock { held in
                defer { held = 0 }
                return held
            }
            if state.overdrawn == reservation.number { state.overdrawn = nil }
        }
    }

    /// Changes the state, then wakes those that there is room for now.
    private func serve<Result>(_ change: (inout State) -> Result) -> Result {
        let (result, served) = state.withLock { state in
            let result = change(&state)
            var served: [Waiter] = []
            while let index = nextToServe(in: &state) {
                let waiter = state.waiters.remove(at: index)
                grant(waiter.bytes, to: waiter.reservation, in: &state)
                served.append(waiter)
            }
            return (result, served)
        }
        for waiter in served { waiter.continuation.resume(returning: true) }
        return result
    }

    /// The oldest body, if there is room for it; else the one that may go over the bound.
    private func nextToServe(in state: inout State) -> Int? {
        guard let oldest = state.waiters.first else { return nil }
        if hasRoom(for: oldest.bytes, in: state) { return state.waiters.startIndex }
        if let overdrawn = state.overdrawn {
            return state.waiters.firstIndex { $0.reservation.number == overdrawn }
        }
        let index = state.waiters.firstIndex { $0.reservation.bytes > 0 }
        state.overdrawn = index.map { state.waiters[$0].reservation.number }
        return index
    }
}
