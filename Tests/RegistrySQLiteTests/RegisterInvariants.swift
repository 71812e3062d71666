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
            UNION ALL
            SELECT id FROM recorded_bodies WHERE id NOT IN (SELECT record_id FROM changes)
            UNION ALL
            SELECT id FROM certification_bodies WHERE id NOT IN (SELECT record_id FROM changes)
            UNION ALL
            SELECT id FROM standards
            WHERE added_by IS NOT NULL AND id NOT IN (SELECT record_id FROM changes)
            """
        ),
        (
            "a record's accreditation body",
            """
            SELECT r.id FROM recorded_bodies r JOIN accounts a ON a.id = r.account_id
            WHERE a.role <> 'ab' OR a.accreditation_body_id <> r.accreditation_body_id
            """
        ),
        (
            "what a body with an account is called",
            """
            SELECT b.id FROM certification_bodies b JOIN accounts a
                ON a.certification_body_id = b.id
            WHERE b.name <> a.name OR b.acronym IS NOT a.acronym OR b.country IS NOT a.country
            """
        ),
        (
            "what a body without account is called",
            """
            SELECT b.id FROM certification_bodies b JOIN recorded_bodies r ON r.id = (
                SELECT min(id) FROM recorded_bodies WHERE certification_body_id = b.id)
            WHERE b.id NOT IN (SELECT certification_body_id FROM accounts
                    WHERE certification_body_id IS NOT NULL)
                AND (b.name <> r.name OR b.country IS NOT r.country
                    OR b.acronym IS NOT r.document ->> 'acronym')
            """
        ),
        (
            "whose client number a unique id is",
            """
            SELECT e.id FROM certified_entities e JOIN accounts a ON a.id = e.account_id
            WHERE (a.role = 'ab') <> (e.certification_body_id IS NOT NULL)
                OR (a.role = 'ab' AND NOT EXISTS (
                    SELECT 1 FROM recorded_bodies WHERE account_id = a.id
                        AND certification_body_id = e.certification_body_id))
            UNION ALL
            SELECT n.entity_id FROM entity_aliases n
                JOIN certified_entities e ON e.id = n.entity_id
            WHERE n.scope <> e.scope OR n.account_id <> e.account_id
            UNION ALL
            SELECT d.id FROM deleted_entities d JOIN accounts a ON a.id = d.account_id
            WHERE d.scope <> 0 AND NOT EXISTS (
                SELECT 1 FROM recorded_bodies
                WHERE account_id = a.id AND certification_body_id = d.scope)
            """
        ),
        (
            "whose a certification is",
            """
            SELECT c.id FROM certifications c JOIN accounts a ON a.id = c.account_id
                JOIN certified_entities e ON e.id = c.entity_id
            WHERE CASE a.role
                WHEN 'cb' THEN c.certification_body_id <> a.certification_body_id
                WHEN 'ab' THEN c.certification_body_id <> e.certification_body_id
                    OR c.accreditation_body_id <> a.accreditation_body_id
                ELSE 0 END
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
