import GRDB
import GRDBSQLite
import RegistryCore

/// Every way in which work on a connection ends badly. Inside this target only: at the ports it
/// becomes a ``RegistryError``, here and nowhere else.
enum StoreFailure: Error {
    /// What the register itself says: faults, not found, conflict.
    case register(RegistryError)
    /// What SQLite says.
    case engine(EngineError)

    /// For a client, or for the log when the register is at fault.
    var registryError: RegistryError {
        switch self {
        case .register(let error): error
        case .engine(let error): error.registryError
        }
    }

    /// Whether a row of the same key is there already. What was decided before may be decided
    /// anew.
    var isDuplicateKey: Bool {
        guard case .engine(let error) = self else { return false }
        return error.code == ResultCode.SQLITE_CONSTRAINT_UNIQUE.rawValue
            || error.code == ResultCode.SQLITE_CONSTRAINT_PRIMARYKEY.rawValue
    }

    /// Whether the file holds what SQLite can't make sense of, or the disk what can't be read.
    var isDamage: Bool {
        guard case .engine(let error) = self else { return false }
        return [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR].contains(error.code & 0xFF)
    }

    /// Whether the query was broken off because its time was over.
    var isInterruption: Bool {
        guard case .engine(let error) = self else { return false }
        return error.code & 0xFF == SQLITE_INTERRUPT
    }

    static func broken(_ text: String) -> StoreFailure { .register(.broken(text)) }
}

/// An error of SQLite, recognised by its extended result code.
struct EngineError: Error {
    /// Extended result code, https://www.sqlite.org/rescode.html.
    let code: Int32
    /// SQLite's text, for the log.
    let message: String

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: DatabaseError) {
        self.init(
            code: error.extendedResultCode.rawValue,
            message: error.message ?? error.resultCode.description)
    }

    /// After how many seconds a client may try again when the database can't be reached or
    /// written: a lock is gone soon, a full disk wants somebody to look at it.
    private static let lockRetrySeconds = 1
    private static let storageRetrySeconds = 30

    var registryError: RegistryError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            .unavailable(
                "Another process holds the database.", retryAfterSeconds: Self.lockRetrySeconds)
        case SQLITE_FULL:
            .unavailable(
                "The register's disk is full.", retryAfterSeconds: Self.storageRetrySeconds)
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_NOMEM, SQLITE_PROTOCOL:
            .unavailable(
                "The database can't be reached or written now.",
                retryAfterSeconds: Self.storageRetrySeconds)
        case SQLITE_NOTADB: .conflict("The database file is no SQLite database.")
        default:
            .broken("SQLite error \(code): \(message)")
        }
    }
}

/// Runs GRDB's own calls, which throw anything, and gives their errors the type of this target.
func engineCall<Value>(_ body: () throws -> Value) throws(StoreFailure) -> Value {
    do {
        return try body()
    } catch let failure as StoreFailure {
        throw failure
    } catch let error as RegistryError {
        throw .register(error)
    } catch let error as DatabaseError {
        throw .engine(EngineError(error))
    } catch {
        throw .broken("unexpected error of the database library: \(error)")
    }
}

/// Runs a call of the register's core inside work on a connection.
func coreCall<Value>(
    _ body: () throws(RegistryError) -> Value
) throws(StoreFailure) -> Value {
    do {
        return try body()
    } catch {
        throw .register(error)
    }
}
