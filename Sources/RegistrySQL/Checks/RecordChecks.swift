import RegistryCore

// What has to be read by the program: documents, and what is derived from them by rules that stand
// in Swift. Each walks through a table in the order of its ids and keeps nothing.

extension SQLConnection {
    /// Every certification can be read; its status of the day, its number's key, its country and
    /// its standards are what they are derived from.
    func checkCertifications(
        _ findings: inout Findings, _ report: @escaping WorkProgress.Report
    ) throws(StoreFailure) {
        let day: CalendarDate
        do throws(StoreFailure) {
            day = try settledDay()
        } catch {
            guard case .register(.broken(let text)) = error else { throw error }
            return findings.add(text)
        }
        let statement = try statement(
            composed: """
                SELECT c.id, {least}(c.id, c.account_id, c.certification_body_id, c.entity_id,
                        {ifnull}(c.accreditation_body_id, 0)) >= 0,
                    c.current_status, c.number_key, c.country IS NOT DISTINCT FROM e.country,
                    c.account_id IS NOT DISTINCT FROM e.account_id,
                    (SELECT {array standard_id} FROM certification_standards
                        WHERE certification_id = c.id),
                    \(CertificationRows.columns)
                FROM certifications c LEFT JOIN certified_entities e ON e.id = c.entity_id
                ORDER BY c.id
                """)
        try each(statement, of: "certifications", "certification", &findings, report) {
            row throws(StoreFailure) in
            let (status, key) = (row.text(), row.text())
            let (isItsCountry, isItsAccount) = (row.integer() == 1, row.integer() == 1)
            let standards = try JSONLists.integers(row.bytes())
            let certification = try CertificationRows.read(row).certification
            var faults: [String] = []
            if status != certification.status(on: day).rawValue {
                faults.append("has the status \(status) on \(day.dashedText)")
            }
            if ExactText(key) != ExactText(ComparisonKey(certification.number).text) {
                faults.append("is found by another number than its own")
            }
            if !isItsCountry { faults.append("has another country than its entity") }
            if !isItsAccount { faults.append("has another account than its entity") }
            if Set(standards) != Set(certification.standardIDs.map(\.value)) {
                faults.append("is found by other standards than its own")
            }
            return faults
        }
    }

    /// Every entity can be read, and is found by the aliases in its document.
    func checkEntities(
        _ findings: inout Findings, _ report: @escaping WorkProgress.Report
    ) throws(StoreFailure) {
        let statement = try statement(
            composed: """
                SELECT e.id, {least}(e.id, e.account_id, {ifnull}(e.certification_body_id, 0)) >= 0,
                    (SELECT {array alias} FROM entity_aliases WHERE entity_id = e.id),
                    \(EntityRows.columns)
                FROM certified_entities e ORDER BY e.id
                """)
        try each(statement, of: "certified_entities", "certified entity", &findings, report) {
            row throws(StoreFailure) in
            let aliases = Set(try JSONLists.texts(row.bytes()).map { ExactText($0) })
            let entity = try EntityRows.read(row).entity
            let isFound = aliases == Set(entity.aliases.map { ExactText($0.uniqueID) })
            return isFound ? [] : ["is found by other aliases than its own"]
        }
    }

    /// Every record that an accreditation body has made can be read.
    func checkRecordedBodies(_ findings: inout Findings) throws(StoreFailure) {
        let statement = try statement(
            composed: """
                SELECT r.id, {least}(r.id, r.account_id, r.accreditation_body_id,
                        r.certification_body_id) >= 0,
                    \(RecordedBodyRows.columns)
                FROM recorded_bodies r ORDER BY r.id
                """)
        try each(
            statement, of: "recorded_bodies", "record of a certification body", &findings, nil
        ) { row throws(StoreFailure) in
            _ = try RecordedBodyRows.read(row)
            return []
        }
    }

    /// Steps through the rows of a table. Each begins with its id and whether it has proper ids;
    /// what follows is for the body, which says what is wrong.
    private func each(
        _ statement: any SQLStatement, of table: String, _ noun: String,
        _ findings: inout Findings, _ report: WorkProgress.Report?,
        _ body: (any SQLStatement) throws(StoreFailure) -> [String]
    ) throws(StoreFailure) {
        defer { statement.reset() }
        var progress = RowProgress(noun: "\(noun) rows", total: try rowCount(of: table))
        while try statement.step() {
            let id = statement.integer()
            if statement.integer() == 1 {
                do throws(StoreFailure) {
                    for fault in try body(statement) { findings.add(noun, id, fault) }
                } catch {
                    guard case .register(.broken(let text)) = error else { throw error }
                    findings.add(noun, id, "can't be read: \(text)")
                }
            } else {
                findings.add(noun, id, "has or names a negative id")
            }
            try progress.advance(report)
        }
    }

    func rowCount(of table: String) throws(StoreFailure) -> Int {
        let statement = try statement(composed: "SELECT count(*) FROM \(table)")
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer()) : 0
    }

    // MARK: The change log

    /// Sequence numbers go from 1 on without gaps, and what a row says it is about is known.
    func checkChanges(
        _ findings: inout Findings, _ report: @escaping WorkProgress.Report
    ) throws(StoreFailure) {
        let statement = try statement("SELECT sequence, kind FROM changes ORDER BY sequence")
        defer { statement.reset() }
        var progress = RowProgress(noun: "changes", total: try rowCount(of: "changes"))
        var last: Int64 = 0
        while try statement.step() {
            let sequence = statement.integer()
            let kind = statement.text()
            if sequence != last + 1 {
                findings.add(
                    sequence == last + 2
                        ? "change \(last + 1) is missing"
                        : "changes \(last + 1) to \(sequence - 1) are missing")
            }
            findings.expect(
                RecordKind(rawValue: kind) != nil,
                "change \(sequence) is of the unknown kind \(kind)")
            last = sequence
            try progress.advance(report)
        }
    }

    // MARK: What is small

    /// What every request needs can be read, and names are found by their keys.
    func checkDirectory(_ findings: inout Findings) throws(StoreFailure) {
        let isReadable = findings.count
        for table in ["accounts", "api_keys", "schemes", "standards", "accreditation_bodies"] {
            try Rule(table, "SELECT id, 'has a negative id' FROM \(table) WHERE id < 0")
                .run(self, &findings)
        }
        guard findings.count == isReadable else { return }
        do throws(StoreFailure) {
            _ = try directoryInTransaction()
        } catch {
            guard case .register(.broken(let text)) = error else { throw error }
            findings.add("can't be read: \(text)")
        }
        for (table, noun) in [
            ("accounts", "account"), ("certification_bodies", "certification body"),
        ] {
            let statement = try statement(composed: "SELECT id, name, name_key FROM \(table)")
            defer { statement.reset() }
            while try statement.step() {
                let id = statement.integer()
                let (name, key) = (statement.text(), statement.text())
                if ExactText(key) != ExactText(ComparisonKey(name).text) {
                    findings.add(noun, id, "is found by another name than its own")
                }
            }
        }
    }
}

/// Tells how far a walk through a table is, every thousand rows or so.
struct RowProgress {
    let noun: String
    let total: Int
    private var done = 0

    private static let pauseRows = 4_096

    init(noun: String, total: Int) {
        self.noun = noun
        self.total = total
    }

    mutating func advance(_ report: WorkProgress.Report?) throws(StoreFailure) {
        done += 1
        guard let report, done % Self.pauseRows == 0 || done == total else { return }
        let (noun, total, done) = (noun, total, done)
        try coreCall { () throws(RegistryError) in
            try report(WorkProgress(noun, done: done, of: total))
        }
    }
}
