import GRDB

extension Migrations {
    /// Vocabularies, accounts, certification bodies, entities, certifications and the change log.
    static let m0001Register = Migration(name: "m0001_register") { database in
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: vocabularyTables)
        try database.execute(sql: accountTables)
        try database.execute(sql: bodyTables)
        try database.execute(sql: entityTables)
        try database.execute(sql: certificationTables)
        try database.execute(sql: logTables)
    }

    /// `*_key` columns hold comparison keys (contract section 11), made by the program.
    private static let vocabularyTables = """
        CREATE TABLE countries (
            alpha2 TEXT NOT NULL PRIMARY KEY CHECK (length(alpha2) = 2),
            alpha3 TEXT NOT NULL UNIQUE CHECK (length(alpha3) = 3),
            numeric TEXT UNIQUE CHECK (length(numeric) = 3),
            name TEXT NOT NULL CHECK (length(name) > 0),
            other_names TEXT NOT NULL CHECK (json_type(other_names) = 'array'),
            is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sectors (
            code INTEGER PRIMARY KEY CHECK (code > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        ) STRICT;

        CREATE TABLE schemes (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE accreditation_bodies (
            id INTEGER PRIMARY KEY,
            acronym TEXT NOT NULL CHECK (length(acronym) BETWEEN 1 AND 45),
            acronym_key TEXT NOT NULL UNIQUE CHECK (acronym_key <> ''),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT REFERENCES countries,
            known_names TEXT NOT NULL CHECK (json_type(known_names) = 'array'),
            is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        ) STRICT;

        CREATE TABLE standards (
            id INTEGER PRIMARY KEY,
            scheme_id INTEGER NOT NULL REFERENCES schemes,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT NOT NULL,
            added_by INTEGER REFERENCES accreditation_bodies,
            is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        ) STRICT;
        CREATE UNIQUE INDEX standards_by_name
            ON standards (scheme_id, name_key, ifnull(added_by, 0));
        """

    private static let accountTables = """
        CREATE TABLE certification_bodies (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT NOT NULL,
            acronym TEXT CHECK (length(acronym) BETWEEN 1 AND 45),
            country TEXT REFERENCES countries
        ) STRICT;
        CREATE INDEX certification_bodies_by_name ON certification_bodies (name_key, country);

        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            role TEXT NOT NULL CHECK (role IN ('ab', 'cb', 'mncb')),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT NOT NULL,
            acronym TEXT CHECK (length(acronym) BETWEEN 1 AND 45),
            country TEXT REFERENCES countries,
            certification_body_id INTEGER UNIQUE REFERENCES certification_bodies,
            accreditation_body_id INTEGER UNIQUE REFERENCES accreditation_bodies,
            is_suspended INTEGER NOT NULL DEFAULT 0 CHECK (is_suspended IN (0, 1)),
            created_at INTEGER NOT NULL,
            confirmed_at INTEGER,
            -- Kept by every upload and delete, so that an unfiltered list needs no count.
            certifications INTEGER NOT NULL DEFAULT 0 CHECK (certifications >= 0),
            CHECK ((role = 'cb') = (certification_body_id IS NOT NULL)),
            CHECK ((role = 'ab') = (accreditation_body_id IS NOT NULL)),
            CHECK (role <> 'ab' OR acronym IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX accounts_by_name
            ON accounts (name_key, ifnull(country, '')) WHERE role = 'cb';

        CREATE TABLE api_keys (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            label TEXT CHECK (length(label) BETWEEN 1 AND 100),
            scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
            profile TEXT NOT NULL CHECK (profile IN ('standard', 'certsearch')),
            requests_per_minute INTEGER CHECK (requests_per_minute > 0),
            expires_on INTEGER CHECK (expires_on BETWEEN 10101 AND 99991231),
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE mappings (
            id INTEGER PRIMARY KEY,
            -- NULL: for every account.
            account_id INTEGER REFERENCES accounts,
            field TEXT NOT NULL CHECK (\(isMappingField("field"))),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            source_key TEXT NOT NULL,
            target TEXT NOT NULL CHECK (length(target) BETWEEN 1 AND 300)
        ) STRICT;
        CREATE UNIQUE INDEX mappings_by_source
            ON mappings (ifnull(account_id, 0), field, source_key);

        -- Mappings that programs have brought with them, so that what an operator removed stays so.
        CREATE TABLE shipped_adoptions (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

        -- What accounts sent in vain, for whoever maps it.
        CREATE TABLE unmapped_terms (
            account_id INTEGER NOT NULL REFERENCES accounts,
            field TEXT NOT NULL CHECK (\(isMappingField("field"))),
            -- The scheme in which a standard was looked up; 0: none.
            scheme_id INTEGER NOT NULL,
            term_key TEXT NOT NULL,
            term TEXT NOT NULL CHECK (length(term) <= 300),
            count INTEGER NOT NULL CHECK (count > 0),
            last_sent_at INTEGER NOT NULL,
            PRIMARY KEY (account_id, field, scheme_id, term_key)
        ) STRICT, WITHOUT ROWID;
        """

    /// What accreditation bodies have recorded of certification bodies, and which of these a
    /// multi-national body may name. `accreditation_body_id` is the account's, for joining.
    private static let bodyTables = """
        CREATE TABLE recorded_bodies (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            accreditation_body_id INTEGER NOT NULL REFERENCES accreditation_bodies,
            certification_body_id INTEGER NOT NULL REFERENCES certification_bodies,
            identity_number TEXT NOT NULL CHECK (length(identity_number) BETWEEN 1 AND 45),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT NOT NULL REFERENCES countries,
            status TEXT NOT NULL CHECK (status IN ('Active', 'Withdrawn', 'Suspended')),
            withdrawn_at INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL CHECK (updated_at >= created_at),
            document TEXT NOT NULL,
            CHECK ((status = 'Withdrawn') = (withdrawn_at IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX recorded_bodies_by_identity_number
            ON recorded_bodies (account_id, identity_number);
        CREATE UNIQUE INDEX recorded_bodies_by_body
            ON recorded_bodies (certification_body_id, accreditation_body_id);
        -- The sorts of a list. The body's id decides ties.
        CREATE INDEX recorded_bodies_by_created_at
            ON recorded_bodies (account_id, created_at, certification_body_id);
        CREATE INDEX recorded_bodies_by_updated_at
            ON recorded_bodies (account_id, updated_at, certification_body_id);
        CREATE INDEX recorded_bodies_by_name
            ON recorded_bodies (account_id, name, certification_body_id);

        CREATE TABLE associated_bodies (
            account_id INTEGER NOT NULL REFERENCES accounts,
            certification_body_id INTEGER NOT NULL REFERENCES certification_bodies,
            PRIMARY KEY (account_id, certification_body_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX associated_bodies_by_body ON associated_bodies (certification_body_id);
        """

    /// `scope` is the certification body whose client number a unique id is, 0 where the id is
    /// the account's own.
    private static let entityTables = """
        CREATE TABLE certified_entities (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            certification_body_id INTEGER REFERENCES certification_bodies,
            scope INTEGER NOT NULL AS (ifnull(certification_body_id, 0)),
            unique_id TEXT NOT NULL CHECK (length(unique_id) BETWEEN 1 AND 45),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT NOT NULL REFERENCES countries,
            is_confidential INTEGER NOT NULL CHECK (is_confidential IN (0, 1)),
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL CHECK (updated_at >= created_at),
            document TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX certified_entities_by_unique_id
            ON certified_entities (account_id, unique_id, scope);

        CREATE TABLE entity_aliases (
            account_id INTEGER NOT NULL,
            alias TEXT NOT NULL CHECK (length(alias) BETWEEN 1 AND 45),
            scope INTEGER NOT NULL,
            entity_id INTEGER NOT NULL REFERENCES certified_entities ON DELETE CASCADE,
            PRIMARY KEY (account_id, alias, scope)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX entity_aliases_by_entity ON entity_aliases (entity_id);

        CREATE TRIGGER alias_is_no_unique_id BEFORE INSERT ON entity_aliases
        WHEN EXISTS (
            SELECT 1 FROM certified_entities
            WHERE account_id = NEW.account_id AND unique_id = NEW.alias AND scope = NEW.scope
                AND id <> NEW.entity_id)
        BEGIN SELECT RAISE(ABORT, 'the alias is the unique id of another entity'); END;

        CREATE TRIGGER unique_id_is_no_alias BEFORE INSERT ON certified_entities
        WHEN EXISTS (
            SELECT 1 FROM entity_aliases
            WHERE account_id = NEW.account_id AND alias = NEW.unique_id
                AND scope = ifnull(NEW.certification_body_id, 0))
        BEGIN SELECT RAISE(ABORT, 'the unique id is an alias of another entity'); END;

        -- Ids of what was deleted, until the same key is uploaded again.
        CREATE TABLE deleted_entities (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            scope INTEGER NOT NULL,
            unique_id TEXT NOT NULL,
            deleted_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX deleted_entities_by_unique_id
            ON deleted_entities (account_id, unique_id, scope);
        """

    /// Days are numbers YYYYMMDD. `country` is the entity's; `current_status` is the status on the
    /// day that `register_state` names. Both are copies that make a filter an index's range.
    private static let certificationTables = """
        CREATE TABLE certifications (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            certification_body_id INTEGER NOT NULL REFERENCES certification_bodies,
            entity_id INTEGER NOT NULL REFERENCES certified_entities,
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
            number_key TEXT NOT NULL,
            identity_number TEXT CHECK (length(identity_number) BETWEEN 1 AND 60),
            status TEXT NOT NULL CHECK (\(isStatus("status"))),
            current_status TEXT NOT NULL CHECK (\(isStatus("current_status"))),
            status_since INTEGER NOT NULL,
            accreditation TEXT NOT NULL CHECK (accreditation IN ('Accredited', 'Unaccredited')),
            accreditation_body_id INTEGER REFERENCES accreditation_bodies,
            type TEXT NOT NULL CHECK (length(type) BETWEEN 1 AND 45),
            original_issue_date INTEGER CHECK (\(isDay("original_issue_date"))),
            issue_date INTEGER NOT NULL CHECK (\(isDay("issue_date"))),
            expiry_date INTEGER NOT NULL CHECK (\(isDay("expiry_date"))),
            country TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL CHECK (updated_at >= created_at),
            confirmed_at INTEGER NOT NULL,
            document TEXT NOT NULL,
            CHECK (original_issue_date <= issue_date),
            CHECK (issue_date <= expiry_date),
            CHECK (accreditation = 'Accredited' OR accreditation_body_id IS NULL)
        ) STRICT;

        -- One certification without identity number a number; matching looks here too.
        CREATE UNIQUE INDEX certifications_by_number_key ON certifications
            (account_id, number_key, certification_body_id, ifnull(identity_number, ''));
        CREATE UNIQUE INDEX certifications_by_identity_number ON certifications
            (account_id, identity_number, certification_body_id)
            WHERE identity_number IS NOT NULL;
        CREATE INDEX certifications_by_entity ON certifications (entity_id);
        -- Which accreditation bodies a certification body's certifications name.
        CREATE INDEX certifications_by_bodies
            ON certifications (certification_body_id, accreditation_body_id);

        -- The sorts of a list. Each index ends in the id, which decides ties.
        CREATE INDEX certifications_by_created_at ON certifications (account_id, created_at);
        CREATE INDEX certifications_by_updated_at ON certifications (account_id, updated_at);
        CREATE INDEX certifications_by_issue_date ON certifications (account_id, issue_date);
        CREATE INDEX certifications_by_expiry_date ON certifications (account_id, expiry_date);
        CREATE INDEX certifications_by_number ON certifications (account_id, number);

        -- Filters together with the default sort.
        CREATE INDEX certifications_by_status
            ON certifications (account_id, current_status, created_at);
        CREATE INDEX certifications_by_country
            ON certifications (account_id, country, created_at);

        CREATE TABLE certification_standards (
            certification_id INTEGER NOT NULL REFERENCES certifications ON DELETE CASCADE,
            standard_id INTEGER NOT NULL REFERENCES standards,
            account_id INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (certification_id, standard_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX certification_standards_by_standard ON certification_standards
            (account_id, standard_id, created_at, certification_id);

        CREATE TABLE deleted_certifications (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            certification_body_id INTEGER NOT NULL,
            number_key TEXT NOT NULL,
            identity_number TEXT,
            deleted_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deleted_certifications_by_number_key ON deleted_certifications
            (account_id, number_key, certification_body_id);
        CREATE INDEX deleted_certifications_by_identity_number ON deleted_certifications
            (account_id, identity_number, certification_body_id)
            WHERE identity_number IS NOT NULL;
        """

    private static let logTables = """
        CREATE TABLE changes (
            -- Without gaps: rows are only appended, one transaction at a time.
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            at INTEGER NOT NULL,
            account_id INTEGER,
            key_id INTEGER,
            operating_system_user TEXT,
            request_id TEXT NOT NULL,
            call TEXT NOT NULL,
            action TEXT NOT NULL CHECK (action IN ('created', 'updated', 'deleted')),
            kind TEXT NOT NULL,
            record_id INTEGER NOT NULL,
            before TEXT,
            CHECK ((action = 'created') = (before IS NULL)),
            CHECK ((key_id IS NULL) = (operating_system_user IS NOT NULL))
        ) STRICT;
        CREATE INDEX changes_by_record ON changes (record_id);

        CREATE TRIGGER changes_are_not_altered BEFORE UPDATE ON changes
        BEGIN SELECT RAISE(ABORT, 'the change log is only appended to'); END;
        CREATE TRIGGER changes_are_not_removed BEFORE DELETE ON changes
        BEGIN SELECT RAISE(ABORT, 'the change log is only appended to'); END;

        CREATE TABLE register_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- Moves with accounts, keys, mappings and vocabularies.
            directory_version INTEGER NOT NULL,
            -- The day of `current_status`.
            day INTEGER NOT NULL
        ) STRICT;
        INSERT INTO register_state (id, directory_version, day) VALUES (1, 0, 10101);
        """

    private static func isStatus(_ column: String) -> String {
        """
        \(column) IN ('active', 'inactive', 'suspended', 'cancelled', 'hidden', 'withdrawn',
            'expired', 'cbwithdrawn', 'pending', 'deleted')
        """
    }

    private static func isMappingField(_ column: String) -> String {
        """
        \(column) IN ('status', 'type', 'country', 'scheme', 'standard', 'sector',
            'accreditation_body')
        """
    }

    private static func isDay(_ column: String) -> String {
        """
        \(column) BETWEEN 10101 AND 99991231 AND \(column) / 100 % 100 BETWEEN 1 AND 12
            AND \(column) % 100 BETWEEN 1 AND 31
        """
    }
}
