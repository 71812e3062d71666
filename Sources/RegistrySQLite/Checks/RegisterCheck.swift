public import RegistryCore

/// Looks whether a register is as it must be: what SQLite promises, and what its schema can't say.
/// Reads one moment of it, also while it is served, and changes nothing.
public enum RegisterCheck {
    /// Runs every check, one after the other.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when there is no register at the path,
    ///   ``RegistryError/conflict(_:)`` when it is of another program's version. What is wrong in
    ///   the register is an outcome.
    public static func run(
        path: String, configuration: SQLiteConfiguration = SQLiteConfiguration(),
        report: @escaping WorkProgress.Report
    ) async throws(RegistryError) -> [CheckOutcome] {
        try await onThread("register.check") { () throws(StoreFailure) in
            do throws(StoreFailure) {
                try RegisterFile(path: path, configuration: configuration).requirePresentSchema()
                let connection = try Connection(
                    path: path, purpose: .snapshot, configuration: configuration)
                defer { connection.closeQuietly() }
                // Of one moment. It ends without a commit, which a damaged file may refuse.
                try connection.statement("BEGIN").run()
                defer { connection.rollBack() }
                return try outcomes(connection, report)
            } catch {
                throw error.asDamage(of: path)
            }
        }
    }

    private static func outcomes(
        _ connection: Connection, _ report: @escaping WorkProgress.Report
    ) throws(StoreFailure) -> [CheckOutcome] {
        var outcomes: [CheckOutcome] = []
        for check in Check.all {
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
                    name: check.name, isOfFile: check.name == Check.file.name,
                    found: findings.count, findings: findings.first))
            let done = outcomes.count
            try coreCall { () throws(RegistryError) in
                try report(WorkProgress("checks", done: done, of: Check.all.count))
            }
        }
        return outcomes
    }
}

/// One part of what must hold.
struct Check: Sendable {
    typealias Body =
        @Sendable (
            Connection, inout Findings, @escaping WorkProgress.Report
        ) throws(StoreFailure) -> Void

    let name: String
    let run: Body

    init(_ name: String, _ run: @escaping Body) {
        self.name = name
        self.run = run
    }

    /// What a statement of SQL can say.
    init(_ name: String, rules: [Rule]) {
        self.init(name) { connection, findings, _ throws(StoreFailure) in
            for rule in rules { try rule.run(connection, &findings) }
        }
    }

    /// SQLite's own structures.
    static let file = Check("file") { connection, findings, _ throws(StoreFailure) in
        for text in try connection.damage(.full) { findings.add(text) }
    }

    /// In this order: the later ones are of little worth where an earlier one finds much.
    static let all: [Check] = [
        file,
        Check("foreign keys") { connection, findings, _ throws(StoreFailure) in
            try connection.checkForeignKeys(&findings)
        },
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

    func run(_ connection: Connection, _ findings: inout Findings) throws(StoreFailure) {
        let statement = try connection.statement(composed: sql)
        defer { statement.reset() }
        while try statement.step() {
            let id = statement.integer()
            findings.add(noun, id, statement.text())
        }
    }
}
