import RegistryCore
import Testing

@testable import RegistryHTTP

@Suite("the memory for all bodies together", .timeLimit(.minutes(1)))
struct BodyBudgetTests {
    @Test("a body that finds no room in time is refused, to be sent again later")
    func noRoomInTime() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .milliseconds(50))
        let first = budget.begin()
        try await first.grow(by: 60)
        let second = budget.begin()
        let error = await #expect(throws: RegistryError.self) { try await second.grow(by: 41) }
        guard case .unavailable(_, let retryAfterSeconds) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(retryAfterSeconds > 0)
        #expect(budget.takenBytes == 60)
        // What does fit is still welcome.
        try await second.grow(by: 40)
        #expect(budget.takenBytes == 100)
        first.release()
        second.release()
        #expect(budget.takenBytes == 0)
    }

    @Test("a cancelled request stops waiting at once, and its place goes to the next")
    func cancelled() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .seconds(30))
        let first = budget.begin()
        try await first.grow(by: 60)
        let start = ContinuousClock.now
        let waiting = Task { try await budget.begin().grow(by: 80) }
        try await Task.sleep(for: .milliseconds(20))
        let next = Task { try await budget.begin().grow(by: 40) }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        await #expect(throws: RegistryError.self) { try await waiting.value }
        try await next.value
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(budget.takenBytes == 100)
    }

    @Test("a request that is cancelled before it waits does not wait")
    func cancelledBefore() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .seconds(30))
        try await budget.begin().grow(by: 100)
        let start = ContinuousClock.now
        for _ in 0..<300 {
            let task = Task {
                // Until the cancellation is there.
                while !Task.isCancelled { await Task.yield() }
                try await budget.begin().grow(by: 1)
            }
            task.cancel()
            await #expect(throws: RegistryError.self) { try await task.value }
        }
        #expect(start.duration(to: .now) < .seconds(10))
    }

    @Test("who came first is served first, even where a later one would fit")
    func order() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .seconds(30))
        let first = budget.begin()
        try await first.grow(by: 90)
        let large = budget.begin()
        let small = budget.begin()
        let waitingLarge = Task { try await large.grow(by: 60) }
        try await eventually("the large one to wait") {
            try await Task.sleep(for: .milliseconds(20))
            return true
        }
        let waitingSmall = Task { try await small.grow(by: 10) }
        try await Task.sleep(for: .milliseconds(50))
        #expect(small.bytes == 0)
        first.release()
        try await waitingLarge.value
        try await waitingSmall.value
        #expect(budget.takenBytes == 70)
    }

    @Test("a single body larger than all the room is taken in when it is alone")
    func largerThanAll() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .milliseconds(50))
        let alone = budget.begin()
        try await alone.grow(by: 500)
        alone.release()
        #expect(budget.takenBytes == 0)
    }

    @Test("bodies that fill the room half-read finish one after another instead of blocking")
    func noDeadlock() async throws {
        let budget = BodyBudget(bytesMax: 100, waiting: .seconds(20))
        var bodies: [BodyBudget.Reservation] = []
        for _ in 0..<10 {
            let body = budget.begin()
            try await body.grow(by: 10)
            bodies.append(body)
        }
        let start = ContinuousClock.now
        let peak = await withTaskGroup(of: Bool.self) { group in
            for body in bodies {
                group.addTask {
                    for _ in 0..<5 {
                        guard (try? await body.grow(by: 10)) != nil else { return false }
                        await Task.yield()
                    }
                    body.release()
                    return true
                }
            }
            group.addTask {
                var peak = 0
                while !Task.isCancelled, budget.takenBytes > 0 {
                    peak = max(peak, budget.takenBytes)
                    try? await Task.sleep(for: .milliseconds(1))
                }
                // All the room and one body's whole length beyond it.
                return peak <= 160
            }
            return await group.allSatisfy { $0 }
        }
        #expect(peak)
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(budget.takenBytes == 0)
    }

    @Test("hundreds of bodies at once leave nothing behind")
    func manyBodies() async throws {
        let budget = BodyBudget(bytesMax: 1_000, waiting: .milliseconds(200))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let body = budget.begin()
                    for _ in 0..<3 {
                        // Refusals are part of the game.
                        try? await body.grow(by: 1 + number % 400)
                        await Task.yield()
                    }
                    body.release()
                }
            }
        }
        #expect(budget.takenBytes == 0)
        try await budget.begin().grow(by: 1_000)
    }
}
