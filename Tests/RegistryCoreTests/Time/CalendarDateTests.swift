import RegistryCore
import Testing

@Suite("Days and times")
struct CalendarDateTests {
    @Test(
        "a day reads in both forms and writes as YYYYMMDD",
        arguments: [
            ("20240229", "20240229"), ("2024-02-29", "20240229"), ("20000229", "20000229"),
            ("00010101", "00010101"), ("99991231", "99991231"),
        ])
    func reads(_ text: String, _ expected: String) {
        #expect(CalendarDate(text)?.wireText == expected)
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "", "2024022", "202402290", "20230229", "19000229", "20241301", "20240001",
            "20240100", "20240132", "20240431", "2024-0229", "202402-29", "2024/02/29",
            "-2024022", "2024-2-29", " 20240229", "00000101", "２０２４０２２９", "20240229\n",
        ])
    func refuses(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "the day of an instant is the UTC day",
        arguments: [
            (Int64(0), "19700101"), (-1, "19691231"), (86_399, "19700101"), (86_400, "19700102"),
            (951_782_400, "20000229"), (1_709_164_800, "20240229"), (4_102_444_799, "20991231"),
        ])
    func dayOfInstant(_ seconds: Int64, _ expected: String) {
        #expect(CalendarDate(epochSeconds: seconds).wireText == expected)
    }

    @Test("every day of 400 years follows the one before")
    func everyDay() {
        var previous = CalendarDate(epochSeconds: 0)
        for day in 1...Int64(146_097) {
            let date = CalendarDate(epochSeconds: day * 86_400)
            #expect(date > previous)
            #expect(CalendarDate(number: date.number) == date)
            previous = date
        }
        #expect(previous.wireText == "23700101")
    }

    @Test("a timestamp names day and time, UTC")
    func timestamp() {
        #expect(timestampText(epochSeconds: 0) == "1970-01-01T00:00:00Z")
        #expect(timestampText(epochSeconds: 1_700_000_000) == "2023-11-14T22:13:20Z")
        #expect(timestampText(epochSeconds: -1) == "1969-12-31T23:59:59Z")
    }
}
