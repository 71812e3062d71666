import RegistryCore
import Testing

extension StoreContract {
    /// What a list shows (contract section 8).
    static let filters: [StorePromise] = [
        StorePromise("a status filter is by today's status: expired is by date too") {
            let scene = try await Scene($0, $1)
            try await scene.stored("ACTIVE")
            try await scene.stored("ENDS-TODAY") { certification, _ in
                certification.expiryDate = scene.clock.today
            }
            try await scene.stored("SUSPENDED-PAST") { certification, _ in
                certification.status = .suspended
                certification.expiryDate = .sample(2025, 6, 14)
            }
            try await scene.stored("CANCELLED-PAST") { certification, _ in
                certification.status = .cancelled
                certification.expiryDate = .sample(2025, 6, 14)
            }
            try await scene.stored("EXPIRED-UPLOADED") { certification, _ in
                certification.status = .expired
            }
            #expect(try await scene.numbers(.active) == ["ACTIVE", "ENDS-TODAY"])
            #expect(try await scene.numbers(.suspended) == [])
            #expect(try await scene.numbers(.expired) == ["EXPIRED-UPLOADED", "SUSPENDED-PAST"])
            #expect(try await scene.numbers(.cancelled) == ["CANCELLED-PAST"])
            #expect(
                try await scene.numbers(.active, .expired)
                    == ["ACTIVE", "ENDS-TODAY", "EXPIRED-UPLOADED", "SUSPENDED-PAST"])
        },
        StorePromise("the status turns with the day, whether or not anything is written") {
            let scene = try await Scene($0, $1)
            try await scene.stored("N-1") { certification, _ in
                certification.expiryDate = .sample(2025, 6, 20)
            }
            scene.clock.set(.sample(2025, 6, 20))
            #expect(try await scene.numbers(.active) == ["N-1"])
            scene.clock.set(.sample(2025, 6, 21))
            #expect(try await scene.numbers(.active) == [])
            #expect(try await scene.numbers(.expired) == ["N-1"])
            // A caller whose day is another one is answered by its own.
            let yesterday = try await scene.page {
                $0.filter.statuses = [.active]
                $0.today = .sample(2025, 6, 20)
            }
            #expect(yesterday.totalRows == 1)
            let inTenYears = try await scene.page {
                $0.filter.statuses = [.active]
                $0.today = .sample(2035, 6, 20)
            }
            #expect(inTenYears.totalRows == 0)
            // Prolonged: active again.
            try await scene.stored("N-1")
            #expect(try await scene.numbers(.active) == ["N-1"])
            #expect(try await scene.numbers(.expired) == [])
        },
        StorePromise("each filter shows what it names and nothing else, and counts it") {
            let scene = try await Scene($0, $1)
            try await fill(scene)
            for (name, numbers, filter) in cases(scene) {
                let page = try await scene.page {
                    filter(&$0.filter)
                    $0.page.limit = 100
                }
                let found = page.rows.map(\.stored.certification.number).sorted()
                #expect(found == numbers.sorted(), "\(name)")
                #expect(page.totalRows == numbers.count, "\(name)")
                #expect(page.totalIsExact, "\(name)")
            }
        },
        StorePromise("a filtered list can be walked by every sort, in both orders") {
            let scene = try await Scene($0, $1)
            try await fill(scene)
            for (name, numbers, filter) in cases(scene) {
                for sort in CertificationSort.allCases {
                    for isAscending in [true, false] {
                        let walked = try await scene.walk {
                            filter(&$0.filter)
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                            $0.page.limit = 1
                        }
                        #expect(walked.sorted() == numbers.sorted(), "\(name) by \(sort)")
                    }
                }
            }
        },
        StorePromise("a filtered total is exact up to its bound and says so above it") {
            let scene = try await Scene($0, $1)
            let max = Page<CertificationRecord>.totalRowsMax
            var uploaded = 0
            func upload(_ count: Int) async throws {
                let first = uploaded
                uploaded += count
                _ = try await scene.upload(
                    (first..<uploaded).map {
                        scene.record("N-\($0)", entity: "E-\($0 % 10)", index: $0)
                    })
            }
            for _ in 0..<10 { try await upload(max / 10) }
            let atBound = try await scene.page { $0.filter.statuses = [.active] }
            #expect(atBound.totalRows == max && atBound.totalIsExact)
            try await upload(1)
            for countries in [["DE"], ["DE", "CH"]] {
                let above = try await scene.page {
                    $0.filter.statuses = [.active]
                    $0.filter.countries = countries
                }
                #expect(above.totalRows == max && !above.totalIsExact && above.rows.count == 20)
            }
            let unfiltered = try await scene.page()
            #expect(unfiltered.totalRows == max + 1 && unfiltered.totalIsExact)
            let few = try await scene.page {
                $0.filter.statuses = [.active]
                $0.filter.entityUniqueIDs = ["E-3"]
            }
            #expect(few.totalRows == max / 10 && few.totalIsExact)
        },
    ]

    private static func fill(_ scene: Scene) async throws {
        try await scene.stored("N-1", identity: "I-1", entity: "E-1")
        scene.clock.advance(seconds: 10)
        try await scene.stored("N-2", identity: "i-1", entity: "E-2") { certification, entity in
            entity.country = "CH"
            certification.expiryDate = .sample(2026, 1, 1)
            certification.schemes[0].standardIDs = [scene.standardIDs[1]]
        }
        scene.clock.advance(seconds: 10)
        try await scene.stored("N-3", entity: "E-3") { certification, _ in
            certification.status = .withdrawn
            certification.schemes[0].standardIDs = Array(scene.standardIDs.prefix(2))
        }
        try await scene.setAliases([("ALIAS-3", nil)], of: "E-3")
    }

    private typealias Case = (String, [String], @Sendable (inout CertificationFilter) -> Void)

    private static func cases(_ scene: Scene) -> [Case] {
        let now = scene.clock.seconds
        let standards = scene.standardIDs
        return [
            ("number", ["N-2"], { $0.numbers = [ComparisonKey("n-2")] }),
            (
                "numbers", ["N-1", "N-2"],
                { $0.numbers = ["N-1", "N-2", "X"].map { ComparisonKey($0) } }
            ),
            ("identity number", ["N-1"], { $0.identityNumbers = ["I-1"] }),
            ("identity numbers", ["N-1", "N-2"], { $0.identityNumbers = ["I-1", "i-1", "X"] }),
            ("unique id", ["N-2"], { $0.entityUniqueIDs = ["E-2"] }),
            ("alias", ["N-3"], { $0.entityUniqueIDs = ["ALIAS-3"] }),
            ("unique ids", ["N-1", "N-3"], { $0.entityUniqueIDs = ["E-1", "E-3", "ALIAS-3"] }),
            ("no such unique id", [], { $0.entityUniqueIDs = ["E-9"] }),
            ("standard", ["N-1", "N-3"], { $0.standardIDs = [standards[0]] }),
            (
                "standards", ["N-1", "N-2", "N-3"],
                { $0.standardIDs = [standards[0], standards[1]] }
            ),
            ("country", ["N-2"], { $0.countries = ["CH"] }),
            ("countries", ["N-1", "N-2", "N-3"], { $0.countries = ["CH", "DE"] }),
            ("status", ["N-3"], { $0.statuses = [.withdrawn] }),
            ("statuses", ["N-1", "N-2", "N-3"], { $0.statuses = [.withdrawn, .active] }),
            ("updated since, included", ["N-2", "N-3"], { $0.updatedSince = now - 10 }),
            ("expires before, excluded", ["N-2"], { $0.expiresBefore = .sample(2027, 2, 28) }),
            ("expires after, excluded", ["N-1", "N-3"], { $0.expiresAfter = .sample(2026, 1, 1) }),
            (
                "status and country", ["N-1"],
                {
                    $0.statuses = [.active]
                    $0.countries = ["DE"]
                }
            ),
            (
                "status and standard", ["N-1"],
                {
                    $0.statuses = [.active]
                    $0.standardIDs = [standards[0]]
                }
            ),
            (
                "all at once", ["N-1"],
                {
                    $0.statuses = [.active, .withdrawn]
                    $0.numbers = [ComparisonKey("N-1")]
                    $0.identityNumbers = ["I-1"]
                    $0.entityUniqueIDs = ["E-1"]
                    $0.standardIDs = [standards[0]]
                    $0.countries = ["DE"]
                    $0.updatedSince = 0
                    $0.expiresBefore = .sample(2030, 1, 1)
                    $0.expiresAfter = .sample(2020, 1, 1)
                }
            ),
        ]
    }
}

extension Scene {
    /// The numbers of all certifications that have one of these statuses today, sorted.
    ///
    /// All are of one country and standard, so that the filters by both show the same.
    fileprivate func numbers(_ statuses: CertificationStatus...) async throws -> [String] {
        let standardID = standardIDs[0]
        let lists = try await [
            numbers { $0.statuses = Set(statuses) },
            numbers {
                $0.statuses = Set(statuses)
                $0.countries = ["DE"]
            },
            numbers {
                $0.statuses = Set(statuses)
                $0.standardIDs = [standardID]
            },
        ]
        #expect(Set(lists).count == 1, "\(lists)")
        return lists[0]
    }

    private func numbers(
        _ filter: @Sendable (inout CertificationFilter) -> Void
    ) async throws -> [String] {
        let page = try await page {
            filter(&$0.filter)
            $0.page.limit = 100
        }
        #expect(page.totalRows == page.rows.count)
        return page.rows.map(\.stored.certification.number).sorted()
    }
}
