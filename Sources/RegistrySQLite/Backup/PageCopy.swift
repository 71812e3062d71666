import GRDBSQLite
import RegistryCore
import RegistrySQL

/// Copies a database page by page, as it is at one moment, while others write to it.
///
/// SQLite begins such a copy anew whenever another connection has written, and under steady writes
/// it never ends; unless the copying connection holds a read transaction, by which it sees the
/// same moment from the first page to the last.
struct PageCopy {
    /// Read from, inside a transaction of its own.
    let source: Connection
    /// Connected to an empty file.
    let target: Connection
    let stepPages: Int

    func run(_ report: WorkProgress.Report) throws(StoreFailure) {
        try source.reading { () throws(StoreFailure) in
            // The transaction's moment begins with its first read.
            _ = try source.directoryVersion()
            guard let copy = sqlite3_backup_init(target.handle, "main", source.handle, "main")
            else { throw target.lastFailure }
            do throws(StoreFailure) {
                try step(copy, report)
            } catch {
                sqlite3_backup_finish(copy)
                throw error
            }
            guard sqlite3_backup_finish(copy) == SQLITE_OK else { throw target.lastFailure }
        }
    }

    private func step(
        _ copy: OpaquePointer, _ report: WorkProgress.Report
    ) throws(StoreFailure) {
        while true {
            let code = sqlite3_backup_step(copy, Int32(stepPages))
            guard code == SQLITE_OK || code == SQLITE_DONE else {
                throw .engine(
                    SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code))))
            }
            let total = Int(sqlite3_backup_pagecount(copy))
            let done = total - Int(sqlite3_backup_remaining(copy))
            try coreCall { () throws(RegistryError) in
                try report(WorkProgress("pages", done: done, of: total))
            }
            if code == SQLITE_DONE { return }
        }
    }
}
