extension Rule {
    static let counters = [
        Rule(
            "account",
            """
            SELECT a.id, 'counts ' || a.certifications || ' certifications and has ' || n.count
            FROM accounts a JOIN (
                SELECT id, (SELECT count(*) FROM certifications WHERE account_id = accounts.id)
                    AS count FROM accounts) n ON n.id = a.id
            WHERE a.certifications <> n.count
            """)
    ]

    static let certifications = [
        Rule(
            "certification",
            """
            SELECT certification_id,
                'has a standard with another account, time or status than its own'
            FROM certification_standards s JOIN certifications c ON c.id = s.certification_id
            WHERE s.account_id <> c.account_id OR s.created_at <> c.created_at
                OR s.current_status <> c.current_status
            """),
        Rule(
            "certification",
            """
            SELECT c.id, 'is of a body that its account can''t upload for'
            FROM certifications c JOIN accounts a ON a.id = c.account_id
                JOIN certified_entities e ON e.id = c.entity_id
            WHERE CASE a.role
                WHEN 'cb' THEN c.certification_body_id <> a.certification_body_id
                WHEN 'ab' THEN c.certification_body_id <> e.certification_body_id
                    OR c.accreditation_body_id IS DISTINCT FROM a.accreditation_body_id
                ELSE 1 = 0 END
            """),
    ]

    static let entities = [
        Rule(
            "certified entity",
            """
            SELECT e.id, 'is of a body that its account can''t upload for'
            FROM certified_entities e JOIN accounts a ON a.id = e.account_id
            WHERE (a.role = 'ab') <> (e.certification_body_id IS NOT NULL)
                OR (a.role = 'ab' AND NOT EXISTS (
                    SELECT 1 FROM recorded_bodies WHERE account_id = a.id
                        AND certification_body_id = e.certification_body_id))
            """),
        Rule(
            "certified entity",
            """
            SELECT e.id, 'has an alias of another account or scope than its own'
            FROM entity_aliases n JOIN certified_entities e ON e.id = n.entity_id
            WHERE n.scope <> e.scope OR n.account_id <> e.account_id
            """),
        Rule(
            "certified entity",
            """
            SELECT n.entity_id, 'has the unique id of another entity as an alias'
            FROM entity_aliases n JOIN certified_entities e ON e.account_id = n.account_id
                AND e.unique_id = n.alias AND e.scope = n.scope AND e.id <> n.entity_id
            """),
    ]

    static let bodies = [
        Rule(
            "record of a certification body",
            """
            SELECT r.id, 'names an accreditation body that its account is not'
            FROM recorded_bodies r JOIN accounts a ON a.id = r.account_id
            WHERE a.role <> 'ab'
                OR a.accreditation_body_id IS DISTINCT FROM r.accreditation_body_id
            """),
        Rule(
            "certification body",
            """
            SELECT b.id, 'is not called as its account is'
            FROM certification_bodies b JOIN accounts a ON a.certification_body_id = b.id
            WHERE b.name <> a.name OR b.acronym IS DISTINCT FROM a.acronym
                OR b.country IS DISTINCT FROM a.country
            """),
        // It has the name of its oldest record. A document that is no JSON is told of elsewhere.
        Rule(
            "certification body",
            """
            SELECT b.id, 'is not called as its oldest record is'
            FROM certification_bodies b JOIN recorded_bodies r ON r.id = (
                SELECT min(id) FROM recorded_bodies WHERE certification_body_id = b.id)
            WHERE b.id NOT IN (SELECT certification_body_id FROM accounts
                    WHERE certification_body_id IS NOT NULL)
                AND (b.name <> r.name OR b.country IS DISTINCT FROM r.country
                    OR ({isDocument r.document}
                        AND b.acronym IS DISTINCT FROM {member r.document acronym}))
            """),
    ]

    static let deleted = [
        Rule(
            "certification",
            """
            SELECT id, 'is there and deleted'
            FROM deleted_certifications WHERE id IN (SELECT id FROM certifications)
            """),
        Rule(
            "certified entity",
            """
            SELECT id, 'is there and deleted'
            FROM deleted_entities WHERE id IN (SELECT id FROM certified_entities)
            """),
        Rule(
            "deleted certified entity",
            """
            SELECT d.id, 'is of a body that its account has not recorded'
            FROM deleted_entities d
            WHERE d.scope <> 0 AND NOT EXISTS (
                SELECT 1 FROM recorded_bodies
                WHERE account_id = d.account_id AND certification_body_id = d.scope)
            """),
    ]

    /// What the program ships came without a change: lists, and mappings for every account.
    static let creation = [
        creation("certification", "certification", in: "certifications"),
        creation("certified entity", "certified_entity", in: "certified_entities"),
        creation("account", "account", in: "accounts"),
        creation("key", "key", in: "api_keys"),
        creation("certification body", "certification_body", in: "certification_bodies"),
        creation("record of a certification body", "recorded_body", in: "recorded_bodies"),
        creation("mapping", "mapping", in: "mappings", "account_id IS NOT NULL"),
        creation("standard", "standard", in: "standards", "added_by IS NOT NULL"),
    ]

    /// Each record that is there was created by a change.
    private static func creation(
        _ noun: String, _ kind: String, in table: String, _ condition: String = "1 = 1"
    ) -> Rule {
        Rule(
            noun,
            """
            SELECT id, 'is there, and no change says that it was created'
            FROM \(table) t WHERE \(condition) AND NOT EXISTS (
                SELECT 1 FROM changes {by changes_by_record}
                WHERE record_id = t.id AND action = 'created' AND kind = '\(kind)')
            ORDER BY id
            """)
    }
}
