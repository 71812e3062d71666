/// Writes times as `2026-01-31T09:00:00.000Z`, in UTC. It keeps the last second it wrote, since
/// a busy log asks for the same one thousands of times.
struct TimeStamp {
    private var second = Int64.min
    private var bytes: [UInt8] = Array("0000-00-00T00:00:00.000Z".utf8)

    /// - Parameter milliseconds: since the start of 1970, UTC.
    mutating func text(at milliseconds: Int64) -> [UInt8] {
        let (second, rest) = milliseconds.flooredQuotientAndRemainder(by: 1_000)
        if second != self.second {
            self.second = second
            writeSecond()
        }
        write(rest, digits: 3, at: 20)
        return bytes
    }

    private mutating func writeSecond() {
        let (day, secondOfDay) = second.flooredQuotientAndRemainder(by: 86_400)
        let (year, month, dayOfMonth) = Self.date(ofDay: day)
        write(year, digits: 4, at: 0)
        write(month, digits: 2, at: 5)
        write(dayOfMonth, digits: 2, at: 8)
        write(secondOfDay / 3_600, digits: 2, at: 11)
        write(secondOfDay / 60 % 60, digits: 2, at: 14)
        write(secondOfDay % 60, digits: 2, at: 17)
    }

    private mutating func write(_ value: Int64, digits: Int, at offset: Int) {
        var rest = value
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// The Gregorian date of a day counted from 1970-01-01. Years are taken to begin in March, so
    /// that the leap day is a year's last and months have a regular length; a cycle of 400 such
    /// years has 146,097 days.
    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let daysFromYearZero = day + 719_468
        let (cycle, dayOfCycle) = daysFromYearZero.flooredQuotientAndRemainder(by: 146_097)
        let leapDays = dayOfCycle / 1_460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
        let yearOfCycle = (dayOfCycle - leapDays) / 365
        let startOfYear = 365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100
        let dayOfYear = dayOfCycle - startOfYear
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }
}

extension Int64 {
    /// Division that rounds down, so that times before 1970 have a positive remainder.
    fileprivate func flooredQuotientAndRemainder(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
