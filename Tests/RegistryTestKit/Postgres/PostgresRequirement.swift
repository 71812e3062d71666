import Foundation
public import Testing

/// Whether tests that need a PostgreSQL server can run, and must.
///
/// A suite is enabled where `isInstalled || isRequired`, with `missingMessage` as its comment:
/// where PostgreSQL is required but missing, the tests run and fail instead of being skipped.
public enum PostgresRequirement {
    /// PostgreSQL's server is on this machine.
    public static var isInstalled: Bool { PostgresPrograms.installed != nil }

    /// PgBouncer is on this machine.
    public static var isPgBouncerInstalled: Bool { PostgresPrograms.pgBouncer != nil }

    /// `CERTREGISTRY_REQUIRE_POSTGRES=1` is set: a machine without PostgreSQL fails the tests.
    public static var isRequired: Bool {
        ProcessInfo.processInfo.environment["CERTREGISTRY_REQUIRE_POSTGRES"] == "1"
    }

    /// What to tell where PostgreSQL or PgBouncer is missing.
    public static func missingMessage() -> String {
        """
        PostgreSQL or PgBouncer isn't installed, so its tests don't run: install Debian's \
        packages postgresql and pgbouncer. CERTREGISTRY_REQUIRE_POSTGRES=1 makes this a failure.
        """
    }
}

extension Trait where Self == ConditionTrait {
    /// A suite that is left out where PostgreSQL is missing and not required, which is then said.
    public static var needsPostgres: Self {
        .enabled(
            if: PostgresRequirement.isInstalled || PostgresRequirement.isRequired,
            "\(PostgresRequirement.missingMessage())")
    }
}
