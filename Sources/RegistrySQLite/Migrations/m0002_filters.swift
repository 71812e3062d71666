import GRDB

extension Migrations {
    /// Status together with country or with a standard as an index's range, in the default order.
    static let m0002Filters = Migration(name: "m0002_filters") { database in
        try database.execute(
            sql: """
                CREATE INDEX certifications_by_country_and_status
                    ON certifications (account_id, country, current_status, created_at);

                CREATE TABLE standards_of_certifications (
                    certification_id INTEGER NOT NULL
                        REFERENCES certifications ON DELETE CASCADE,
                    standard_id INTEGER NOT NULL REFERENCES standards,
                    account_id INTEGER NOT NULL,
                    created_at INTEGER NOT NULL,
                    -- A copy of the certification's.
                    current_status TEXT NOT NULL,
                    PRIMARY KEY (certification_id, standard_id)
                ) STRICT, WITHOUT ROWID;
                INSERT INTO standards_of_certifications
                    SELECT s.certification_id, s.standard_id, s.account_id, s.created_at,
                        c.current_status
                    FROM certification_standards s
                        JOIN certifications c ON c.id = s.certification_id;
                DROP TABLE certification_standards;
                ALTER TABLE standards_of_certifications RENAME TO certification_standards;
                CREATE INDEX certification_standards_by_standard ON certification_standards
                    (account_id, standard_id, created_at, certification_id);
                CREATE INDEX certification_standards_by_status ON certification_standards
                    (account_id, standard_id, current_status, created_at, certification_id);

                CREATE TRIGGER status_of_standards_follows
                AFTER UPDATE OF current_status ON certifications
                WHEN NEW.current_status <> OLD.current_status
                BEGIN
                    UPDATE certification_standards SET current_status = NEW.current_status
                    WHERE certification_id = NEW.id;
                END;
                """)
    }
}
