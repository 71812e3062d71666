extension Migrations {
    /// Vocabularies, accounts, certification bodies, entities, certifications and the change log:
    /// the tables, columns and indexes of the SQLite register under the same names, since both
    /// are asked by the same SQL.
    ///
    /// Texts are in the collation "C", which orders by bytes as SQLite does, whatever the
    /// database's own. JSON stays text, so that a document comes back byte for byte. Flags are 0
    /// and 1 rather than booleans, so that both databases are bound alike.
    static let m0001Register = Migration(
        name: "m0001_register",
        sql: [
            vocabularyTables, accountTables, bodyTables, entityTables, certificationTables,
            logTables,
        ])

    /// `*_key` columns hold comparison keys (contract section 11), made by the program.
    private static let vocabularyTables = """
        CREATE TABLE countries (
            alpha2 TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(alpha2) = 2),
            alpha3 TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(alpha3) = 3),
            numeric TEXT COLLATE "C" UNIQUE CHECK (length(numeric) = 3),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) > 0),
            other_names TEXT COLLATE "C" NOT NULL
                CHECK (json_typeof(other_names::json) = 'array'),
            is_retired BIGINT NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        );

        CREATE TABLE sectors (
            code BIGINT PRIMARY KEY CHECK (code > 0),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) > 0),
            is_retired BIGINT NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        );

        CREATE TABLE schemes (
            id BIGINT PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT COLLATE "C" NOT NULL UNIQUE
        );

        CREATE TABLE accreditation_bodies (
            id BIGINT PRIMARY KEY,
            acronym TEXT COLLATE "C" NOT NULL CHECK (length(acronym) BETWEEN 1 AND 45),
            acronym_key TEXT COLLATE "C" NOT NULL UNIQUE CHECK (acronym_key <> ''),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT COLLATE "C" REFERENCES countries (alpha2),
            known_names TEXT COLLATE "C" NOT NULL
                CHECK (json_typeof(known_names::json) = 'array'),
            is_retired BIGINT NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        );

        CREATE TABLE standards (
            id BIGINT PRIMARY KEY,
            scheme_id BIGINT NOT NULL REFERENCES schemes (id),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT COLLATE "C" NOT NULL,
            added_by BIGINT REFERENCES accreditation_bodies (id),
            is_retired BIGINT NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
        );
        CREATE UNIQUE INDEX standards_by_name
            ON standards (scheme_id, name_key, coalesce(added_by, 0));
        """

    /// An account's row is updated by every write: half of each page is left free, so that its new
    /// version fits beside the old one and no index changes.
    private static let accountTables = """
        CREATE TABLE certification_bodies (
            id BIGINT PRIMARY KEY,
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT COLLATE "C" NOT NULL,
            acronym TEXT COLLATE "C" CHECK (length(acronym) BETWEEN 1 AND 45),
            country TEXT COLLATE "C" REFERENCES countries (alpha2)
        );
        CREATE INDEX certification_bodies_by_name ON certification_bodies (name_key, country);

        CREATE TABLE accounts (
            id BIGINT PRIMARY KEY,
            role TEXT COLLATE "C" NOT NULL CHECK (role IN ('ab', 'cb', 'mncb')),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            name_key TEXT COLLATE "C" NOT NULL,
            acronym TEXT COLLATE "C" CHECK (length(acronym) BETWEEN 1 AND 45),
            country TEXT COLLATE "C" REFERENCES countries (alpha2),
            certification_body_id BIGINT UNIQUE REFERENCES certification_bodies (id),
            accreditation_body_id BIGINT UNIQUE REFERENCES accreditation_bodies (id),
            is_suspended BIGINT NOT NULL DEFAULT 0 CHECK (is_suspended IN (0, 1)),
            created_at BIGINT NOT NULL,
            confirmed_at BIGINT,
            -- Kept by every upload and delete, so that an unfiltered list needs no count.
            certifications BIGINT NOT NULL DEFAULT 0 CHECK (certifications >= 0),
            -- The account's last write, in milliseconds since 1970 of the database's clock; NULL:
            -- none yet. Whether a replica that lags behind may answer a read is decided by it: one
            -- that has replayed less would hide from an account what it has just written.
            written_at BIGINT,
            CHECK ((role = 'cb') = (certification_body_id IS NOT NULL)),
            CHECK ((role = 'ab') = (accreditation_body_id IS NOT NULL)),
            CHECK (role <> 'ab' OR acronym IS NOT NULL)
        ) WITH (fillfactor = 50);
        CREATE UNIQUE INDEX accounts_by_name
            ON accounts (name_key, coalesce(country, '')) WHERE role = 'cb';

        CREATE TABLE api_keys (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            hash BYTEA NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
            label TEXT COLLATE "C" CHECK (length(label) BETWEEN 1 AND 100),
            scope TEXT COLLATE "C" NOT NULL CHECK (scope IN ('read', 'write')),
            profile TEXT COLLATE "C" NOT NULL CHECK (profile IN ('standard', 'certsearch')),
            requests_per_minute BIGINT CHECK (requests_per_minute > 0),
            expires_on BIGINT CHECK (expires_on BETWEEN 10101 AND 99991231),
            created_at BIGINT NOT NULL,
            revoked_at BIGINT
        );

        CREATE TABLE mappings (
            id BIGINT PRIMARY KEY,
            -- NULL: for every account.
            account_id BIGINT REFERENCES accounts (id),
            field TEXT COLLATE "C" NOT NULL CHECK (\(isMappingField("field"))),
            source TEXT COLLATE "C" NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            source_key TEXT COLLATE "C" NOT NULL,
            target TEXT COLLATE "C" NOT NULL CHECK (length(target) BETWEEN 1 AND 300)
        );
        CREATE UNIQUE INDEX mappings_by_source
            ON mappings (coalesce(account_id, 0), field, source_key);

        -- Mappings that programs have brought with them, so that what an operator removed stays so.
        CREATE TABLE shipped_adoptions (name TEXT COLLATE "C" NOT NULL PRIMARY KEY);

        -- What accounts sent in vain, for whoever maps it.
        CREATE TABLE unmapped_terms (
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            field TEXT COLLATE "C" NOT NULL CHECK (\(isMappingField("field"))),
            -- The scheme in which a standard was looked up; 0: none.
            scheme_id BIGINT NOT NULL,
            term_key TEXT COLLATE "C" NOT NULL,
            term TEXT COLLATE "C" NOT NULL CHECK (length(term) <= 300),
            count BIGINT NOT NULL CHECK (count > 0),
            last_sent_at BIGINT NOT NULL,
            PRIMARY KEY (account_id, field, scheme_id, term_key)
        );

        -- When a key's bucket is full again, in nanoseconds of the database's clock. All nodes
        -- share it. Nothing of it goes to the write-ahead log: it may be lost, and then buckets are
        -- full. Without a reference to the key, so that counting a request locks no other row.
        CREATE UNLOGGED TABLE rate_limits (
            key_id BIGINT PRIMARY KEY,
            full_at BIGINT NOT NULL,
            -- What the last statement took: it returns only what it has stored.
            granted BIGINT NOT NULL
        ) WITH (fillfactor = 50);
        """

    /// What accreditation bodies have recorded of certification bodies, and which of these a
    /// multi-national body may name. `accreditation_body_id` is the account's, for joining.
    private static let bodyTables = """
        CREATE TABLE recorded_bodies (
            id BIGINT PRIMARY KEY,
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            accreditation_body_id BIGINT NOT NULL REFERENCES accreditation_bodies (id),
            certification_body_id BIGINT NOT NULL REFERENCES certification_bodies (id),
            identity_number TEXT COLLATE "C" NOT NULL
                CHECK (length(identity_number) BETWEEN 1 AND 45),
            name TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
            country TEXT COLLATE "C" NOT NULL REFERENCES countries (alpha2),
            status TEXT COLLATE "C" NOT NULL
                CHECK (status IN ('Active', 'Withdrawn', 'Suspended')),
            withdrawn_at BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL CHECK (updated_at >= created_at),
            document TEXT COLLATE "C" NOT NULL,
            CHECK ((status = 'Withdrawn') = (withdrawn_at IS NOT NULL))
        );
        CREATE UNIQUE INDEX recorded_bodies_by_identity_number
            ON recorded_bodies (identity_number, account_id);
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
            account_id BIGINT NOT NULL REFERENCES accounts (id),
            certification_body_id BIGINT NOT NULL REFERENCES certification_bodies (id),
            PRIMARY KEY (account_id, certification_body_id)
        );
        CREATE INDEX associated_bodies_by_body ON associated_bodies (certification_body_id);
        """

    private static let logTables = """
        CREATE TABLE changes (
            -- Without gaps: rows are only appended, one transaction at a time. So the program gives
            -- the number: a sequence of the database would lose those of what was rolled back.
            sequence BIGINT PRIMARY KEY CHECK (sequence > 0),
            at BIGINT NOT NULL,
            account_id BIGINT,
            key_id BIGINT,
            operating_system_user TEXT COLLATE "C",
            request_id TEXT COLLATE "C" NOT NULL,
            call TEXT COLLATE "C" NOT NULL,
            action TEXT COLLATE "C" NOT NULL CHECK (action IN ('created', 'updated', 'deleted')),
            kind TEXT COLLATE "C" NOT NULL,
            record_id BIGINT NOT NULL,
            before TEXT COLLATE "C",
            CHECK ((action = 'created') = (before IS NULL)),
            CHECK ((key_id IS NULL) = (operating_system_user IS NOT NULL))
        );
        CREATE INDEX changes_by_record ON changes (record_id);

        CREATE FUNCTION changes_are_only_appended() RETURNS trigger LANGUAGE plpgsql
        SET search_path FROM CURRENT AS $$
        BEGIN
            RAISE EXCEPTION 'the change log is only appended to'
                USING ERRCODE = 'raise_exception';
        END $$;
        -- For each statement: TRUNCATE has no rows, and a statement that finds none is wrong too.
        CREATE TRIGGER changes_are_not_altered BEFORE UPDATE ON changes
        FOR EACH STATEMENT EXECUTE FUNCTION changes_are_only_appended();
        CREATE TRIGGER changes_are_not_removed BEFORE DELETE OR TRUNCATE ON changes
        FOR EACH STATEMENT EXECUTE FUNCTION changes_are_only_appended();

        CREATE TABLE register_state (
            id BIGINT PRIMARY KEY CHECK (id = 1),
            -- Moves with accounts, keys, mappings and vocabularies.
            directory_version BIGINT NOT NULL,
            -- The day of `current_status`.
            day BIGINT NOT NULL
        ) WITH (fillfactor = 50);
        INSERT INTO register_state (id, directory_version, day) VALUES (1, 0, 10101);
        """

    private static func isMappingField(_ column: String) -> String {
        """
        \(column) IN ('status', 'type', 'country', 'scheme', 'standard', 'sector',
            'accreditation_body')
        """
    }
}
