/// A database that a register is copied to, inside the transaction that makes the copy: it has
/// this program's tables, and no rows in them.
package protocol CopyTarget {
    /// What messages call it.
    var name: String { get }
    /// Reads what the copy has by now.
    var connection: any SQLConnection { get }

    /// Adds rows to a table; their values are in the order of its columns.
    func add(_ rows: [[CopiedValue]], to table: CopiedTable) throws(StoreFailure)
    /// All rows of a table are there: the engine looks at them, for the plans of its queries.
    func complete(_ table: CopiedTable) throws(StoreFailure)
}

/// A database that a register is copied from, which shows one moment of it.
package struct CopySource {
    /// What messages call it.
    package let name: String
    package let connection: any SQLConnection

    package init(name: String, connection: any SQLConnection) {
        self.name = name
        self.connection = connection
    }
}
