import RegistryCore
import Testing

extension StoreContract {
    /// Lists page by page (contract section 2, "Paging").
    static let paging: [StorePromise] =
        CertificationSort.allCases.flatMap { sort in
            [true, false].map { isAscending in
                let order = isAscending ? "ascending" : "descending"
                let sentence = "a walk by \(sort.rawValue) \(order) meets each row once, in order"
                return StorePromise(sentence) {
                    let scene = try await Scene($0, $1)
                    try await fill(scene)
                    let all = try await scene.page {
                        $0.page.limit = 100
                        $0.page.sort = sort
                        $0.page.isAscending = isAscending
                    }
                    #expect(all.rows.count == 60 && all.totalRows == 60 && all.next == nil)
                    let sorted = all.rows.map(\.stored).sorted { isOrdered($0, $1, by: sort) }
                    let expected = (isAscending ? sorted : sorted.reversed())
                        .map(\.certification.number)
                    #expect(all.rows.map(\.stored.certification.number) == expected)
                    for limit in [1, 7, 59, 60] {
                        let walked = try await scene.walk {
                            $0.page.limit = limit
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        }
                        #expect(walked == expected)
                    }
                    var batches: [String] = []
                    for batch in 0..<9 {
                        batches += try await scene.page {
                            $0.page.limit = 7
                            $0.page.start = .batch(batch)
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        }.rows.map(\.stored.certification.number)
                    }
                    #expect(batches == expected)
                }
            }
        } + [
            StorePromise("a full last page has no next, a page past the end is empty") {
                let scene = try await Scene($0, $1)
                for number in 1...4 { try await scene.stored("N-\(number)") }
                let last = try await scene.page {
                    $0.page.limit = 2
                    $0.page.start = .batch(1)
                }
                #expect(last.rows.count == 2 && last.next == nil)
                for batch in [2, 1_000_000, Int.max] {
                    let past = try await scene.page {
                        $0.page.limit = 2
                        $0.page.start = .batch(batch)
                    }
                    #expect(past.rows.isEmpty && past.next == nil && past.totalRows == 4)
                }
            },
            StorePromise("the order is the newest first, where none is asked for") {
                let scene = try await Scene($0, $1)
                for number in 1...3 {
                    try await scene.stored("N-\(number)")
                    scene.clock.advance(seconds: 1)
                }
                #expect(try await scene.walk() == ["N-3", "N-2", "N-1"])
            },
            StorePromise("rows inserted during a walk neither repeat nor hide any") {
                let scene = try await Scene($0, $1)
                for number in 1...9 {
                    try await scene.stored("N-\(number)")
                    scene.clock.advance(seconds: 1)
                }
                for sort in [CertificationSort.createdAt, .number] {
                    for isAscending in [true, false] {
                        let before = try await scene.page { $0.page.limit = 100 }
                            .rows.map(\.stored.certification.number)
                        var added = 0
                        let walked = try await scene.walk {
                            $0.page.limit = 2
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        } betweenPages: {
                            added += 1
                            guard added < 4 else { return }
                            scene.clock.advance(seconds: 1)
                            try await scene.stored("A-\(sort)-\(isAscending)-\(added)")
                            try await scene.stored("Z-\(sort)-\(isAscending)-\(added)")
                        }
                        #expect(Set(walked).count == walked.count)
                        #expect(Set(before).isSubset(of: walked))
                    }
                }
            },
            StorePromise("a row deleted during a walk, even the cursor's own, hides no other") {
                let scene = try await Scene($0, $1)
                for number in 1...6 {
                    try await scene.stored("N-\(number)")
                    scene.clock.advance(seconds: 1)
                }
                var isFirst = true
                let walked = try await scene.walk {
                    $0.page.limit = 2
                } betweenPages: {
                    guard isFirst else { return }
                    isFirst = false
                    let page = try await scene.page { $0.page.limit = 2 }
                    try await scene.delete(try #require(page.rows.last).stored.id)
                }
                #expect(walked == ["N-6", "N-5", "N-4", "N-3", "N-2", "N-1"])
            },
            StorePromise("text sorts by code point, beyond the basic plane too") {
                let scene = try await Scene($0, $1)
                let numbers = [
                    "A", "Z", "a", "\u{C9}", "\u{E9}", "\u{FF21}\u{301}", "\u{FFFD}", "\u{10400}",
                    "\u{1F3ED}",
                ]
                for number in numbers.reversed() {
                    try await scene.stored(number, identity: "I-\(number)")
                }
                let walked = try await scene.walk {
                    $0.page.sort = .number
                    $0.page.isAscending = true
                    $0.page.limit = 2
                }
                #expect(
                    walked.map { Array($0.unicodeScalars) }
                        == numbers.map {
                            Array($0.unicodeScalars)
                        })
            },
        ]

    /// 60 certifications with ties in every sort field but the number.
    private static func fill(_ scene: Scene) async throws {
        for round in 0..<6 {
            let outcome = try await scene.upload(
                (0..<10).map { index in
                    scene.record(
                        "N-\((round * 10 + index) * 7 % 60)", entity: "E-\(index)", index: index
                    ) { certification, _ in
                        certification.issueDate = .sample(2024, 1 + index % 3, 1)
                        certification.expiryDate = .sample(2026, 1 + round % 4, 1 + index % 2)
                    }
                })
            #expect(outcome.count(.created) == 10)
            if round % 2 == 0 { scene.clock.advance(seconds: 1) }
        }
        // Some are newer by their entity.
        try await scene.update("E-3") { $0.vat = .set("V") }
    }

    private static func isOrdered(
        _ left: StoredCertification, _ right: StoredCertification, by sort: CertificationSort
    ) -> Bool {
        switch (sort.value(of: left), sort.value(of: right)) {
        case (.integer(let one), .integer(let other)): (one, left.id) < (other, right.id)
        case (.text(let one), .text(let other)):
            one == other ? left.id < right.id : one.utf8.lexicographicallyPrecedes(other.utf8)
        default: false
        }
    }
}
