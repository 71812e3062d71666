/// Entities and certifications in `m0001_register`, with what is left of deleted ones.
extension Migrations {
    /// `scope` is the certification body whose client number a unique id is, 0 where the id is
    /// the account's own.
    static let entityTables = """
        CREATE TABLE certified_entities (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            certification_body_id BIGINT REFERENCES certification_bodies (id),
            scope BIGINT NOT NULL GENERATED ALWAYS AS (coalesce(certification_body_id, 0)) STORED,
            unique_id TEXT COLLATE "C" NOT NULL CHECK (length(unique_id) BETWEEN 1 AND 45),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT COLLATE "C" NOT NULL REFERENCES countries (alpha2),
            is_confidential BIGINT NOT NULL CHECK (is_confidential IN (0, 1)),
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL CHECK (updated_at >= created_at),
            document TEXT COLLATE "C" NOT NULL
        );
        CREATE UNIQUE INDEX certified_entities_by_unique_id
            ON certified_entities (unique_id, account_id, scope);

        CREATE TABLE entity_aliases (
            account_id BIGINT NOT NULL,
            alias TEXT COLLATE "C" NOT NULL CHECK (length(alias) BETWEEN 1 AND 45),
            scope BIGINT NOT NULL,
            entity_id BIGINT NOT NULL REFERENCES certified_entities (id) ON DELETE CASCADE,
            PRIMARY KEY (account_id, alias, scope)
        );
        CREATE INDEX entity_aliases_by_entity ON entity_aliases (entity_id);

        CREATE FUNCTION alias_is_no_unique_id() RETURNS trigger LANGUAGE plpgsql
        SET search_path FROM CURRENT AS $$
        BEGIN
            IF EXISTS (
                SELECT 1 FROM certified_entities
                WHERE account_id = NEW.account_id AND unique_id = NEW.alias AND scope = NEW.scope
                    AND id <> NEW.entity_id)
            THEN
                RAISE EXCEPTION 'the alias is the unique id of another entity'
                    USING ERRCODE = 'raise_exception';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER alias_is_no_unique_id BEFORE INSERT ON entity_aliases
        FOR EACH ROW EXECUTE FUNCTION alias_is_no_unique_id();

        -- A generated column has no value yet before the row is inserted.
        CREATE FUNCTION unique_id_is_no_alias() RETURNS trigger LANGUAGE plpgsql
        SET search_path FROM CURRENT AS $$
        BEGIN
            IF EXISTS (
                SELECT 1 FROM entity_aliases
                WHERE account_id = NEW.account_id AND alias = NEW.unique_id
                    AND scope = coalesce(NEW.certification_body_id, 0))
            THEN
                RAISE EXCEPTION 'the unique id is an alias of another entity'
                    USING ERRCODE = 'raise_exception';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER unique_id_is_no_alias BEFORE INSERT ON certified_entities
        FOR EACH ROW EXECUTE FUNCTION unique_id_is_no_alias();

        -- Ids of what was deleted, until the same key is uploaded again.
        CREATE TABLE deleted_entities (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            scope BIGINT NOT NULL,
            unique_id TEXT COLLATE "C" NOT NULL,
            deleted_at BIGINT NOT NULL
        );
        CREATE UNIQUE INDEX deleted_entities_by_unique_id
            ON deleted_entities (account_id, unique_id, scope);
        """

    /// Days are numbers YYYYMMDD. `country` is the entity's; `current_status` is the status on the
    /// day that `register_state` names. Both are copies that make a filter an index's range.
    static let certificationTables = """
        CREATE TABLE certifications (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            certification_body_id BIGINT NOT NULL REFERENCES certification_bodies (id),
            entity_id BIGINT NOT NULL REFERENCES certified_entities (id),
            number TEXT COLLATE "C" NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
            number_key TEXT COLLATE "C" NOT NULL,
            identity_number TEXT COLLATE "C" CHECK (length(identity_number) BETWEEN 1 AND 60),
            status TEXT COLLATE "C" NOT NULL CHECK (\(isStatus("status"))),
            current_status TEXT COLLATE "C" NOT NULL CHECK (\(isStatus("current_status"))),
            status_since BIGINT NOT NULL,
            accreditation TEXT COLLATE "C" NOT NULL
                CHECK (accreditation IN ('Accredited', 'Unaccredited')),
            accreditation_body_id BIGINT REFERENCES accreditation_bodies (id),
            type TEXT COLLATE "C" NOT NULL CHECK (length(type) BETWEEN 1 AND 45),
            original_issue_date BIGINT CHECK (\(isDay("original_issue_date"))),
            issue_date BIGINT NOT NULL CHECK (\(isDay("issue_date"))),
            expiry_date BIGINT NOT NULL CHECK (\(isDay("expiry_date"))),
            country TEXT COLLATE "C" NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL CHECK (updated_at >= created_at),
            confirmed_at BIGINT NOT NULL,
            document TEXT COLLATE "C" NOT NULL,
            CHECK (original_issue_date <= issue_date),
            CHECK (issue_date <= expiry_date),
            CHECK (accreditation = 'Accredited' OR accreditation_body_id IS NULL)
        );

        -- One certification without identity number a number; matching looks here too. The key
        -- comes first, and the account later than in other indexes: see `{same}` in SQLSpelling.
        CREATE UNIQUE INDEX certifications_by_number_key ON certifications
            (number_key, account_id, certification_body_id, coalesce(identity_number, ''));
        CREATE UNIQUE INDEX certifications_by_identity_number ON certifications
            (identity_number, account_id, certification_body_id)
            WHERE identity_number IS NOT NULL;
        CREATE INDEX certifications_by_entity ON certifications (entity_id);
        -- Which accreditation bodies a certification body's certifications name.
        CREATE INDEX certifications_by_bodies
            ON certifications (certification_body_id, accreditation_body_id);

        -- The sorts of a list. Each index ends in the id, which decides ties.
        CREATE INDEX certifications_by_created_at ON certifications (account_id, created_at, id);
        CREATE INDEX certifications_by_updated_at ON certifications (account_id, updated_at, id);
        CREATE INDEX certifications_by_issue_date ON certifications (account_id, issue_date, id);
        CREATE INDEX certifications_by_expiry_date ON certifications (account_id, expiry_date, id);
        CREATE INDEX certifications_by_number ON certifications (account_id, number, id);

        -- Filters together with the default sort.
        CREATE INDEX certifications_by_status
            ON certifications (account_id, current_status, created_at, id);
        CREATE INDEX certifications_by_country
            ON certifications (account_id, country, created_at, id);
        CREATE INDEX certifications_by_country_and_status
            ON certifications (account_id, country, current_status, created_at, id);

        CREATE TABLE certification_standards (
            certification_id BIGINT NOT NULL REFERENCES certifications (id) ON DELETE CASCADE,
            standard_id BIGINT NOT NULL REFERENCES standards (id),
            account_id BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            -- A copy of the certification's.
            current_status TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (certification_id, standard_id)
        );
        CREATE INDEX certification_standards_by_standard ON certification_standards
            (account_id, standard_id, created_at, certification_id);
        CREATE INDEX certification_standards_by_status ON certification_standards
            (account_id, standard_id, current_status, created_at, certification_id);

        CREATE FUNCTION status_of_standards_follows() RETURNS trigger LANGUAGE plpgsql
        SET search_path FROM CURRENT AS $$
        BEGIN
            UPDATE certification_standards SET current_status = NEW.current_status
            WHERE certification_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER status_of_standards_follows
        AFTER UPDATE OF current_status ON certifications
        FOR EACH ROW WHEN (NEW.current_status IS DISTINCT FROM OLD.current_status)
        EXECUTE FUNCTION status_of_standards_follows();

        CREATE TABLE deleted_certifications (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            certification_body_id BIGINT NOT NULL,
            number_key TEXT COLLATE "C" NOT NULL,
            identity_number TEXT COLLATE "C",
            deleted_at BIGINT NOT NULL
        );
        CREATE INDEX deleted_certifications_by_number_key ON deleted_certifications
            (account_id, number_key, certification_body_id);
        CREATE INDEX deleted_certifications_by_identity_number ON deleted_certifications
            (account_id, identity_number, certification_body_id)
            WHERE identity_number IS NOT NULL;
        """

    private static func isStatus(_ column: String) -> String {
        """
        \(column) IN ('active', 'inactive', 'suspended', 'cancelled', 'hidden', 'withdrawn',
            'expired', 'cbwithdrawn', 'pending', 'deleted')
        """
    }

    private static func isDay(_ column: String) -> String {
        """
        \(column) BETWEEN 10101 AND 99991231 AND \(column) / 100 % 100 BETWEEN 1 AND 12
            AND \(column) % 100 BETWEEN 1 AND 31
        """
    }
}
