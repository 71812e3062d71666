import CLibPQ
import RegistrySQL

/// Rows for the ``InsertedTable``s: kept, then sent together.
extension PostgresConnection {
    /// From so many rows on a copy is cheaper than single insertions.
    static let copyRowsMin = 32

    func sendInsertions() throws(StoreFailure) {
        for table in InsertedTable.allCases where table != .changes {
            guard let kept = insertions[table], !kept.rows.isEmpty else { continue }
            let rows = kept.rows
            kept.removeRows()
            if rows.count < Self.copyRowsMin {
                for row in rows { try insert(row, into: table) }
            } else {
                try copy(rows, into: table)
            }
        }
    }

    func insert(_ row: Parameters, into table: InsertedTable) throws(StoreFailure) {
        let marks = (1...table.columns.count).map { "$\($0)" }.joined(separator: ", ")
        let statement = try insertionStatement(table) {
            "INSERT INTO \(table.name) (\(table.columnList)) VALUES (\(marks))"
        }
        try send(row, by: statement)
    }

    func send(_ row: Parameters, by statement: PostgresStatement) throws(StoreFailure) {
        setDeadline()
        statement.parameters = row
        defer { statement.reset() }
        try send(statement)
        pending.append(.run)
    }

    func insertionStatement(
        _ table: InsertedTable, _ sql: () -> String
    ) throws(StoreFailure) -> PostgresStatement {
        if let statement = insertionStatements[table] { return statement }
        statementCount += 1
        let statement = PostgresStatement(
            sql(), name: configuration.preparesStatements ? "s\(statementCount)" : nil, of: self)
        insertionStatements[table] = statement
        return statement
    }

    /// - Parameter first: the sequence number of the first row, for the change log.
    func copy(
        _ rows: [Parameters], into table: InsertedTable, numberedFrom first: Int64? = nil
    ) throws(StoreFailure) {
        try exitPipeline()
        let columns = (first == nil ? "" : "sequence, ") + table.columnList
        var lines: [UInt8] = []
        lines.reserveCapacity(rows.count * 256)
        for (index, row) in rows.enumerated() {
            if let first { lines.append(contentsOf: "\(first + Int64(index))\t".utf8) }
            row.appendLine(to: &lines)
        }
        try copy(lines: lines, into: table.name, columns: columns)
        try enterPipeline()
    }

    /// Outside of a pipeline.
    ///
    /// - Parameters:
    ///   - lines: rows as ``Parameters/appendLine(to:)`` writes them.
    ///   - columns: what their values are for, in order, with commas.
    func copy(lines: [UInt8], into table: String, columns: String) throws(StoreFailure) {
        let answer = try execute("COPY \(table) (\(columns)) FROM STDIN")
        guard answer?.status == PGRES_COPY_IN else { throw .broken("a copy was not begun") }
        try link.put(copy: lines)
        try link.endCopy()
        _ = try onlyResult()
    }
}

extension InsertedTable {
    var columnList: String { columns.joined(separator: ", ") }
}
