import GRDB
import GRDBSQLite
import RegistryCore
import RegistrySQL

/// An error of SQLite, recognised by its extended result code.
struct SQLiteFailure: EngineFailure {
    /// Extended result code, https://www.sqlite.org/rescode.html.
    let code: Int32
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

    var isDuplicateKey: Bool {
        code == ResultCode.SQLITE_CONSTRAINT_UNIQUE.rawValue
            || code == ResultCode.SQLITE_CONSTRAINT_PRIMARYKEY.rawValue
    }

    var isDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR].contains(code & 0xFF) }

    var isInterruption: Bool { code & 0xFF == SQLITE_INTERRUPT }

    var isLock: Bool { [SQLITE_BUSY, SQLITE_LOCKED].contains(code & 0xFF) }

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

/// Runs GRDB's own calls, which throw anything, and gives their errors the type of the stores.
func engineCall<Value>(_ body: () throws -> Value) throws(StoreFailure) -> Value {
    do {
        return try body()
    } catch let failure as StoreFailure {
        throw failure
    } catch let error as RegistryError {
        throw .register(error)
    } catch let error as DatabaseError {
        throw .engine(SQLiteFailure(error))
    } catch {
        throw .broken("unexpected error of the database library: \(error)")
    }
}
