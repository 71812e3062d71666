/// A day of the Gregorian calendar, without time zone. Contract section 2: `YYYYMMDD` in and out,
/// `YYYY-MM-DD` accepted too; the day must exist.
public struct CalendarDate: Hashable, Sendable, Comparable {
    /// The day as the number YYYYMMDD, which sorts as the days do.
    public let number: Int32

    private init(unchecked number: Int32) { self.number = number }

    /// A stored ``number`` read back; nil when it is no day.
    public init?(number: Int32) {
        let value = Int(number)
        self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    /// Nil when there is no such day. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1,
            day <= Self.daysInMonth(year: year, month: month)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// Reads `YYYYMMDD` or `YYYY-MM-DD`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var number: Int32 = 0
        var digits = 0
        var dashes = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                guard digits <= 8 else { return nil }
                number = number * 10 + Int32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "-"):
                dashes += 1
                guard (digits, dashes) == (4, 1) || (digits, dashes) == (6, 2) else { return nil }
            default: return nil
            }
        }
        guard digits == 8, dashes != 1 else { return nil }
        self.init(number: number)
    }

    /// The day, UTC, on which an instant falls.
    ///
    /// - Parameter epochSeconds: seconds since 1970-01-01T00:00:00Z.
    public init(epochSeconds: Int64) {
        // Days to civil date by eras of 400 years, counted from 1 March (Howard Hinnant,
        // "chrono-Compatible Low-Level Date Algorithms").
        let days = epochSeconds.quotientRoundedDown(by: 86_400) + 719_468
        let era = days.quotientRoundedDown(by: 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(unchecked: Int32(year * 10_000 + month * 100 + day))
    }

    public var year: Int { Int(number) / 10_000 }
    public var month: Int { Int(number) / 100 % 100 }
    public var day: Int { Int(number) % 100 }

    /// `YYYYMMDD`.
    public var wireText: String {
        let digits = String(number)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// `YYYY-MM-DD`, for people.
    public var dashedText: String {
        let digits = wireText
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    func quotientRoundedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension CalendarDate {
    /// The same day so many months later, or that month's last.
    ///
    /// - Parameter months: not negative.
    public func adding(months: Int) -> CalendarDate {
        let count = year * 12 + (month - 1) + months
        let (year, month) = (min(count / 12, 9_999), count % 12 + 1)
        let day = min(day, Self.daysInMonth(year: year, month: month))
        return CalendarDate(unchecked: Int32(year * 10_000 + month * 100 + day))
    }
}
