import RegistryCore
import RegistryWire
import Testing

@Suite("Dates of an upload")
struct DateReadingTests {
    static let fields = [
        "certification_original_issue_date", "certification_issue_date",
        "certification_expiry_date",
    ]

    private static func read(
        _ version: WireVersion, _ dates: [EditableJSON?]
    ) throws -> WireReading<UploadRecord> {
        var body = Requests.good(version)
        for (field, date) in zip(fields, dates) {
            let path = Requests.path(field, version)
            body = date.map { body.setting(path, $0) } ?? body.removing(path)
        }
        return try Requests.upload(body, version)
    }

    @Test(
        "a date is read with and without hyphens, as text and as a whole number",
        arguments: ["\"20240229\"", "\"2024-02-29\"", "20240229", "\" 20240229\\n\""])
    func wellFormed(json: String) throws {
        let date = CalendarDate(year: 2024, month: 2, day: 29)
        for version in WireVersion.allCases {
            let value = EditableJSON.scalar(json)
            let upload = try Self.read(version, [value, value, value]).value?.certification
            #expect(upload?.originalIssueDate.setValue == date)
            #expect(upload?.issueDate == date)
            #expect(upload?.expiryDate == date)
        }
    }

    static let malformedDates = [
        "\"20230229\"", "\"20241301\"", "\"20240100\"", "\"00000101\"", "\"2024-0229\"",
        "\"202402-29\"", "\"24-02-29\"", "\"29.02.2024\"", "\"2024/02/29\"", "\"tomorrow\"",
        "\"20240229T00:00:00Z\"", "\"２０２４０２２９\"", "20240229.0", "2.0240229e7", "-20240229",
        "2024", "true", "[]", "{}", "\"-20240229\"", "\"2024-02-29-\"", "99999999999999999999",
    ]

    @Test("anything else is no date", arguments: malformedDates, fields)
    func malformed(json: String, field: String) throws {
        for version in WireVersion.allCases {
            let path = Requests.path(field, version)
            let body = Requests.good(version).setting(path, .scalar(json))
            let reading = try Requests.upload(body, version)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == [path])
            #expect(reading.faults.map(\.value) == [json])
            #expect(reading.faults.first?.message.contains("YYYYMMDD") ?? false)
        }
    }

    @Test("sent dates must stand in order, and equal ones do")
    func order() throws {
        for version in WireVersion.allCases {
            let paths = Self.fields.map { Requests.path($0, version) }
            let late = try Self.read(version, ["20240413", "20240412", "20270411"])
            #expect(late.faults.map(\.field) == [paths[0]])
            #expect(late.faults.map(\.value) == ["\"20240413\""])
            let expired = try Self.read(version, [nil, "20240412", "20240411"])
            #expect(expired.faults.map(\.field) == [paths[2]])
            let both = try Self.read(version, ["20240413", "20240412", "20240411"])
            #expect(both.faults.map(\.field) == [paths[0], paths[2]])
            #expect(both.faults.map(\.code) == [.validationError, .validationError])
            #expect(try Self.read(version, ["20240412", "20240412", "20240412"]).faults == [])
        }
    }

    @Test("a date that can't be read is not compared")
    func unreadable() throws {
        let reading = try Self.read(.v1, ["20240413", "20240230", "20240411"])
        #expect(reading.faults.map(\.field) == ["certification_issue_date"])
    }
}
