import Foundation

/// Where the register reads the time; a test puts its own in.
public struct RegistryClock: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: @Sendable () -> Int64

    public init(milliseconds: @escaping @Sendable () -> Int64) {
        self.milliseconds = milliseconds
    }

    /// The machine's clock.
    public static let system = RegistryClock {
        Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    public var seconds: Int64 { milliseconds() / 1_000 }

    /// "Today" of the contract: the present day, UTC.
    public var today: CalendarDate { CalendarDate(epochSeconds: seconds) }
}

/// `YYYY-MM-DDThh:mm:ssZ`, the form of a certified entity's times (contract section 2).
public func timestampText(epochSeconds: Int64) -> String {
    let date = CalendarDate(epochSeconds: epochSeconds)
    let second = Int(epochSeconds - epochSeconds.quotientRoundedDown(by: 86_400) * 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let year = String(date.wireText.prefix(4))
    return "\(year)-\(two(date.month))-\(two(date.day))"
        + "T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
}
