import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("The list of certifications over HTTP")
struct ListTests {
    private static let number = "certification.certificate_number"

    /// Uploads `N-1`, `N-2` and so on, ten seconds apart.
    private static func upload(_ count: Int, to scene: APIScene) async throws {
        for number in 1...count {
            try await scene.upload(Bodies.v2(["certificate_number": #""N-\#(number)""#]))
            scene.clock.advance(seconds: 10)
        }
    }

    @Test("nothing asked: the newest 20 in full, with all that meta has")
    func defaults() async throws {
        try await APIScene.run { scene in
            let empty = try await scene.send("GET", "cert")
            #expect(try empty.source("data") == "[]")
            #expect(
                try empty.source("meta") == #"{"total_pages":0,"total_rows":0,"order":"DESC","#
                    + #""order_by":"created_at","limit":20,"offset":0,"next_key":""}"#)
            try await Self.upload(21, to: scene)
            let list = try await scene.send("GET", "cert")
            #expect(
                try list.texts(Self.number) == (2...21).reversed().map { "N-\($0)" })
            #expect(try list.number("meta.total_rows") == 21)
            #expect(try list.number("meta.total_pages") == 2)
            #expect(try list.text("meta.next_key")?.isEmpty == false)
            let id = try #require(try list.text("data.0.company_certifications_id"))
            let read = try await scene.send("GET", "cert/\(id)")
            #expect(try read.source("data") == list.source("data.0"))
        }
    }

    @Test("offset counts pages from 0, and a page past the end is empty")
    func offsets() async throws {
        try await APIScene.run { scene in
            try await Self.upload(5, to: scene)
            let pages = [["N-5", "N-4"], ["N-3", "N-2"], ["N-1"], []]
            for (offset, numbers) in pages.enumerated() {
                let page = try await scene.send("GET", "cert?limit=2&offset=\(offset)")
                #expect(try page.texts(Self.number) == numbers)
                #expect(try page.number("meta.offset") == Int64(offset))
                #expect(try page.number("meta.limit") == 2)
                #expect(try page.number("meta.total_pages") == 3)
                #expect(try page.number("meta.total_rows") == 5)
                #expect(try page.text("meta.next_key")?.isEmpty == (offset >= 2))
            }
            let far = try await scene.send("GET", "cert?offset=9000000000000000000")
            #expect(try far.source("data") == "[]")
        }
    }

    @Test("each sort field orders both ways, ties by id, and text by code point")
    func orders() async throws {
        try await APIScene.run { scene in
            let dates = [
                ("b", "20240303", "20270303"), ("Z", "20240301", "20270305"),
                ("ä", "20240302", "20270304"),
            ]
            for (number, issue, expiry) in dates {
                try await scene.upload(
                    Bodies.v2([
                        "certificate_number": #""\#(number)""#,
                        "certification_issue_date": #""\#(issue)""#,
                        "certification_expiry_date": #""\#(expiry)""#,
                    ]))
            }
            scene.clock.advance(seconds: 10)
            let changed = [
                "certificate_number": #""b""#, "certification_scope": #""S""#,
                "certification_issue_date": #""20240303""#,
                "certification_expiry_date": #""20270303""#,
            ]
            try await scene.upload(Bodies.v2(changed))
            let ascending = [
                ("created_at", ["b", "Z", "ä"]), ("updated_at", ["Z", "ä", "b"]),
                ("certification_issue_date", ["Z", "ä", "b"]),
                ("certification_expiry_date", ["b", "ä", "Z"]),
                ("certificate_number", ["Z", "b", "ä"]),
            ]
            for (field, numbers) in ascending {
                for (order, expected) in [("ASC", numbers), ("desc", numbers.reversed())] {
                    let list = try await scene.send("GET", "cert?order_by=\(field)&order=\(order)")
                    #expect(try list.texts(Self.number) == expected, "\(field) \(order)")
                    #expect(try list.text("meta.order") == order.uppercased())
                    #expect(try list.text("meta.order_by") == field)
                }
            }
        }
    }

    @Test("bad parameters are refused each on its own, all at once")
    func refused() async throws {
        let queries = [
            "limit=0", "limit=101", "limit=-1", "limit=ten", "limit=", "limit=1&limit=1",
            "offset=-1", "offset=1.5", "offset=", "offset=0&offset=0", "order=UP", "order=",
            "order_by=company_name", "order_by=", "next_key=", "next_key=AAAA", "colour=red",
            "country=%FF", "certificate_number=%zz", "certificate_number=",
            "certificate_number[]=N-1", "updated_since=yesterday",
            "updated_since=1749945600000", "expires_before=20250230", "expires_after=soon",
            "expires_after=20250101&expires_after=20250102", "status=active",
        ]
        try await APIScene.run { scene in
            for query in queries {
                let answer = try await scene.send("GET", "cert?\(query)")
                let name = query.prefix { $0 != "=" }
                #expect(try answer.faults == ["validation_error \(name)"], "\(query)")
                #expect(try answer.keys("") == ["errors"])
            }
            let all = try await scene.send("GET", "cert?limit=0&colour=red&country=Nowhere")
            #expect(
                try all.faults == [
                    "validation_error limit", "validation_error colour",
                    "data_mapping_required country",
                ])
            #expect(try all.texts("value", in: "errors") == [#""0""#, #""red""#, #""Nowhere""#])
            let most = try await scene.send("GET", "cert?limit=100&offset=0")
            #expect(most.status == 200)
        }
    }

    // MARK: Walks

    @Test("a walk by next_key meets each row once, whatever is uploaded meanwhile")
    func walk() async throws {
        try await APIScene.run { scene in
            // Many of one moment, and some of later ones.
            let body = Bodies.v2Bulk([
                Bodies.v2Entity("E-1", certifications: (1...6).map { Bodies.numbered("N-\($0)") })
            ])
            _ = try await scene.send("POST", "bulk-upload-cert", body)
            scene.clock.advance(seconds: 10)
            try await scene.upload(Bodies.v2(["certificate_number": #""N-7""#]))
            var walked: [String?] = []
            var next = ""
            // The limit alone may change.
            for (round, limit) in [2, 3, 1, 2].enumerated() {
                let page = try await scene.send("GET", "cert?limit=\(limit)\(next)")
                walked += try page.texts(Self.number)
                #expect(try page.isNull("meta.offset") == (round > 0))
                let key = try #require(try page.text("meta.next_key"))
                #expect(key.isEmpty == (round == 3))
                next = "&next_key=\(key)"
                scene.clock.advance(seconds: 10)
                try await scene.upload(Bodies.v2(["certificate_number": #""M-\#(round)""#]))
            }
            #expect(walked == (1...7).reversed().map { "N-\($0)" })
        }
    }

    @Test("a next_key used otherwise than it was given is refused on next_key")
    func misused() async throws {
        try await APIScene.run { scene in
            try await Self.upload(3, to: scene)
            let query = "cert?limit=1&certification_status=active"
            let page = try await scene.send("GET", query)
            let key = try #require(try page.text("meta.next_key"))
            let other = try await scene.otherAccount()
            let misuses = [
                (scene, "v2", "cert?next_key=\(key)"),
                (scene, "v2", "\(query)&certificate_number=N-1&next_key=\(key)"),
                (scene, "v2", "\(query)&order=ASC&next_key=\(key)"),
                (scene, "v2", "\(query)&order_by=updated_at&next_key=\(key)"),
                (scene, "v2", "\(query)&offset=0&next_key=\(key)"),
                (scene, "v2", "\(query)&next_key=\(key.dropLast())"),
                (scene, "v2", "\(query)&next_key=\(key.dropFirst())"),
                (scene, "v2", "\(query)&next_key=\(key)=="),
                (scene, "v1", "\(query)&next_key=\(key)"),
                (other, "v2", "\(query)&next_key=\(key)"),
            ]
            for (asking, version, path) in misuses {
                let answer = try await asking.send("GET", path, version: version)
                #expect(try answer.faults == ["validation_error next_key"], "\(path)")
                #expect(answer.status == 400)
            }
            // Another key of the account goes on with it, even a day later.
            let colleague = scene.with(key: try await scene.newKey())
            scene.clock.advance(seconds: 86_400)
            let next = try await colleague.send("GET", "\(query)&next_key=\(key)")
            #expect(try next.texts(Self.number) == ["N-2"])
        }
    }
}
