import RegistryCore
import RegistryTestKit
import Testing

@testable import RegistrySQL
@testable import RegistrySQLite

/// The plan of each query that serves a page: an index's range, never a whole table.
@Suite("Query plans")
struct PlanTests {
    private let temporary: TemporaryStore
    private let store: SQLiteStore

    init() async throws {
        temporary = try TemporaryStore()
        store = try await temporary.open()
    }

    private static let sorts = CertificationSort.allCases.flatMap { sort in
        [true, false].map { (sort, $0) }
    }

    private static let cursor = PageCursor(value: .integer(1), id: RecordID(1))
    /// Each place of a page with what its index's range must end in.
    private static let places: [(place: ListQuery.Place, range: @Sendable (String) -> String)] = [
        (.start(skipping: 0), { _ in "" }), (.start(skipping: 60), { _ in "" }),
        (.tiesOf(cursor), { "\($0)=? AND" }), (.behind(cursor), { "\($0)" }),
    ]

    @Test("an unfiltered page walks its sort's index, and sorts nothing", arguments: sorts)
    func unfiltered(sort: CertificationSort, isAscending: Bool) async throws {
        for (place, range) in Self.places {
            let plan = try await plan(.sort, place) {
                $0.page.sort = sort
                $0.page.isAscending = isAscending
            }
            #expect(plan.count == 1, "\(plan)")
            #expect(plan[0].contains("SEARCH c USING COVERING INDEX certifications_by_"))
            #expect(plan[0].contains("(account_id=?"))
            #expect(plan[0].contains(range(column(sort))), "\(plan)")
        }
    }

    private func column(_ sort: CertificationSort) -> String {
        switch sort {
        case .createdAt: "created_at"
        case .updatedAt: "updated_at"
        case .issueDate: "issue_date"
        case .expiryDate: "expiry_date"
        case .number: "number"
        }
    }

    private typealias Case = (
        name: String, index: String, filter: @Sendable (inout CertificationFilter) -> Void
    )

    private static let ordered: [Case] = [
        ("status", "certifications_by_status", { $0.statuses = [.active] }),
        ("country", "certifications_by_country", { $0.countries = ["DE"] }),
        ("standard", "certification_standards_by_standard", { $0.standardIDs = [RecordID(1)] }),
        (
            "status and country", "certifications_by_country_and_status",
            {
                $0.statuses = [.active]
                $0.countries = ["DE"]
            }
        ),
        (
            "status and standard", "certification_standards_by_status",
            {
                $0.statuses = [.active]
                $0.standardIDs = [RecordID(1)]
            }
        ),
    ]

    @Test("a status, country or standard, or a status with one of them, sorts nothing")
    func filtersWithOrder() async throws {
        for (name, index, filter) in Self.ordered {
            for drive in [ListQuery.Drive.sort, .filter] {
                for (place, range) in Self.places {
                    let plan = try await plan(drive, place) { filter(&$0.filter) }
                    #expect(plan[0].contains(range("created_at")), "\(name): \(plan)")
                    #expect(plan.count == 1, "\(name): \(plan)")
                    #expect(plan[0].contains("COVERING INDEX \(index) ("), "\(name): \(plan)")
                }
            }
        }
    }

    private static let selective: [Case] = [
        ("number", "certifications_by_number_key", { $0.numbers = [ComparisonKey("n")] }),
        ("identity", "certifications_by_identity_number", { $0.identityNumbers = ["i"] }),
        ("entity", "certifications_by_entity", { $0.entityUniqueIDs = ["e"] }),
        ("since", "certifications_by_updated_at", { $0.updatedSince = 5 }),
        ("before", "certifications_by_expiry_date", { $0.expiresBefore = .sample(2026, 1, 1) }),
        ("after", "certifications_by_expiry_date", { $0.expiresAfter = .sample(2026, 1, 1) }),
        (
            "numbers", "certifications_by_number_key",
            { $0.numbers = [ComparisonKey("n"), ComparisonKey("m")] }
        ),
        ("identities", "certifications_by_identity_number", { $0.identityNumbers = ["i", "j"] }),
    ]

    @Test("a filter that little matches is looked up, in pages and totals")
    func selectiveFilters() async throws {
        for (name, index, filter) in Self.selective {
            let plan = try await plan(.filter) { filter(&$0.filter) }
            let count = try await countPlan { filter(&$0.filter) }
            for steps in [plan, count] {
                #expect(
                    steps.contains { $0.contains("SEARCH c USING") && $0.contains(index) },
                    "\(name): \(steps)")
            }
        }
    }

    @Test("no filter, alone or with another, looks through a whole table")
    func noScans() async throws {
        let all = Self.ordered + Self.selective
        for first in all {
            for second in all {
                for drive in [ListQuery.Drive.sort, .filter] {
                    for (sort, isAscending) in Self.sorts {
                        let plan = try await plan(drive) {
                            first.filter(&$0.filter)
                            second.filter(&$0.filter)
                            $0.page.sort = sort
                            $0.page.isAscending = isAscending
                        }
                        let scans = plan.filter {
                            $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN k VIRTUAL")
                        }
                        #expect(scans.isEmpty, "\(first.name) and \(second.name): \(plan)")
                    }
                }
            }
        }
    }

    @Test(
        "single records, matching and the log are looked up by index",
        arguments: [
            "SELECT 1 FROM certifications WHERE id = 1 AND account_id = 1",
            """
            SELECT 1 FROM certifications
            WHERE account_id = 1 AND number_key = 'n' AND certification_body_id = 1
            """,
            """
            SELECT 1 FROM certifications
            WHERE account_id = 1 AND identity_number = ? AND certification_body_id = 1
            """,
            "SELECT 1 FROM certifications WHERE entity_id = 1",
            "SELECT 1 FROM certified_entities WHERE account_id = 1 AND unique_id = ? AND scope = 0",
            "SELECT 1 FROM entity_aliases WHERE account_id = 1 AND alias = ? AND scope = 0",
            "SELECT 1 FROM changes WHERE sequence > 5 ORDER BY sequence LIMIT 10",
            "SELECT 1 FROM changes WHERE record_id = 5 ORDER BY sequence",
            """
            UPDATE certifications INDEXED BY certifications_by_expiry_date
            SET current_status = 'expired'
            WHERE account_id IN (SELECT id FROM accounts) AND expiry_date >= 1 AND expiry_date < 2
            """,
        ])
    func lookups(sql: String) async throws {
        let plan = try await explain(SQLText(sql))
        #expect(!plan.contains { $0.contains("SCAN") && !$0.contains("accounts") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    // MARK: Certification bodies

    @Test("a certification with its bodies is read by keys alone")
    func oneCertification() async throws {
        let plan = try await explain(SQLText(CertificationReads.oneRecord))
        #expect(!plan.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
        let records = plan.filter { $0.contains("recorded_bodies_by_body") }
        #expect(records.count == 2, "\(plan)")
        #expect(
            records.allSatisfy {
                $0.contains("(certification_body_id=? AND accreditation_body_id=?)")
            }, "\(plan)")
    }

    @Test("the versions of a certificate are one look for each account")
    func versions() async throws {
        let plan = try await explain(SQLText(CertificationReads.versions))
        #expect(plan.filter { $0.contains("SCAN") } == ["SCAN a"], "\(plan)")
        let search = "SEARCH c USING INDEX certifications_by_number_key "
        let keys = "(account_id=? AND number_key=? AND certification_body_id=?)"
        #expect(plan.contains(search + keys), "\(plan)")
    }

    @Test(
        "bodies, records of them and who is withdrawn are looked up by index",
        arguments: [
            BodyReads.body, BodyReads.associated, BodyReads.namesakes, BodyReads.follower,
            BodyReads.naming, BodyReads.record, BodyReads.recordByBody,
            BodyReads.recordByAccreditation, BodyReads.recordByIdentityNumber,
            "SELECT name FROM accounts WHERE certification_body_id = ?",
            """
            SELECT accreditation_body_id, status FROM recorded_bodies
            WHERE certification_body_id = ?
            """,
            """
            SELECT min(accreditation_body_id) FROM certifications
            WHERE certification_body_id = ? AND accreditation_body_id > ?
            """,
            """
            SELECT 1 FROM schemes m CROSS JOIN standards s ON s.scheme_id = m.id
            WHERE m.name_key = ? AND s.name_key = ? AND (s.added_by IS NULL OR s.added_by = ?)
            """,
        ])
    func bodies(sql: String) async throws {
        let plan = try await explain(SQLText(sql))
        #expect(!plan.contains { $0.contains("SCAN") }, "\(plan)")
    }

    @Test("a list of bodies is one account's part of an index, in pages and totals")
    func bodyLists() async throws {
        for sort in BodySort.allCases {
            for isAscending in [true, false] {
                for start in [PageStart.batch(3), .after(Self.cursor(sort))] {
                    var query = BodyQuery(accountID: RecordID(1))
                    query.page.sort = sort
                    query.page.isAscending = isAscending
                    query.page.start = start
                    let plan = try await explain(BodyListQuery(query).page())
                    #expect(
                        !plan.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") },
                        "\(plan)")
                    query.filter.statuses = [.active]
                    query.filter.countries = ["DE"]
                    query.filter.identityNumbers = ["B-1"]
                    for sql in [BodyListQuery(query).page(), BodyListQuery(query).count()] {
                        let plan = try await explain(sql)
                        let scans = plan.filter {
                            $0.contains("SCAN") && !$0.hasPrefix("SCAN k VIRTUAL")
                                && !$0.contains("CONSTANT ROW") && $0 != "SCAN found"
                        }
                        #expect(scans.isEmpty, "\(plan)")
                    }
                }
            }
        }
    }

    private static func cursor(_ sort: BodySort) -> PageCursor {
        PageCursor(value: sort.isText ? .text("n") : .integer(5), id: RecordID(2))
    }

    // MARK: Explaining

    private func plan(
        _ drive: ListQuery.Drive, _ place: ListQuery.Place = .start(skipping: 0),
        _ change: (inout CertificationQuery) -> Void
    ) async throws -> [String] {
        try await explain(list(change).ids(drive, place, limit: 21))
    }

    private func countPlan(_ change: (inout CertificationQuery) -> Void) async throws -> [String] {
        try await explain(list(change).count())
    }

    private func list(_ change: (inout CertificationQuery) -> Void) -> ListQuery {
        var query = CertificationQuery(accountID: RecordID(1), today: .sample(2025, 1, 1))
        change(&query)
        return ListQuery(
            query, entityIDs: query.filter.entityUniqueIDs.isEmpty ? nil : [RecordID(1)],
            isSettled: true)
    }

    private func explain(_ query: SQLText) async throws -> [String] {
        return try await store.readers.read { connection throws(StoreFailure) in
            let statement = try connection.statement(
                composed: "EXPLAIN QUERY PLAN " + query.sql)
            defer { statement.reset() }
            return try connection.rows(of: statement) { row throws(StoreFailure) in
                _ = (row.integer(), row.integer(), row.integer())
                return row.text()
            }
        }
    }
}
