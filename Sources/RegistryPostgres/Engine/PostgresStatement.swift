import CLibPQ
import RegistrySQL

/// A statement of one connection. The server knows it by its name from its first run on.
final class PostgresStatement: Binder, SQLStatement {
    enum Standing {
        /// Planned anew for the values of each run.
        case unnamed
        case unprepared
        /// On its way to the server, or there.
        case prepared
    }

    let sql: String
    var name: String
    var standing: Standing
    private unowned let connection: PostgresConnection
    private var result: Answer?
    private var row: Int32 = -1
    private var column: Int32 = 0
    private var isRunning = false
    /// Whether rows come one by one, each in a result of its own.
    private var isStreaming = false

    init(_ sql: String, name: String?, of connection: PostgresConnection) {
        self.sql = sql
        self.name = name ?? ""
        standing = name == nil ? .unnamed : .unprepared
        self.connection = connection
    }

    // MARK: Stepping

    func step() throws(StoreFailure) -> Bool {
        column = 0
        if !isRunning {
            isRunning = true
            isStreaming = connection.isStreaming
            row = -1
            result = try connection.rows(of: self)
        }
        if isStreaming {
            if row >= 0 { result = try connection.nextRow() }
            row = 0
            return (result?.rowCount ?? 0) > 0
        }
        row += 1
        return row < (result?.rowCount ?? 0)
    }

    /// Stands before the rows of an answer that was read for it.
    func show(_ answer: Answer?) {
        isRunning = true
        result = answer
        row = -1
    }

    func run() throws(StoreFailure) {
        defer { reset() }
        try connection.run(self)
    }

    func reset() {
        if isStreaming, isRunning { connection.endStream() }
        parameters.removeAll()
        result = nil
        isRunning = false
        isStreaming = false
        row = -1
        column = 0
    }

    // MARK: Columns

    func integer() -> Int64 {
        value { bytes in
            // A truth value is `t` or `f`.
            if bytes.first == UInt8(ascii: "t") { return 1 }
            if bytes.first == UInt8(ascii: "f") { return 0 }
            let isNegative = bytes.first == UInt8(ascii: "-")
            var value: Int64 = 0
            for byte in isNegative ? bytes.dropFirst() : bytes[...] {
                value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
            }
            return isNegative ? 0 &- value : value
        } ?? 0
    }

    func optionalInteger() -> Int64? { isNull ? skip() : integer() }

    func text() -> String { value { String(decoding: $0, as: UTF8.self) } ?? "" }

    func optionalText() -> String? { isNull ? skip() : text() }

    func bytes() -> [UInt8] {
        let isBlob = result?.isBlob(column) ?? false
        let bytes = value { Array($0) } ?? []
        return isBlob ? Self.blob(hexadecimal: bytes) : bytes
    }

    func optionalBytes() -> [UInt8]? { isNull ? skip() : bytes() }

    private func value<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value? {
        defer { column += 1 }
        return result?.withBytes(row, column, read)
    }

    private var isNull: Bool { result?.isNull(row, column) ?? true }

    private func skip<Value>() -> Value? {
        column += 1
        return nil
    }

    /// `\x` and two digits a byte.
    private static func blob(hexadecimal text: [UInt8]) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 {
            byte < UInt8(ascii: "a") ? byte &- UInt8(ascii: "0") : byte &- UInt8(ascii: "a") &+ 10
        }
        return stride(from: 2, to: text.count - 1, by: 2).map {
            digit(text[$0]) << 4 | digit(text[$0 + 1])
        }
    }
}

/// Rows for one of the ``InsertedTable``s, kept until they must be sent.
final class PostgresInsertion: Binder, SQLStatement {
    let table: InsertedTable
    private(set) var rows: [Parameters] = []

    init(_ table: InsertedTable) { self.table = table }

    func run() throws(StoreFailure) {
        rows.append(parameters)
        reset()
    }

    func step() throws(StoreFailure) -> Bool { throw .broken("an insertion has no rows") }

    func reset() { parameters = Parameters() }

    /// Forgets the rows from a position on.
    func removeRows(from index: Int = 0) { rows.removeSubrange(index...) }

    func integer() -> Int64 { 0 }
    func optionalInteger() -> Int64? { nil }
    func text() -> String { "" }
    func optionalText() -> String? { nil }
    func bytes() -> [UInt8] { [] }
    func optionalBytes() -> [UInt8]? { nil }
}
