import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("Bodies of errors")
struct ErrorBodyTests {
    private static let notFound = [Fault(.notFound, "You have uploaded no such certification.")]
    private static let missing = Fault(
        .validationError, "Send the certificate's number.", field: "certificate_number")
    private static let malformed = Fault(
        .validationError, "Send a day that exists.", field: "certification_issue_date",
        value: "\"2024\\u002d02-30\"")
    private static let disordered = Fault(
        .validationError, "Send an issue date that is before the expiry date.",
        field: "certification_issue_date", value: "\"2024\\u002d02-30\"")
    private static let whole = Fault(.validationError, "Send at least one record.")

    private static func bulk(_ index: Int, _ field: String?, value: String? = nil) -> Fault {
        Fault(
            .dataMappingRequired, "Send a status.",
            field: field.map { "certifications[\(index)].\($0)" }, recordIndex: index,
            value: value)
    }

    private static func body(
        _ faults: [Fault], _ shape: ErrorShape, status: Int? = nil, elapsed: Double = 0.0129
    ) -> [UInt8] {
        Errors.body(
            faults, status: status ?? faults.first?.code.status ?? 500, shape: shape,
            timestamp: 1_700_000_000, elapsedSeconds: elapsed)
    }

    @Test("each shape is written as the golden files say", arguments: ErrorShape.allCases)
    func golden(shape: ErrorShape) throws {
        let name = shape.rawValue
        try Golden.expect(Self.body(Self.notFound, shape), is: "both/error-one-\(name).json")
        try Golden.expect(
            Self.body([Self.missing, Self.malformed, Self.whole, Self.disordered], shape),
            is: "both/error-fields-\(name).json")
        try Golden.expect(
            Self.body(
                [
                    Self.bulk(3, "certification_status", value: "\"f\\u00fcr\""),
                    Self.bulk(1, "certification_status"), Self.bulk(1, "sites", value: "{\"a\":1}"),
                    Self.bulk(1, nil),
                ], shape),
            is: "both/error-bulk-\(name).json")
    }

    @Test("an item of the list carries field, record and value only where there are some")
    func itemKeys() throws {
        let items = try #require(
            try json(Self.body([Self.whole, Self.bulk(0, "x", value: "1")], .list))["errors"])
        #expect(
            items.elements.map(\.keys) == [
                ["code", "message"], ["code", "message", "field", "record_index", "value"],
            ])
    }

    @Test("problem details carry the status in words, one message, and all items")
    func problem() throws {
        let one = try json(Self.body(Self.notFound, .problem))
        #expect(one["type"]?.string == "about:blank")
        #expect(one["title"]?.string == "Not Found")
        #expect(one["status"]?.integer == 404)
        #expect(one["detail"]?.string == Self.notFound[0].message)
        #expect(one["code"]?.string == "not_found")
        let two = try json(Self.body([Self.missing, Self.malformed], .problem))
        #expect(two["detail"]?.string != Self.missing.message)
        #expect(two["errors"]?.count == 2)
    }

    @Test("every status has its reason phrase", arguments: FaultCode.allCases)
    func titles(code: FaultCode) throws {
        let title = try json(Self.body([Fault(code, "m")], .problem))["title"]?.string
        #expect(title?.isEmpty == false)
        #expect((title == "Internal Server Error") == (code == .internalError))
    }

    @Test("the object shape joins the messages of a field, and those of none under request")
    func objectMessages() throws {
        let errors = try #require(
            try json(
                Self.body([Self.malformed, Self.whole, Self.missing, Self.disordered], .object)
            )["errors"])
        #expect(errors["code"]?.string == "validation_error")
        let message = try #require(errors["message"])
        #expect(message.keys == ["certification_issue_date", "request", "certificate_number"])
        #expect(
            message["certification_issue_date"]?.string
                == "Send a day that exists. Send an issue date that is before the expiry date.")
    }

    @Test("the object shape has one message where no field is named, or the status is not 400")
    func objectMessage() throws {
        for faults in [[Self.whole], [Fault(.notFound, "Nothing here.", field: "company_guid")]] {
            let message = try json(Self.body(faults, .object))["errors"]?["message"]
            #expect(message?.string == faults[0].message)
        }
    }

    @Test("fields that differ in code points alone are two")
    func objectKeys() throws {
        let faults = ["\u{E9}", "e\u{301}"].map { Fault(.validationError, "m", field: $0) }
        #expect(try json(Self.body(faults, .object))["errors"]?["message"]?.count == 2)
    }

    @Test("in a bulk call the object shape tells the first bad record's faults")
    func objectBulk() throws {
        let faults = [
            Self.bulk(7, "a", value: "1"), Self.bulk(2, "b", value: #""\"\u00fc""#),
            Self.bulk(2, "c"), Self.bulk(2, "d", value: #""cut"#),
        ]
        let root = try json(Self.body(faults, .object))
        let errors = try #require(root["data"]?["errors"])
        #expect(root.keys == ["data"])
        #expect(errors["record_index"]?.integer == 2)
        let metas = try #require(errors["errors"]).elements.compactMap { $0["meta"] }
        #expect(
            metas.map { $0.sourceText(scalarsMax: 99) } == [
                #"{"certifications[2].b":"\"ü"}"#, #"{"certifications[2].c":null}"#,
                #"{"certifications[2].d":"\"cut"}"#,
            ])
    }

    @Test("seconds are told to the millisecond, whatever the clock says", arguments: [
        (0.0, "0.000"), (0.0129, "0.012"), (1.5, "1.500"), (61.0999, "61.099"), (-1, "0.000"),
        (.nan, "0.000"), (.infinity, "0.000"), (1e300, "0.000"),
    ])
    func elapsed(seconds: Double, text: String) throws {
        let root = try json(Self.body(Self.notFound, .object, elapsed: seconds))
        #expect(root["elapse"]?.numberText == text)
        #expect(root["timestamp"]?.integer == 1_700_000_000)
        #expect(root["error"]?.boolean == true)
    }

    @Test("1,000 faults are listed, and of more one too_many_errors follows", arguments: [
        (999, 999), (1_000, 1_000), (1_001, 1_001), (5_000, 1_001),
    ])
    func tooMany(count: Int, listed: Int) throws {
        let faults = (0..<count).map { Fault(.validationError, "m", field: "f\($0)") }
        for shape in [ErrorShape.list, .problem] {
            let items = try #require(try json(Self.body(faults, shape))["errors"])
            let codes = items.elements.map { $0["code"]?.string }
            #expect(codes.count == listed)
            #expect(codes.count { $0 == "too_many_errors" } == (count > 1_000 ? 1 : 0))
            #expect((codes.last == "too_many_errors") == (count > 1_000))
        }
        let message = try json(Self.body(faults, .object))["errors"]?["message"]
        #expect(message?.count == listed)
    }

    @Test("one too_many_errors is enough where the reader has said so already")
    func tooManyTwice() throws {
        let early = Fault(.tooManyErrors, "There are more.")
        let faults = (0..<1_000).map { Fault(.validationError, "m", field: "f\($0)") }
        for faults in [faults + [early], [early] + faults, [faults[0], early]] {
            let items = try #require(try json(Self.body(faults, .list))["errors"])
            let codes = items.elements.map { $0["code"]?.string }
            #expect(codes.count == faults.count)
            #expect(codes.count { $0 == "too_many_errors" } == 1)
            #expect(codes.last == "too_many_errors")
        }
    }
}
