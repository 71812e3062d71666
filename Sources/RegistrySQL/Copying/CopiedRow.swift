import RegistryCore

/// A value of a row on its way from one database to another.
package enum CopiedValue: Sendable, Equatable {
    case null
    case integer(Int64)
    /// UTF-8.
    case text([UInt8])
    case blob([UInt8])

    /// About how much memory it takes.
    var bytes: Int {
        switch self {
        case .null, .integer: 8
        case .text(let bytes), .blob(let bytes): bytes.count + 8
        }
    }
}

/// What is found in a table, row after row: each adds to the checksum in a form that no other row
/// has, whichever engine it was read from.
struct ContentsOfRows {
    private(set) var rows = 0
    private var checksum = RunningChecksum()
    private var form: [UInt8] = []

    mutating func add(_ row: [CopiedValue]) {
        rows += 1
        form.removeAll(keepingCapacity: true)
        for value in row {
            switch value {
            case .null: form.append(0)
            case .integer(let integer):
                form.append(1)
                append(UInt64(bitPattern: integer))
            case .text(let bytes):
                form.append(2)
                append(UInt64(bytes.count))
                form.append(contentsOf: bytes)
            case .blob(let bytes):
                form.append(3)
                append(UInt64(bytes.count))
                form.append(contentsOf: bytes)
            }
        }
        checksum.add(form)
    }

    private mutating func append(_ number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            form.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    func contents(of table: CopiedTable) -> TableContents {
        TableContents(table: table.name, rows: rows, checksum: checksum.text)
    }
}

extension SQLConnection {
    /// Reads every row of a table in the order of its key, one after the other.
    func walk(
        _ table: CopiedTable, _ body: ([CopiedValue]) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let statement = try statement(
            composed: """
                SELECT \(table.columnList) FROM \(table.name)
                ORDER BY \(table.key.joined(separator: ", "))
                """)
        defer { statement.reset() }
        while try statement.step() {
            try body(table.columns.map { $0.read(statement) })
        }
    }
}

extension CopiedColumn {
    fileprivate func read(_ row: any SQLStatement) -> CopiedValue {
        switch kind {
        case .integer: row.optionalInteger().map { .integer($0) } ?? .null
        case .text: row.optionalBytes().map { .text($0) } ?? .null
        case .blob: row.optionalBytes().map { .blob($0) } ?? .null
        }
    }
}
