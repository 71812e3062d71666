import RegistryCore
import RegistrySQL

/// An error of PostgreSQL, recognised by its SQLSTATE, or of the way to it.
struct PostgresFailure: EngineFailure {
    /// Five characters, https://www.postgresql.org/docs/15/errcodes-appendix.html; one of
    /// ``unreachable`` and ``unsure`` where the server said nothing.
    let state: String
    let message: String

    /// No connection, or it broke, or no answer came in time.
    static let unreachable = "08006"
    /// A commit that the server may or may not keep: its answer was lost, or it came with a
    /// warning that a standby doesn't have it.
    static let unsure = "08007"

    var isDuplicateKey: Bool { state == "23505" }

    /// Classes 58 (system error), XX (internal error): also what a damaged file ends in.
    var isDamage: Bool { state == "XX001" || state == "XX002" }

    var isInterruption: Bool { state == "57014" }

    /// Whether the connection is of no more use.
    var isLoss: Bool {
        // A server that may no longer be written has lost its place to another one.
        state.hasPrefix("08") || state.hasPrefix("57P") || state == "25006"
    }

    /// Whether the same transaction may go well when it is run again: a serialisation failure or a
    /// deadlock.
    var isConflict: Bool { state == "40001" || state == "40P01" }

    /// Whether a statement was planned for a schema that has since changed.
    var isStalePlan: Bool { state == "0A000" || state == "26000" }

    /// Seconds until a client may try again. A failover takes some seconds.
    private static let retrySeconds = 2
    private static let storageRetrySeconds = 30

    var registryError: RegistryError {
        switch state {
        case Self.unsure:
            .unavailable(
                "The database did not confirm the write: it may have been stored. Send it again.",
                retryAfterSeconds: Self.retrySeconds)
        case "55P03", "57014":
            .unavailable(
                "The database took too long.", retryAfterSeconds: Self.retrySeconds)
        case "53100":
            .unavailable(
                "The register's disk is full.", retryAfterSeconds: Self.storageRetrySeconds)
        case "25006":
            .unavailable(
                "The database can't be written now: it is a standby.",
                retryAfterSeconds: Self.retrySeconds)
        default:
            if isLoss || isConflict || state.hasPrefix("53") || state.hasPrefix("58") {
                .unavailable(
                    "The database can't be reached now.", retryAfterSeconds: Self.retrySeconds)
            } else {
                .broken("PostgreSQL error \(state): \(message)")
            }
        }
    }
}

extension StoreFailure {
    var postgres: PostgresFailure? {
        guard case .engine(let failure) = self else { return nil }
        return failure as? PostgresFailure
    }

    var isLoss: Bool { postgres?.isLoss ?? false }

    static func unreachable(_ message: String) -> StoreFailure {
        .engine(PostgresFailure(state: PostgresFailure.unreachable, message: message))
    }
}
