import GRDB
import Testing

/// What must hold of every register and what the schema can't say: each copy equals what it is a
/// copy of, and the change log has no gaps.
struct RegisterInvariants {
    let path: String

    private static let violations: [(name: String, sql: String)] = [
        ("integrity", "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        ("foreign keys", "SELECT * FROM pragma_foreign_key_check"),
        (
            "an account's count",
            """
            SELECT id FROM accounts a WHERE certifications
                <> (SELECT count(*) FROM certifications WHERE account_id = a.id)
            """
        ),
        (
            "the entity's country",
            """
            SELECT c.id FROM certifications c JOIN certified_entities e ON e.id = c.entity_id
            WHERE e.country <> c.country OR e.account_id <> c.account_id
            """
        ),
        (
            "the status of the day",
            """
            SELECT id FROM certifications, (SELECT day FROM register_state)
            WHERE current_status <> CASE
                WHEN status IN ('active', 'suspended') AND expiry_date < day THEN 'expired'
                ELSE status END
            """
        ),
        (
            "standards",
            """
            SELECT c.id, s.value FROM certifications c, json_each(c.document, '$.schemes') m,
                json_each(m.value, '$.standards') s
            GROUP BY c.id
            HAVING count(DISTINCT s.value) <> (
                SELECT count(*) FROM certification_standards
                WHERE certification_id = c.id AND account_id = c.account_id
                    AND created_at = c.created_at)
            """
        ),
        (
            "aliases",
            """
            SELECT e.id FROM certified_entities e
            WHERE (SELECT count(DISTINCT value ->> 'unique_id')
                    FROM json_each(e.document, '$.aliases'))
                <> (SELECT count(*) FROM entity_aliases WHERE entity_id = e.id)
            """
        ),
        (
            "ids in use and deleted",
            """
            SELECT id FROM deleted_certifications WHERE id IN (SELECT id FROM certifications)
            UNION ALL
            SELECT id FROM deleted_entities WHERE id IN (SELECT id FROM certified_entities)
            """
        ),
        (
            "gaps in the change log",
            """
            SELECT n, last FROM (SELECT count(*) AS n, max(sequence) AS last FROM changes)
            WHERE n <> ifnull(last, 0)
            """
        ),
        (
            "records without a change",
            """
            SELECT id FROM certifications WHERE id NOT IN (SELECT record_id FROM changes)
            UNION ALL
            SELECT id FROM certified_entities WHERE id NOT IN (SELECT record_id FROM changes)
            """
        ),
    ]

    func check(at location: SourceLocation = #_sourceLocation) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.read { database in
            for violation in Self.violations {
                let rows = try Row.fetchAll(database, sql: violation.sql)
                #expect(rows.isEmpty, "\(violation.name): \(rows)", sourceLocation: location)
            }
        }
        try queue.close()
    }
}
