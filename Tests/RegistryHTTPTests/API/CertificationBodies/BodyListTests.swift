import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("The list of certification bodies over HTTP")
struct BodyListTests {
    private static let number = "certification_body_identity_number"

    /// Records `CB-2` and so on beside `CB-1`, ten seconds apart, with names in reverse order.
    private static func record(_ numbers: ClosedRange<Int>, to scene: APIScene) async throws {
        for number in numbers {
            scene.clock.advance(seconds: 10)
            try await scene.record(
                Bodies.certificationBody([
                    Self.number: #""CB-\#(number)""#,
                    "certification_body_name": #""Name \#(9 - number)""#,
                    "country": number % 2 == 0 ? #""France""# : #""Germany""#,
                    "accreditation_status": number == 3 ? #""Suspended""# : #""Active""#,
                ]))
        }
    }

    @Test("nothing asked: the newest first, with all that meta has; an AB without any has none")
    func defaults() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...4, to: scene)
            let empty = try await scene.newAccount(.accreditationBody, "Beta", acronym: "B")
            for version in ["v1", "v2"] {
                let list = try await scene.send("GET", "cb", version: version)
                let key = version == "v1" ? "certification_bodies_guid_in_ab" : Self.number
                #expect(try list.texts(key) == ["CB-4", "CB-3", "CB-2", "CB-1"])
                #expect(
                    try list.source("meta") == #"{"total_pages":1,"total_rows":4,"order":"DESC","#
                        + #""order_by":"created_at","limit":20,"offset":0,"next_key":""}"#)
                let none = try await empty.send("GET", "cb", version: version)
                #expect(try none.source("data") == "[]")
                #expect(try none.number("meta.total_rows") == 0)
            }
        }
    }

    @Test("filters take statuses, countries and identity numbers, each repeated, and all together")
    func filters() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...4, to: scene)
            let cases: [(String, [String])] = [
                ("accreditation_status=suspended", ["CB-3"]),
                (
                    "accreditation_status=Active&accreditation_status=SUSPENDED",
                    [
                        "CB-4", "CB-3", "CB-2", "CB-1",
                    ]
                ),
                ("accreditation_status=Withdrawn", []), ("country=fr", ["CB-4", "CB-2"]),
                ("country=FRA&country=Germany", ["CB-4", "CB-3", "CB-2", "CB-1"]),
                ("\(number)=CB-2&\(number)=CB-1", ["CB-2", "CB-1"]),
                ("\(number)=cb-2", []), ("\(number)=CB-2&country=DE", []),
                ("country=DE&accreditation_status=Active", ["CB-1"]),
            ]
            for version in ["v1", "v2"] {
                let key = version == "v1" ? "certification_bodies_guid_in_ab" : Self.number
                for (query, numbers) in cases {
                    let list = try await scene.send("GET", "cb?\(query)", version: version)
                    #expect(try list.texts(key) == numbers, "\(query)")
                    #expect(try list.number("meta.total_rows") == Int64(numbers.count))
                }
            }
        }
    }

    private var number: String { Self.number }

    @Test("each sort field orders both ways, the name by code point")
    func orders() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...4, to: scene)
            scene.clock.advance(seconds: 10)
            try await scene.setStatus("Suspended", of: "CB-2")
            let orders = [
                ("created_at", ["CB-1", "CB-2", "CB-3", "CB-4"]),
                ("updated_at", ["CB-1", "CB-3", "CB-4", "CB-2"]),
                // "Alpha Cert", then "Name 5", "Name 6", "Name 7".
                ("certification_body_name", ["CB-1", "CB-4", "CB-3", "CB-2"]),
            ]
            for (field, ascending) in orders {
                let up = try await scene.send("GET", "cb?order_by=\(field)&order=ASC")
                #expect(try up.texts(Self.number) == ascending)
                #expect(try up.text("meta.order_by") == field)
                let down = try await scene.send("GET", "cb?order_by=\(field)&order=DESC")
                #expect(try down.texts(Self.number) == ascending.reversed())
            }
        }
    }

    @Test("a walk by next_key shows each once in every order, whatever is recorded meanwhile")
    func walk() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...7, to: scene)
            for order in ["ASC", "DESC"] {
                for field in ["created_at", "updated_at", "certification_body_name"] {
                    let all = try await scene.send("GET", "cb?order_by=\(field)&order=\(order)")
                    let expected = try all.texts(Self.number)
                    var seen: [String?] = []
                    var key = ""
                    repeat {
                        let next = key.isEmpty ? "" : "&next_key=\(key)"
                        let page = try await scene.send(
                            "GET", "cb?order_by=\(field)&order=\(order)&limit=3\(next)")
                        seen += try page.texts(Self.number)
                        key = try #require(try page.text("meta.next_key"))
                    } while !key.isEmpty
                    #expect(seen == expected)
                }
            }
            // A new one, which is newer than where the walk is, is not in it.
            let page = try await scene.send("GET", "cb?limit=3")
            let key = try #require(try page.text("meta.next_key"))
            try await Self.record(8...8, to: scene)
            let next = try await scene.send("GET", "cb?limit=3&next_key=\(key)")
            #expect(try next.texts(Self.number) == ["CB-4", "CB-3", "CB-2"])
        }
    }

    @Test("a next_key is its list's: of another account, version, filter, order or call it is none")
    func foreignKeys() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...4, to: scene)
            let page = try await scene.send("GET", "cb?limit=1")
            let key = try #require(try page.text("meta.next_key"))
            let other = try await scene.otherAccount()
            for query in [
                "cb?order=ASC&next_key=\(key)", "cb?country=DE&next_key=\(key)",
                "cb?order_by=updated_at&next_key=\(key)", "cb?offset=1&next_key=\(key)",
                "cb?next_key=\(key)x", "cert?next_key=\(key)",
            ] {
                let answer = try await scene.send("GET", query)
                #expect(try answer.faults == ["validation_error next_key"], "\(query)")
            }
            for (asking, version) in [(other, "v2"), (scene, "v1")] {
                let answer = try await asking.send(
                    "GET", "cb?limit=1&next_key=\(key)", version: version)
                #expect(try answer.faults == ["validation_error next_key"])
            }
            let more = try await scene.send("GET", "cb?limit=3&next_key=\(key)")
            #expect(try more.texts(Self.number) == ["CB-3", "CB-2", "CB-1"])
        }
    }

    @Test("offset counts pages, and what is no parameter of the list is a fault of it")
    func parameters() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await Self.record(2...4, to: scene)
            for (offset, numbers) in [["CB-4", "CB-3", "CB-2"], ["CB-1"], []].enumerated() {
                let page = try await scene.send("GET", "cb?limit=3&offset=\(offset)")
                #expect(try page.texts(Self.number) == numbers)
                #expect(try page.number("meta.total_pages") == 2)
            }
            let list = try await scene.send("GET", "cb")
            let id = try #require(try list.text("data.0.certification_bodies_id"))
            let wrong = [
                ("cb?colour=red", "validation_error colour"),
                ("cb?certificate_number=N-1", "validation_error certificate_number"),
                ("cb?limit=0", "validation_error limit"),
                ("cb?limit=101", "validation_error limit"),
                ("cb?offset=-1", "validation_error offset"),
                ("cb?order=UP", "validation_error order"),
                ("cb?order_by=country", "validation_error order_by"),
                ("cb?country=", "validation_error country"),
                ("cb?country=Germny", "data_mapping_required country"),
                ("cb?accreditation_status=x", "data_mapping_required accreditation_status"),
                ("cb?limit=1&limit=2", "validation_error limit"),
                ("cb/\(id)?limit=1", "validation_error limit"),
            ]
            for version in ["v1", "v2"] {
                for (query, fault) in wrong {
                    let answer = try await scene.send("GET", query, version: version)
                    #expect(try answer.faults == [fault], "\(query)")
                }
                let lenient = scene.with(key: try await scene.newKey(profile: .certsearch))
                let answer = try await lenient.send(
                    "GET", "cb?colour=red&limit=500", version: version)
                #expect(try answer.number("meta.limit") == 100)
            }
        }
    }

    @Test("one that is not there, or malformed, is not found, in the same words")
    func notFound() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let unknown = try await scene.send("GET", "cb/zzzzzzzzzzzz0")
            #expect(try unknown.refusal == "404 not_found")
            for text in ["1", "%00", "CB-1", "a%2Fb", "%20"] {
                let answer = try await scene.send("GET", "cb/\(text)")
                #expect(answer.status == 404)
                #expect(answer.body == unknown.body)
            }
        }
    }
}
