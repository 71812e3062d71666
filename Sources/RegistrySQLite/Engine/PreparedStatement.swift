import RegistrySQL
import GRDB
import GRDBSQLite

/// A statement that is prepared once, then bound and stepped by hand.
///
/// GRDB prepares it and keeps it alive; its own way of binding and reading rows boxes every value
/// and costs more than the query itself (docs/decisions/sqlite-reads.md). Values are bound and
/// columns read in the order in which the SQL names them, so that both stand beside their SQL.
final class PreparedStatement: SQLStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let sql: String
    private var bound: Int32 = 0
    private var column: Int32 = 0

    init(_ statement: Statement, sql: String) {
        self.statement = statement
        self.sql = sql
        handle = statement.sqliteStatement
    }

    // MARK: Binding

    /// Makes SQLite copy what is bound before the call returns. The C header's cast of -1 is not
    /// imported.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    @discardableResult
    func bind(_ value: Int64) -> Self {
        bound += 1
        sqlite3_bind_int64(handle, bound, value)
        return self
    }

    @discardableResult
    func bind(_ value: String) -> Self {
        bound += 1
        var value = value
        value.withUTF8 { bytes in
            // Without an address SQLite would bind NULL.
            guard let address = bytes.baseAddress else {
                sqlite3_bind_text(handle, bound, "", 0, Self.copied)
                return
            }
            _ = sqlite3_bind_text(
                handle, bound, UnsafeRawPointer(address).assumingMemoryBound(to: CChar.self),
                Int32(bytes.count), Self.copied)
        }
        return self
    }

    @discardableResult
    func bind(text bytes: [UInt8]) -> Self {
        bound += 1
        bytes.withUnsafeBytes { bytes in
            _ = sqlite3_bind_text(
                handle, bound, bytes.assumingMemoryBound(to: CChar.self).baseAddress,
                Int32(bytes.count), Self.copied)
        }
        return self
    }

    @discardableResult
    func bind(texts: [String]) -> Self { bind(text: JSONLists.write(texts)) }

    @discardableResult
    func bind(integers: [Int64]) -> Self { bind(text: JSONLists.write(integers)) }

    @discardableResult
    func bind(blob bytes: [UInt8]) -> Self {
        bound += 1
        bytes.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(
                handle, bound, bytes.baseAddress, Int32(bytes.count), Self.copied)
        }
        return self
    }

    @discardableResult
    func bindNull() -> Self {
        bound += 1
        sqlite3_bind_null(handle, bound)
        return self
    }

    // MARK: Stepping

    func step() throws(StoreFailure) -> Bool {
        column = 0
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw .engine(failure())
        }
    }

    func run() throws(StoreFailure) {
        defer { reset() }
        while try step() {}
    }

    func reset() {
        sqlite3_reset(handle)
        bound = 0
        column = 0
    }

    private func failure() -> SQLiteFailure {
        let connection = sqlite3_db_handle(handle)
        return SQLiteFailure(
            code: sqlite3_extended_errcode(connection),
            message: String(cString: sqlite3_errmsg(connection)) + " in: " + sql)
    }

    // MARK: Columns

    func integer() -> Int64 {
        defer { column += 1 }
        return sqlite3_column_int64(handle, column)
    }

    func optionalInteger() -> Int64? {
        isNull ? skip() : integer()
    }

    func text() -> String {
        defer { column += 1 }
        guard let characters = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(
            decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    func optionalText() -> String? {
        isNull ? skip() : text()
    }

    func bytes() -> [UInt8] {
        defer { column += 1 }
        guard let address = sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: address, count: count))
    }

    func optionalBytes() -> [UInt8]? {
        isNull ? skip() : bytes()
    }

    private var isNull: Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    private func skip<Value>() -> Value? {
        column += 1
        return nil
    }
}
