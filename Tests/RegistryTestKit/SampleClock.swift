public import RegistryCore
import Synchronization

/// A clock that a test sets.
public final class SampleClock: Sendable {
    private let now: Mutex<Int64>

    /// - Parameter day: the clock starts at noon, UTC, of this day.
    public init(day: CalendarDate = .sample(2025, 6, 15)) {
        now = Mutex(Self.noon(of: day))
    }

    /// What a store is given.
    public var clock: RegistryClock { RegistryClock { self.now.withLock { $0 } } }

    /// Epoch seconds.
    public var seconds: Int64 { now.withLock { $0 } / 1_000 }

    public var today: CalendarDate { CalendarDate(epochSeconds: seconds) }

    /// Lets time pass; a negative number turns the clock back.
    public func advance(seconds: Int64) { now.withLock { $0 += seconds * 1_000 } }

    /// Goes to noon, UTC, of a day.
    public func set(_ day: CalendarDate) { now.withLock { $0 = Self.noon(of: day) } }

    private static func noon(of day: CalendarDate) -> Int64 {
        // Counted from a known day: 15 June 2025 began at 1,749,945,600.
        var seconds: Int64 = 1_749_945_600
        let step: Int64 = day.number >= 20_250_615 ? 86_400 : -86_400
        while CalendarDate(epochSeconds: seconds) != day { seconds += step }
        return (seconds + 43_200) * 1_000
    }
}

extension CalendarDate {
    /// A day that a test names; it must exist.
    public static func sample(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            preconditionFailure("a test names \(year)-\(month)-\(day), which is no day")
        }
        return date
    }
}
