package import RegistryCore

/// One part of what must hold.
package struct Check: Sendable {
    package typealias Body =
        @Sendable (
            any SQLConnection, inout Findings, @escaping WorkProgress.Report
        ) throws(StoreFailure) -> Void

    let name: String
    /// Whether a finding means that the database itself is damaged, and not what it holds.
    let isOfFile: Bool
    let run: Body

    package init(_ name: String, isOfFile: Bool = false, _ run: @escaping Body) {
        self.name = name
        self.isOfFile = isOfFile
        self.run = run
    }

    /// What a statement of SQL can say.
    init(_ name: String, rules: [Rule]) {
        self.init(name) { connection, findings, _ throws(StoreFailure) in
            for rule in rules { try rule.run(connection, &findings) }
        }
    }

    /// In this order: the later ones are of little worth where an earlier one finds much.
    package static let ofRecords: [Check] = [
        Check("accounts, keys and lists") { connection, findings, _ throws(StoreFailure) in
            try connection.checkDirectory(&findings)
        },
        Check("counters", rules: Rule.counters),
        Check("certifications") { connection, findings, report throws(StoreFailure) in
            try connection.checkCertifications(&findings, report)
            for rule in Rule.certifications { try rule.run(connection, &findings) }
        },
        Check("certified entities") { connection, findings, report throws(StoreFailure) in
            try connection.checkEntities(&findings, report)
            for rule in Rule.entities { try rule.run(connection, &findings) }
        },
        Check("certification bodies") { connection, findings, _ throws(StoreFailure) in
            try connection.checkRecordedBodies(&findings)
            for rule in Rule.bodies { try rule.run(connection, &findings) }
        },
        Check("deleted records", rules: Rule.deleted),
        Check("change log") { connection, findings, report throws(StoreFailure) in
            try connection.checkChanges(&findings, report)
        },
        Check("creation of records", rules: Rule.creation),
    ]

    /// Runs checks, one after the other, on a connection that sees one moment.
    package static func run(
        _ checks: [Check], _ connection: any SQLConnection,
        _ report: @escaping WorkProgress.Report
    ) throws(StoreFailure) -> [CheckOutcome] {
        var outcomes: [CheckOutcome] = []
        for check in checks {
            var findings = Findings()
            do throws(StoreFailure) {
                try check.run(connection, &findings, report)
            } catch {
                // A file that can't be read to its end is what is looked for here.
                guard error.isDamage, case .engine(let error) = error else { throw error }
                findings.add("what is left could not be read: \(error.message)")
            }
            outcomes.append(
                CheckOutcome(
                    name: check.name, isOfFile: check.isOfFile,
                    found: findings.count, findings: findings.first))
            let done = outcomes.count
            try coreCall { () throws(RegistryError) in
                try report(WorkProgress("checks", done: done, of: checks.count))
            }
        }
        return outcomes
    }
}

/// A promise as a query for what breaks it: rows of the record's id and a sentence about it.
struct Rule: Sendable {
    /// What the id is of.
    let noun: String
    let sql: String

    init(_ noun: String, _ sql: String) {
        self.noun = noun
        self.sql = sql
    }

    func run(_ connection: any SQLConnection, _ findings: inout Findings) throws(StoreFailure) {
        let statement = try connection.statement(composed: sql)
        defer { statement.reset() }
        while try statement.step() {
            let id = statement.integer()
            findings.add(noun, id, statement.text())
        }
    }
}
