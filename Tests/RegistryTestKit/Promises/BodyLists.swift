import RegistryCore
import Testing

extension StoreContract {
    /// The list of recorded bodies (contract sections 2, "Paging", and 10).
    static let bodyLists: [StorePromise] =
        BodySort.allCases.flatMap { sort in
            [true, false].map { isAscending in
                let order = isAscending ? "ascending" : "descending"
                return StorePromise(
                    "a walk over bodies by \(sort.rawValue) \(order) meets each once"
                ) {
                    let recorder = try await Recorder($0, $1)
                    try await fill(recorder)
                    let all = try await recorder.page {
                        $0.page.limit = 100
                        $0.page.sort = sort
                        $0.page.isAscending = isAscending
                    }
                    #expect(all.rows.count == 30 && all.totalRows == 30 && all.next == nil)
                    let sorted = all.rows.map(\.stored).sorted { isOrdered($0, $1, by: sort) }
                    let expected = (isAscending ? sorted : sorted.reversed())
                        .map(\.body.identityNumber)
                    #expect(all.rows.map(\.stored.body.identityNumber) == expected)
                    for limit in [1, 7, 29, 30] {
                        let walked = try await recorder.walk {
                            $0.page.limit = limit
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        }
                        #expect(walked == expected)
                    }
                    var batches: [String] = []
                    for batch in 0..<5 {
                        batches += try await recorder.page {
                            $0.page.limit = 7
                            $0.page.start = .batch(batch)
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        }.rows.map(\.stored.body.identityNumber)
                    }
                    #expect(batches == expected)
                }
            }
        } + [
            StorePromise("each filter of bodies shows what it names and nothing else, counted") {
                let recorder = try await Recorder($0, $1)
                try await recorder.upload("B-1", name: "One")
                try await recorder.upload("B-2", name: "Two", country: "CH", status: .suspended)
                try await recorder.upload("b-1", name: "Three", country: "CH", status: .withdrawn)
                for (name, numbers, filter) in bodyFilters {
                    let page = try await recorder.page { filter(&$0.filter) }
                    #expect(
                        page.rows.map(\.stored.body.identityNumber).sorted() == numbers, "\(name)")
                    #expect(page.totalRows == numbers.count && page.totalIsExact, "\(name)")
                    let walked = try await recorder.walk {
                        filter(&$0.filter)
                        $0.page.limit = 1
                        $0.page.sort = .name
                    }
                    #expect(walked.sorted() == numbers, "\(name)")
                }
            },
            StorePromise("a list of bodies shows the names of their accounts") { store, clock in
                let scene = try await Scene(store, clock)
                let recorder = try await Recorder(store, clock)
                #expect(try await recorder.body("B-1", name: "ALPHA CERT") == scene.bodyID)
                try await recorder.body("B-2", name: "Beta")
                let page = try await recorder.page {
                    $0.page.sort = .name
                    $0.page.isAscending = true
                }
                #expect(page.rows.map(\.accountName) == ["Alpha Cert", nil])
            },
            StorePromise("a page of bodies past the end is empty, and so is a list of none") {
                let recorder = try await Recorder($0, $1)
                let empty = try await recorder.page()
                #expect(empty.rows.isEmpty && empty.totalRows == 0 && empty.next == nil)
                try await recorder.upload("B-1")
                for batch in [1, 1_000_000, Int.max] {
                    let page = try await recorder.page { $0.page.start = .batch(batch) }
                    #expect(page.rows.isEmpty && page.totalRows == 1 && page.next == nil)
                }
            },
        ]

    /// Thirty, some of one time and one name.
    private static func fill(_ recorder: Recorder) async throws {
        for index in 0..<30 {
            try await recorder.upload("B-\(index)", name: "Name \(index * 7 % 10)")
            if index % 3 == 0 { recorder.clock.advance(seconds: 1) }
        }
        for index in stride(from: 29, through: 0, by: -4) {
            recorder.clock.advance(seconds: Int64(index % 2))
            try await recorder.update("B-\(index)") { $0.status = .suspended }
        }
    }

    private static func isOrdered(
        _ left: StoredRecordedBody, _ right: StoredRecordedBody, by sort: BodySort
    ) -> Bool {
        let (one, other) = (left.certificationBodyID, right.certificationBodyID)
        switch sort {
        case .createdAt: return (left.createdAt, one) < (right.createdAt, other)
        case .updatedAt: return (left.updatedAt, one) < (right.updatedAt, other)
        case .name: return (left.body.name, one) < (right.body.name, other)
        }
    }

    private typealias Filter = (String, [String], @Sendable (inout BodyFilter) -> Void)

    private static let bodyFilters: [Filter] = [
        ("none", ["B-1", "B-2", "b-1"], { _ in }),
        ("status", ["B-1"], { $0.statuses = [.active] }),
        ("statuses", ["B-2", "b-1"], { $0.statuses = [.suspended, .withdrawn] }),
        ("country", ["B-2", "b-1"], { $0.countries = ["CH"] }),
        ("countries", ["B-1", "B-2", "b-1"], { $0.countries = ["CH", "DE"] }),
        ("no such country", [], { $0.countries = ["FR"] }),
        ("identity number", ["B-1"], { $0.identityNumbers = ["B-1"] }),
        ("identity numbers", ["B-1", "b-1"], { $0.identityNumbers = ["b-1", "B-1", "X"] }),
        (
            "all at once", ["B-2"],
            {
                $0.statuses = [.suspended, .active]
                $0.countries = ["CH"]
                $0.identityNumbers = ["B-1", "B-2"]
            }
        ),
        (
            "all at once, of none", [],
            {
                $0.statuses = [.active]
                $0.countries = ["CH"]
            }
        ),
    ]
}
