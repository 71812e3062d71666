import RegistryCore
import Testing

@testable import RegistryWire

@Suite("next_key")
struct PageKeyTests {
    private typealias Parameters = [(String, String)]

    private static let cursor = PageCursor(value: .integer(1_520_000_000), id: RecordID(5_001))
    private static let filters: Parameters = [
        ("country", "AU"), ("country", "CI"), ("certificate_number", "A 1"),
        ("certification_status", "active"), ("updated_since", "7"),
    ]

    private static func list(
        _ parameters: Parameters, account: Account = Sample.certificationBodyAccount,
        version: WireVersion = .v1, today: CalendarDate = Sample.today
    ) throws(RegistryError) -> CertificationListRequest {
        try CertificationListRequestTests.read(
            parameters, account: account, version: version, today: today)
    }

    /// The key of a page with these parameters.
    private static func key(
        _ parameters: Parameters = filters, after cursor: PageCursor = cursor
    ) throws(RegistryError) -> String {
        try list(parameters).binding.key(after: cursor)
    }

    // MARK: Misuse

    @Test("a key is refused with another account, call version, filter or order")
    func misuse() throws {
        let key = ("next_key", try Self.key())
        let others: [(String, Parameters)] = [
            ("no filters", []),
            ("one value less", Array(Self.filters.dropFirst())),
            ("one value more", Self.filters + [("country", "Kosovo")]),
            ("another filter", Self.filters + [("standard", "ISO 22000:2018")]),
            ("another time", Self.filters.dropLast() + [("updated_since", "8")]),
            ("a date", Self.filters + [("expires_before", "20300101")]),
            ("the other date", Self.filters + [("expires_after", "20300101")]),
            ("an identity number", Self.filters + [("certificate_identity_number", "A 1")]),
            ("a unique id", Self.filters + [("certified_entity_unique_id", "A 1")]),
            ("another order", Self.filters + [("order", "ASC")]),
            ("another sort field", Self.filters + [("order_by", "updated_at")]),
            ("a text field", Self.filters + [("order_by", "certificate_number")]),
        ]
        for (misuse, parameters) in others {
            Self.expectRefusal(parameters + [key], "\(misuse)")
        }
        let own = Self.filters + [key]
        #expect(throws: RegistryError.self, "another account") {
            try Self.list(own, account: Sample.multinationalAccount)
        }
        #expect(throws: RegistryError.self, "the other version") {
            try Self.list(own, version: .v2)
        }
        #expect(try Self.list(own).query.page.start == .after(Self.cursor))
    }

    @Test("a key is refused together with an offset, even 0")
    func offset() throws {
        let key = ("next_key", try Self.key())
        for offset in ["0", "3"] {
            Self.expectRefusal(Self.filters + [key, ("offset", offset)], "offset \(offset)")
            Self.expectRefusal([("offset", offset)] + Self.filters + [key], "offset \(offset)")
        }
    }

    @Test("a key that is cut, longer, spelled otherwise or changed anywhere is refused")
    func broken() throws {
        for cursor in [Self.cursor, PageCursor(value: .text("Ä 🌌"), id: RecordID(1))] {
            let sort = cursor == Self.cursor ? [] : [("order_by", "certificate_number")]
            let key = try Self.key(sort, after: cursor)
            #expect(try Self.list(sort + [("next_key", key)]).query.page.start == .after(cursor))
            var wrong = [
                String(key.dropLast()), String(key.dropFirst()), key + "A", key + "=", key + key,
                key + "%", "A", "AAAA", "=", "é", "null", "0",
                String(repeating: "A", count: 5_000),
            ]
            for place in key.indices {
                for other in ["A", "B", "_", "+", "/", " ", "é"]
                where String(key[place]) != other {
                    wrong.append(key.replacingCharacters(at: place, with: other))
                }
            }
            for text in wrong { Self.expectRefusal(sort + [("next_key", text)], text) }
        }
    }

    @Test("a key that was made up with a right checksum is refused where it can't be a row's")
    func forged() throws {
        let binding = try Self.list([]).binding
        for value in [PageCursor.Value.text("1"), .text("")] {
            let key = PageKey(
                cursor: PageCursor(value: value, id: RecordID(1)), binding: binding)
            Self.expectRefusal([("next_key", key.text)], "a text where times are sorted")
        }
    }

    private static func expectRefusal(
        _ parameters: Parameters, _ comment: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let faults = CertificationListRequestTests.faults(parameters)
        #expect(
            faults.map(\.field) == ["next_key"], "\(comment)", sourceLocation: sourceLocation)
        #expect(
            faults.first?.code == .validationError, "\(comment)", sourceLocation: sourceLocation)
    }

    // MARK: Use

    @Test("limit and day may change, and filters may be sent in another order or spelling")
    func use() throws {
        let key = ("next_key", try Self.key())
        #expect(try Self.list(Self.filters + [key, ("limit", "99")]).query.page.limit == 99)
        #expect(
            try Self.list(Self.filters + [key], today: Sample.day(2031_01_01)).query.page.start
                == .after(Self.cursor))
        let same: Parameters = [
            ("updated_since", "007"), ("certificate_number", "ａ  1"), ("country", "Ivory Coast"),
            ("certification_status", "Valid"), ("country", "aus"), ("country", "Australia"),
        ]
        #expect(try Self.list([key] + same).query.page.start == .after(Self.cursor))
    }

    @Test("the key of a list stays the same from one build of the program to the next")
    func stable() throws {
        let key = try Self.key()
        #expect(key == "AdD0osmOwk5IAAAAAAAAE4kAAAAAAFqZXADv-Htycakhsg")
    }

    @Test("any last row is read back from its key as it was")
    func roundTrip() throws {
        var random = SeededRandom(seed: 20_260_301)
        for _ in 0..<2_000 {
            let id = RecordID(Int64.random(in: 0...Int64.max, using: &random))
            let binding = PageBinding(fingerprint: random.next())
            let value: PageCursor.Value =
                Bool.random(using: &random)
                ? .integer(Int64(bitPattern: random.next())) : .text(Self.text(&random))
            let key = PageKey(cursor: PageCursor(value: value, id: id), binding: binding)
            let read = try #require(PageKey(key.text))
            #expect(read == key)
            if case .text(let text) = value, case .text(let back) = read.cursor.value {
                #expect(text.utf8.elementsEqual(back.utf8), "\(text)")
            }
            #expect(
                key.text.utf8.allSatisfy { byte in
                    Character(Unicode.Scalar(byte)).isLetter
                        || Character(Unicode.Scalar(byte)).isNumber
                        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                })
        }
    }

    /// Up to 60 scalars of all planes.
    private static func text(_ random: inout SeededRandom) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x1_0000...0x10_FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...60, using: &random) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    fileprivate func replacingCharacters(at place: Index, with other: String) -> String {
        self[..<place] + other + self[index(after: place)...]
    }
}
